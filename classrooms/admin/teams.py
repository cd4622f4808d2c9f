"""Teams in a minute: share out at one press, then tick pupils and press the team they go to. No dragging, no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from classrooms.actions.form_teams import (
    MOST_TEAMS,
    Arrangement,
    add_team,
    arrangement,
    move_pupils,
    rearrange,
    remove_team,
    rename_team,
    share_out,
)
from classrooms.admin.base import ClassroomAction, ClassroomView, OwnClassroomMixin
from classrooms.errors import Refusal
from classrooms.models import Classroom, Team

USUAL_SIZE = 4
BEFORE = "classrooms.teams_before"


class TeamsView(ClassroomView):
    template_name = "classrooms/admin/teams.html"
    page_title = gettext_lazy("Équipes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pupils, teams = list(self.classroom.pupils.all()), list(self.classroom.teams.all())
        most = min(MOST_TEAMS, len(pupils))
        return super().get_context_data(
            pupils=pupils,
            teams=[(team, [pupil for pupil in pupils if pupil.team_id == team.pk]) for team in teams],
            unassigned=[pupil for pupil in pupils if pupil.team_id is None],
            choices=[(number, _sizes(len(pupils), number)) for number in range(1, most + 1)],
            usual=len(teams) or max(1, round(len(pupils) / USUAL_SIZE)),
            can_add=len(teams) < MOST_TEAMS,
            can_go_back=bool(teams) and before_of(self.request, self.classroom) is not None,
            **kwargs,
        )


def before_of(request: HttpRequest, classroom: Classroom) -> Arrangement | None:
    """The teams as they were before the class was last mixed, until something else is done with them."""
    kept = request.session.get(BEFORE)
    return kept["before"] if kept and kept["classroom"] == classroom.pk else None


class TeamsAction(ClassroomAction):
    back_to = "teams"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        request.session.pop(BEFORE, None)
        return response


class ShareOutView(ClassroomAction):
    back_to = "teams"

    def act(self, request: HttpRequest) -> str:
        number, before = request.POST.get("teams", ""), arrangement(self.classroom)
        share_out(classroom=self.classroom, user=request.user, teams=int(number) if number.isdecimal() else 0)
        if before["teams"]:
            request.session[BEFORE] = {"classroom": self.classroom.pk, "before": before}
        return _("Tous les élèves sont répartis. Vous pouvez encore les déplacer.")


class GoBackView(TeamsAction):
    def act(self, request: HttpRequest) -> str:
        before = before_of(request, self.classroom)
        if before is None:
            raise Refusal(_("Les équipes d’avant ne sont plus gardées."), code="nothing_before")
        rearrange(classroom=self.classroom, user=request.user, before=before)
        return _("Les équipes sont de nouveau comme avant.")


class MovePupilsView(TeamsAction):
    def act(self, request: HttpRequest) -> str:
        to = request.POST.get("to", "")
        team = get_object_or_404(self.classroom.teams, pk=int(to)) if to.isdecimal() else None
        pupils = [pupil for pupil in self.classroom.pupils.all() if str(pupil.pk) in request.POST.getlist("pupil")]
        if not pupils:
            raise Refusal(_("Cochez d’abord les élèves à déplacer."), code="nobody")
        move_pupils(classroom=self.classroom, pupils=pupils, team=team)
        moved = ngettext("%(count)s élève déplacé", "%(count)s élèves déplacés", len(pupils)) % {"count": len(pupils)}
        return f"{moved} → {team.name if team else _('sans équipe')}"


class AddTeamView(TeamsAction):
    def act(self, request: HttpRequest) -> str:
        return _("« %(name)s » est prête.") % {"name": add_team(classroom=self.classroom).name}


class OwnTeamMixin(OwnClassroomMixin):
    @cached_property
    def team(self) -> Team:
        return get_object_or_404(self.classroom.teams.select_related("classroom"), pk=self.kwargs["team"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.team  # noqa: B018 - a team of another class is a 404 whatever the method


class RenameTeamView(OwnTeamMixin, TeamsAction):
    def act(self, request: HttpRequest) -> str:
        return _("L’équipe s’appelle « %(name)s ».") % {
            "name": rename_team(team=self.team, name=request.POST.get("name", "")).name
        }


class EmptyTeamView(OwnTeamMixin, TeamsAction):
    def act(self, request: HttpRequest) -> str:
        move_pupils(classroom=self.classroom, pupils=self.team.pupils.all(), team=None)
        return _("« %(name)s » est vide.") % {"name": self.team.name}


class RemoveTeamView(OwnTeamMixin, TeamsAction):
    def act(self, request: HttpRequest) -> str:
        name = self.team.name
        remove_team(team=self.team)
        return _("« %(name)s » est supprimée. Ses élèves restent dans la classe.") % {"name": name}


def _sizes(pupils: int, teams: int) -> str:
    """ "4 équipes de 6 ou 7"."""
    few, rest = divmod(pupils, teams)
    size = _("%(few)s ou %(many)s") % {"few": few, "many": few + 1} if rest else str(few)
    return ngettext("%(count)s équipe de %(size)s", "%(count)s équipes de %(size)s", teams) % {
        "count": teams,
        "size": size,
    }


urlpatterns = [
    path("<int:pk>/teams/", TeamsView.as_view(), name="teams"),
    path("<int:pk>/teams/share-out/", ShareOutView.as_view(), name="share_out"),
    path("<int:pk>/teams/go-back/", GoBackView.as_view(), name="teams_go_back"),
    path("<int:pk>/teams/move/", MovePupilsView.as_view(), name="move_pupils"),
    path("<int:pk>/teams/add/", AddTeamView.as_view(), name="add_team"),
    path("<int:pk>/teams/<int:team>/rename/", RenameTeamView.as_view(), name="rename_team"),
    path("<int:pk>/teams/<int:team>/empty/", EmptyTeamView.as_view(), name="empty_team"),
    path("<int:pk>/teams/<int:team>/remove/", RemoveTeamView.as_view(), name="remove_team"),
]
