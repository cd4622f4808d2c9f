"""A typed place becomes a point, by the state's address base or by what the house knows; the base may be anything."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

from investigations.directory import geocoding
from investigations.directory.geocoding import UnavailableError, locate
from tests.classrooms.factories import SchoolFactory
from tests.investigations.factories import CitizenProjectFactory
from tests.services import serving

pytestmark = pytest.mark.django_db

# As the Géoplateforme answers.
RIVOLI = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [2.359847, 48.855566]},
    "properties": {
        "label": "10 Rue de Rivoli 75004 Paris", "score": 0.9748, "housenumber": "10", "id": "75104_8249_00010",
        "banId": "b6d3ad2a-0b67-4f5a-9d2c-3a4e3d2ef5a1", "name": "10 Rue de Rivoli", "postcode": "75004",
        "citycode": "75104", "x": 653027.0, "y": 6862031.0, "city": "Paris", "district": "Paris 4e Arrondissement",
        "context": "75, Paris, Île-de-France", "type": "housenumber", "importance": 0.72281,
        "street": "Rue de Rivoli", "_type": "address",
    },
}  # fmt: skip


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": features, "query": "…"}).encode()


@pytest.fixture
def base(settings):
    """The address base, which knows one address; a test may change its mind."""
    with serving(lambda path: (200, {"Content-Type": "application/json"}, collection(RIVOLI))) as service:
        settings.GEOCODING_URL = f"{service.address}/geocodage"
        yield service


def test_an_address_is_found_once_and_then_known_for_a_day(base):
    located = locate("10, rue de Rivoli, Paris")
    assert (located.label, located.rough) == ("10 Rue de Rivoli 75004 Paris", False)
    assert (located.point.lat, located.point.lon) == (48.855566, 2.359847)
    assert locate(" 10 RUE de rivoli paris ") == located
    (asked,) = base.asked
    assert urlsplit(asked).path == "/geocodage/search"
    assert parse_qs(urlsplit(asked).query) == {"q": ["10, rue de Rivoli, Paris"], "limit": ["1"]}
    assert base.agents[0].startswith("cap-ou-pas-cap")


@pytest.mark.parametrize("features", [[], [RIVOLI | {"properties": RIVOLI["properties"] | {"score": 0.21}}]])
def test_what_nobody_knows_is_unknown_and_not_asked_again(base, features):
    base.reply = lambda path: (200, {}, collection(*features))
    assert locate("zzzz zzzz") is None
    assert locate("zzzz zzzz") is None
    assert len(base.asked) == 1


def test_a_text_that_the_service_refuses_stops_nobody_else(base):
    base.reply = lambda path: (400, {}, b"{}")
    assert locate("?????") is None
    base.reply = lambda path: (200, {}, collection(RIVOLI))
    assert locate("10 rue de Rivoli").label == "10 Rue de Rivoli 75004 Paris"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>panne</html>", b"[]", b"null", b'{"features": {}}', b'{"features": [7]}', b'{"features": [{}]}',
        collection({"geometry": {"coordinates": []}, "properties": {"score": 1}}),
        collection({"geometry": {"coordinates": ["ici", "là"]}, "properties": {"score": 1}}),
        collection({"geometry": {"coordinates": [2.3, 1e99]}, "properties": {"score": 1}}),
        collection({"geometry": {"coordinates": [2.3, 48.8]}, "properties": {"score": "beaucoup"}}),
        collection({"geometry": {"coordinates": [2.3, 48.8]}}),
        b"\xff\xfe\x00", b"x" * 300_000,
    ],
)  # fmt: skip
def test_rubbish_is_said_in_a_plain_sentence_and_nobody_waits_for_more_of_it(base, body):
    base.reply = lambda path: (200, {}, body)
    with pytest.raises(UnavailableError, match="commune, code postal, « Autour de moi »"):
        locate("10 rue de Rivoli")
    asked = len(base.asked)
    with pytest.raises(UnavailableError):
        locate("12 rue de Rivoli")
    assert len(base.asked) == asked <= 2


def test_one_failure_is_tried_again(base):
    replies = iter([(503, {}, b""), (200, {}, collection(RIVOLI))])
    base.reply = lambda path: next(replies)
    assert locate("10 rue de Rivoli").label == "10 Rue de Rivoli 75004 Paris"


def test_who_asks_for_patience_gets_it(base):
    base.reply = lambda path: (429, {"Retry-After": "30"}, b"")
    for _ in range(3):
        with pytest.raises(UnavailableError):
            locate("10 rue de Rivoli")
    assert len(base.asked) == 1


def test_a_redirection_is_not_followed(base):
    with serving(lambda path: (200, {}, collection(RIVOLI))) as other:
        base.reply = lambda path: (302, {"Location": f"{other.address}/search"}, b"")
        with pytest.raises(UnavailableError):
            locate("10 rue de Rivoli")
        assert other.asked == []


def test_a_service_that_is_silent_is_left_after_its_time(base, monkeypatch):
    import time

    monkeypatch.setattr(geocoding, "SECONDS", 0.2)
    base.reply = lambda path: time.sleep(1) or (200, {}, collection(RIVOLI))
    began = time.monotonic()
    with pytest.raises(UnavailableError):
        locate("10 rue de Rivoli")
    assert time.monotonic() - began < 1


def test_ten_a_second_and_no_more(base, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.5)
    for number in range(10):
        locate(f"{number} rue de Rivoli")
    with pytest.raises(UnavailableError):
        locate("11 rue de Rivoli")
    assert len(base.asked) == 10


@pytest.fixture
def known(settings):
    settings.GEOCODING_URL = ""
    CitizenProjectFactory(postcode="75004", commune="Paris", latitude=48.85, longitude=2.35)
    CitizenProjectFactory(postcode="75004", commune="Paris", latitude=48.87, longitude=2.37)
    CitizenProjectFactory(postcode="01000", commune="Hors de la carte", live=False)
    SchoolFactory(postcode="75019", commune="Paris", latitude=48.89, longitude=2.38)
    SchoolFactory(postcode="38600", commune="Saint-Égrève", latitude=45.23, longitude=5.68)


@pytest.mark.parametrize(
    ("typed", "label", "lat"),
    [
        ("75004", "75004 Paris", 48.86), ("Paris 4e", "75004 Paris", 48.86), ("4ème", "75004 Paris", 48.86),
        ("paris 04", "75004 Paris", 48.86), ("12 rue du Jardin, 75019 Paris", "75019 Paris", 48.89),
        ("19e arrondissement", "75019 Paris", 48.89), ("PARIS", "Paris", 48.87),
        ("saint egreve", "Saint-Égrève", 45.23),
    ],
)  # fmt: skip
def test_without_the_service_the_house_knows_its_own_communes(known, typed, label, lat):
    located = locate(typed)
    # Only who typed a street is told that it was not looked for.
    assert (located.label, located.rough) == (label, "rue" in typed)
    assert located.point.lat == pytest.approx(lat)


@pytest.mark.parametrize("typed", ["Brest", "01000", "99e", "rue de Rivoli", "x" * 300])
def test_without_the_service_the_rest_is_out_of_reach(known, typed):
    with pytest.raises(UnavailableError):
        locate(typed)


def test_a_commune_that_only_the_house_knows_is_found_all_the_same(known, base):
    base.reply = lambda path: (200, {}, collection())
    assert locate("Saint-Égrève").label == "Saint-Égrève"


def test_what_was_typed_is_not_in_the_name_that_it_is_kept_under(base):
    locate("10 rue de Rivoli")
    assert not any("rivoli" in key.lower() for key in cache._cache)
