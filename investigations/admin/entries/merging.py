"""Bringing two entries of one project together: which one stays, whose words, and what happens then."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform, private
from investigations.admin.entries.base import EntryView
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.actions.merge_entries import (
    MAY_DIFFER,
    WHERE,
    default_order,
    merge_entries,
    what_moves,
)
from investigations.directory.differences import Difference, in_words, two_sides
from investigations.directory.models import CitizenProject, ProjectHolder

FOUND = 10


class ChooseTwinView(EntryView):
    """For a twin that no program has recognised."""

    template_name = "investigations/admin/entries/choose_twin.html"
    page_title = gettext_lazy("Fusionner avec une autre fiche")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = " ".join(self.request.GET.get("q", "").replace("\x00", "").split())[:100]
        others = CitizenProject.objects.exclude(pk=self.project.pk)
        for word in typed.split():
            others = others.filter(name__icontains=word)
        return super().get_context_data(typed=typed, found=others[:FOUND] if typed else [], **kwargs)


class MergeView(EntryView):
    template_name = "investigations/admin/entries/merge.html"
    page_title = gettext_lazy("Fusionner deux fiches")

    @cached_property
    def pair(self) -> tuple[CitizenProject, CitizenProject]:
        """The one that stays first."""
        every = CitizenProject.objects.visible_to(self.request.user)
        other = get_object_or_404(every, pk=self.kwargs["other"])
        if other.pk == self.project.pk:
            raise Http404
        first, second = default_order(self.project, other)
        wanted = self.request.POST.get("stays") or self.request.GET.get("stays")
        return (second, first) if wanted == str(second.pk) else (first, second)

    @cached_property
    def differing(self) -> list[Difference]:
        stays, goes = (newest_version(entry) for entry in self.pair)
        found = two_sides(stays, goes, MAY_DIFFER)
        if any(in_words(stays, name) != in_words(goes, name) for name in WHERE):
            found.append(Difference("where", _("Lieu"), _place(stays), _place(goes)))
        if stays.picture_id != goes.picture_id:
            found.append(Difference("picture", _("Image"), _picture(stays), _picture(goes)))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stays, goes = self.pair
        return super().get_context_data(
            stays=stays, goes=goes, differences=self.differing, moves=what_moves(goes), holders=goes.holders.all(),
            swap=f"{self.request.path}?stays={goes.pk}", refused=goes.live and not stays.live,
            twins=reverse("entries:review", args=[self.project.pk]),
            **{"taken": self.empty_ones(), "confirming": False} | kwargs,
        )  # fmt: skip

    def empty_ones(self) -> set[str]:
        """What the one that stays doesn't say, and the other does."""
        return {one.field for one in self.differing if not one.before}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stays, goes = self.pair
        taken = [one for one in self.differing if request.POST.get(f"take-{one.field}") == "goes"]
        chosen = self.chosen_holders(goes)
        if "confirm" not in request.POST:
            words = [one.label for one in taken]
            page = self.get_context_data(
                confirming=True, taken={one.field for one in taken}, taken_words=words, chosen=chosen
            )
            return private(self.render_to_response(page))
        done = perform(request, lambda: self._merge(request, stays, goes, [one.field for one in taken], chosen))
        return redirect("entries:review", stays.pk) if done else redirect(request.path)

    def chosen_holders(self, goes: CitizenProject) -> QuerySet[ProjectHolder]:
        asked = [key for key in self.request.POST.getlist("holder") if key.isascii() and key.isdecimal()]
        return goes.holders.filter(pk__in=[int(key) for key in asked if len(key) < 18])

    def _merge(self, request: HttpRequest, stays: Any, goes: Any, taken: list[str], chosen: Any) -> str:
        name = str(goes)
        merge_entries(stays=stays, goes=goes, taken=taken, holders=chosen, by=request.user)
        return _("« %(name)s » est venue dans cette fiche. Son ancienne adresse y mène.") % {"name": name}


def _picture(project: CitizenProject) -> SafeString:
    if project.picture is None:
        return mark_safe("")
    address = reverse("project_picture_file", args=[project.picture_id])
    return format_html('<img src="{}" width="160" alt="{}">', address, project.picture_alt)


def _place(project: CitizenProject) -> Any:
    point = project.point
    words = [f"{project.address}, {project.postcode} {project.commune}"]
    words.append(f"{point.lat:.5f}, {point.lon:.5f}" if point else _("sans point sur la carte"))
    return " · ".join(words)
