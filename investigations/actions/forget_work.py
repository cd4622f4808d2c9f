"""A class is forgotten: of its work only what its kept stories are made of stays, without whose it was."""

from functools import partial
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from classrooms.models import Classroom, Pupil
from classrooms.registry import Staying
from classrooms.roster.text import plain
from investigations import registry
from investigations.models import (
    AnswerVerdict,
    Assignment,
    Consent,
    Interviewee,
    Investigation,
    Mask,
    Photo,
    Remark,
    Report,
    ReportVersion,
    Wish,
)
from investigations.originals import forget_unmasked
from investigations.orphans import FILES
from workshop.storage import delete_file


@transaction.atomic
def forget_work(*, classroom: Classroom, kept: frozenset[str]) -> Staying:
    """``kept``: the keys of the stories that stay. May run again, when these carry less."""
    _forget_in_log(classroom)
    carried = registry.keep_stories(classroom, kept)
    staying = frozenset(person.pk for person, _what in carried.allowed if isinstance(person, Pupil))
    of_class = {"assignment__investigation__classroom": classroom}
    reports, photos = Report.objects.filter(**of_class), Photo.objects.filter(**of_class)
    counts = {
        "missions": Assignment.objects.of_somebody().filter(investigation__classroom=classroom).count(),
        "reports": reports.exclude(pk__in=carried.reports).count(),
        "photos": photos.exclude(pk__in=carried.photos).count(),
    }
    Remark.objects.filter(report__in=reports).delete()
    AnswerVerdict.objects.filter(report__in=reports).delete()
    Wish.objects.filter(report__in=reports).delete()
    _forget_reports(reports, carried, staying)
    _forget_photos(photos, carried, staying)
    counts["consents"] = _forget_consents(classroom, carried)
    _forget_missions(classroom)
    return Staying(counts, staying)


def _forget_reports(reports: "QuerySet[Report]", carried: registry.Carried, staying: frozenset[UUID]) -> None:
    """A report that a kept story tells remembers its writers, who allow it, and what stands under its photos."""
    versions = ReportVersion.objects.filter(report__in=reports)
    reports.update(head=None, passed_on={})
    versions.exclude(report__in=carried.reports, pupil__in=staying).delete()
    for version in versions.order_by("received_at", "pk"):
        version.answers, version.others, version.device = {}, {}, ""
        version.photos = [entry for entry in version.photos if _caption_of(entry) in carried.captions]
        version.save(update_fields=["answers", "others", "device", "photos"])
        Report.objects.filter(pk=version.report_id).update(head=version)
    reports.filter(head=None).delete()


def _caption_of(entry: dict[str, str]) -> tuple[UUID, str]:
    return UUID(entry["id"]), plain(entry.get("caption", ""))


def _forget_photos(photos: "QuerySet[Photo]", carried: registry.Carried, staying: frozenset[UUID]) -> None:
    for photo in photos.exclude(pk__in=carried.photos):
        for field in FILES:
            stored = getattr(photo, field)
            transaction.on_commit(partial(delete_file, stored.storage, stored.name))
    photos.exclude(pk__in=carried.photos).delete()
    for photo in photos:
        forget_unmasked(photo)
        photo.objectors.clear()
    photos.exclude(pupil__in=staying).update(pupil=None)
    # A name under a mask that stands says who hides there.
    Mask.objects.standing().filter(photo__in=photos).update(pupil=None, interviewee=None)


def _forget_consents(classroom: Classroom, carried: registry.Carried) -> int:
    """Kept are those that allow what the site shows. Returns how many went."""
    consents = Consent.objects.filter(investigation__classroom=classroom).select_related("pupil", "interviewee")
    web = set(consents.standing().for_web().values_list("pk", flat=True))
    gone = [one.pk for one in consents if one.pk not in web or (one.person, one.what) not in carried.allowed]
    Consent.objects.filter(pk__in=gone).delete()
    people = Interviewee.objects.filter(investigation__classroom=classroom)
    people.exclude(pk__in=[person.pk for person, _what in carried.allowed if isinstance(person, Interviewee)]).delete()
    return len(gone)


def _forget_missions(classroom: Classroom) -> None:
    """No investigation goes on; one that never began had only questions."""
    state = Investigation.State
    investigations = Investigation.objects.filter(classroom=classroom)
    investigations.filter(state=state.PREPARING).delete()
    investigations.exclude(state=state.CLOSED).update(state=state.CLOSED, closed_at=timezone.now())
    missions = Assignment.objects.filter(investigation__classroom=classroom)
    missions.unused().delete()
    missions.update(pupil=None, team=None, role="", question_ids=[])


def _forget_in_log(classroom: Classroom) -> None:
    """What was done stays in the log; of whom it was done goes."""
    missions = Assignment.objects.filter(investigation__classroom=classroom)
    of_class = {"assignment__in": missions}
    _unname(Assignment, missions)
    _unname(Report, Report.objects.filter(**of_class))
    _unname(Photo, Photo.objects.filter(**of_class))
    pupils = {str(key) for key in classroom.pupils.values_list("pk", flat=True)}
    for entry in ModelLogEntry.objects.filter(Q(data__pupil__in=pupils)):
        entry.data = {key: value for key, value in entry.data.items() if key != "pupil"}
        entry.save(update_fields=["data"])


def _unname(model: type[Model], rows: "QuerySet[Model]") -> None:
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    entries.filter(object_id__in=keys).update(label="", data={})
