"""One editor at a time has an entry before them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.models import CitizenProject, EntryReading
from investigations.directory.tasks import look_at_links


@transaction.atomic
def open_reading(*, project: CitizenProject, by: User, take_over: bool = False) -> EntryReading:
    """Theirs, or the other's who reads it already, unless it is taken over."""
    CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    other = active_reading(project)
    if other and other.reader_id != by.pk and not take_over:
        return other
    mine, _made = EntryReading.objects.update_or_create(
        project=project, defaults={"reader": by, "seen_at": timezone.now()}
    )
    if other and other.reader_id != by.pk:
        log(instance=project, action="directory.take_over", user=by)
    return mine


@transaction.atomic
def leave_reading(*, project: CitizenProject, by: User) -> None:
    EntryReading.objects.filter(project=project, reader=by).delete()


def ask_links_again(*, project: CitizenProject) -> None:
    transaction.on_commit(lambda: look_at_links.enqueue(project.pk))


def active_reading(project: CitizenProject) -> EntryReading | None:
    return EntryReading.objects.active().select_related("reader").filter(project=project).first()


def check_turn(project: CitizenProject, by: User) -> None:
    """Raises Refusal(read | locked) while another editor reads it, or has locked it where Wagtail lets them."""
    if project.locked and project.locked_by and project.locked_by_id != by.pk:
        raise Refusal(
            _("%(who)s a verrouillé cette fiche.") % {"who": project.locked_by.get_full_name()}, code="locked"
        )
    other = active_reading(project)
    if other and other.reader_id != by.pk:
        raise Refusal(
            _("%(who)s lit cette fiche. Attendez, ou prenez la main.") % {"who": other.reader.get_full_name()},
            code="read",
        )
