from collections.abc import Mapping

from django.utils import timezone
from wagtail.log_actions import log

from investigations.models import Photo, Report


def held_photos(report: Report) -> Mapping[str, str]:
    """Id → SHA-256 of the photos of this mission that are here."""
    photos = Photo.objects.filter(assignment=report.assignment_id).values_list("pk", "sha256")
    return {str(pk): sha256 for pk, sha256 in photos}


def settle_report(*, report: Report, held: Mapping[str, str]) -> Report:
    """Submit a report whose newest version asks for it, once all its photos are home.

    Called with the assignment locked, by whatever may have been the last thing missing: a version or a photo.
    """
    head = report.head
    if head is None or not head.wants_submit or report.state not in Report.WRITABLE:
        return report
    if any(entry["id"] not in held for entry in head.photos):
        return report
    report.state = Report.State.SUBMITTED
    report.submitted_at = timezone.now()
    report.save(update_fields=["state", "submitted_at"])
    log(instance=report, action="investigations.submit", data={"version": str(head.pk), "pupil": str(head.pupil_id)})
    return report
