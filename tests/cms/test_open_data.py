"""What the directory gives away, as programs of others read it: all that is public, and of no person anything."""

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import timedelta

import feedparser
import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pyld import jsonld

from cms.models import NewsletterIssue
from cms.open_data import answers, sitemaps
from investigations.directory.models import Cause, CitizenProject
from tests.cms.stories import published_story
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db
FORMATS = ["projects_geojson", "projects_csv", "elements_json", "projects_atom"]
LICENCE = "licence-ouverte"


def project(name, lat=48.8566, lon=2.3522, *, causes=("ecologie",), **fields):
    fields = {"last_published_at": timezone.now(), "first_published_at": timezone.now()} | fields
    return CitizenProjectFactory(
        name=name, latitude=lat, longitude=lon, causes=list(Cause.objects.filter(slug__in=causes)), **fields
    )


@pytest.fixture
def some(db):
    project(
        "=HYPERLINK(1); « Zoé & Cie »", 48.8588, causes=["culture", "ecologie"], welcomes_classes=False,
        contact_name="Personne Secrète", contact_email="secret@asso.example", contact_phone="0102030405",
        description="Écrivez à noor.haddad@asso.example, ou venez.", needs_hands="Deux bras",
        website="https://zoe.example/a?b=1&c=2", helloasso_url="https://www.helloasso.com/associations/zoe",
    )  # fmt: skip
    project("Le verger", 48.884)
    project("Au loin", 49.127, causes=["culture"], postcode="95000", commune="Cergy")
    project("Sans lieu", None, None)
    project("Brouillon", live=False)
    project("En pause", paused_at=timezone.now())


def ask(client, name, *args, **given):
    response = client.get(reverse(name, args=args), given)
    assert response.status_code == 200, response.content
    return response


def names(answer):
    return [feature["properties"]["name"] for feature in answer.json()["features"]]


def test_only_what_is_public_goes_out_with_its_licence_and_without_any_person(client, some):
    for name in [*FORMATS, "open_data"]:
        response = ask(client, name)
        said = response.content.decode()
        assert LICENCE in said.lower(), name
        for word in ["secret", "Secr", "0102030405", "noor", "@asso", "Brouillon", "En pause"]:
            assert word not in said, (name, word)
    for name in FORMATS:
        response = ask(client, name)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert 'rel="license"' in response.headers["Link"]
        assert not response.cookies
        assert client.options(reverse(name)).status_code == 204
        assert client.post(reverse(name)).status_code == 405


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"=HYPERLINK(1); « Zoé & Cie »", "Le verger", "Au loin", "Sans lieu"}),
        ({"cause": "culture"}, {"=HYPERLINK(1); « Zoé & Cie »", "Au loin"}),
        ({"cause": "ecologie", "avec": "classes"}, {"Le verger", "Sans lieu"}),
        ({"avec": ["bras"], "cause": "culture"}, {"=HYPERLINK(1); « Zoé & Cie »"}),
        ({"q": "VERGER"}, {"Le verger"}),
        ({"q": "jardin", "de": "48.857,2.352", "rayon": "5"}, {"=HYPERLINK(1); « Zoé & Cie »", "Le verger"}),
        ({"de": "48.857,2.352", "rayon": "1"}, {"=HYPERLINK(1); « Zoé & Cie »"}),
        ({"bbox": "2.3,48.87,2.4,49.2"}, {"Le verger", "Au loin"}),
        ({"bbox": "2.3,48.87,2.4,49.2", "de": "48.857,2.352", "rayon": "5"}, {"Le verger"}),
        ({"q": "jardin", "bbox": "2.3,48.87,2.4,48.9"}, {"Le verger"}),
    ],
)
def test_the_same_questions_as_the_list_and_a_box(client, some, asked, found):
    assert set(names(ask(client, "projects_geojson", **asked))) == found


@pytest.mark.parametrize(
    "asked", ["bbox=1,2,3", "bbox=a,b,c,d", "limit=0", "limit=x", "after=x", "after=p1", "lieu=Nulle+part+du+tout",
              "bbox=" + "0,0,1,1;" * 9]
)  # fmt: skip
def test_what_cant_be_answered_is_said_and_is_not_everything(client, some, asked):
    response = client.get(reverse("projects_geojson") + "?" + asked)
    assert response.status_code == 400
    assert response.json()["error"]


@pytest.mark.parametrize("asked", ["", "avec=classes", "cause=ecologie", "q=jardin", "bbox=-5,42,9,51"])
def test_page_after_page_everybody_comes_once_and_no_page_costs_more_than_another(client, asked):
    for number in range(7):
        project(f"Placé {number}", 48.85 + number % 3 / 100, slug=f"place-{number}")
        project(f"Sans {number}", None, None)
    everything = reverse("projects_geojson")
    expected = set(names(client.get(f"{everything}?{asked}")))
    seen, address, costs = [], f"{everything}?limit=2&{asked}", []
    while address:
        with CaptureQueriesContext(connection) as asked_of:
            response = client.get(address)
        assert not any(" OFFSET " in query["sql"] or "COUNT(" in query["sql"].upper() for query in asked_of)
        costs.append(len(asked_of))
        page = response.json()
        seen += [feature["properties"]["name"] for feature in page["features"]]
        assert len(page["features"]) <= 2
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        assert (f'<{following[0]}>; rel="next"' if following else "") in response.headers["Link"]
        address = following[0].removeprefix("http://testserver") if following else ""
    assert sorted(seen) == sorted(expected)
    assert len(expected) == (7 if "bbox" in asked else 14)
    assert max(costs) <= 12


@pytest.mark.parametrize("name", FORMATS)
def test_who_has_it_already_gets_304_before_anything_is_made(client, some, name, monkeypatch):
    first = ask(client, name)
    known = {"If-None-Match": first.headers["ETag"]}
    with monkeypatch.context() as patched, CaptureQueriesContext(connection) as asked_of:
        patched.setattr(CitizenProject.objects.live().__class__, "for_cards", lambda self: pytest.fail("made"))
        again = client.get(reverse(name), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert len(asked_of) <= 6
    one = CitizenProject.objects.get(name="Le verger")
    one.needs_things = "Une échelle"
    one.save()
    assert client.get(reverse(name), headers=known).status_code == 200
    CitizenProject.objects.filter(pk=one.pk).update(paused_at=timezone.now())
    assert "Le verger" not in ask(client, name).content.decode()


def test_a_network_that_asks_without_end_is_asked_to_wait(client, some, monkeypatch):
    monkeypatch.setattr(answers, "AN_HOUR", 2)
    statuses = [client.get(reverse("projects_geojson")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert int(client.get(reverse("projects_csv")).headers["Retry-After"]) > 0


def test_the_table_is_for_programs_or_for_a_spreadsheet_and_runs_no_formula(client, some):
    response = ask(client, "projects_csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8"))))
    zoe = next(row for row in rows if "Zoé" in row["name"])
    assert zoe["name"] == "'=HYPERLINK(1); « Zoé & Cie »"
    assert set(zoe["taxonomy"].split(",")) == {"culture", "ecologie"}
    assert (zoe["welcomes_classes"], zoe["has_toilets"], zoe["addressCountry"]) == ("non", "", "FR")
    assert float(zoe["latitude"]) == 48.8588
    for_people = ask(client, "projects_csv", pour="tableur").content
    assert for_people.startswith(b"\xef\xbb\xbfid;name;")
    assert len(list(csv.DictReader(io.StringIO(for_people.decode("utf-8-sig")), delimiter=";"))) == 4


def test_gogocarto_reads_us_as_one_of_its_own(client, some):
    full = ask(client, "elements_json").json()
    assert set(full) == {"licence", "ontology", "data"}
    assert full["ontology"] == "gogofull"
    zoe = next(one for one in full["data"] if "Zoé" in one["name"])
    assert zoe["geo"] == {"latitude": 48.8588, "longitude": 2.3522}
    assert zoe["address"] == {
        "streetAddress": "2 rue du Jardin", "addressLocality": "Paris", "postalCode": "75004",
        "addressCountry": "FR", "customFormatedAddress": "2 rue du Jardin, 75004 Paris",
    }  # fmt: skip
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", zoe["createdAt"])
    assert {"id", "sourceKey", "updatedAt", "stamps", "images", "categoriesDescriptions"} <= set(zoe)
    culture = Cause.objects.get(slug="culture").pk
    assert culture in zoe["categories"]
    assert {"categoryId": culture, "description": Cause.objects.get(pk=culture).name_fr} in zoe[
        "categoriesDescriptions"
    ]
    assert len(full["data"]) == 3, "an element has a place"
    compact = ask(client, "elements_json", ontology="gogocompact", categories=str(culture), limit="10").json()
    assert compact["mapping"][:4] == ["id", ["name"], "latitude", "longitude"]
    assert {tuple(one[1]) for one in compact["data"]} == {("=HYPERLINK(1); « Zoé & Cie »",), ("Au loin",)}
    both = ask(client, "elements_json", bounds="2.3,48.85,2.4,48.87;2.3,49.1,2.4,49.2", categories=f"{culture},999")
    assert len(both.json()["data"]) == 2
    all_causes = ",".join(str(pk) for pk in Cause.objects.values_list("pk", flat=True))
    assert len(ask(client, "elements_json", categories=all_causes).json()["data"]) == 3


def test_a_feed_reader_follows_a_place_and_a_cause(client, some):
    CitizenProject.objects.filter(name="Le verger").update(last_published_at=timezone.now() + timedelta(minutes=5))
    feed = feedparser.parse(ask(client, "projects_atom").content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.entries[0].title == "Le verger"
    assert feed.entries[0].where == {"type": "Point", "coordinates": (2.3522, 48.884)}
    assert feed.entries[0].id.startswith("tag:testserver,2026:projet:")
    assert "Zoé & Cie" in next(entry.title for entry in feed.entries if "Zoé" in entry.title)
    assert len(feed.entries) == 4
    for asked, number in [
        ({"cause": "culture"}, 2), ({"de": "48.857,2.352", "rayon": "5"}, 2), ({"q": "verger"}, 1),
        ({"cause": "culture", "avec": "bras"}, 1), ({"bbox": "2,49,3,50"}, 1),
    ]:  # fmt: skip
        assert len(feedparser.parse(ask(client, "projects_atom", **asked).content).entries) == number, asked
    page = client.get(reverse("projects"), {"cause": "culture"}).content.decode()
    assert f'type="application/atom+xml" href="{reverse("projects_atom")}?cause=culture"' in page


@pytest.mark.skipif(not shutil.which("ogr2ogr"), reason="gdal-bin is not here")
@pytest.mark.parametrize(("name", "ending"), [("projects_geojson", "geojson"), ("projects_atom", "xml")])
def test_gdal_reads_places_and_words(client, some, tmp_path, name, ending):
    source, made = tmp_path / f"projets.{ending}", tmp_path / "made.csv"
    source.write_bytes(ask(client, name, bbox="2,48,3,50").content)
    subprocess.run(["ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_XY", made, source], check=True, capture_output=True)
    rows = list(csv.DictReader(made.open(newline="")))
    assert {(round(float(row["X"]), 4), round(float(row["Y"]), 4)) for row in rows} == {
        (2.3522, 48.8588), (2.3522, 48.884), (2.3522, 49.127),
    }  # fmt: skip
    assert {"Le verger", "Au loin"} < {row.get("name") or row.get("title") for row in rows}


def linked_in(response):
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    (data,) = [json.loads(block) for block in blocks]
    words = {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}}
    load = lambda url, options: {"contextUrl": None, "documentUrl": url, "document": words}
    assert data["@context"] == "https://schema.org"
    (expanded,) = jsonld.expand(data, {"documentLoader": load})
    return data, expanded


def test_search_engines_read_a_project_and_the_whole_directory(client, some):
    zoe = CitizenProject.objects.get(name__contains="Zoé")
    zoe.summary = "</script><b>« oui »"
    zoe.save()
    response = client.get(zoe.get_absolute_url())
    data, expanded = linked_in(response)
    said = "https://schema.org/"
    assert expanded["@type"] == [f"{said}NGO"]
    geo = expanded[f"{said}location"][0][f"{said}geo"][0]
    assert geo[f"{said}latitude"] == [{"@value": 48.8588}]
    give = expanded[f"{said}potentialAction"][0]
    assert give["@type"] == [f"{said}DonateAction"]
    assert give[f"{said}recipient"][0]["@id"] == expanded["@id"]
    assert data["description"] == "</script><b>« oui »"
    assert "openingHours" not in json.dumps(data)
    assert "secret" not in json.dumps(data)
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", response.content.decode())
    assert scripts == ['<script type="application/ld+json">'], "data, which no browser runs"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    dataset, _expanded = linked_in(client.get(reverse("open_data")))
    assert dataset["@type"] == "Dataset"
    assert {one["encodingFormat"] for one in dataset["distribution"]} >= {"application/geo+json", "text/csv"}
    for one in dataset["distribution"]:
        assert client.get(one["contentUrl"].removeprefix("http://testserver")).status_code == 200


def test_an_address_book_keeps_the_project_and_no_person(client, some):
    zoe = CitizenProject.objects.get(name__contains="Zoé")
    response = ask(client, "project_vcard", zoe.slug)
    said = response.content.decode()
    card = vobject.readOne(said)
    assert said.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert card.fn.value == "=HYPERLINK(1); « Zoé & Cie »"
    assert card.org.value == ["=HYPERLINK(1); « Zoé & Cie »"]
    assert (card.adr.value.street, card.adr.value.city, card.adr.value.code) == ("2 rue du Jardin", "Paris", "75004")
    assert card.geo.value == "geo:48.858800,2.352200"
    assert {url.value for url in card.url_list} == {f"http://testserver{zoe.get_absolute_url()}", zoe.website}
    assert set(card.categories.value) == {cause.name_fr for cause in zoe.causes.all()}
    assert "secret" not in said
    assert "0102030405" not in said
    assert max(len(line.encode()) for line in said.split("\r\n")) <= 75
    assert client.get(reverse("project_vcard", args=["brouillon"])).status_code == 404


def test_search_engines_find_every_public_page_by_ranges_of_keys(client, some, monkeypatch):
    story = published_story()
    NewsletterIssue.objects.create(number=7, subject="Les immanquables")
    NewsletterIssue.objects.create(subject="Un brouillon")
    # Keys go on from test to test on PostgreSQL: the range ends between two projects, wherever they are.
    keys = sorted(CitizenProject.objects.live().values_list("pk", flat=True))
    monkeypatch.setattr(sitemaps, "KEYS_A_PAGE", keys[-1] - 1)
    ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.text.removeprefix("http://testserver") for loc in index.findall("s:sitemap/s:loc", ns)]
    found = []
    for part in parts:
        with CaptureQueriesContext(connection) as asked_of:
            content = client.get(part).content
        assert not any(" OFFSET " in query["sql"] for query in asked_of)
        found += [loc.text for loc in ET.fromstring(content).findall("s:url/s:loc", ns)]
    assert sum("/sitemap-projets.xml" in part for part in parts) == 2
    live = [f"http://testserver{one.get_absolute_url()}" for one in CitizenProject.objects.live()]
    assert set(live) <= set(found)
    assert len(found) == len(set(found))
    assert any(story.slug in address for address in found)
    assert "brouillon" not in " ".join(found)
    letters = [address for address in found if "/lettre/" in address]
    assert letters == [
        f"http://testserver{path}" for path in (reverse("newsletter"), reverse("letter_issue", args=[7]))
    ]
    assert {client.get(address.removeprefix("http://testserver")).status_code for address in found} == {200}
    assert client.get("/sitemap-projets.xml?p=3").status_code == 404
    assert client.get("/sitemap-rien.xml").status_code == 404
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    assert "Disallow: /admin/" in robots


def test_a_newcomer_reads_what_may_be_taken_and_how(client, some):
    for prefix, words in [("", "Ce que vous avez le droit de faire"), ("/en", "What you may do")]:
        page = client.get(prefix + reverse("open_data")).content.decode()
        assert words in page
        for name in FORMATS:
            assert f"http://testserver{reverse(name)}" in page
    assert reverse("open_data") in client.get("/").content.decode()
