"""What was given: amounts, states and sums by month, for the editors. Who gave, the non-profit reads at HelloAsso."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from classrooms.admin.base import private
from cms.giving.helloasso import is_open
from cms.giving.views import in_euros
from cms.models import Gift
from investigations.admin.base import EditorsView
from investigations.admin.menu import EditorMenuItem
from workshop.spreadsheets import plain_cell

SHOWN = 100
MONTHS = 24
# What came in, whatever became of it since.
PAID = (Gift.State.CONFIRMED, Gift.State.REFUNDED, Gift.State.CONTESTED)


class GiftsView(EditorsView):
    header_icon = "pick"
    template_name = "cms/admin/gifts.html"
    page_title = gettext_lazy("Dons")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gifts = [(gift, in_euros(gift.cents)) for gift in Gift.objects.visible_to(self.request.user)[:SHOWN]]
        return super().get_context_data(gifts=gifts, months=by_month(), is_open=is_open(), **kwargs)


def by_month() -> list[dict[str, Any]]:
    """Real money only, and what is left of it."""
    real = Gift.objects.filter(sandbox=False, state__in=PAID)
    months = (
        real.annotate(month=TruncMonth("begun_at"))
        .values("month")
        .annotate(
            gifts=Count("pk", distinct=True),
            given=Sum("payments__cents", default=0),
            back=Sum("payments__refunded_cents", default=0),
            contested=Sum(
                F("payments__cents") - F("payments__refunded_cents"), filter=Q(state=Gift.State.CONTESTED), default=0
            ),
        )
        .order_by("-month")
    )
    return [
        month
        | {name: in_euros(month[name]) for name in ("given", "back", "contested")}
        | {"left": in_euros(month["given"] - month["back"] - month["contested"])}
        for month in months[:MONTHS]
    ]


class GiftsFileView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_editor:
            raise Http404
        file = io.StringIO()
        rows = csv.writer(file, delimiter=";")
        rows.writerows([plain_cell(cell) for cell in row] for row in _rows(Gift.objects.visible_to(request.user)))
        response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="dons.csv"'
        return private(response)


def _rows(gifts: Any) -> Iterator[list[str]]:
    """A line a payment: what the books need, and by which number HelloAsso knows it."""
    yield [
        _("Commencé le"), _("État"), _("Montant en euros"), _("Remboursé en euros"), _("Payé le"),
        _("Commande HelloAsso"), _("Paiement HelloAsso"), _("Essai"),
    ]  # fmt: skip
    for gift in gifts.prefetch_related("payments"):
        begun = timezone.localtime(gift.begun_at).date().isoformat()
        ends = [str(gift.order or ""), _("oui") if gift.sandbox else ""]
        payments = list(gift.payments.all())
        if not payments:
            yield [begun, gift.get_state_display(), _euros(gift.cents), "", "", ends[0], "", ends[1]]
        for payment in payments:
            day = timezone.localtime(payment.paid_at).date().isoformat() if payment.paid_at else ""
            yield [
                begun, gift.get_state_display(), _euros(payment.cents), _euros(payment.refunded_cents), day,
                ends[0], str(payment.number), ends[1],
            ]  # fmt: skip


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


class GiftsItem(EditorMenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_open() and super().is_shown(request)


def gifts_item() -> Any:
    return GiftsItem(gettext_lazy("Dons"), reverse("gifts:index"), icon_name="pick", order=210)


urlpatterns = [
    path("", GiftsView.as_view(), name="index"),
    path("dons.csv", GiftsFileView.as_view(), name="file"),
]
