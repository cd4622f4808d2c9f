"""The nearest projects, by box and by brute force."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from investigations.directory.models import CitizenProject
from investigations.directory.nearby import RADII_M, nearest, with_room_for
from tests.investigations.factories import CitizenProjectFactory
from workshop.geo import Point, distance_m

pytestmark = pytest.mark.django_db
SCHOOL = Point(48.8554, 2.3581)
LEVELS = ["CP", "CM1", "CM2", "6e"]
# Within some 70 km: some lie beyond the last radius.
places = st.tuples(
    st.floats(-0.6, 0.6), st.floats(-0.9, 0.9), st.lists(st.sampled_from(LEVELS), max_size=2, unique=True)
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(places, max_size=25),
    st.builds(Point, st.one_of(st.just(SCHOOL.lat), st.floats(-89, 89)), st.floats(-179, 179)),
    st.lists(st.sampled_from(LEVELS), max_size=2, unique=True),
    st.integers(1, 30),
)
def test_they_are_those_that_brute_force_finds(offsets, centre, levels, enough):
    CitizenProject.objects.all().delete()
    CitizenProject.objects.bulk_create(
        CitizenProject(
            name=f"P{n}", slug=f"p{n}", summary="-", address="-", postcode="-", commune="-",
            latitude=max(-90.0, min(90.0, centre.lat + north)), longitude=max(-180.0, min(180.0, centre.lon + east)),
            welcome_levels=welcome,
        )
        for n, (north, east, welcome) in enumerate(offsets)
    )  # fmt: skip
    measured = [
        (distance_m(centre, project.point), project.pk)
        for project in CitizenProject.objects.all()
        if not project.welcome_levels or set(levels) <= set(project.welcome_levels)
    ]
    expected = sorted(pair for pair in measured if pair[0] <= RADII_M[-1])[:enough]
    found = nearest(CitizenProject.objects.all(), centre=centre, levels=levels, enough=enough)
    assert [(near.metres, near.project.pk) for near in found] == expected


def test_each_comes_with_its_minutes_on_foot():
    CitizenProjectFactory(latitude=SCHOOL.lat + 0.009, longitude=SCHOOL.lon)
    (near,) = nearest(CitizenProject.objects.all(), centre=SCHOOL)
    assert near.metres == pytest.approx(1000, abs=2)
    assert near.minutes == 20
    assert near.kilometres == 1.3


def test_a_search_costs_no_more_queries_for_more_projects(django_assert_num_queries):
    CitizenProjectFactory.create_batch(40)
    with django_assert_num_queries(3):
        assert (
            len([near.project.causes.all()[0] for near in nearest(CitizenProject.objects.all(), centre=SCHOOL)]) == 30
        )


def test_room_for_a_class_is_asked_of_who_names_no_number():
    small, large = CitizenProjectFactory(max_pupils=15), CitizenProjectFactory(max_pupils=30)
    silent, closed = CitizenProjectFactory(max_pupils=None), CitizenProjectFactory(welcomes_classes=False)
    found = set(with_room_for(CitizenProject.objects.all(), 26))
    assert found == {large, silent}
    assert not {small, closed} & found
