"""All that a pupil sent goes, with its files; of a team's report, what the others wrote stays."""

from functools import partial
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from classrooms.models import Pupil
from classrooms.registry import Taken
from investigations import registry
from investigations.belongings import Belongings, belongings_of, changes_by, writing_of
from investigations.models import Assignment, Mask, Photo, Report, ReportVersion, Wish
from investigations.naming import other_names
from investigations.orphans import FILES
from investigations.unwriting import without
from workshop.storage import delete_file


def foresee_erasure(pupil: Pupil) -> Taken:
    """What ``erase_work``, and the end of the pupil's consents before it, would take."""
    theirs = belongings_of(pupil)
    shown = Mask.objects.over(pupil).lifted().values_list("photo", flat=True)
    stories = registry.stories_erased(pupil, {*theirs.photo_ids, *shown}, write=False)
    return Taken(theirs.counts() | {"names": sum(one.names for one in stories)}, stories)


@transaction.atomic
def erase_work(*, pupil: Pupil) -> Taken:
    """Before the pupil's row goes, which nothing holds any longer then. Their consents have ended already."""
    theirs = belongings_of(pupil)
    counts = theirs.counts()
    _forget_in_log(theirs)
    # Stories first: they know their authors by what goes here.
    registry.stories_erased(pupil, theirs.photo_ids, write=True)
    # Nobody knows who of a team saw it.
    Wish.objects.filter(report__in=[*theirs.reports, *theirs.shared]).delete()
    Report.objects.filter(pk__in=[report.pk for report in theirs.shared]).update(passed_on={})
    for report in theirs.shared:
        _leave_report(report, theirs)
    _delete_reports(theirs)
    _delete_photos(theirs)
    return Taken(counts | {"names": other_names(pupil), "faces": 0})


def _leave_report(report: Report, theirs: Belongings) -> None:
    """The others' versions without the pupil's words and photos; the newest of them stands."""
    versions = list(report.versions.order_by("received_at", "pk"))
    taken_back = changes_by(theirs.pupil, versions)
    gone = {str(photo) for photo in theirs.photo_ids}
    kept = [version for version in versions if version.pupil_id != theirs.pupil.pk]
    for version in kept:
        left = without(writing_of(version), taken_back, gone)
        version.answers, version.photos, version.others = dict(left.answers), list(left.photos), dict(left.others)
    ReportVersion.objects.bulk_update(kept, ["answers", "photos", "others"])
    if report.head_id not in {version.pk for version in kept}:
        report.head = _before(report.head_id, versions, kept)
        report.save(update_fields=["head"])
    _delete_versions(report, theirs)


def _before(head: UUID | None, versions: list[ReportVersion], kept: list[ReportVersion]) -> ReportVersion:
    """The nearest version that the head was written from, by somebody else; the newest where there is none."""
    by_id = {version.pk: version for version in versions}
    # A version leads to its parent once, however a client tied them.
    while head is not None and (version := by_id.pop(head, None)):
        if version in kept:
            return version
        head = version.parent_id
    return kept[-1]


def _delete_versions(report: Report, theirs: Belongings) -> None:
    report.remarks.filter(version__pupil=theirs.pupil).delete()
    report.versions.filter(pupil=theirs.pupil).delete()


def _delete_reports(theirs: Belongings) -> None:
    reports = Report.objects.filter(pk__in=[report.pk for report in theirs.reports])
    theirs.remarks.delete()
    reports.update(head=None)
    reports.delete()


def _delete_photos(theirs: Belongings) -> None:
    """Their files once the rows are gone; a file that comes back after a power failure is an orphan, and swept."""
    for photo in theirs.photos:
        for field in FILES:
            stored = getattr(photo, field)
            transaction.on_commit(partial(delete_file, stored.storage, stored.name))
    Photo.objects.filter(pk__in=theirs.photo_ids).delete()


def _forget_in_log(theirs: Belongings) -> None:
    """What was done stays in the log; of whom it was done goes."""
    missions = Assignment.objects.filter(pupil=theirs.pupil).values_list("pk", flat=True)
    gone = {Report: [one.pk for one in theirs.reports], Photo: theirs.photo_ids, Assignment: list(missions)}
    for model, keys in gone.items():
        entries = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
        entries.filter(object_id__in=[str(key) for key in keys]).update(label="", data={})
    for entry in ModelLogEntry.objects.filter(data__pupil=str(theirs.pupil.pk)):
        entry.data = {key: value for key, value in entry.data.items() if key != "pupil"}
        entry.save(update_fields=["data"])
