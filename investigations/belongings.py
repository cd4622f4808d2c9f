"""What a pupil sent, and what of it stands in the work of others."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from classrooms.models import Pupil
from investigations.merging import Writing
from investigations.models import Assignment, Consent, Mask, Photo, Remark, Report, ReportVersion
from investigations.unwriting import Change, Step, changes


@dataclass(frozen=True, slots=True)
class Belongings:
    """``reports`` are theirs alone; ``shared`` hold versions of others as well, as a team's do."""

    pupil: Pupil
    reports: list[Report]
    shared: list[Report]
    photos: list[Photo]

    @property
    def versions(self) -> "QuerySet[ReportVersion]":
        return ReportVersion.objects.filter(Q(report__in=self.reports) | Q(report__in=self.shared, pupil=self.pupil))

    @property
    def remarks(self) -> "QuerySet[Remark]":
        """Said about what they wrote: their reports, and their versions of a team's."""
        return Remark.objects.filter(Q(report__in=self.reports) | Q(version__in=self.versions))

    @property
    def photo_ids(self) -> list[UUID]:
        return [photo.pk for photo in self.photos]

    def counts(self) -> dict[str, int]:
        shown = Mask.objects.over(self.pupil).lifted().exclude(photo__in=self.photos)
        return {
            "missions": Assignment.objects.filter(pupil=self.pupil).count(),
            "reports": len(self.reports),
            "shared": len(self.shared),
            "versions": self.versions.count(),
            "photos": len(self.photos),
            "remarks": self.remarks.count(),
            "consents": Consent.objects.of(self.pupil).count(),
            "faces": shown.count(),
        }


def belongings_of(pupil: Pupil) -> Belongings:
    own = Q(assignment__pupil=pupil)
    wrote = Report.objects.filter(own | Q(versions__pupil=pupil)).distinct()
    reports = list(wrote.select_related("assignment", "head"))
    with_others = set(
        ReportVersion.objects.filter(report__in=reports).exclude(pupil=pupil).values_list("report", flat=True)
    )
    return Belongings(
        pupil,
        [one for one in reports if one.pk not in with_others or one.assignment.pupil_id == pupil.pk],
        [one for one in reports if one.pk in with_others and one.assignment.pupil_id != pupil.pk],
        list(Photo.objects.filter(own | Q(pupil=pupil))),
    )


def writing_of(version: ReportVersion) -> Writing:
    return Writing(version.answers, version.photos, version.others)


def changes_by(pupil: Pupil, versions: list[ReportVersion]) -> list[Change]:
    """What the pupil wrote first in the versions of one report, which come in the order of arrival."""
    return changes([Step(one.pk, one.parent_id, one.pupil_id == pupil.pk, writing_of(one)) for one in versions])
