"""The chooser of photos inside the story editor: the validated photos of the story's own investigation."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.admin.drafts import may_work_on, private_picture
from cms.models import StoryPage
from cms.widgets import photo_in_words, preview_of
from investigations.consents import Allowed, allowed_today
from investigations.models import Photo
from investigations.selection import PhotoFinding, findings_of


class OfStoryMixin:
    """``?story=`` names a story that this person works on; anything else is a 404."""

    request: HttpRequest
    findings: dict[uuid.UUID, PhotoFinding]
    allowed: Allowed

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        number = request.GET.get("story", "")
        story = get_object_or_404(StoryPage, pk=int(number) if number.isdecimal() else 0)
        if not may_work_on(story, request):
            raise Http404
        self.allowed = allowed_today(story.investigation)
        found = findings_of(story.investigation)
        self.findings = {finding.photo_id: finding for finding in found if isinstance(finding, PhotoFinding)}

    def get_object_list(self) -> "QuerySet[Photo]":
        return Photo.objects.filter(pk__in=self.findings).select_related("pupil")


class ListingMixin(OfStoryMixin):
    results_template_name = "cms/admin/photo_results.html"
    per_page = 12

    def get_results_page(self, request: HttpRequest) -> Any:
        page = super().get_results_page(request)  # type: ignore[misc]
        for photo in page:
            photo.title = photo_in_words(photo, self.allowed)
            photo.caption = self.findings[photo.pk].caption
            chosen = reverse("story_photos:chosen", args=[photo.pk])
            photo.chosen_url = self.append_preserved_url_parameters(chosen)  # type: ignore[attr-defined]
        return page

    def can_create(self) -> bool:
        return False


class ChoosePhotoView(ListingMixin, chooser.ChooseView):
    pass


class ChoosePhotoResultsView(ListingMixin, chooser.ChooseResultsView):
    pass


class ChosenPhotoView(OfStoryMixin, chooser.ChosenView):
    def get_object(self, pk: str) -> Photo:
        return get_object_or_404(self.get_object_list(), pk=pk)

    def get_chosen_response_data(self, item: Photo) -> dict[str, Any]:
        finding = self.findings[item.pk]
        return {
            "id": str(item.pk), "title": photo_in_words(item, self.allowed), "preview": preview_of(item),
            "caption": finding.caption, "credit": finding.name,
        }  # fmt: skip


class PhotoChooserViewSet(ChooserViewSet):
    model = Photo
    icon = "image"
    page_title = gettext_lazy("Choisir une photo")
    register_widget = False
    choose_view_class = ChoosePhotoView
    choose_results_view_class = ChoosePhotoResultsView
    chosen_view_class = ChosenPhotoView
    preserve_url_parameters = ("multiple", "story")

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.choose_view, name="choose"),
            path("resultats/", self.choose_results_view, name="choose_results"),
            path("<uuid:pk>/", self.chosen_view, name="chosen"),
        ]


def thumbnail(request: HttpRequest, photo: uuid.UUID) -> FileResponse:
    """For the teachers of the class, and for who works on a story of its investigation while it may be published."""
    found = get_object_or_404(Photo.objects.showable().select_related("assignment"), pk=photo)
    if not Photo.objects.visible_to(request.user).filter(pk=photo).exists():
        stories = StoryPage.objects.filter(investigation=found.assignment.investigation_id)
        if not found.is_publishable or not any(may_work_on(story, request) for story in stories):
            raise Http404
    return private_picture(found.masked_thumbnail or found.thumbnail)
