"""The projects that were published or changed last, for who follows a place or a cause. Bounded."""

from collections.abc import Iterable

from investigations.directory.finding import by_words, counts_of_all, facets_by_project
from investigations.directory.models import CitizenProject
from investigations.directory.paging import Wanted, holds
from investigations.directory.places.models import Place
from investigations.directory.places.searching import nearest

# So many are looked at, at most.
LOOKED_AT = 2_000


def newest(wanted: Wanted, *, limit: int) -> list[int]:
    """Keys, the newest first. Of a question without a place or words that finds many, among the newest of all."""
    projects = CitizenProject.objects.live().filter(last_published_at__isnull=False)
    keys = _narrowed(wanted)
    if keys is not None:
        projects = projects.filter(pk__in=keys)
    newest_first = projects.order_by("-last_published_at", "-pk")
    looked_at = list(newest_first.values_list("pk", "latitude", "longitude")[:LOOKED_AT])
    inside = [key for key, lat, lon in looked_at if holds(wanted, lat, lon)]
    if wanted.narrows:
        facets = facets_by_project(inside)
        inside = [key for key in inside if wanted.takes(facets[key])]
    return inside[:limit]


def _narrowed(wanted: Wanted) -> Iterable[int] | None:
    """Where few are meant, these; None where all have to be gone through, from the newest on."""
    if wanted.words:
        return by_words(wanted.words)
    if wanted.centre and wanted.within_m:
        near = nearest(wanted.centre, facets=wanted.facets, any_of=wanted.causes, limit=LOOKED_AT)
        return [one.project for one in near if one.metres <= wanted.within_m]
    counts = counts_of_all()
    ways = [[facet] for facet in wanted.facets] + ([list(wanted.causes)] if wanted.causes else [])
    rarest = min(ways, key=lambda way: sum(counts.get(facet, 0) for facet in way), default=[])
    # Who has no point is under no facet of the map: where there is none, all are gone through.
    if not 0 < sum(counts.get(facet, 0) for facet in rarest) <= LOOKED_AT:
        return None
    return Place.objects.filter(facet__in=rarest).values("project")
