"""Teams in a minute: shared out by chance, then moved by hand."""

import random
import secrets
from collections.abc import Iterable
from typing import TypedDict

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, Pupil, Team, User
from classrooms.roster.text import plain, tidy

MOST_TEAMS = 12
LONGEST_NAME = 40


class Arrangement(TypedDict):
    """Names of teams in their order; by the key of each pupil in a team, that team's name. Survives JSON."""

    teams: list[str]
    members: dict[str, str]


@transaction.atomic
def share_out(*, classroom: Classroom, user: User, teams: int, rng: random.Random | None = None) -> list[Team]:
    """Share all pupils out into this many teams, whose sizes differ by one at most.

    Teams that exist are filled first and keep their names and missions; those too many go, unless they have missions.
    """
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    pupils = list(classroom.pupils.all())
    if not 1 <= teams <= min(MOST_TEAMS, len(pupils)):
        raise Refusal(_("Choisissez un nombre d’équipes entre 1 et le nombre d’élèves."), code="teams")
    (rng or secrets.SystemRandom()).shuffle(pupils)
    existing = sorted(classroom.teams.all(), key=lambda team: (not _has_work(team), team.pk))
    made = existing[:teams] + [_new_team(classroom) for _number in range(teams - len(existing))]
    for place, pupil in enumerate(pupils):
        pupil.team = made[place % teams]
    Pupil.objects.bulk_update(pupils, ["team"])
    for team in existing[teams:]:
        if not _has_work(team):
            team.delete()
    log(instance=classroom, action="classrooms.form_teams", user=user, data={"teams": teams})
    return made


def arrangement(classroom: Classroom) -> Arrangement:
    """How the class is shared out now: enough to come back to it, and no name of a pupil."""
    members = classroom.pupils.exclude(team=None).values_list("pk", "team__name")
    return {
        "teams": list(classroom.teams.order_by("pk").values_list("name", flat=True)),
        "members": {str(pupil): team for pupil, team in members},
    }


@transaction.atomic
def rearrange(*, classroom: Classroom, user: User, before: Arrangement) -> None:
    """Come back to an earlier `arrangement`: its teams are made again, later ones go unless they have missions.

    Pupils who came since keep no team; those who left are passed over.
    """
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    teams = {team.name: team for team in classroom.teams.all()}
    for name in before["teams"]:
        if name not in teams:
            teams[name] = Team.objects.create(classroom=classroom, name=name)
    pupils = list(classroom.pupils.all())
    for pupil in pupils:
        pupil.team = teams.get(before["members"].get(str(pupil.pk), ""))
    Pupil.objects.bulk_update(pupils, ["team"])
    for name, team in teams.items():
        if name not in before["teams"] and not _has_work(team):
            team.delete()
    log(instance=classroom, action="classrooms.form_teams", user=user, data={"teams": len(before["teams"])})


@transaction.atomic
def move_pupils(*, classroom: Classroom, pupils: Iterable[Pupil], team: Team | None) -> int:
    """Put pupils of the class into a team of the class, or into none."""
    if team and team.classroom_id != classroom.pk:
        raise Refusal(_("Cette équipe est d’une autre classe."), code="team")
    return classroom.pupils.filter(pk__in=[pupil.pk for pupil in pupils]).update(team=team)


@transaction.atomic
def add_team(*, classroom: Classroom) -> Team:
    Classroom.objects.select_for_update().get(pk=classroom.pk)
    if classroom.teams.count() >= MOST_TEAMS:
        raise Refusal(_("Une classe a %(most)s équipes au plus.") % {"most": MOST_TEAMS}, code="teams")
    return _new_team(classroom)


@transaction.atomic
def rename_team(*, team: Team, name: str) -> Team:
    name = tidy(name)
    if not plain(name) or len(name) > LONGEST_NAME:
        raise Refusal(
            _("Donnez à l’équipe un nom de %(longest)s signes au plus.") % {"longest": LONGEST_NAME}, code="name"
        )
    others = team.classroom.teams.exclude(pk=team.pk).values_list("name", flat=True)
    if plain(name) in {plain(other) for other in others}:
        raise Refusal(_("Une autre équipe s’appelle déjà « %(name)s ».") % {"name": name}, code="name")
    team.name = name
    team.save(update_fields=["name"])
    return team


@transaction.atomic
def remove_team(*, team: Team) -> None:
    """Its pupils stay in the class, without a team."""
    if _has_work(team):
        raise Refusal(
            _("L’équipe « %(name)s » a une mission : elle peut être vidée, pas supprimée.") % {"name": team.name},
            code="has_work",
        )
    team.delete()


def _new_team(classroom: Classroom) -> Team:
    taken = set(classroom.teams.values_list("name", flat=True))
    names = (_("Équipe %(number)s") % {"number": number} for number in range(1, len(taken) + 2))
    return Team.objects.create(classroom=classroom, name=next(name for name in names if name not in taken))


def _has_work(team: Team) -> bool:
    """Whether anything but pupils belongs to the team: higher apps hang missions on it, unknown here by name."""
    relations = [relation for relation in team._meta.related_objects if relation.related_model is not Pupil]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: team}).exists() for relation in relations
    )
