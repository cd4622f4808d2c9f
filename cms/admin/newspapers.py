"""The class's paper: choose stories, wait, look at each page, take it along, and put it before the public apart."""

from typing import Any

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from classrooms.admin.base import ClassroomView, perform, private
from classrooms.errors import Refusal
from cms.actions.make_newspaper import (
    ask_for_newspaper,
    delete_newspaper,
    make_newspaper_again,
    publish_newspaper,
    unpublish_newspaper,
)
from cms.models import Newspaper, StoryPage
from cms.newspapers.words import for_print
from investigations.admin.base import FieldView


def story_keys(sent: list[str]) -> list[int]:
    return [int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 10]


class NewspapersView(ClassroomView):
    template_name = "cms/admin/newspapers.html"
    page_title = gettext_lazy("Le journal de la classe")
    header_icon = "doc-full"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        papers = list(self.classroom.newspapers.all())
        return super().get_context_data(
            papers=papers,
            stories=self._stories(),
            title=self.request.POST.get("title", papers[0].title if papers else self._usual_title()),
            number=self.request.POST.get("number", max((paper.number for paper in papers), default=0) + 1),
            **kwargs,
        )

    def _usual_title(self) -> str:
        return _("Le journal de la classe %(name)s") % {"name": self.classroom.name}

    def _stories(self) -> list[tuple[StoryPage, Any, bool]]:
        """Each with what it would leave out in print; in the order, and ticked, as a refused form had them."""
        live = StoryPage.objects.live().public().filter(investigation__classroom=self.classroom)
        stories = list(live.select_related("investigation__project").order_by("-first_published_at", "-pk"))
        ticked = {story.pk for story in stories}
        if self.request.method == "POST":
            order = {key: place for place, key in enumerate(story_keys(self.request.POST.getlist("part")))}
            stories.sort(key=lambda story: order.get(story.pk, len(order)))
            ticked = set(story_keys(self.request.POST.getlist("story")))
        return [(story, for_print(StoryPage.objects.get(pk=story.pk)), story.pk in ticked) for story in stories]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = request.POST.get("number", "")
        try:
            paper = ask_for_newspaper(
                classroom=self.classroom, title=request.POST.get("title", ""),
                number=int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0,
                stories=story_keys(request.POST.getlist("story")), by=request.user,
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return private(self.render_to_response(self.get_context_data()))
        return redirect("stories:newspaper", paper.pk)


class OwnNewspaperMixin:
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def paper(self) -> Newspaper:
        own = Newspaper.objects.visible_to(self.request.user).select_related("classroom__school")
        return get_object_or_404(own, pk=self.kwargs["newspaper"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.paper  # noqa: B018 - a foreign paper is a 404 whatever the method


class NewspaperView(OwnNewspaperMixin, FieldView):
    template_name = "cms/admin/newspaper.html"
    header_icon = "doc-full"

    def get_page_title(self) -> str:
        return str(self.paper)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        classroom = self.paper.classroom
        return [
            *self.breadcrumbs_items,
            {"url": reverse("classrooms:page", args=[classroom.pk]), "label": classroom.name},
            {"url": reverse("stories:newspapers", args=[classroom.pk]), "label": _("Le journal de la classe")},
            {"url": "", "label": str(self.paper)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paper = self.paper
        return super().get_context_data(
            paper=paper, classroom=paper.classroom, numbers=range(1, paper.pages + 1),
            parts=paper.parts.select_related("story"), **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, self._act)
        if not Newspaper.objects.filter(pk=self.paper.pk).exists():
            return redirect("stories:newspapers", self.paper.classroom_id)
        return redirect("stories:newspaper", self.paper.pk)

    def _act(self) -> str:
        paper, by, sent = self.paper, self.request.user, self.request.POST
        if "again" in sent:
            make_newspaper_again(newspaper=paper, by=by)
            return ""
        if "publish" in sent:
            turn = sent.get("turn", "")
            # What was looked at, not what has been made since.
            paper.turn = int(turn) if turn.isascii() and turn.isdecimal() and len(turn) < 10 else -1
            publish_newspaper(newspaper=paper, by=by)
            return _("Le journal est sur la page de la classe.")
        if "unpublish" in sent:
            unpublish_newspaper(newspaper=paper, by=by)
            return _("Le journal n’est plus public.")
        if "delete" in sent:
            delete_newspaper(newspaper=paper, by=by)
            return _("Le journal est supprimé.")
        raise Refusal(_("Choisissez quoi faire."), code="nothing")


class NewspaperProgressView(OwnNewspaperMixin, View):
    """What the page's script asks while the worker is at it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        paper = self.paper
        return private(
            JsonResponse({"moving": paper.is_moving, "still": False, "percent": paper.done, "rows": paper.done})
        )


class PreviewView(OwnNewspaperMixin, View):
    def get(self, request: HttpRequest, *args: Any, page: int, **kwargs: Any) -> FileResponse:
        if not 1 <= page <= self.paper.pages:
            raise Http404
        return private(newspaper_file(self.paper.preview(page), "image/jpeg"))


class DocumentView(OwnNewspaperMixin, View):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        if not self.paper.is_ready:
            raise Http404
        response = newspaper_file(self.paper.document, "application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{slugify(str(self.paper)) or "journal"}.pdf"'
        return private(response)


def newspaper_file(name: str, kind: str) -> FileResponse:
    """404 where it was withdrawn between the row and the file."""
    try:
        response = FileResponse(storages["private"].open(name), content_type=kind)
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("classes/<int:pk>/journaux/", NewspapersView.as_view(), name="newspapers"),
    path("journaux/<uuid:newspaper>/", NewspaperView.as_view(), name="newspaper"),
    path("journaux/<uuid:newspaper>/avancement.json", NewspaperProgressView.as_view(), name="newspaper_progress"),
    path("journaux/<uuid:newspaper>/pages/<int:page>.jpg", PreviewView.as_view(), name="newspaper_page"),
    path("journaux/<uuid:newspaper>/journal.pdf", DocumentView.as_view(), name="newspaper_document"),
]
