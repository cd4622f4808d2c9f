"""Who does what: the whole class in one go, then roles and questions one by one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms.admin.base import perform
from classrooms.errors import Refusal
from investigations.actions.assign import (
    assign,
    assign_every_pupil,
    assign_every_team,
    change_questions,
    change_roles,
    share_roles,
    unassign,
    unassign_unused,
)
from investigations.admin import outing
from investigations.admin.investigation_page import missions_of
from investigations.admin.screens import InvestigationAction, InvestigationView, OwnInvestigationMixin
from investigations.models import Assignment, Investigation


class MissionsView(InvestigationView):
    template_name = "investigations/admin/missions.html"
    page_title = gettext_lazy("Missions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missions = list(missions_of(self.investigation))
        classroom = self.investigation.classroom
        pupils, teams = list(classroom.pupils.select_related("team")), list(classroom.teams.all())
        busy = {mission.pupil_id for mission in missions} | {mission.team_id for mission in missions}
        peopled = {pupil.team_id for pupil in pupils}
        covered = {mission.team_id for mission in missions if mission.team_id}
        return super().get_context_data(
            missions=missions,
            pupils=pupils,
            teams=[team for team in teams if team.pk in peopled],
            free_teams=[team for team in teams if team.pk not in busy and team.pk in peopled] if covered else [],
            free_pupils=[p for p in pupils if p.pk not in busy and p.team_id not in covered],
            roles=Assignment.Role.choices,
            question_count=len(self.investigation.questions),
            closed=self.investigation.state == Investigation.State.CLOSED,
            without_role=any(not mission.role for mission in missions),
            removable=any(not mission.latest_reports for mission in missions),
            **kwargs,
        )


class MissionsAction(InvestigationAction):
    back_to = "missions"


class AssignAllView(MissionsAction):
    def act(self, request: HttpRequest) -> str:
        options = {"investigation": self.investigation, "by": request.user, "share_roles": "roles" in request.POST}
        match request.POST.get("to"):
            case "pupils":
                made = assign_every_pupil(**options)
                text = ngettext("%(count)s élève a une mission.", "%(count)s élèves ont une mission.", made)
            case "teams":
                made = assign_every_team(**options)
                text = ngettext("%(count)s équipe a une mission.", "%(count)s équipes ont une mission.", made)
            case _other:
                raise Refusal(_("Choisissez : chaque élève ou chaque équipe."), code="nobody")
        return text % {"count": made} if made else _("Chacun a déjà sa mission.")


class AssignSomeView(MissionsAction):
    def act(self, request: HttpRequest) -> str:
        asked = set(request.POST.getlist("who"))
        classroom = self.investigation.classroom
        pupils = [pupil for pupil in classroom.pupils.all() if f"pupil-{pupil.pk}" in asked]
        teams = [team for team in classroom.teams.all() if f"team-{team.pk}" in asked]
        if not pupils and not teams:
            raise Refusal(_("Cochez d’abord à qui confier une mission."), code="nobody")
        made = assign(investigation=self.investigation, by=request.user, pupils=pupils, teams=teams)
        return ngettext("%(count)s mission confiée.", "%(count)s missions confiées.", made) % {"count": made}


class RolesView(MissionsAction):
    def act(self, request: HttpRequest) -> str:
        roles = {
            name.removeprefix("role-"): str(role) for name, role in request.POST.items() if name.startswith("role-")
        }
        changed = change_roles(investigation=self.investigation, by=request.user, roles=roles)
        if "share" in request.POST:
            changed += share_roles(investigation=self.investigation, by=request.user)
        if not changed:
            return _("Aucun rôle n’a changé.")
        return ngettext("%(count)s rôle changé.", "%(count)s rôles changés.", changed) % {"count": changed}


class ClearView(InvestigationView):
    """Asks first: a tablet may hold work for one of them that has not arrived."""

    template_name = "investigations/admin/clear_missions.html"
    page_title = gettext_lazy("Retirer des missions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            unused=self.investigation.assignments.unused().select_related("pupil", "team"),
            closed=self.investigation.state == Investigation.State.CLOSED,
            holding=outing.holding(self.investigation.classroom),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._clear(request))
        return redirect(self.page_url("missions"))

    def _clear(self, request: HttpRequest) -> str:
        gone = unassign_unused(investigation=self.investigation, by=request.user)
        if not gone:
            raise Refusal(_("Un travail a été envoyé pour chaque mission : elles restent."), code="has_work")
        return ngettext("%(count)s mission retirée.", "%(count)s missions retirées.", gone) % {"count": gone}


class OwnMissionMixin(OwnInvestigationMixin):
    @cached_property
    def mission(self) -> Assignment:
        missions = self.investigation.assignments.select_related("pupil", "team", "investigation__guide")
        return get_object_or_404(missions, pk=self.kwargs["assignment"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.mission  # noqa: B018 - a mission of another investigation is a 404 whatever the method


class MissionView(OwnMissionMixin, InvestigationView):
    template_name = "investigations/admin/mission.html"

    def get_page_title(self) -> str:
        return _("Mission de %(who)s") % {"who": self.mission.who}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        return [
            *items,
            {"url": self.page_url("missions"), "label": _("Missions")},
            {"url": "", "label": self.mission.who},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = {question["id"] for question in self.mission.questions}
        return super().get_context_data(
            mission=self.mission,
            questions=[(question, question["id"] in chosen) for question in self.investigation.questions],
            roles=Assignment.Role.choices,
            has_work=self.mission.reports.exists() or self.mission.photos.exists(),
            closed=self.investigation.state == Investigation.State.CLOSED,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = perform(request, lambda: self._change(request))
        return redirect(self.page_url("missions") if done else self.page_url("mission", self.mission.pk))

    def _change(self, request: HttpRequest) -> str:
        if "questions" in request.POST:
            wanted = request.POST.getlist("question")
            if not wanted:
                raise Refusal(_("Laissez au moins une question à cette mission."), code="no_question")
            change_questions(assignment=self.mission, by=request.user, question_ids=wanted)
        roles = {str(self.mission.pk): request.POST.get("role", "")}
        change_roles(investigation=self.investigation, by=request.user, roles=roles)
        return _("La mission de %(who)s est enregistrée.") % {"who": self.mission.who}


class RemoveMissionView(OwnMissionMixin, MissionsAction):
    def act(self, request: HttpRequest) -> str:
        who = self.mission.who
        unassign(assignment=self.mission, by=request.user)
        return _("La mission de %(who)s est retirée.") % {"who": who}


urlpatterns = [
    path("<int:pk>/missions/", MissionsView.as_view(), name="missions"),
    path("<int:pk>/missions/all/", AssignAllView.as_view(), name="assign_all"),
    path("<int:pk>/missions/some/", AssignSomeView.as_view(), name="assign_some"),
    path("<int:pk>/missions/roles/", RolesView.as_view(), name="roles"),
    path("<int:pk>/missions/clear/", ClearView.as_view(), name="clear"),
    path("<int:pk>/missions/<uuid:assignment>/", MissionView.as_view(), name="mission"),
    path("<int:pk>/missions/<uuid:assignment>/remove/", RemoveMissionView.as_view(), name="remove_mission"),
]
