import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop.geo import RADIUS_M, Point, bounding_box, distance_m, walking_metres, walking_minutes

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
HOTEL_DE_VILLE = Point(48.85660, 2.35222)
BUTTES_CHAUMONT = Point(48.87947, 2.38159)


def test_two_places_in_paris_are_as_far_apart_as_on_a_map():
    assert distance_m(HOTEL_DE_VILLE, BUTTES_CHAUMONT) == pytest.approx(3330, abs=20)


def test_from_pole_to_pole_is_half_the_circumference():
    assert distance_m(Point(90, 0), Point(-90, 120)) == pytest.approx(math.pi * RADIUS_M)


def test_the_180th_meridian_is_no_wall():
    assert distance_m(Point(0, 179.999), Point(0, -179.999)) < 230


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_no_more_than_half_way_round(a, b):
    assert distance_m(a, b) == pytest.approx(distance_m(b, a))
    assert 0 <= distance_m(a, b) <= math.pi * RADIUS_M + 1
    assert distance_m(a, a) == 0


@given(points, points, st.floats(0, 30_000_000))
def test_who_is_within_the_radius_is_within_the_box(centre, other, radius):
    assume(distance_m(centre, other) <= radius)
    box = bounding_box(centre, radius)
    assert box.south <= other.lat <= box.north
    assert box.west <= other.lon <= box.east


@given(
    st.builds(Point, st.floats(-89.9, 89.9), st.floats(-180, 180)),
    st.floats(0, 2 * math.pi),
    st.floats(1, 5_000),
)
def test_the_rim_of_a_small_circle_is_within_the_box(centre, bearing, radius):
    angle, lat = radius / RADIUS_M, math.radians(centre.lat)
    rim = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing))
    shift = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(rim)
    )
    lon = (centre.lon + math.degrees(shift) + 180) % 360 - 180
    box = bounding_box(centre, radius)
    assert box.south <= math.degrees(rim) <= box.north
    assert box.west <= lon <= box.east


def test_a_box_in_paris_is_no_wider_than_it_must_be():
    box = bounding_box(HOTEL_DE_VILLE, 1000)
    assert distance_m(Point(box.south, 2.35222), Point(box.north, 2.35222)) == pytest.approx(2000, abs=1)
    assert distance_m(Point(48.8566, box.west), Point(48.8566, box.east)) == pytest.approx(2000, abs=1)


@pytest.mark.parametrize("centre", [Point(89.999, 10), Point(-90, 0), Point(16.5, 179.999), Point(16.5, -180)])
def test_a_box_over_a_pole_or_the_180th_meridian_takes_all_longitudes(centre):
    box = bounding_box(centre, 5000)
    assert (box.west, box.east) == (-180, 180)
    assert -90 <= box.south <= box.north <= 90


@pytest.mark.parametrize(("lat", "lon"), [(90.1, 0), (0, -181), (math.nan, 0), (0, math.inf)])
def test_a_point_off_the_globe_is_refused(lat, lon):
    with pytest.raises(ValueError, match="no such point"):
        Point(lat, lon)


def test_a_negative_radius_is_refused():
    with pytest.raises(ValueError, match="negative"):
        bounding_box(HOTEL_DE_VILLE, -1)


@pytest.mark.parametrize(("straight", "minutes"), [(0, 0), (1, 1), (500, 10), (1000, 20), (1001, 20), (2000, 39)])
def test_a_class_walks_at_four_kilometres_an_hour_with_detours(straight, minutes):
    assert walking_minutes(straight) == minutes
    assert walking_metres(straight) == pytest.approx(1.3 * straight)
