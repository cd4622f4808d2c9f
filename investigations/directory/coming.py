"""Open visits that a question finds: the next ones first."""

import datetime

from django.utils import timezone

from investigations.directory.finding import by_words, facets_by_project
from investigations.directory.models import OpenVisit
from investigations.directory.paging import Wanted, holds

# So many are looked at, at most.
LOOKED_AT = 2_000
# In a calendar what has just been stays for a while.
STAYS = datetime.timedelta(days=30)


def coming(wanted: Wanted, *, limit: int) -> list[OpenVisit]:
    visits = OpenVisit.objects.public().coming(timezone.now() - STAYS).select_related("project")
    if wanted.words:
        visits = visits.filter(project__in=by_words(wanted.words))
    looked_at = visits.order_by("ends_at", "pk")[:LOOKED_AT]
    inside = [visit for visit in looked_at if holds(wanted, visit.project.latitude, visit.project.longitude)]
    if wanted.narrows:
        facets = facets_by_project({visit.project_id for visit in inside})
        inside = [visit for visit in inside if wanted.takes(facets[visit.project_id])]
    return inside[:limit]
