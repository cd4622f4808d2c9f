"""Cards of public pages, drawn from what is public now: what was taken back is in no card."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.models import ClassroomPage, StoryPage
from cms.open_data.licence import whole
from cms.open_data.pages import qr_picture
from cms.projects.picturing import A_MOMENT
from cms.sharing.card import Card, draw
from cms.typography import typeset
from investigations.directory.models import CitizenProject, ProjectPicture


def _once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A card is kept under its own address; with anything behind it, it would be drawn for each who asks."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.META.get("QUERY_STRING"):
            return redirect(request.path, permanent=True)
        return view(request, **kwargs)

    return answer


@require_safe
@_once
def site_card(request: HttpRequest) -> HttpResponse:
    with override(settings.LANGUAGE_CODE):
        return _drawn(
            Card(
                _("Les projets citoyens du quartier, racontés par les enfants qui sont allés les voir."),
                kicker=_("Le journal des enquêteurs-citoyens"),
            )
        )


@require_safe
@_once
def story_card(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(StoryPage.objects.for_cards().prefetch_related("investigation__project__causes"), pk=pk)
    with override(settings.LANGUAGE_CODE):
        byline = _("Par les enquêteurs de la classe %(classroom)s, %(school)s") % {
            "classroom": story.classroom.name, "school": story.classroom.school.name,
        }  # fmt: skip
    kicker = _kicker(story.project)
    return _drawn(Card(story.title, kicker=kicker, byline=byline, picture=_leading(story)))


@require_safe
def story_qr(request: HttpRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(StoryPage.objects.live().public(), pk=pk)
    return qr_picture(whole(story.url))


@require_safe
@_once
def classroom_card(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(ClassroomPage.objects.live().public().select_related("classroom__school"), pk=pk)
    with override(settings.LANGUAGE_CODE):
        title = _("Les enquêteurs de la classe %(name)s") % {"name": page.classroom.name}
    return _drawn(Card(title, kicker=page.classroom.school.name))


@require_safe
@_once
def project_card(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(CitizenProject.objects.live().for_cards(), slug=slug)
    picture = None
    if shown := ProjectPicture.objects.public().filter(pk=project.picture_id).first():
        with shown.file.open("rb") as file:
            picture = file.read()
    return _drawn(Card(project.name, kicker=_kicker(project), byline=project.summary, picture=picture))


def _kicker(project: CitizenProject) -> str:
    causes = " · ".join(cause.name_fr for cause in project.causes.all()[:2])
    return " · ".join(filter(None, [causes, project.commune]))


def _leading(story: StoryPage) -> bytes | None:
    """The first picture in it that is public."""
    images = {image.photo_id: image for image in story.public_images.all()}
    for key in story.photo_alts():
        if image := images.get(key):
            with image.file.open("rb") as file:
                return file.read()
    return None


def _drawn(card: Card) -> HttpResponse:
    words = {name: typeset(getattr(card, name), language="fr") for name in ("title", "kicker", "byline")}
    data = draw(Card(**words, picture=card.picture), fonts=settings.VAR_DIR / "printing")
    response = HttpResponse(data, content_type="image/jpeg")
    patch_cache_control(response, public=True, max_age=A_MOMENT)
    return response
