"""Anyone finds a project by words, place, distance, cause and need: without a script, by an address to share."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.projects.finding import how_far
from investigations.directory import finding
from investigations.directory.models import Cause
from tests.classrooms.factories import SchoolFactory
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db
TOWN_HALL = "48.857,2.352"


def page(client, address=None, **asked):
    response = client.get(address or reverse("projects"), asked)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def names(html):
    return re.findall(r'class="project-card__name" lang="fr"><a href="[^"]*">([^<]*)<', html)


def links(html):
    return re.findall(r'class="project-card__name" lang="fr"><a href="([^"]*)"', html)


def beside(html, choice):
    return int(re.search(rf'value="{choice}"[^>]*>[^<(]*<span class="finder__number">\((\d+)\)', html)[1])


def project(name, lat=48.8566, lon=2.3522, *, causes=("ecologie",), **fields):
    return CitizenProjectFactory(
        name=name, latitude=lat, longitude=lon, causes=list(Cause.objects.filter(slug__in=causes)), **fields
    )


@pytest.fixture
def three(db):
    """200 m, 3 km and 30 km north of the town hall."""
    project("Zoé répare", 48.8588, welcomes_classes=False, causes=["culture"])
    project("Le verger", 48.884)
    project("Au loin", 49.127, causes=["culture", "ecologie"], postcode="95000", commune="Cergy")


def test_without_a_question_all_are_there_by_name(client, three):
    assert names(page(client)) == ["Au loin", "Le verger", "Zoé répare"]


def test_around_a_point_the_nearest_comes_first_with_metres_and_minutes(client, three):
    html = page(client, de=TOWN_HALL)
    assert names(html) == ["Zoé répare", "Le verger", "Au loin"]
    assert "200 m · 4 min à pied" in html
    assert "3,0 km · 59 min à pied" in html
    assert "30 km" in html
    assert "30 km · " not in html
    assert links(html)[0].endswith(f"?de={TOWN_HALL}")


@pytest.mark.parametrize(("within", "left"), [("1", 1), ("5", 2), ("20", 2), ("", 3), ("7", 3), ("-1", 3)])
def test_a_distance_leaves_those_within_it(client, three, within, left):
    assert len(names(page(client, de=TOWN_HALL, rayon=within))) == left


def test_a_distance_without_a_place_leaves_all(client, three):
    assert len(names(page(client, rayon="1"))) == 3


def test_a_typed_place_goes_before_the_point_and_says_from_where(client, three):
    SchoolFactory(postcode="95000", commune="Cergy", latitude=49.13, longitude=2.3522)
    html = page(client, lieu="Cergy", de=TOWN_HALL)
    assert names(html)[0] == "Au loin"
    assert "depuis Cergy" in html
    assert 'name="de"' not in html


def test_a_place_out_of_reach_is_said_beside_its_field_and_the_list_stays(client, three):
    html = page(client, lieu="12 rue Inconnue, Brest")
    assert "Placez-vous autrement" in html
    assert 'value="12 rue Inconnue, Brest"' in html
    assert 'aria-describedby="lieu-note"' in html
    assert len(names(html)) == 3


def test_words_are_found_whatever_their_accents_and_capitals(client, three):
    for words in ["zoé", "ZOE", "repare", "Réparé"]:
        assert names(page(client, q=words)) == ["Zoé répare"], words


def test_words_and_place_together_are_sorted_by_distance(client, three):
    project("Verger du bout", 48.9)
    assert names(page(client, q="verger", de="48.950,2.352")) == ["Verger du bout", "Le verger"]
    assert names(page(client, q="verger", de="48.950,2.352", rayon="5")) == []


def test_causes_and_needs_narrow_and_each_says_how_many_it_would_leave(client, three):
    html = page(client)
    assert beside(html, "culture") == beside(html, "ecologie") == 2
    assert re.search(r'value="classes"> accueille des classes <span class="finder__number">\(2\)', html)
    html = page(client, avec="classes", cause="culture")
    assert names(html) == ["Au loin"]
    assert "1 projet<" in html or "1 projet</h2>" in html
    assert 'value="culture" checked' in html
    assert beside(html, "culture") == 1
    assert beside(html, "ecologie") == 2
    assert re.search(r'value="classes" checked>', html)


def test_several_causes_find_who_has_one_or_the_other(client, three):
    project("Sans rien", 48.857, causes=["citoyennete"])
    html = page(client, cause=["culture", "ecologie"])
    assert names(html) == ["Au loin", "Le verger", "Zoé répare"]
    assert beside(html, "citoyennete") == 1
    html = page(client, cause=["culture", "citoyennete"], de=TOWN_HALL)
    assert names(html) == ["Sans rien", "Zoé répare", "Au loin"]
    assert 'data-filters="cause=culture&amp;cause=citoyennete' in html or 'data-filters="cause=solidarite' in html
    assert names(page(client, cause=["culture", "citoyennete"], avec="classes", de=TOWN_HALL)) == [
        "Sans rien",
        "Au loin",
    ]


def test_what_no_project_offers_is_not_asked_for_unless_it_was(client, three):
    assert 'value="bras"' not in page(client)
    html = page(client, avec="bras")
    assert 'value="bras" checked' in html
    assert names(html) == []


def test_nothing_found_says_what_may_be_loosened(client, three):
    html = page(client, q="verger", de=TOWN_HALL, rayon="1", cause="culture", avec="classes")
    assert "Aucun projet trouvé" in html
    loosen = dict(re.findall(r'<li><a href="(\?[^"]*)">([^<]*)</a></li>', html))
    assert set(loosen.values()) == {
        "chercher à toute distance", "sans les mots « verger »",
        "dans toutes les causes, pas seulement « Culture, médias et lien social »",
        "sans « accueille des classes »",
    }  # fmt: skip
    further = next(address for address, label in loosen.items() if "distance" in label).replace("&amp;", "&")
    assert "rayon" not in further
    assert "q=verger" in further
    assert "de=48.857%2C2.352" in further


@pytest.mark.parametrize(
    "asked",
    [
        {"de": "nan,2"}, {"de": "91.0,2.0"}, {"de": "48.857"}, {"de": "\x00"}, {"lieu": "\x00"}, {"cause": "\x00"},
        {"cause": "inconnue"}, {"avec": "rien"}, {"page": "zéro"}, {"page": "999"}, {"rayon": "١"}, {"q": "\x00" * 9},
        {"q": "x" * 5000, "lieu": "y" * 5000, "de": "9" * 5000}, {"q": "'\"(*) AND OR NOT -"},
        {"q": "\ue0005\ue001"},
    ],
)  # fmt: skip
def test_any_question_has_an_answer(client, three, asked):
    page(client, **asked)


def test_a_draft_is_not_found(client, three):
    project("Secret", live=False)
    assert "Secret" not in page(client) + page(client, q="secret") + page(client, de=TOWN_HALL)


def test_more_than_are_listed_is_said_and_facets_still_narrow(client, three, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    html = page(client)
    assert "Plus de 2 projets" in html
    assert beside(html, "culture") == 2
    html = page(client, cause="culture")
    assert names(html) == ["Au loin", "Zoé répare"]
    assert names(page(client, cause=["culture", "ecologie"])) == ["Au loin", "Le verger"]
    html = page(client, cause="culture", de=TOWN_HALL)
    assert names(html) == ["Zoé répare", "Au loin"]
    assert len(names(page(client, de=TOWN_HALL))) == 2
    assert names(page(client, q="jardin", de=TOWN_HALL, avec="classes"))


def test_every_question_costs_the_same_for_three_projects_and_for_thirty(client, three):
    asked = [{}, {"de": TOWN_HALL}, {"q": "jardin"}, {"q": "jardin", "de": TOWN_HALL, "avec": "classes"},
             {"cause": "culture", "de": TOWN_HALL, "rayon": "5"}]  # fmt: skip

    def costs():
        found = []
        for question in asked:
            page(client, **question)
            with CaptureQueriesContext(connection) as queries:
                page(client, **question)
            found.append(len(queries))
        return found

    few = costs()
    for number in range(27):
        project(f"Projet {number}", 48.8 + number / 500)
    assert costs() == few
    assert few[:2] == [8, 9]
    assert max(few) <= 12


def test_distances_are_said_as_people_say_them():
    assert how_far(3) == "10 m · 1 min à pied"
    assert how_far(347) == "350 m · 7 min à pied"
    assert how_far(1849) == "1,8 km · 37 min à pied"
    assert how_far(12_400) == "12 km"


def test_it_speaks_english(client, three):
    html = client.get("/en/projets/", {"de": TOWN_HALL}).content.decode()
    assert "200 m · 4 min on foot" in html
    assert "3 projects" in html


def test_a_misspelt_word_is_met_by_the_word_that_was_meant(client, three):
    html = page(client, q="jardain zoe", de=TOWN_HALL)
    assert re.search(r'Vouliez-vous dire : <a href="\?q=jardin\+zoe&amp;de=48.857%2C2.352">jardin zoe</a>', html)
    for words in ["jardin", "xylophone", "zo", ""]:
        assert "Vouliez-vous" not in page(client, q=words), words


def test_the_map_is_told_what_is_listed_and_the_page_is_whole_without_it(client, three):
    html = page(client, cause="culture", de=TOWN_HALL, lieu="")
    assert 'data-filters="cause=culture"' in html
    assert f'data-from="{TOWN_HALL}"' in html
    assert re.search(r"hidden data-project-map", html)
    assert html.count('"lat":') == 2


def test_a_projects_page_says_how_far_it_is_and_who_is_close_by(client, three):
    near = project("Tout à côté", 48.8840)
    html = page(client, near.get_absolute_url(), de=TOWN_HALL)
    assert "3,0 km · 59 min à pied, depuis le point choisi" in html
    assert f'href="/projets/?de={TOWN_HALL}"' in html
    assert names(html) == ["Le verger", "Zoé répare", "Au loin"]
    for wrong in ["", "ici", "nan,nan"]:
        assert "depuis le point choisi" not in page(client, near.get_absolute_url(), de=wrong)
