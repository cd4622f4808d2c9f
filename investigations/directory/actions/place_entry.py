"""Its holder says where an entry is: read before anybody sees it, as the address is."""

from django.db import transaction
from wagtail.log_actions import log

from investigations.directory.actions.keep_entry import held, newest_version, submit
from investigations.directory.actions.say_still_true import answer
from investigations.directory.models import CitizenProject, PointFrom
from workshop.geo import Point


@transaction.atomic
def place_entry(*, project: CitizenProject, point: Point | None, point_from: PointFrom | None) -> bool:
    """None: nobody knows, an editor places it. Whether that changes anything. Raises Refusal(locked)."""
    current = held(project)
    draft = newest_version(current)
    if draft.point == point:
        return False
    for version in [draft] if current.live else [draft, current]:
        version.latitude, version.longitude = (point.lat, point.lon) if point else (None, None)
        version.point_from = point_from if point and point_from else ""
    current.save()
    draft.save_revision(clean=False)
    submit(CitizenProject.objects.get(pk=current.pk))
    answer(current)
    log(instance=current, action="directory.place")
    return True
