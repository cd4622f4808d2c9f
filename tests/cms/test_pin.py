"""Where it is: found from the address, confirmed or moved by who knows, asked again when the address changes."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.registering.placing import point_of
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.models import CitizenProject, NotTheSame, ProjectHolder, Registration
from tests.classrooms.factories import SchoolFactory
from tests.classrooms.screens import text_of
from tests.cms.registering import EMAIL, code_in_letter, fill_in, typed
from tests.cms.test_holding import answers, at, keep
from tests.investigations.directory.test_geocoding import RIVOLI, collection
from tests.investigations.factories import CitizenProjectFactory, ProjectPictureFactory
from tests.services import serving
from workshop.areas import area

pytestmark = pytest.mark.django_db
PLACE = reverse("register_place")
FOUND = {"latitude": "48.855566", "longitude": "2.359847"}


@pytest.fixture
def base(settings):
    """The state's address base, which finds everything in the rue de Rivoli."""
    with serving(lambda path: (200, {"Content-Type": "application/json"}, collection(RIVOLI))) as service:
        settings.GEOCODING_URL = f"{service.address}/geocodage"
        yield service


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return after


def to_place(client, **changes):
    client.post(reverse("register"))
    client.post(reverse("register_step", args=["projet"]), typed()["projet"])
    return client.post(reverse("register_step", args=["lieu"]), typed()["lieu"] | changes)


def placed():
    return point_of(Registration.objects.get())


def test_what_was_found_is_said_in_words_and_confirmed_without_a_script(client, base, sent):
    assert to_place(client).headers["Location"] == PLACE
    page = text_of(client.get(PLACE))
    for words in ["8 passage des Pommes, 75019 Paris", "10 Rue de Rivoli 75004 Paris", "Ce n’est pas là"]:
        assert words in page
    assert all(f'value="{degrees}"' in page for degrees in FOUND.values())
    following = client.post(PLACE, FOUND | {"place": "here"})
    assert following.headers["Location"] == reverse("register_step", args=["accueil"])
    assert placed() == {"latitude": 48.855566, "longitude": 2.359847, "point_from": "address"}
    sent(lambda: fill_in(client))
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    project = CitizenProject.objects.get()
    assert (project.latitude, project.longitude, project.point_from) == (48.855566, 2.359847, "address")


def test_a_pin_is_moved_or_not_known_and_another_address_is_asked_again(client, base):
    to_place(client)
    client.post(PLACE, {"latitude": "48.856", "longitude": "2.36", "place": "here"})
    assert placed()["point_from"] == "pin"
    again = client.post(reverse("register_step", args=["lieu"]), typed()["lieu"])
    assert again.headers["Location"] == reverse("register_step", args=["accueil"])
    assert to_place(client, address="9 passage des Pommes").headers["Location"] == PLACE
    assert placed() == {}
    client.post(PLACE, FOUND | {"place": "elsewhere"})
    assert placed() == {}
    assert to_place(client, address="9 passage des Pommes").headers["Location"] == reverse(
        "register_step", args=["accueil"]
    )


@pytest.mark.parametrize(
    "pin",
    [
        {}, {"latitude": "48.8"}, {"latitude": "0", "longitude": "0"}, {"latitude": "nan", "longitude": "2"},
        {"latitude": "91", "longitude": "2"}, {"latitude": "<b>", "longitude": "inf"},
    ],
)  # fmt: skip
def test_what_is_no_point_is_asked_again(client, base, pin):
    to_place(client)
    assert "Posez l’épingle sur la carte" in text_of(client.post(PLACE, pin | {"place": "here"}))
    assert placed() == {}


def test_far_from_where_projects_are_it_is_asked_once(client, base, settings):
    to_place(client)
    far = {"latitude": "2.359847", "longitude": "48.855566", "place": "here"}
    asked = text_of(client.post(PLACE, far))
    assert "Vraiment ?" in asked
    assert 'name="really"' in asked
    assert placed() == {}
    client.post(PLACE, far | {"really": "1"})
    assert placed()["latitude"] == 2.359847
    settings.DIRECTORY_AREA = area("69,01")
    to_place(client, address="1 rue d’ici")
    assert "Vraiment ?" in text_of(client.post(PLACE, FOUND | {"place": "here"}))


def test_without_the_address_base_one_begins_at_what_the_house_knows(client, settings):
    SchoolFactory(postcode="75019", commune="Paris", latitude=48.88, longitude=2.38)
    to_place(client)
    page = text_of(client.get(PLACE))
    assert "ne répond pas" in page
    assert 'data-middle="48.88,2.38"' in page
    assert "hidden data-needs-map" in page
    client.post(PLACE, {"latitude": "48.881", "longitude": "2.381", "place": "here"})
    assert placed()["point_from"] == "pin"
    assert client.get(PLACE).headers["Cache-Control"] == "no-store, private"


def test_nobody_comes_to_the_place_without_an_address(client):
    assert client.get(PLACE).headers["Location"] == reverse("register_step", args=["lieu"])
    client.post(reverse("register"))
    assert client.post(PLACE, FOUND | {"place": "here"}).headers["Location"] == reverse("register_step", args=["lieu"])


def test_a_holder_who_changes_the_address_says_where_it_is_now(client, base, sent):
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger", point_from="pin")
    keep(project, EMAIL)
    sent(lambda: client.post(reverse("holder"), {"email": EMAIL}))
    client.post(reverse("holder_code"), {"code": code_in_letter()})
    changed = client.post(at("change", project), answers(project, address="9 rue Neuve"))
    assert changed.headers["Location"] == at("place", project)
    assert "L’adresse a changé" in text_of(client.get(at("place", project)))
    assert newest_version(project).point is None
    client.post(at("place", project), FOUND | {"place": "here"})
    draft, public = newest_version(project), CitizenProject.objects.get()
    assert (draft.address, draft.latitude, draft.point_from) == ("9 rue Neuve", 48.855566, "address")
    assert (public.address, public.latitude) == ("2 rue du Jardin", 48.856)
    assert public.current_workflow_state.current_task_state.revision == public.latest_revision
    client.post(at("place", project), {"place": "stays"})
    assert (newest_version(project).latitude, newest_version(project).point_from) == (48.856, "pin")
    client.post(at("place", project), {"place": "elsewhere"})
    assert newest_version(project).point is None
    page = text_of(client.get(at("entry", project)))
    assert "posez l’épingle" in page
    assert "Épingle posée par qui tient la fiche" in page


def test_an_entry_that_may_be_the_same_is_shown_and_what_was_said_is_remembered(client, base, sent):
    same = CitizenProjectFactory(name="Le verger du passage", slug="ancien", postcode="75019", latitude=None,
                                 longitude=None, contact_email="secret@verger.example")  # fmt: skip
    CitizenProject.objects.filter(pk=same.pk).update(picture=ProjectPictureFactory(project=same))
    same.refresh_from_db()
    draft = CitizenProjectFactory(name="Verger du Passage", slug="brouillon", postcode="75019", live=False)
    ProjectHolder.objects.create(project=draft, email=EMAIL, name="Noor")
    address = reverse("register_alike_while_typing")
    assert client.get(address, {"name": same.name}).status_code == 403
    to_place(client)
    found = json.loads(client.get(address, {"name": "Verger du passage", "commune": "Paris"}).content)["found"]
    assert found == [
        {"name": same.name, "place": "2 rue du Jardin, 75019 Paris", "url": same.get_absolute_url()}
    ]  # fmt: skip
    asked = client.post(PLACE, FOUND | {"place": "elsewhere"}).headers["Location"]
    assert asked == f"{reverse('register_alike')}?apres=lieu"
    page = text_of(client.get(asked))
    assert same.name in page
    vignette = reverse("project_vignette", args=[same.picture_id])
    assert f'src="{vignette}"' in page
    assert client.get(vignette).status_code == 200
    assert draft.get_absolute_url() not in page
    assert "secret@" not in page
    mine = text_of(client.get(reverse("register_mine", args=[same.pk])))
    assert reverse("claim", args=[same.slug]) in mine
    ProjectHolder.objects.create(project=same, email="qui@verger.example", name="Ana", confirmed_at=timezone.now())
    held = text_of(client.get(reverse("register_mine", args=[same.pk])))
    assert reverse("claim", args=[same.slug]) not in held
    assert f'href="{reverse("holder")}"' in held
    assert client.get(reverse("register_mine", args=[draft.pk])).status_code == 404
    onward = client.post(asked, {"shown": [str(same.pk), str(draft.pk), "x"]})
    assert onward.headers["Location"] == reverse("register_step", args=["accueil"])
    sent(lambda: fill_in(client))
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    project = CitizenProject.objects.get(slug="le-verger-du-passage")
    pair = NotTheSame.objects.get()
    assert {pair.first, pair.second} == {same, project}
    assert pair.holder.email == EMAIL


def test_what_is_typed_is_kept_without_pressing_anything(client):
    client.post(reverse("register"))
    step = reverse("register_step", args=["projet"])
    kept = client.post(step, {"name": "Le Ver", "keep": "1"})
    assert json.loads(kept.content) == {"kept": True}
    assert "Le Ver" in text_of(client.get(step))
    assert client.post(step, {"name": "X", "fax": "1", "keep": "1"}).status_code == 302
