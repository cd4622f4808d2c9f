"""The directory at the size of the register of French associations: the nearest 20, and what a map shows."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from time import perf_counter, process_time
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.bench.pages import throw_away_database
from tests.bench.results import Result

FEW, MANY = 16_000, 1_600_000
COMMUNES = 35_000
SHARE_ON_TOWN_HALLS = 0.15
ASKED = 300
CAUSES = 8
# By facet: how many of all have it.
SHARES = {1: 0.1, 2: 0.3, 3: 0.2, 4: 0.1, 5: 0.3}


def run() -> Iterator[Result]:
    with throw_away_database():
        yield from _measure()


def _measure() -> Iterator[Result]:
    centres = _fill(FEW)
    few, few_pages = {name: _times(ways) for name, ways in _questions(centres).items()}, _list_pages(centres)
    started = perf_counter()
    centres = _fill(MANY)
    yield Result(f"{MANY:,} projects made, placed and counted", f"{perf_counter() - started:.0f} s")
    for name, spent in _list_pages(centres).items():
        before, after = (median(worked for _whole, worked in times) for times in (few_pages[name], spent))
        whole = sorted(seconds for seconds, _worked in spent)
        waited = f"{median(whole) * 1000:.0f} / {whole[int(len(whole) * 0.95)] * 1000:.0f} ms"
        figures = f"{before * 1000:.0f} → {after * 1000:.0f} ms of CPU"
        yield Result(f"List page, {name}, median / p95", waited)
        yield Result(f"List page, {name}, {FEW:,} → {MANY:,}", figures, after / before, at_most=2.0)
    many = {name: _times(ways) for name, ways in _questions(centres).items()}
    for name, spent in many.items():
        yield Result(f"{name}, in the database", _figures([inside for inside, _all in spent]))
        yield Result(f"{name}, with Python", _figures([whole for _inside, whole in spent]))
    for group in ("Nearest 20", "Map at zoom"):
        before, after = (
            sum(_median(spent) for name, spent in times.items() if name.startswith(group)) for times in (few, many)
        )
        yield Result(
            f"{group}, all of these, {FEW:,} → {MANY:,}",
            f"{before * 1000:.2f} → {after * 1000:.2f} ms",
            after / before,
            at_most=2.0,
        )
    full = _full_scan(centres[0])
    yield Result(
        "Nearest 20 against a full scan", f"{full * 1000:.0f} ms", full / _median(many["Nearest 20"]), at_least=50
    )


def _median(spent: Sequence[tuple[float, float]]) -> float:
    """Seconds in the database."""
    return median(inside for inside, _whole in spent)


def _figures(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    return f"{median(ordered) * 1000:.2f} / {ordered[int(len(ordered) * 0.99)] * 1000:.2f} ms"


def _questions(centres: Sequence[Any]) -> dict[str, list[Callable[[], Any]]]:
    """Each asked at many places; half of them where many projects are."""
    from investigations.directory.places.models import Facet, of_cause
    from investigations.directory.places.searching import in_view, nearest
    from workshop.geo import Box

    def around(point: Any, zoom: int) -> Box:
        # A window of 1280 × 800 px.
        width = 360 / (1 << zoom) * 5
        return Box(
            max(-80, point.lat - width / 5),
            point.lon - width / 2,
            min(80, point.lat + width / 5),
            point.lon + width / 2,
        )

    cause = of_cause(1)
    both = [Facet.WELCOMES.value, cause]
    asked: dict[str, list[Callable[[], Any]]] = {
        "Nearest 20": [lambda p=p: nearest(p) for p in centres],
        "Nearest 20 of a cause": [lambda p=p: nearest(p, facets=[cause]) for p in centres],
        "Nearest 20 of a cause that welcome classes": [lambda p=p: nearest(p, facets=both) for p in centres],
    }
    for zoom in (5, 7, 9, 11, 13, 15, 17):
        asked[f"Map at zoom {zoom}"] = [lambda p=p, z=zoom: in_view(around(p, z), z) for p in centres]
    asked["Map of a cause at zoom 9"] = [lambda p=p: in_view(around(p, 9), 9, facets=[cause]) for p in centres]
    for zoom in (5, 7, 9, 12):
        asked[f"Map of two facets at zoom {zoom}"] = [
            lambda p=p, z=zoom: in_view(around(p, z), z, facets=both) for p in centres
        ]
    return asked


def _list_pages(centres: Sequence[Any]) -> dict[str, list[tuple[float, float]]]:
    """Seconds in the server, of the page as it is asked for, and of our own CPU: SQLite's work is in both."""
    from django.urls import reverse

    from investigations.directory.models import Cause

    points = [f"de={point.lat:.3f},{point.lon:.3f}" for point in centres[:40]]
    cause = Cause.objects.first().slug
    questions = {
        "no question": [""] * 40,
        "near": points,
        "near, welcomes classes, two causes": [f"{p}&avec=classes&cause={cause}&cause=culture" for p in points],
        "a cause": [f"cause={cause}"] * 40,
    }
    client, address, times = Client(), reverse("projects"), {}
    for name, asked in questions.items():
        client.get(f"{address}?{asked[0]}")
        times[name] = []
        for query in asked:
            started, worked = perf_counter(), process_time()
            answer = client.get(f"{address}?{query}")
            times[name].append((perf_counter() - started, process_time() - worked))
            assert answer.status_code == 200, query
    return times


def _times(ways: Sequence[Callable[[], Any]]) -> list[tuple[float, float]]:
    """Seconds in the database and in all, of each way."""
    for way in ways[:20]:
        way()
    spent = []
    for way in ways:
        with _counted() as inside:
            started = perf_counter()
            way()
            whole = perf_counter() - started
        spent.append((sum(inside), whole))
    return spent


@contextmanager
def _counted() -> Iterator[list[float]]:
    """Statements and the reading of their rows: SQLite works while rows are read."""
    from investigations.directory.places import searching

    inside: list[float] = []
    rows = searching._rows

    def timed(sql: str) -> list[Any]:
        started = perf_counter()
        found = rows(sql)
        inside.append(perf_counter() - started)
        return found

    searching._rows = timed
    try:
        yield inside
    finally:
        searching._rows = rows


def _full_scan(point: Any) -> float:
    from investigations.directory.places.models import Place
    from workshop.mercator import spot_of

    spot, table = spot_of(point), connection.ops.quote_name(Place._meta.db_table)
    far = f"(x - {spot.x}) * (x - {spot.x}) + (y - {spot.y}) * (y - {spot.y})"
    times = []
    for _turn in range(3):
        started = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT project_id FROM {table} WHERE facet = 0 ORDER BY {far}, project_id LIMIT 20")
            cursor.fetchall()
        times.append(perf_counter() - started)
    return median(times)


def _fill(number: int) -> list[Any]:
    """So many projects, as people live: towns of all sizes, some exactly on their town hall. Where to ask, too."""
    from investigations.directory.models import CitizenProject
    from investigations.directory.places.keeping import Row, rebuild, rows_at
    from investigations.directory.places.models import of_cause
    from workshop.geo import Point

    chance = random.Random(7)
    towns = [(chance.uniform(42.5, 51.0), chance.uniform(-4.5, 8.0)) for _ in range(COMMUNES)]
    sizes = [1 / (rank + 1) ** 0.9 for rank in range(COMMUNES)]
    homes = chance.choices(range(COMMUNES), sizes, k=number)
    points = []
    for home in homes:
        lat, lon = towns[home]
        if chance.random() >= SHARE_ON_TOWN_HALLS:
            wide = 0.03 + 0.2 * sizes[home] ** 0.5
            lat, lon = chance.gauss(lat, wide / 3), chance.gauss(lon, wide / 2)
        points.append((lat, lon))
    _clear()
    _projects(CitizenProject, points)

    def rows() -> Iterator[Row]:
        for key, (lat, lon) in enumerate(points, start=1):
            said = [facet for facet, share in SHARES.items() if chance.random() < share]
            yield from rows_at(key, Point(lat, lon), [0, *said, of_cause(chance.randint(1, CAUSES))])

    rebuild(rows())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    asked = chance.sample(points, ASKED // 2) + [
        (chance.uniform(42.5, 51.0), chance.uniform(-4.5, 8.0)) for _ in range(ASKED // 2)
    ]
    return [Point(lat, lon) for lat, lon in asked]


def _clear() -> None:
    from investigations.directory.models import CitizenProject
    from investigations.directory.places.models import Place, Square

    for model in (Place, Square):
        model.objects.all().delete()
    CitizenProject.objects.filter(slug__startswith="bench-")._raw_delete(connection.alias)


def _projects(model: Any, points: Sequence[tuple[float, float]]) -> None:
    """A model's own making would take minutes."""
    from investigations.directory.places.keeping import insert_many

    one = model(
        name="Projet", summary="Un projet.", address="", postcode="75004", commune="Paris", latitude=0.0, longitude=0.0
    )
    fields = [field for field in model._meta.concrete_fields if field.column != "id"]
    known = {field.column: field.get_db_prep_save(field.pre_save(one, True), connection) for field in fields}
    rows = (
        [key, *({**known, "slug": f"bench-{key}", "latitude": lat, "longitude": lon}).values()]
        for key, (lat, lon) in enumerate(points, start=1)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        insert_many(cursor, model, ["id", *known], rows)
