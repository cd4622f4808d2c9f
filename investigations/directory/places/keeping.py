"""Places and squares follow what is live: one project in its own transaction, all of them after an import."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Model

from investigations.directory.places.models import PAIRS, ZOOMS, Facet, Place, Square, bit_of, of_cause, pair_of
from workshop.geo import Point
from workshop.mercator import FINEST, spot_of

if TYPE_CHECKING:
    from investigations.directory.models import CitizenProject

Row = tuple[int, int, int, int, int, int]  # project, facet, code, x, y, bits

_ADD = """
INSERT INTO {table} (facet, zoom, x, y, count, sum_x, sum_y, sum_project) VALUES {values}
ON CONFLICT (facet, zoom, x, y) DO UPDATE SET
  count = {table}.count + excluded.count, sum_x = {table}.sum_x + excluded.sum_x,
  sum_y = {table}.sum_y + excluded.sum_y, sum_project = {table}.sum_project + excluded.sum_project
"""
# Below what SQLite allows in one statement.
_AT_ONCE = 3000


def facets_of(project: "CitizenProject") -> set[int]:
    """Under which facets the public finds a project."""
    flags = {
        Facet.WELCOMES: project.welcomes_classes,
        Facet.STEP_FREE: project.step_free,
        Facet.HANDS: bool(project.needs_hands),
        Facet.THINGS: bool(project.needs_things),
        Facet.MONEY: bool(project.needs_money),
    }
    said = {facet.value for facet, holds in flags.items() if holds}
    return {Facet.ALL.value, *said, *(of_cause(cause.pk) for cause in project.causes.all())}


def place(project: "CitizenProject") -> None:
    """Bring the map up to date with one project, as it stands: live or not, moved, other causes. Twice is once."""
    place_all([project])


@transaction.atomic
def place_all(projects: Sequence["CitizenProject"]) -> None:
    """The same for some hundreds at once."""
    wanted = {row for project in projects for row in rows_of(project)}
    stored = {
        tuple(row): key
        for key, *row in Place.objects.select_for_update()
        .filter(project__in=[project.pk for project in projects])
        .values_list("pk", "project", "facet", "code", "x", "y", "bits")
    }
    there = set(stored)
    gone, new = there - wanted, wanted - there
    if gone:
        Place.objects.filter(pk__in=[stored[row] for row in gone]).delete()
    Place.objects.bulk_create(_place(row) for row in new)
    _count([*((row, -1) for row in gone), *((row, 1) for row in new)])


@transaction.atomic
def unplace(project_id: int) -> None:
    """Before a project's row goes."""
    rows = list(Place.objects.filter(project=project_id).values_list("project", "facet", "code", "x", "y", "bits"))
    Place.objects.filter(project=project_id).delete()
    _count((row, -1) for row in rows)


@transaction.atomic
def rebuild(rows: Iterable[Row]) -> int:
    """All of it anew from ``rows_of`` each project, memory flat. Returns how many places."""
    Square.objects.all().delete()
    Place.objects.all().delete()
    made = 0
    with connection.cursor() as cursor:
        for some in _parts(rows, 20_000):
            insert_many(cursor, Place, ("project_id", "facet", "code", "x", "y", "bits"), some)
            made += len(some)
    count_again()
    return made


def insert_many(cursor: Any, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """In the caller's transaction. PostgreSQL takes a stream several times as fast as a statement for each row."""
    table, *quoted = (connection.ops.quote_name(name) for name in (model._meta.db_table, *columns))
    names = ", ".join(quoted)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)
    else:
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def count_again() -> None:
    """Squares from places: the finest from the rows, each coarser one from the one below it."""
    Square.objects.all().delete()
    square, placed = (connection.ops.quote_name(model._meta.db_table) for model in (Square, Place))
    columns = "facet, zoom, x, y, count, sum_x, sum_y, sum_project"
    finest = ZOOMS[-1]
    with connection.cursor() as cursor:
        shift = FINEST - finest
        sums = f"{finest}, x >> {shift}, y >> {shift}, COUNT(*), SUM(x), SUM(y), SUM(project_id) FROM {placed}"
        squared = f"GROUP BY facet, x >> {shift}, y >> {shift}"
        cursor.execute(f"INSERT INTO {square} ({columns}) SELECT facet, {sums} {squared}")
        for one, other, pair in _pairs(_facets_there()):
            cursor.execute(
                f"INSERT INTO {square} ({columns}) SELECT {pair}, {sums} "
                f"WHERE facet = {one} AND bits & {bit_of(other)} <> 0 {squared}"
            )
        for zoom in reversed(ZOOMS[:-1]):
            cursor.execute(
                f"INSERT INTO {square} ({columns}) SELECT facet, {zoom}, x >> 1, y >> 1, SUM(count), SUM(sum_x), "  # noqa: S608
                f"SUM(sum_y), SUM(sum_project) FROM {square} WHERE zoom = {zoom + 1} GROUP BY facet, x >> 1, y >> 1"
            )


def rows_of(project: "CitizenProject") -> Iterator[Row]:
    """What the search knows of a project: nothing unless it is live and somewhere."""
    if not project.is_public or project.point is None:
        return
    yield from rows_at(project.pk, project.point, facets_of(project))


def rows_at(project_id: int, point: Point, facets: Iterable[int]) -> Iterator[Row]:
    spot, known = spot_of(point), set(facets)
    bits = sum(bit_of(facet) for facet in known)
    for facet in known:
        yield project_id, facet, spot.code, spot.x, spot.y, bits


def _place(row: Row) -> Place:
    project, facet, code, x, y, bits = row
    return Place(project_id=project, facet=facet, code=code, x=x, y=y, bits=bits)


def _count(changes: Iterable[tuple[Row, int]]) -> None:
    """Add to the squares, or take away; in the order of their keys, so that two who do it don't wait for each other."""
    sums: dict[tuple[int, int, int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (project, facet, _code, x, y, bits), sign in changes:
        for zoom in ZOOMS:
            for counted in _counted_under(facet, bits):
                square = sums[counted, zoom, x >> (FINEST - zoom), y >> (FINEST - zoom)]
                for place, value in enumerate((1, x, y, project)):
                    square[place] += sign * value
    changed = sorted((*key, *values) for key, values in sums.items() if any(values))
    if not changed:
        return
    with connection.cursor() as cursor:
        for some in _parts(changed, _AT_ONCE):
            _upsert(cursor, some)
    Square.objects.filter(count__lte=0, facet__in={facet for facet, *_rest in sums}).delete()


@lru_cache(4096)
def _counted_under(facet: int, bits: int) -> tuple[int, ...]:
    """A pair by the row of its first facet, so that it is counted once."""
    others = [other for other in range(facet + 1, bits.bit_length()) if bits & bit_of(other)]
    return facet, *(pair for other in others if (pair := pair_of(facet, other)))


def _facets_there() -> list[int]:
    return list(Square.objects.filter(facet__lt=PAIRS).order_by("facet").values_list("facet", flat=True).distinct())


def _pairs(facets: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for one, other in combinations(facets, 2):
        if pair := pair_of(one, other):
            yield one, other, pair


def _upsert(cursor: Any, rows: Sequence[tuple[int, ...]]) -> None:
    table = connection.ops.quote_name(Square._meta.db_table)
    values = ", ".join(f"({', '.join(map(str, row))})" for row in rows)  # whole numbers of our own making
    cursor.execute(_ADD.format(table=table, values=values))


def _parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(rows)
    return iter(lambda: list(islice(rest, size)), [])
