"""What the map shows: points with their links, clusters, the same filters as the list, and at once what changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.projects.project_map import TILES_ACROSS, zoom_in
from investigations.directory import finding
from investigations.directory.models import Cause
from investigations.directory.places import searching
from tests.investigations.factories import CitizenProjectFactory
from workshop.geo import Box

pytestmark = pytest.mark.django_db
PARIS, FRANCE = "2.22,48.81,2.47,48.91", "-5,42,9,51"


def view(client, bbox=PARIS, zoom=12, **asked):
    response = client.get(reverse("project_map"), {"bbox": bbox, "zoom": zoom} | asked)
    assert response.status_code == 200, response.content
    return response.json()


def test_points_have_their_name_and_link(client):
    project = CitizenProjectFactory(name="Zoé répare", latitude=48.8566, longitude=2.3522)
    CitizenProjectFactory(name="Au loin", latitude=45.0, longitude=5.0)
    CitizenProjectFactory(name="Secret", latitude=48.86, longitude=2.35, live=False)
    shown = view(client)
    (place,) = shown["places"]
    assert (place["id"], place["name"], place["url"]) == (project.pk, "Zoé répare", project.get_absolute_url())
    assert (place["lat"], place["lon"]) == (pytest.approx(48.8566, abs=1e-5), pytest.approx(2.3522, abs=1e-5))
    assert shown["whole"] is True


def test_many_are_counted_where_they_are(client, monkeypatch):
    monkeypatch.setattr(searching, "POINTS_AT_MOST", 3)
    for number in range(6):
        CitizenProjectFactory(latitude=48.8566 + number / 1e5, longitude=2.3522)
    (cluster,) = view(client, FRANCE, 5)["places"]
    assert cluster["count"] == 6
    assert "url" not in cluster


def test_it_shows_what_the_list_shows(client):
    culture = list(Cause.objects.filter(slug="culture"))
    both = CitizenProjectFactory(name="Radio", causes=culture)
    CitizenProjectFactory(name="Disques", causes=culture, welcomes_classes=False)
    CitizenProjectFactory(name="Verger")
    for asked in [{"cause": "culture", "avec": "classes"}, {"q": "RADIO"}, {"q": "radio", "cause": "culture"}]:
        assert [place["id"] for place in view(client, **asked)["places"]] == [both.pk], asked
    assert len(view(client, cause="culture")["places"]) == 2
    assert view(client, "0,0,1,1", q="radio")["places"] == []


def test_the_nearest_only_are_told_to_be_so(client, monkeypatch):
    monkeypatch.setattr(searching, "LOOKED_AT", 2)
    for number in range(5):
        CitizenProjectFactory(latitude=48.85 + number / 100, needs_hands="Deux bras")
    both = view(client, cause="ecologie", avec="classes")
    assert (both["whole"], both["count"]) == (True, 5)
    shown = view(client, cause="ecologie", avec=["classes", "bras"])
    assert (shown["whole"], len(shown["places"])) == (False, 2)
    monkeypatch.setattr(finding, "MOST", 2)
    assert view(client, q="jardin")["whole"] is False


def test_a_change_shows_at_once_and_the_same_again_is_not_sent_twice(client):
    project = CitizenProjectFactory()
    asked = {"bbox": PARIS, "zoom": 12}
    first = client.get(reverse("project_map"), asked)
    again = client.get(reverse("project_map"), asked, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=15"
    project.live = False
    project.save()
    later = client.get(reverse("project_map"), asked, headers={"If-None-Match": first.headers["ETag"]})
    assert later.json()["places"] == []


@pytest.mark.parametrize(
    ("bbox", "zoom"),
    [("", 3), ("1,2,3", 3), ("1,2,3,4,5", 3), ("a,b,c,d", 3), ("nan,nan,nan,nan", 3), ("3,4,1,2", 3), (PARIS, ""),
     (PARIS, -1), (PARIS, 20), (PARIS, "x"), ("inf,0,inf,1", 3), ("\x00", "\x00"), ("1,1,1,1", 3)],
)  # fmt: skip
def test_what_is_no_view_is_refused(client, bbox, zoom):
    assert client.get(reverse("project_map"), {"bbox": bbox, "zoom": zoom}).status_code == 400


def test_the_whole_world_seen_from_close_by_is_counted_coarsely(client):
    CitizenProjectFactory()
    assert len(view(client, "-999,-999,999,999", 19)["places"]) == 1
    zoom = zoom_in("19", Box(-90, -180, 90, 180))
    assert 2**zoom <= TILES_ACROSS


def test_it_costs_the_same_whatever_their_number(client):
    def cost():
        view(client)
        with CaptureQueriesContext(connection) as queries:
            view(client)
        return len(queries)

    CitizenProjectFactory()
    few = cost()
    for number in range(20):
        CitizenProjectFactory(latitude=48.85 + number / 1000)
    assert cost() <= few + 1
