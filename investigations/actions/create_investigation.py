import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.actions.end_year import check_open
from classrooms.errors import Refusal
from classrooms.models import Classroom, User
from investigations.directory.models import CitizenProject
from investigations.directory.news import tell_holders
from investigations.models import Guide, Investigation


@transaction.atomic
def create_investigation(
    *,
    classroom: Classroom,
    project: CitizenProject,
    guide: Guide,
    by: User,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    camera_only: bool = True,
) -> Investigation:
    """A class begins to prepare. Raises Refusal for a project that isn't published or days the wrong way round."""
    check_open(classroom)
    check_project(project)
    check_days(starts_on, ends_on)
    investigation = Investigation.objects.create(
        classroom=classroom, project=project, guide=guide, starts_on=starts_on, ends_on=ends_on, camera_only=camera_only
    )
    log(instance=investigation, action="wagtail.create", user=by, content_changed=True)
    tell_chosen(investigation)
    return investigation


def tell_chosen(investigation: Investigation) -> None:
    """Once for a class and a project. Who the pupils and their teacher are stays with the class."""
    classroom, project = investigation.classroom, investigation.project
    if classroom.investigations.filter(project=project).exclude(pk=investigation.pk).exists():
        return
    tell_holders(
        "chosen", project, school=classroom.school, levels=classroom.levels_label, pupils=classroom.pupils.count(),
        day=investigation.starts_on,
    )  # fmt: skip


def check_project(project: CitizenProject) -> None:
    if not project.is_public:
        raise Refusal(_("Ce projet n’est pas encore publié : choisissez-en un autre."), code="draft_project")


def check_days(starts_on: datetime.date | None, ends_on: datetime.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("Le dernier jour vient avant le premier."), code="days")
