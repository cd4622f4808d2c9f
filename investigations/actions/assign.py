"""Missions for these or for a whole class in one go, their roles and questions. Pressing twice changes nothing more."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil, Team, User
from investigations.models import Assignment, Investigation

Role = Assignment.Role


@transaction.atomic
def assign(
    *, investigation: Investigation, by: User, pupils: Iterable[Pupil] = (), teams: Iterable[Team] = (), role: str = ""
) -> int:
    """Give a mission to those of these who have none. Returns how many were made; the others keep theirs as it is.

    Raises Refusal when the investigation is closed or someone isn't of its class.
    """
    current = _lock(investigation)
    pupils, teams = list(pupils), list(teams)
    classes = {pupil.classroom_id for pupil in pupils} | {team.classroom_id for team in teams}
    if classes - {current.classroom_id}:
        raise Refusal(_("Cette personne n’est pas dans la classe."), code="foreign_pupil")
    busy_pupils = set(current.assignments.values_list("pupil_id", flat=True))
    busy_teams = set(current.assignments.values_list("team_id", flat=True))
    new = [Assignment(investigation=current, pupil=pupil, role=role) for pupil in pupils if pupil.pk not in busy_pupils]
    new += [Assignment(investigation=current, team=team, role=role) for team in teams if team.pk not in busy_teams]
    return _made(current, new, by=by, share_roles=False)


@transaction.atomic
def assign_every_pupil(*, investigation: Investigation, by: User, share_roles: bool = False) -> int:
    """Give each pupil without one a mission. Returns how many were made; a mission that is there stays as it is.

    ``share_roles`` also gives a role to each mission that has none: within a team the roles turn.
    """
    current = _lock(investigation)
    pupils = list(current.classroom.pupils.select_related("team").order_by("team__name", "public_name", "pk"))
    if not pupils:
        raise Refusal(_("Cette classe n’a pas encore d’élèves."), code="nobody")
    there = set(current.assignments.filter(pupil__isnull=False).values_list("pupil_id", flat=True))
    new = [Assignment(investigation=current, pupil=pupil) for pupil in pupils if pupil.pk not in there]
    return _made(current, new, by=by, share_roles=share_roles)


@transaction.atomic
def assign_every_team(*, investigation: Investigation, by: User, share_roles: bool = False) -> int:
    """The same for teams; a team without pupils gets nothing."""
    current = _lock(investigation)
    teams = list(current.classroom.teams.filter(pupils__isnull=False).distinct().order_by("name", "pk"))
    if not teams:
        raise Refusal(_("Formez d’abord des équipes dans la page de la classe."), code="nobody")
    there = set(current.assignments.filter(team__isnull=False).values_list("team_id", flat=True))
    new = [Assignment(investigation=current, team=team) for team in teams if team.pk not in there]
    return _made(current, new, by=by, share_roles=share_roles)


@transaction.atomic
def share_roles(*, investigation: Investigation, by: User) -> int:
    """Give a role to each mission that has none, in turn. Returns how many got one."""
    current = _lock(investigation)
    given = _share_roles(current)
    if given:
        log(instance=current, action="investigations.assign", user=by, data={"roles": [str(a.pk) for a in given]})
    return len(given)


@transaction.atomic
def change_roles(*, investigation: Investigation, by: User, roles: Mapping[str, str]) -> int:
    """Mission id → role, empty for none. Missions that aren't named keep theirs; returns how many changed."""
    current = _lock(investigation)
    if not set(roles.values()) <= {"", *Role.values}:
        raise Refusal(_("Ce rôle n’existe pas."), code="unknown_role")
    changed = [a for a in current.assignments.all() if roles.get(str(a.pk), a.role) != a.role]
    for assignment in changed:
        assignment.role = roles[str(assignment.pk)]
    Assignment.objects.bulk_update(changed, ["role"])
    if changed:
        log(instance=current, action="investigations.assign", user=by, data={"roles": [str(a.pk) for a in changed]})
    return len(changed)


@transaction.atomic
def change_questions(*, assignment: Assignment, by: User, question_ids: list[str]) -> Assignment:
    """Which questions this mission asks: all when none or all are chosen. Refused once something was sent for it."""
    current = _lock(assignment.investigation)
    stored = Assignment.objects.select_for_update().get(pk=assignment.pk)
    asked = [question["id"] for question in current.questions]
    if not set(question_ids) <= set(asked):
        raise Refusal(_("Une des questions choisies n’est pas dans cette enquête."), code="unknown_question")
    chosen = [question for question in asked if question in question_ids]
    chosen = [] if chosen == asked else chosen
    if chosen == stored.question_ids:
        return stored
    if stored.reports.exists() or stored.photos.exists():
        raise Refusal(_("Un travail a déjà été envoyé pour cette mission : ses questions restent."), code="has_work")
    stored.question_ids = chosen
    stored.save(update_fields=["question_ids"])
    log(instance=current, action="investigations.assign", user=by, data={"questions": [str(stored.pk)]})
    return stored


@transaction.atomic
def unassign(*, assignment: Assignment, by: User) -> None:
    """Take a mission back; refused once something was sent for it: nothing a pupil did is lost."""
    current = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if current.reports.exists() or current.photos.exists():
        raise Refusal(_("Un travail a déjà été envoyé pour cette mission : elle reste."), code="has_work")
    log(instance=current.investigation, action="investigations.unassign", user=by, data={"who": str(current.pk)})
    current.delete()


@transaction.atomic
def unassign_unused(*, investigation: Investigation, by: User) -> int:
    """Take back every mission for which nothing was sent. Returns how many."""
    current = _lock(investigation)
    unused = current.assignments.unused()
    gone = [str(pk) for pk in unused.values_list("pk", flat=True)]
    if gone:
        log(instance=current, action="investigations.unassign", user=by, data={"assignments": gone})
    current.assignments.filter(pk__in=gone).delete()
    return len(gone)


def _lock(investigation: Investigation) -> Investigation:
    current = Investigation.objects.select_for_update().get(pk=investigation.pk)
    if current.state == Investigation.State.CLOSED:
        raise Refusal(_("Cette enquête est terminée : ses missions ne changent plus."), code="wrong_state")
    return current


def _made(current: Investigation, new: list[Assignment], *, by: User, share_roles: bool) -> int:
    Assignment.objects.bulk_create(new)
    given = _share_roles(current) if share_roles else []
    if new or given:
        log(instance=current, action="investigations.assign", user=by, data={"assignments": [str(a.pk) for a in new]})
    return len(new)


def _share_roles(current: Investigation) -> list[Assignment]:
    """Each one without a role gets the one that is rarest in the team, then in the class."""
    missions = list(
        current.assignments.select_related("pupil").order_by(
            "pupil__team__name", "team__name", "pupil__public_name", "pk"
        )
    )
    in_class = Counter(mission.role for mission in missions)
    in_team = Counter((_team(mission), mission.role) for mission in missions)
    given = [mission for mission in missions if not mission.role]
    for mission in given:
        team = _team(mission)
        mission.role = min(Role.values, key=lambda role: (in_team[team, role], in_class[role]))
        in_class[mission.role] += 1
        in_team[team, mission.role] += 1
    Assignment.objects.bulk_update(given, ["role"])
    return given


def _team(mission: Assignment) -> int | None:
    return mission.pupil.team_id if mission.pupil else None
