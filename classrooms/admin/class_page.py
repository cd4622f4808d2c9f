"""The class at a glance: what to do next, the door, pupils, teams, cards, colleagues, and what other apps add."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms import registry
from classrooms.actions.open_door import DOOR_MINUTES, close_door, open_door
from classrooms.admin.base import ClassroomAction, ClassroomView
from classrooms.admin.steps import next_steps, with_counts
from classrooms.models import Classroom

DURATIONS = {
    15: gettext_lazy("15 minutes"),
    30: gettext_lazy("30 minutes"),
    60: gettext_lazy("1 heure"),
    120: gettext_lazy("2 heures"),
}


class ClassPageView(ClassroomView):
    template_name = "classrooms/admin/class_page.html"

    @cached_property
    def classroom(self) -> Classroom:
        own = with_counts(Classroom.objects.visible_to(self.request.user)).select_related("school", "year_end")
        return get_object_or_404(own.prefetch_related("memberships__user"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.classroom)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        classroom, user = self.classroom, self.request.user
        pupils = list(classroom.pupils.select_related("team"))
        sections = [section(classroom, user) for section in registry.class_page_sections]
        rendered = [
            (section.aside, render_to_string(section.template, section.context, self.request)) for section in sections
        ]
        return super().get_context_data(
            pupils=pupils,
            teams=[(team, [p for p in pupils if p.team_id == team.pk]) for team in classroom.teams.all()],
            unassigned=[pupil for pupil in pupils if pupil.team_id is None],
            step=next_steps([classroom], user).get(classroom.pk),
            durations=[(minutes, DURATIONS[minutes]) for minutes in DOOR_MINUTES],
            memberships=classroom.memberships.all(),
            sections=[text for aside, text in rendered if not aside],
            asides=[text for aside, text in rendered if aside],
            has_project=any(section.has_project for section in sections),
            printed=classroom.pupil_count and not classroom.unprinted_count,
            **kwargs,
        )


class DoorView(ClassroomAction):
    def act(self, request: HttpRequest) -> str:
        if "close" in request.POST:
            close_door(classroom=self.classroom, user=request.user)
            return _("La porte est fermée.")
        minutes = request.POST.get("minutes", "")
        open_door(classroom=self.classroom, user=request.user, minutes=int(minutes) if minutes.isdecimal() else 0)
        closes = timezone.localtime(self.classroom.door_closes_at)
        return _("La porte est ouverte jusqu’à %(hour)s.") % {"hour": f"{closes:%H:%M}"}
