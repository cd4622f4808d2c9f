"""A class's year ends: its teachers close it and say which published stories stay; until it is forgotten they may
think again."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms import registry
from classrooms.errors import Refusal
from classrooms.models import Classroom, User, YearEnd

# “Three months after the class closes at the latest”, less the days in which a daily task may fail unseen.
FORGOTTEN_AFTER = datetime.timedelta(days=85)
Letter = YearEnd.Letter


@transaction.atomic
def choose_stories(*, classroom: Classroom, kept: dict[str, bool], by: User) -> YearEnd:
    """``kept`` says of each published story whether it stays. A withdrawn one leaves the site at once.

    Raises Refusal(choice) where one is missing, Refusal(forgotten).
    """
    year_end = _locked(classroom)
    stories = {story.key: story for tell in registry.year_stories for story in tell(classroom)}
    if missing := [story.title for key, story in stories.items() if key not in kept]:
        titles = ", ".join(f"« {title} »" for title in missing)
        raise Refusal(_("Choisissez ce que devient chaque récit : %(titles)s.") % {"titles": titles}, code="choice")
    year_end.kept = sorted(key for key in stories if kept[key])
    leaving = sorted(key for key in stories if not kept[key])
    year_end.save(update_fields=["kept"])
    for key in leaving:
        for withdraw in registry.story_withdrawn:
            withdraw(classroom, key)
    if stories:
        numbers = {"kept": len(year_end.kept), "withdrawn": len(leaving)}
        log(instance=classroom, action="classrooms.choose_stories", user=by, data=numbers)
    return year_end


@transaction.atomic
def close_class(*, classroom: Classroom, kept: dict[str, bool], by: User) -> YearEnd:
    """Raises Refusal(choice | closed | forgotten)."""
    if _locked(classroom).is_closed:
        raise Refusal(_("Cette classe est déjà terminée."), code="closed")
    choose_stories(classroom=classroom, kept=kept, by=by)
    return _close(classroom, by)


@transaction.atomic
def close_by_itself(*, classroom: Classroom) -> YearEnd | None:
    """Nobody closed it in time. Its stories stay until it is forgotten, unless somebody keeps them. None if closed."""
    return None if _locked(classroom).is_closed else _close(classroom, None)


@transaction.atomic
def reopen_class(*, classroom: Classroom, by: User) -> YearEnd:
    """As long as nothing is forgotten. What was withdrawn stays a draft. Raises Refusal(open | forgotten)."""
    year_end = _locked(classroom)
    if not year_end.is_closed:
        raise Refusal(_("Cette classe n’est pas terminée."), code="open")
    year_end.closed_at = year_end.closed_by = year_end.forget_on = None
    year_end.letter = min(year_end.letter, Letter.CLOSING)
    year_end.save()
    log(instance=classroom, action="classrooms.reopen", user=by)
    return year_end


def check_open(classroom: Classroom) -> None:
    """Raise Refusal(closed) where a class takes nobody and nothing new."""
    if YearEnd.objects.filter(classroom=classroom).exclude(closed_at=None).exists():
        raise Refusal(
            _("L’année de cette classe est terminée. Rouvrez-la d’abord, ou créez une classe."), code="closed"
        )


def _locked(classroom: Classroom) -> YearEnd:
    Classroom.objects.select_for_update(of=("self",)).get(pk=classroom.pk)
    year_end, _made = YearEnd.objects.get_or_create(classroom=classroom)
    if year_end.is_forgotten:
        raise Refusal(_("De cette classe, il ne reste que des nombres."), code="forgotten")
    return year_end


def _close(classroom: Classroom, by: User | None) -> YearEnd:
    year_end = YearEnd.objects.get(classroom=classroom)
    now = timezone.now()
    year_end.closed_at, year_end.closed_by = now, by
    year_end.forget_on = timezone.localdate(now) + FORGOTTEN_AFTER
    year_end.save(update_fields=["closed_at", "closed_by", "forget_on"])
    Classroom.objects.filter(pk=classroom.pk).update(door_closes_at=None)
    classroom.invitations.pending().delete()
    log(instance=classroom, action="classrooms.close", user=by)
    return year_end
