"""A list as a brochure to print: read back as a reader, a scanner and a search engine would."""

import io
import random
import re

import pytest
import zxingcpp
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cms.projects.brochure_words import section_of
from cms.projects.brochures import AN_HOUR
from investigations.directory.models import Cause, CitizenProject, ProjectHolder
from tests.classrooms.screens import text_of
from tests.investigations.factories import CitizenProjectFactory, ProjectPictureFactory
from tests.workshop.printing.raster import rasterised
from workshop.geo import Point
from workshop.printing import fonts
from workshop.printing.brochure import sorted_name
from workshop.printing.brochure_map import PIN, lay_out

pytestmark = pytest.mark.django_db
NAMES = [
    "Le Jardin de l'Escargot", "Œuvrer ensemble", "La Boîte à pages", "Au four !", "19 voisins", "Épicerie Zéro",
    "Association des habitantes et des habitants du passage des Trois-Couronnes pour une rue qui respire",
    "Łódź & Đà Nẵng <b>amis</b> 🐝", "Vélo",
]  # fmt: skip


@pytest.fixture
def neighbourhood():
    culture = Cause.objects.get(slug="culture")
    made = [
        CitizenProjectFactory(name=name, postcode="75019" if place > 5 else "75004", step_free=place % 2 == 0,
                              latitude=48.85 + place * 0.001, longitude=2.35 + place * 0.002,
                              causes=[culture] if place % 2 else None)
        for place, name in enumerate(NAMES)
    ]  # fmt: skip
    CitizenProject.objects.filter(pk=made[0].pk).update(
        opening_hours='Le samedi : 14 h "ou presque"', needs_hands="Deux personnes ; vite", needs_money="Pour la pompe",
        contact_email="secret@jardin.example", contact_phone="0611223344", registered_as="W751234567",
    )  # fmt: skip
    made[2].picture = ProjectPictureFactory(project=made[2])
    made[2].save()
    CitizenProjectFactory(name="Sans point", latitude=None, longitude=None)
    CitizenProjectFactory(name="Au loin", latitude=43.3, longitude=5.4, postcode="13001", commune="Marseille")
    CitizenProjectFactory(name="Fermé pour l’hiver", slug="en-pause", paused_at=timezone.now())
    CitizenProjectFactory(name="Brouillon secret", live=False)
    ProjectHolder.objects.create(project=made[0], email="noor@rue.example", name="Noor Haddad")
    return made


def printed(client, query=""):
    response = client.get(reverse("brochure") + query)
    assert response.status_code == 200, response.content[:400]
    return response


def text(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_a_list_is_printed_with_plan_indexes_and_codes_that_scan(client, neighbourhood):
    link = re.search(r'href="(/projets/livret.pdf[^"]*)"', client.get(reverse("projects")).content.decode())[1]
    response = client.get(link)
    assert response.headers["Content-Type"] == "application/pdf"
    assert "projets-citoyens" in response.headers["Content-Disposition"]
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.metadata.title == "Projets citoyens"
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    live = list(CitizenProject.objects.live())
    assert len(live) == len(NAMES) + 2
    codes = [code.text for page in rasterised(response.content, dpi=220) for code in zxingcpp.read_barcodes(page)]
    here = settings.BASE_URL + reverse("projects")
    assert sorted(codes) == sorted([here, *(settings.BASE_URL + project.get_absolute_url() for project in live)])
    whole = text(reader)
    for words in ["11 projets", "Nord", "Hors du plan", "Lieu à préciser", "Licence Ouverte 2.0", "Le plan",
                  "Ce livret",
                  "Le Jardin de l’Escargot", "14\u00a0h «\u00a0ou presque\u00a0»".replace("\u00a0", " "),
                  "Deux personnes ; vite", "on entre sans marche", "accueille des classes",
                  "La Boîte à pages, n°"]:  # fmt: skip
        assert words in whole, words
    for hidden in ["Fermé pour l’hiver", "Brouillon", "secret@", "0611", "W7512", "Noor", "noor@", "en-pause"]:
        assert hidden not in whole
    assert "■" not in whole
    _is_in_both_indexes(reader, live)
    names = [entry.title for entry in _flat(reader.outline)]
    assert {"Le plan", "Paris 4e", "Paris 19e", "Marseille 1er", "Par cause", "Par nom"} <= set(names)
    assert sum(bool(re.match(r"\d+\. ", name)) for name in names) == len(live)
    # Every letter is drawn by a font that has it, and all fonts are inside.
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            base = font.get_object()
            if "Helvetica" not in base["/BaseFont"]:
                assert "/FontFile2" in base["/FontDescriptor"]
    for letter in set(whole) - {" "}:
        assert any(fonts.covers(font, letter) for font in (fonts.TEXT, fonts.TITLE)), letter


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def _is_in_both_indexes(reader, live):
    """After the entries, each name once for each of its causes, and once by name."""
    index = text(reader).partition("Par cause")[2]
    by_cause, _, by_name = index.partition("Par nom")
    for project in live:
        start = re.sub(r"\s+", " ", project.name.replace("'", "’"))[:14].split("<")[0]
        assert by_cause.count(start) == project.causes.count(), project.name
        assert by_name.count(start) == 1, project.name


def test_the_brochure_has_the_lists_own_question_and_stays_in_caches(client, neighbourhood):
    response = printed(client, "?cause=culture&langue=en")
    reader = PdfReader(io.BytesIO(response.content))
    assert reader.trailer["/Root"]["/Lang"] == "en"
    words = text(reader)
    assert "Citizen projects" in words
    assert "Vélo" not in words
    again = client.get(reverse("brochure") + "?cause=culture&langue=en", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert "public" in response["Cache-Control"]
    neighbourhood[1].save()
    assert client.get(
        reverse("brochure") + "?cause=culture&langue=en", headers={"If-None-Match": response["ETag"]}
    ).status_code == 200  # fmt: skip
    assert printed(client, "?cause=culture&langue=en").content == printed(client, "?cause=culture&langue=en").content


def test_too_much_nothing_and_too_often_are_said_in_words(client, neighbourhood, monkeypatch):
    monkeypatch.setattr("cms.projects.brochures.MOST", 3)
    much = client.get(reverse("brochure"))
    assert (much.status_code, "Précisez un lieu" in text_of(much)) == (422, True)
    nothing = client.get(reverse("brochure") + "?q=zzzzzz")
    assert (nothing.status_code, "il n’y a rien à imprimer" in text_of(nothing)) == (404, True)
    monkeypatch.undo()
    monkeypatch.setattr("cms.projects.brochures.brochure_pdf", lambda *args, **more: b"%PDF")
    cache.clear()
    for _turn in range(AN_HOUR):
        printed(client)
    late = client.get(reverse("brochure"))
    assert late.status_code == 429
    assert late.headers["Retry-After"]


@pytest.mark.engine
def test_pins_never_hide_each_other_and_a_stray_one_makes_no_plan_of_france():
    made = random.Random(7)
    points = {number: Point(48.85 + made.gauss(0, 0.002), 2.36 + made.gauss(0, 0.002)) for number in range(1, 201)}
    points[201] = Point(43.3, 5.4)
    sketch = lay_out(points, 480, 560)
    assert sketch.off == (201,)
    assert len(sketch.pins) == 200
    spots = [pin.at for pin in sketch.pins]
    apart = min(
        (ax - bx) ** 2 + (ay - by) ** 2 for place, (ax, ay) in enumerate(spots) for bx, by in spots[:place]
    ) ** 0.5  # fmt: skip
    assert apart >= 2 * PIN
    assert all(0 <= x <= 480 and 0 <= y <= 560 for x, y in spots)
    assert lay_out({1: Point(48.85, 2.36)}, 480, 560).cells
    assert lay_out({}, 480, 560) is None


@pytest.mark.engine
def test_names_stand_where_a_reader_looks_for_them():
    assert sorted(["Œuvrer", "L’Atelier", "Épicerie", "Le Zèbre", "« Banc »"], key=sorted_name) == [
        "L’Atelier", "« Banc »", "Épicerie", "Œuvrer", "Le Zèbre",
    ]  # fmt: skip
    places = [("Paris", "75001"), ("Paris", "75019"), ("Lyon", "69003"), ("Lyon", "69100"), ("Marseille", "13016"),
              ("Paris", "7500"), ("Pantin", "93500")]  # fmt: skip
    assert [section_of(CitizenProject(commune=commune, postcode=code)) for commune, code in places] == [
        "Paris 1er", "Paris 19e", "Lyon 3e", "Lyon", "Marseille 16e", "Paris", "Pantin",
    ]  # fmt: skip
