"""The whole demo, in the order of the weeks it tells. Seeded: the same people do the same things."""

import datetime
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from classrooms.actions.open_door import open_door
from classrooms.models import Classroom, Pupil, School, User
from classrooms.models.classrooms import Level
from cms.actions.remove_on_request import request_removal
from cms.models import RemovalRequest
from investigations.actions.assign import assign
from investigations.actions.record_consents import Terms, record_consents
from investigations.actions.run_investigation import close_investigation, end_collection, open_investigation
from investigations.directory.models import CitizenProject
from investigations.models import Assignment, Consent, Guide, Investigation
from workshop.demo import (
    bees,
    bikes,
    community,
    desk,
    front,
    garden,
    imported,
    library,
    neighbourhood,
    newcomer,
    oven,
    people,
    press,
    silent,
    storytelling,
    tablets,
    weekly,
)
from workshop.demo.clock import at, school_day
from workshop.demo.fieldwork import Fieldwork
from workshop.demo.script import Sent, Story

SEED = 412
FIRST, PLACE, PORTRAIT = "premiere-rencontre", "un-lieu-une-action", "portrait"
LONGEST_DOOR = 120
REMOVAL = "Le four est éteint le mardi, maintenant. Pouvez-vous le dire, ou retirer la page en attendant ?"
Say = Callable[[str], None]
Role = Assignment.Role


@dataclass
class Demo:
    say: Say
    rng: random.Random
    teacher: User
    editor: User
    projects: dict[str, CitizenProject]
    older: Classroom
    younger: Classroom


@dataclass(frozen=True)
class Telling:
    """An investigation that ended in a published story. ``who`` has the missions: teams or pupils."""

    classroom: Classroom
    project: str
    guide: str
    who: dict[str, Any]
    reports: Sequence[Sent]
    story: Story
    # What somebody asks of the editors, once it is read.
    removal: str = ""


def is_empty() -> bool:
    return not (School.objects.exists() or User.objects.exists())


@transaction.atomic
def play(say: Say) -> None:
    """Fill an empty database. One transaction: a demo that was cut short leaves no rows behind."""
    with translation.override("fr"):
        demo = _found(say)
        teams, pupils = {"teams": demo.older.teams.all()}, {"pupils": demo.younger.pupils.all()}
        bees_told = Telling(demo.older, "ruches-de-la-butte", FIRST, teams, bees.REPORTS, bees.STORY)
        oven_told = Telling(demo.younger, "four-de-la-place", PLACE, pupils, oven.REPORTS, oven.STORY, REMOVAL)
        garden_told = Telling(demo.older, "jardin-de-l-escargot", FIRST, teams, garden.REPORTS, garden.STORY)
        for weeks, told in ((7, bees_told), (6, oven_told), (4, garden_told)):
            _published(demo, told, weeks=weeks)
        _bikes(demo)
        _library(demo)
        _repair_cafe(demo)
        with at(school_day(2, 18)):
            newcomer.register()
        with at(school_day(1, 18)):
            newcomer.register_again()
        neighbourhood.announce_visits(demo.projects)
        with at(school_day(1, 18)):
            community.keep_a_garden(demo.projects)
            community.offer_a_hand(demo.projects)
            community.answer_stories(editor=demo.editor)
            front.dare()
            community.propose_hours(demo.projects, teacher=demo.teacher)
            community.pass_on_an_answer(demo.projects, teacher=demo.teacher)
            # Last: an answer that is taken into a story withdraws the paper that printed it without.
            press.print_paper(demo.older, teacher=demo.teacher)
        with at(school_day(1, 12)):
            desk.change(demo.projects["radio-gouttiere"])
            desk.report(demo.projects["cafe-des-bricoles"])
        silent.ask(demo.projects["cercle-des-souvenirs"])
        with at(school_day(1, 10)):
            imported.bring_in(editor=demo.editor)
            imported.claim(demo.projects["boite-a-pages"])
        weekly.send_one(editor=demo.editor, when=school_day(5, 9))
        weekly.draft_one()
        for classroom in (demo.older, demo.younger):
            open_door(classroom=classroom, user=demo.teacher, minutes=LONGEST_DOOR)


def _found(say: Say) -> Demo:
    rng = random.Random(SEED)  # noqa: S311 - a made-up story, not a secret
    say("Une école, deux classes, douze projets…")
    with at(school_day(60, 9)):
        teacher, editor = neighbourhood.make_adults()
        neighbourhood.say_who_publishes()
        projects = neighbourhood.publish_projects(editor=editor)
        school = neighbourhood.make_school()
    with at(school_day(56, 17)):
        older = neighbourhood.make_class(
            school=school, owner=teacher, name="CM2 A", levels=[Level.CM2], pasted=people.CM2_A
        )
        younger = neighbourhood.make_class(
            school=school, owner=teacher, name="CE2-CM1", levels=[Level.CE2, Level.CM1], pasted=people.CE2_CM1
        )
        for classroom in (older, younger):
            neighbourhood.make_teams(classroom=classroom, user=teacher, rng=rng)
        neighbourhood.bring_in_colleague(classroom=younger, user=teacher)
    return Demo(say, rng, teacher, editor, projects, older, younger)


def _prepare(demo: Demo, classroom: Classroom, project: str, guide: str, day: datetime.datetime) -> Investigation:
    """What the teacher's form saves."""
    investigation = Investigation(
        classroom=classroom, project=demo.projects[project], guide=Guide.objects.get(slug=guide),
        starts_on=day.date(), ends_on=(day + datetime.timedelta(days=14)).date(),
    )  # fmt: skip
    investigation.full_clean()
    investigation.save()
    return investigation


def _published(demo: Demo, telling: Telling, *, weeks: int) -> None:
    """From the first mission to the closed investigation, so many weeks ago."""
    days, project = weeks * 7, demo.projects[telling.project]
    demo.say(f"{telling.classroom.name}, {project.name} : récit publié…")
    day = school_day(days, 8, 40)
    with at(day):
        investigation = _prepare(demo, telling.classroom, telling.project, telling.guide, day)
        assign(investigation=investigation, by=demo.teacher, **telling.who)
        investigation = open_investigation(investigation=investigation, by=demo.teacher)
        _allow(demo, investigation)
    work = Fieldwork(investigation, demo.teacher, demo.rng, school_day(days - 2, 10, 5))
    work.play(telling.reports)
    with at(school_day(days - 6, 17)):
        investigation = end_collection(investigation=investigation, by=demo.teacher)
    page = storytelling.write_story(work, telling.story, telling.reports, when=school_day(days - 7, 18, 10))
    storytelling.submit(page, by=demo.teacher, when=school_day(days - 7, 18, 45))
    storytelling.approve(page, by=demo.editor, when=school_day(days - 10, 11))
    if telling.removal:
        with at(school_day(days - 12, 18)):
            request_removal(story=page, who=RemovalRequest.Who.HOLDER, words=telling.removal)
    with at(school_day(days - 11, 9)):
        close_investigation(investigation=investigation, by=demo.teacher)


def _allow(demo: Demo, investigation: Investigation, *, pupils: Sequence[Pupil] = (), first_names: bool = True) -> None:
    """Signed forms came back, of the whole class or of some; nobody's image, for nobody is in the pictures."""
    said = [Consent.What.TEXTS, *([Consent.What.FIRST_NAME] if first_names else [])]
    today = timezone.localdate()
    terms = Terms(
        starts_on=today, ends_on=today.replace(year=today.year + 2, month=8, day=31), web=True, print=True,
        signed=Consent.Signed.BOTH, kept=Consent.Kept.PAPER, pupils_agree=True,
    )  # fmt: skip
    given = [(pupil, what) for pupil in pupils or investigation.classroom.pupils.all() for what in said]
    record_consents(investigation=investigation, given=given, terms=terms, by=demo.teacher)


def _bikes(demo: Demo) -> None:
    demo.say("CM2 A à l’Atelier du Pédalier : récit à relire par la Rédaction…")
    day = school_day(14, 8, 40)
    pupils = {pupil.public_name: pupil for pupil in demo.older.pupils.all()}
    with at(day):
        investigation = _prepare(demo, demo.older, "atelier-du-pedalier", PORTRAIT, day)
        for role, names in {
            Role.INTERVIEWER: ["Aïcha", "Joséphine", "Ethan"],
            Role.PHOTOGRAPHER: ["Wassim", "Louise"],
            Role.TIMEKEEPER: ["Thaïs"],
        }.items():
            chosen = [pupils[name] for name in names]
            assign(investigation=investigation, by=demo.teacher, pupils=chosen, role=role)
        investigation = open_investigation(investigation=investigation, by=demo.teacher)
        _allow(demo, investigation)
    work = Fieldwork(investigation, demo.teacher, demo.rng, school_day(12, 14, 20))
    work.play(bikes.REPORTS)
    with at(school_day(6, 17)):
        end_collection(investigation=investigation, by=demo.teacher)
    page = storytelling.write_story(work, bikes.STORY, bikes.REPORTS, when=school_day(4, 17, 30))
    storytelling.submit(page, by=demo.teacher, when=school_day(2, 12, 15))


def _library(demo: Demo) -> None:
    demo.say("CE2-CM1 à la Boîte à pages : reportages à relire…")
    day = school_day(5, 8, 40)
    with at(day):
        investigation = _prepare(demo, demo.younger, "boite-a-pages", PLACE, day)
        assign(investigation=investigation, by=demo.teacher, pupils=demo.younger.pupils.all())
        investigation = open_investigation(investigation=investigation, by=demo.teacher)
        # Some forms are still at home.
        _allow(demo, investigation, pupils=demo.younger.pupils.all()[::2], first_names=False)
    work = Fieldwork(
        investigation, demo.teacher, demo.rng, school_day(2, 10, 5), review_delay=datetime.timedelta(hours=3)
    )
    work.play(library.REPORTS)
    joined, seen = school_day(3, 16, 40), school_day(2, 11, 30)
    tablets.bring_tablets(classroom=demo.younger, user=demo.teacher, joined=joined, seen=seen)


def _repair_cafe(demo: Demo) -> None:
    demo.say("CE2-CM1 prépare ses questions pour le Café des Bricoles…")
    day = school_day(1, 16, 30)
    with at(day):
        investigation = _prepare(demo, demo.younger, "cafe-des-bricoles", FIRST, day + datetime.timedelta(days=10))
        investigation.own_questions = [
            (kind, {"label": label, "help": help, "required": False, **more})
            for kind, label, help, more in library.OWN_QUESTIONS
        ]
        investigation.full_clean()
        investigation.save()
        assign(investigation=investigation, by=demo.teacher, teams=demo.younger.teams.all())
