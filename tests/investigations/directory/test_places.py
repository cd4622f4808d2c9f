"""The nearest projects and the map's squares, against what one finds by looking at every single one."""

import random
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from investigations.directory.actions.keep_entry import pause_entry, resume_entry
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.places.keeping import rebuild, rows_at, rows_of
from investigations.directory.places.models import ZOOMS, Facet, Place, Square, of_cause
from investigations.directory.places.searching import count_of, in_view, latest, nearest
from tests.investigations.factories import CitizenProjectFactory
from workshop.geo import Box, Point, distance_m

pytestmark = pytest.mark.django_db
FRANCE = Box(south=42.5, west=-4.5, north=51.0, east=8.0)
PARIS = Box(south=48.815, west=2.224, north=48.902, east=2.470)
TOWN_HALL = Point(48.8566, 2.3522)
# Under which facets of these a point is found, beside the first.
FACETS = (Facet.ALL, Facet.WELCOMES, of_cause(1), of_cause(60))


def scattered(number, seed=1):
    """Points of France: many in Paris, some on one very spot, few in the country; each with its facets."""
    chance = random.Random(seed)
    for key in range(1, number + 1):
        box = PARIS if chance.random() < 0.5 else FRANCE
        point = Point(chance.uniform(box.south, box.north), chance.uniform(box.west, box.east))
        if chance.random() < 0.15:
            point = TOWN_HALL
        yield key, point, [Facet.ALL.value, *(facet for facet in FACETS[1:] if chance.random() < 0.2)]


@pytest.fixture
def crowd():
    known = list(scattered(3000))
    CitizenProject.objects.bulk_create(
        CitizenProject(
            pk=key, name=f"Projet {key}", slug=f"projet-{key}", summary="Un jardin.", address="", postcode="75004",
            commune="Paris", latitude=point.lat, longitude=point.lon,
        )
        for key, point, _facets in known
    )  # fmt: skip
    rebuild(row for key, point, facets in known for row in rows_at(key, point, facets))
    return known


def looked_at_one_by_one(crowd, centre, wanted, limit, any_of=()):
    found = [
        (distance_m(centre, point), key)
        for key, point, facets in crowd
        if set(wanted) <= set(facets) and (not any_of or set(any_of) & set(facets))
    ]
    return sorted(found)[:limit]


@pytest.mark.parametrize("wanted", [[Facet.ALL], [Facet.WELCOMES], [of_cause(1)], [Facet.WELCOMES, of_cause(1)],
                                    [Facet.WELCOMES, of_cause(1), of_cause(60)]])  # fmt: skip
def test_the_nearest_are_those_that_one_finds_by_looking_at_all(crowd, wanted):
    chance = random.Random(2)
    for _turn in range(25):
        box = chance.choice([PARIS, FRANCE])
        centre = Point(chance.uniform(box.south, box.north), chance.uniform(box.west, box.east))
        found = nearest(centre, facets=wanted)
        expected = looked_at_one_by_one(crowd, centre, wanted, 20)
        # A step of the grid is half a metre: who is as near as that may stand in another order.
        assert [one.metres for one in found] == pytest.approx([metres for metres, _key in expected], abs=2)
        assert len({one.project for one in found}) == len(found)


@pytest.mark.parametrize("wanted", [[], [Facet.WELCOMES]])
def test_of_several_causes_the_nearest_and_the_newest_have_one_or_the_other(crowd, wanted):
    causes = [of_cause(1), of_cause(60)]
    for centre in [TOWN_HALL, Point(44.1, 3.2)]:
        found = nearest(centre, facets=wanted, any_of=causes)
        expected = looked_at_one_by_one(crowd, centre, wanted, 20, causes)
        assert [one.metres for one in found] == pytest.approx([metres for metres, _key in expected], abs=2)
        assert len({one.project for one in found}) == 20
    ordered = sorted(
        (key for _metres, key in looked_at_one_by_one(crowd, TOWN_HALL, wanted, 3000, causes)), reverse=True
    )
    assert latest(facets=wanted, any_of=causes, limit=30) == ordered[:30]
    view = in_view(FRANCE, 6, facets=wanted, any_of=causes)
    assert view.count == min(500, len(ordered)) or not view.whole


def test_from_far_away_and_with_few_all_are_found():
    for place in (Point(48.85, 2.35), Point(43.3, 5.4), Point(48.85, 2.36)):
        CitizenProjectFactory(latitude=place.lat, longitude=place.lon)
    assert [round(one.metres / 1000) for one in nearest(Point(50.6, 3.06))] == [201, 201, 831]
    assert nearest(Point(50.6, 3.06), facets=[Facet.MONEY]) == []


def test_every_zoom_of_the_map_counts_each_project_in_view_once(crowd):
    for facet in FACETS:
        here = [point for _key, point, facets in crowd if facet in facets]
        for zoom in range(4, 19):
            view = in_view(Box(-80, -179, 80, 179), min(zoom, 6), facets=[facet])
            assert view.count == len(here)
            around = Box(TOWN_HALL.lat - 0.01, TOWN_HALL.lon - 0.01, TOWN_HALL.lat + 0.01, TOWN_HALL.lon + 0.01)
            near = in_view(around, zoom, facets=[facet])
            inside = [p for p in here if around.south < p.lat < around.north and around.west < p.lon < around.east]
            # Squares on the edge of the view bring what lies just outside.
            assert near.count >= len(inside)
            assert near.whole
        assert count_of(facet) == len(here)


def test_of_two_facets_together_every_zoom_counts_all_and_a_change_is_there_at_once():
    """Beyond what a map draws one by one, and beyond what it looks at: 550 with both."""
    cause = Cause.objects.first()
    chance, wanted = random.Random(5), [Facet.STEP_FREE, of_cause(cause.pk)]
    points = [
        Point(chance.uniform(FRANCE.south, FRANCE.north), chance.uniform(FRANCE.west, FRANCE.east)) for _ in range(700)
    ]
    CitizenProject.objects.bulk_create(
        CitizenProject(
            pk=key, name="P", slug=f"p-{key}", summary="S", latitude=point.lat, longitude=point.lon, step_free=key > 100
        )
        for key, point in enumerate(points, start=1)
    )  # fmt: skip
    cause.projects.set(range(1, 651))
    rebuild(row for one in CitizenProject.objects.prefetch_related("causes") for row in rows_of(one))
    kept = squares()
    for zoom in range(4, 9):
        view = in_view(Box(40, -6, 53, 10), zoom, facets=wanted)
        assert (view.count, view.whole) == (550, True)
    moved = CitizenProject.objects.get(pk=200)
    moved.step_free = False
    moved.save()
    assert in_view(Box(40, -6, 53, 10), 6, facets=wanted).count == 549
    moved.step_free = True
    moved.save()
    assert squares() == kept
    Square.objects.all().delete()
    import_module("investigations.directory.migrations.0016_resumable_imports").count_pairs(apps, None)
    assert squares() == kept


def test_with_several_facets_the_nearest_to_the_middle_are_shown_and_it_is_said(crowd):
    view = in_view(FRANCE, 6, facets=[Facet.WELCOMES, of_cause(1)])
    both = [p for _k, p, facets in crowd if {Facet.WELCOMES, of_cause(1)} <= set(facets)]
    assert view.whole
    assert view.count == len([p for p in both if FRANCE.south < p.lat < FRANCE.north])
    assert {one.count for one in view.clusters} == {1}


def squares():
    return {
        (one.facet, one.zoom, one.x, one.y): (one.count, one.sum_x, one.sum_y, one.sum_project)
        for one in Square.objects.all()
    }


def test_what_becomes_of_a_project_is_on_the_map_at_once():
    project = CitizenProjectFactory(latitude=48.85, longitude=2.35, welcomes_classes=True)
    other = CitizenProjectFactory(latitude=48.86, longitude=2.36, welcomes_classes=False)
    assert {one.project for one in nearest(Point(48.85, 2.35))} == {project.pk, other.pk}
    assert [one.project for one in nearest(Point(48.85, 2.35), facets=[Facet.WELCOMES])] == [project.pk]
    project.latitude, project.longitude = 43.3, 5.4
    project.save()
    assert nearest(Point(43.3, 5.4))[0].metres < 1
    cause = Cause.objects.last()
    project.causes.set([cause])
    project.save()
    assert [one.project for one in nearest(Point(48.85, 2.35), facets=[of_cause(cause.pk)])] == [project.pk]
    project.unpublish()
    assert {one.project for one in nearest(Point(48.85, 2.35))} == {other.pk}
    project.latitude = 44.0
    project.save_revision()
    assert Place.objects.filter(project=project).count() == 0
    project.get_latest_revision().publish()
    assert nearest(Point(44.0, 5.4))[0].project == project.pk
    kept = squares()
    rebuild(row for one in CitizenProject.objects.all() for row in rows_of(one))
    assert squares() == kept
    other.delete()
    assert count_of() == 1
    assert Square.objects.filter(facet=Facet.ALL).count() == len(ZOOMS)


def test_a_pause_takes_a_project_off_the_map_until_it_ends():
    project = CitizenProjectFactory(latitude=48.85, longitude=2.35)
    pause_entry(project=project)
    assert nearest(Point(48.85, 2.35)) == []
    assert count_of() == 0
    resume_entry(project=project)
    assert nearest(Point(48.85, 2.35))[0].project == project.pk


def test_a_project_whose_place_nobody_knows_is_not_on_the_map():
    CitizenProjectFactory(latitude=None, longitude=None)
    assert count_of() == 0


def test_a_draft_that_is_kept_moves_nothing():
    project = CitizenProjectFactory(latitude=48.85, longitude=2.35)
    draft = CitizenProject.objects.get(pk=project.pk)
    draft.latitude = 10.0
    draft.save_revision()
    assert nearest(Point(48.85, 2.35))[0].metres < 1


def test_projects_of_before_the_map_are_placed_when_it_comes():
    CitizenProjectFactory(latitude=48.85, longitude=2.35, welcomes_classes=True)
    CitizenProjectFactory(latitude=None, longitude=None)
    CitizenProjectFactory(latitude=48.86, longitude=2.36, live=False)
    kept = squares()
    Square.objects.all().delete()
    Place.objects.all().delete()
    import_module("investigations.directory.migrations.0005_place_projects").place_projects(apps, None)
    assert squares() == kept
    assert count_of(Facet.WELCOMES) == 1


def test_the_command_builds_the_map_anew():
    project = CitizenProjectFactory(latitude=48.85, longitude=2.35)
    kept = squares()
    Square.objects.all().delete()
    Place.objects.all().delete()
    call_command("rebuild_map", verbosity=0)
    assert squares() == kept
    assert nearest(project.point)[0].project == project.pk
