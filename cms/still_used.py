"""What something else still needs is not deleted: the answer is a page that says what needs it, and what to do."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.db import models, transaction
from django.db.models.deletion import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from classrooms.models import Classroom, User
from investigations.models import Investigation
from workshop.middleware import ADMIN_PREFIX

WAYS_OUT: dict[type[models.Model], Promise] = {
    Investigation: _(
        "Une enquête garde son projet et son guide. Pour qu’un projet ne soit plus proposé aux classes, dépubliez-le."
    ),
    Classroom: _(
        "Une classe garde son école, son groupe et sa collection. Donnez d’abord une autre école à la classe ; "
        "le groupe et la collection sont faits avec elle et restent avec elle."
    ),
}


class Use(NamedTuple):
    """Things of one kind: names and addresses of those that the user may see, the number of all."""

    kind: str
    total: int
    shown: list[tuple[str, str | None]]
    way_out: Promise


class StillUsedMiddleware:
    """Next to the view: Wagtail deletes outside a transaction, and a tree half at a time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _deletes(request):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case ProtectedError():
                users = exception.protected_objects
            case RestrictedError():
                users = exception.restricted_objects
            case _:
                return None
        if not _deletes(request):
            return None
        list(get_messages(request))  # some say "deleted" before they try
        uses = list(_uses(users, request.user))
        answer = StillUsedView.as_view(uses=uses, thing=_page_of_what_stays(request.resolver_match))(request)
        return answer.render()


class StillUsedView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/still_used.html"
    page_title = _("Cela sert encore")
    header_icon = "warning"
    uses: list[Use] = []  # noqa: RUF012 - given by as_view
    thing = ""  # address of what was to be deleted, where it is known
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = reverse("wagtailadmin_home")
        context = self.get_context_data(uses=self.uses, thing=self.thing, messages=[], home=home)
        return self.render_to_response(context, status=409)


def _deletes(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.startswith(ADMIN_PREFIX) and "/delete" in request.path


def _page_of_what_stays(match: ResolverMatch) -> str:
    with suppress(NoReverseMatch):
        if match.url_name == "delete":
            return reverse(f"{match.namespace}:edit", args=match.args, kwargs=match.kwargs)
    return ""


def _uses(things: Iterable[models.Model], user: User) -> Iterator[Use]:
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for thing in things:
        kinds.setdefault(type(thing), []).append(thing)
    addresses = AdminURLFinder(user)
    for model, those in kinds.items():
        seen = [thing for thing in those if _is_seen(thing, user)]
        shown = sorted((str(thing), addresses.get_edit_url(thing)) for thing in seen)
        plural = model._meta.verbose_name_plural if len(those) > 1 else model._meta.verbose_name
        yield Use(
            str(plural), len(those), shown, WAYS_OUT.get(model, _("Changez ou supprimez d’abord ce qui s’en sert."))
        )


def _is_seen(thing: models.Model, user: User) -> bool:
    manager = type(thing)._default_manager
    return not hasattr(manager, "visible_to") or manager.visible_to(user).filter(pk=thing.pk).exists()
