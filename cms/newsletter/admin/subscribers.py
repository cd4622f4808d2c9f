"""Subscribers are numbers here, but for the one address that is asked for."""

from typing import Any

from django.core.validators import validate_email
from django.db.models import Count, Q
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from classrooms.admin.base import private
from cms.models import SilentAddress, Subscriber
from cms.newsletter.subscribing import erase
from investigations.admin.base import EditorsView
from investigations.directory.models import Cause

PLACES_SHOWN = 20
# A number so small would say who it is.
FEWEST = 3


class SubscribersView(EditorsView):
    """One address, looked up to answer who asks, or removed. It stands in no address of a page, and in no log."""

    template_name = "cms/newsletter/admin/subscribers.html"
    page_title = gettext_lazy("Abonnements")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("letters:index"), "label": _("Lettre")}
        return [*self.breadcrumbs_items, every, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("found", None)
        kwargs.setdefault("email", "")
        return super().get_context_data(numbers=numbers(), places=_places(), causes=_causes(), fewest=FEWEST, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        email = request.POST.get("email", "").strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            messages.error(request, _("Écrivez l’adresse en entier."))
            return redirect("letters:subscribers")
        found = Subscriber.objects.visible_to(request.user).filter(email=email).first()
        if found and "erase" in request.POST:
            erase(subscriber=found)
            messages.success(request, _("Cette adresse est effacée."))
            return redirect("letters:subscribers")
        if found is None:
            messages.info(request, _("Cette adresse n’est pas abonnée."))
        return private(self.render_to_response(self.get_context_data(found=found, email=email)))


def numbers() -> dict[str, int]:
    of, why = Subscriber.State, SilentAddress.Why
    counted = Subscriber.objects.aggregate(
        confirmed=Count("pk", filter=Q(state=of.CONFIRMED)), pending=Count("pk", filter=Q(state=of.PENDING)),
        left=Count("pk", filter=Q(state=of.LEFT)),
    )  # fmt: skip
    silent = SilentAddress.objects.aggregate(
        bounced=Count("pk", filter=Q(why=why.BOUNCED)), complained=Count("pk", filter=Q(why=why.COMPLAINED))
    )
    return counted | silent


def _places() -> list[tuple[str, int]]:
    there = Subscriber.objects.confirmed().exclude(place="").values_list("place").order_by()
    return list(there.annotate(count=Count("pk")).filter(count__gte=FEWEST).order_by("-count", "place")[:PLACES_SHOWN])


def _causes() -> list[tuple[Cause, int]]:
    rows = Subscriber.objects.confirmed().values_list("causes").order_by().annotate(count=Count("pk"))
    counts = dict(rows.values_list("causes", "count"))
    return [(cause, counts[cause.pk]) for cause in Cause.objects.all() if counts.get(cause.pk, 0) >= FEWEST]
