"""Adults, a school with two classes, and twelve projects."""

import datetime
import random
from collections.abc import Mapping, Sequence
from io import BytesIO

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from classrooms.actions.accept_invitation import join_with_new_account
from classrooms.actions.create_classroom import create_classroom
from classrooms.actions.form_teams import rename_team, share_out
from classrooms.actions.import_pupils import import_pupils
from classrooms.actions.invite_teacher import invite_teacher
from classrooms.actions.print_cards import print_cards
from classrooms.models import Classroom, School, User
from classrooms.models.users import EDITORS_GROUP, TEACHERS_GROUP
from classrooms.naming import compare
from classrooms.roster.columns import people_in
from classrooms.roster.reading import read_text
from cms.models import LegalSettings
from investigations.directory.actions.keep_visits import plan_visit
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.pictures import new_picture
from workshop.demo import people
from workshop.demo.camera import shoot
from workshop.demo.projects import PICTURES, PROJECTS, VISITS


def make_adults() -> tuple[User, User]:
    """Return the teacher and the editor; the administrator is there too."""
    teacher = _account(people.TEACHER, TEACHERS_GROUP)
    editor = _account(people.EDITOR, EDITORS_GROUP)
    email, first, last = people.ADMIN
    admin = User.objects.create_superuser(email, people.PASSWORD, first_name=first, last_name=last)
    EmailAddress.objects.create(user=admin, email=email, verified=True, primary=True)
    return teacher, editor


def _account(who: tuple[str, str, str], group: str) -> User:
    email, first, last = who
    user = User.objects.create_user(email, people.PASSWORD, first_name=first, last_name=last)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def say_who_publishes() -> None:
    """What the legal notice must name, made up."""
    legal = LegalSettings.load()
    for name, value in people.PUBLISHER.items():
        setattr(legal, name, value)
    legal.full_clean()
    legal.save()


def make_school() -> School:
    school = School(**people.SCHOOL)
    school.full_clean()
    school.save()
    return school


def make_class(*, school: School, owner: User, name: str, levels: Sequence[str], pasted: str) -> Classroom:
    """A class whose list was pasted, previewed and confirmed, and whose cards are printed."""
    classroom = create_classroom(owner=owner, school=school, name=name, levels=levels)
    preview = compare(classroom, people_in(read_text(pasted)))
    import_pupils(classroom=classroom, user=owner, preview=preview, names={})
    print_cards(classroom=classroom, user=owner, pupils=list(classroom.pupils.all()))
    return classroom


def make_teams(*, classroom: Classroom, user: User, rng: random.Random) -> None:
    teams = share_out(classroom=classroom, user=user, teams=len(people.TEAMS), rng=rng)
    for team, name in zip(teams, people.TEAMS, strict=True):
        rename_team(team=team, name=name)


def bring_in_colleague(*, classroom: Classroom, user: User) -> User:
    """A second teacher, by the invitation that a colleague sends."""
    email, first, last = people.COLLEAGUE
    invitation = invite_teacher(classroom=classroom, user=user, email=email)
    return join_with_new_account(token=invitation.token, first_name=first, last_name=last, password=people.PASSWORD)


def announce_visits(projects: Mapping[str, CitizenProject]) -> None:
    """As their holders do, for the days to come."""
    today = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    for slug, days, hour, hours, words, place in VISITS:
        starts = today.replace(hour=hour) + datetime.timedelta(days=days)
        answers = {"starts_at": starts, "ends_at": starts + datetime.timedelta(hours=hours), "words": words}
        plan_visit(project=projects[slug], answers=answers | {"place": place})


def publish_projects(*, editor: User) -> dict[str, CitizenProject]:
    """By slug. Each is published as an editor publishes it: from a revision; those near the school come last."""
    causes = {cause.slug: cause for cause in Cause.objects.all()}
    projects = {}
    for values in reversed(PROJECTS):
        fields = {**values}
        slugs = fields.pop("causes")
        project = CitizenProject(**fields, live=False)
        project.causes.set([causes[slug] for slug in slugs])
        project.full_clean()
        project.save()
        _hang_picture(project)
        project.save_revision(user=editor).publish(user=editor)
        projects[project.slug] = project
    return projects


def _hang_picture(project: CitizenProject) -> None:
    """As its holder's telephone took it: place and time are gone once it is kept."""
    if project.slug in PICTURES:
        scene, project.picture_alt = PICTURES[project.slug]
        taken = shoot(scene, taken=timezone.now(), at=project.point)
        project.picture = new_picture(BytesIO(taken), project=project)
