"""Two editors read the directory: what waits, what changed, what the house found out, and what they decide."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from investigations.directory import geocoding
from investigations.directory.models import (
    CannedReason,
    CitizenProject,
    EntryReading,
    EntryRequest,
    ImportedFrom,
    ImportSource,
    LinkCheck,
    ProjectHolder,
)
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter, fill_in
from tests.cms.test_holding import answers
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory
from workshop.fetching import Fetched

pytestmark = pytest.mark.django_db
QUEUE = "entries:queue"


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """What waits for the commit of ``act`` happens."""

    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return after


@pytest.fixture
def desks():
    zoe = UserFactory(editor=True, first_name="Zoé", last_name="Lenoir")
    ali = UserFactory(editor=True, first_name="Ali", last_name="Blanc")
    return signed_in(zoe), signed_in(ali)


@pytest.fixture
def address_base(monkeypatch, settings):
    """Answers as the state's base does; ``None`` is out of reach."""
    settings.GEOCODING_URL = "https://base.example/search"
    known = {"place": {"label": "8 Passage des Pommes 75019 Paris", "lat": 48.88, "lon": 2.38, "score": 0.93}}

    def fetch(_url, **_kwargs):
        place = known["place"]
        if place is None:
            raise geocoding.OutOfReachError("away")
        feature = {
            "type": "Feature", "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
            "properties": {"label": place["label"], "score": place["score"]},
        }  # fmt: skip
        return Fetched(200, {}, json.dumps({"type": "FeatureCollection", "features": [feature]}).encode())

    monkeypatch.setattr(geocoding, "fetch", fetch)
    return known


def registered(client, sent):
    sent(lambda: fill_in(client))
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    return CitizenProject.objects.get(slug="le-verger-du-passage")


def at(name, *entries):
    return reverse(f"entries:{name}", args=[entry.pk for entry in entries])


def decide(desk, project, sent, **typed):
    revision = CitizenProject.objects.get(pk=project.pk).latest_revision_id
    return sent(lambda: desk.post(at("review", project), {"revision": revision} | typed, follow=True))


def enter(client, sent):
    sent(lambda: client.post(reverse("holder"), {"email": EMAIL}))
    sent(lambda: client.post(reverse("holder_code"), {"code": code_in_letter()}))


def waiting(name, n=1):
    """So many entries that an editor has handed in."""
    made = []
    for number in range(n):
        project = CitizenProjectFactory(name=f"{name} {number}", live=False)
        project.save_revision()
        project.get_workflow().start(project, UserFactory(editor=True))
        made.append(project)
    return made


def test_an_entry_registers_is_given_back_with_kind_words_changes_and_appears(client, sent, desks, address_base):
    zoe, ali = desks
    project = registered(client, sent)
    assert at("review", project) in text_of(zoe.get(reverse("wagtailadmin_home")))
    assert r"Fiches \u00e0 relire (1)" in text_of(zoe.get(reverse("wagtailadmin_home")))
    queue = text_of(zoe.get(reverse(QUEUE)))
    for words in ["Le Verger du Passage", "nouvelle", "par Noor Haddad", "1 fiche attend"]:
        assert words in queue
    # One reads: the other sees who, and decides nothing.
    page = text_of(zoe.get(at("review", project)))
    for words in ["Douze pommiers", "8 passage des Pommes", "CM1, CM2", "Ce qui est écrit", "Trouvée"]:
        assert words in page
    assert "Zoé Lenoir la lit" in text_of(ali.get(reverse(QUEUE)))
    assert "Zoé Lenoir lit cette fiche" in text_of(ali.get(at("review", project)))
    assert "Zoé Lenoir lit cette fiche" in said(decide(ali, project, sent, approve="1"))
    # Nor does its holder change it meanwhile.
    enter(client, sent)
    change = reverse("holder_change", args=[project.pk])
    answer = client.post(change, answers(project, opening_hours="Dimanche"), follow=True)
    assert "en train de lire" in said(answer)
    reason = CannedReason.objects.first()
    assert "Dites ce qui manque" in said(decide(zoe, project, sent, give_back="1"))
    done = decide(zoe, project, sent, give_back="1", reasons=[reason.pk], words="Le portail est-il au 8 ou au 10 ?")
    assert "rendue" in said(done)
    letter = mail.outbox[-1]
    assert letter.to == [EMAIL]
    for words in ["Bonjour Noor Haddad", reason.text_fr, "au 8 ou au 10 ?", reverse("holder"), "Merci"]:
        assert words in letter.body
    assert "Aucune fiche n’attend" in text_of(zoe.get(reverse(QUEUE)))
    assert not EntryReading.objects.exists()
    sent(lambda: client.post(change, answers(project, address="10 passage des Pommes")))
    assert "Le Verger du Passage" in text_of(ali.get(reverse(QUEUE)))
    assert "La poser sur la carte" in text_of(ali.get(at("review", project)))
    assert "est en ligne" in said(decide(ali, project, sent, approve="1", place="1"))
    public = CitizenProject.objects.get()
    assert (public.live, public.address, public.latitude, public.point_from) == (
        True, "10 passage des Pommes", 48.88, "address",
    )  # fmt: skip
    assert "10 passage des Pommes" in text_of(Client().get(public.get_absolute_url()))
    assert "Le Verger du Passage" in text_of(Client().get(reverse("projects")))
    assert "est en ligne" in mail.outbox[-1].subject


def test_what_changed_stands_beside_what_was_public_and_nothing_else(sent, desks, address_base):
    zoe, ali = desks
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger", summary="Douze pommiers.")
    project.save_revision().publish()
    ProjectHolder.objects.create(project=project, email=EMAIL, name="Noor Haddad", confirmed_at=timezone.now())
    holder = Client()
    enter(holder, sent)
    change = reverse("holder_change", args=[project.pk])
    sent(lambda: holder.post(change, answers(project, name="Le Grand <b>Verger</b>", website="http://10.0.0.1/")))
    assert "changée" in text_of(zoe.get(reverse(QUEUE)))
    page = text_of(zoe.get(at("review", project)))
    for words in [
        "Avant",
        "Maintenant",
        "<ins>",
        "<del>",
        "Nom",
        "Site web",
        "à regarder",
        "ne mène pas au web public",
    ]:
        assert words in page
    assert "<b>Verger" not in zoe.get(at("review", project)).content.decode()
    assert "Douze pommiers" not in page
    assert "En une phrase" not in page
    # Looking alike is not being the same: an editor says so once, for all.
    twin = CitizenProjectFactory(name="Le Grand Verger", website="http://10.0.0.1/", live=False)
    page = text_of(zoe.get(at("review", project)))
    for words in ["le même site web", "pas en ligne", at("merge", project, twin), "Pas le même"]:
        assert words in page
    assert "est un autre projet" in said(zoe.post(at("review", project), {"not_the_same": twin.pk}, follow=True))
    assert "Aucune autre fiche ne lui ressemble" in text_of(zoe.get(at("review", project)))
    # What changes while it is read is read before it appears; here the other editor has taken over.
    old = CitizenProject.objects.get(pk=project.pk).latest_revision_id
    assert "Vous avez la main" in said(sent(lambda: ali.post(at("review", project), {"take_over": "1"}, follow=True)))
    assert "Ali Blanc lit cette fiche" in said(decide(zoe, project, sent, approve="1"))
    EntryReading.objects.update(seen_at=timezone.now() - timedelta(minutes=21))
    sent(lambda: holder.post(change, answers(project, name="Le Petit Verger")))
    answer = sent(lambda: ali.post(at("review", project), {"approve": "1", "revision": old}, follow=True))
    assert "a changé depuis" in said(answer)
    assert "Le Verger du Passage" in text_of(Client().get(project.get_absolute_url()))
    decide(ali, project, sent, approve="1")
    assert "Le Petit Verger" in text_of(Client().get(project.get_absolute_url()))
    assert "n’attend plus" in said(decide(zoe, project, sent, approve="1"))
    assert "n’attend rien" in text_of(zoe.get(at("review", project)))
    actions = set(ModelLogEntry.objects.for_instance(project).values_list("action", flat=True))
    assert {"directory.take_over", "wagtail.workflow.approve"} <= actions


def test_each_check_says_in_words_what_it_found(sent, desks, address_base):
    zoe, _ali = desks
    (project,) = waiting("Le four")
    place = {"latitude": 48.90, "longitude": 2.38}
    for number, words in [
        ("W751234567", "forme d’un numéro RNA"), ("732 829 320", "La clé de contrôle est bonne"),
        ("73282932000074", "La clé de contrôle est bonne"), ("73282932000075", "un chiffre est sans doute faux"),
        ("35600000049837", "La clé de contrôle est bonne"), ("35600000049838", "un chiffre est sans doute faux"),
        ("bonjour", "Ce n’est ni un RNA"),
    ]:  # fmt: skip
        write(project, registered_as=number, **place)
        assert words in text_of(zoe.get(at("review", project))), number
    assert "à 2224 mètres" in text_of(zoe.get(at("review", project)))
    address_base["place"] = None
    write(project, address="12 rue sans réponse", postcode="00000", commune="Ailleurs")
    assert "La base d’adresses ne répond pas" in text_of(zoe.get(at("review", project)))
    write(project, helloasso_url="https://www.helloasso.com.evil.example/x")
    assert "n’est pas sur HelloAsso" in text_of(zoe.get(at("review", project)))
    write(project, helloasso_url="https://www.helloasso.com/associations/four")
    assert "La page de dons est sur www.helloasso.com" in text_of(zoe.get(at("review", project)))


def write(project, **fields):
    version = CitizenProject.objects.get(pk=project.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision(clean=False)


def test_links_are_asked_by_the_worker_and_the_answer_has_its_date(sent, desks, monkeypatch):
    zoe, _ali = desks
    (project,) = waiting("Le four")
    write(project, website="http://four.example/")
    asked = []
    monkeypatch.setattr("investigations.directory.looking.status_of", lambda link, **_: asked.append(link) or 404)
    page = text_of(zoe.get(at("review", project)))
    assert "Pas encore demandé" in page
    assert asked == []
    sent(lambda: zoe.get(at("review", project)))
    assert asked == ["http://four.example/"]
    page = text_of(zoe.get(at("review", project)))
    assert "n’a pas cette page. Demandé le" in page
    # Not again and again; and again once it is asked for later.
    sent(lambda: zoe.post(at("review", project), {"ask": "1"}))
    assert len(asked) == 1
    LinkCheck.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    sent(lambda: zoe.post(at("review", project), {"ask": "1"}))
    assert len(asked) == 2


def test_refused_for_good_it_is_gone_with_its_holders_after_a_confirmation(client, sent, desks):
    zoe, ali = desks
    project = registered(client, sent)
    zoe.get(at("review", project))
    assert "Cela ne se défait pas" in text_of(zoe.get(at("refuse", project)))
    assert "lit cette fiche" in said(sent(lambda: ali.post(at("refuse", project), follow=True)))
    CitizenProject.objects.update(locked=True, locked_by=ali.user)
    assert "Ali Blanc a verrouillé" in said(sent(lambda: zoe.post(at("refuse", project), follow=True)))
    EntryReading.objects.all().delete()
    assert "verrouillée par Ali Blanc" in text_of(ali.get(reverse(QUEUE)))
    CitizenProject.objects.update(locked=False, locked_by=None)
    sent(lambda: zoe.post(at("refuse", project), {"tell": "1", "words": "L’annuaire n’est pas pour la publicité."}))
    assert not CitizenProject.objects.filter(pk=project.pk).exists()
    assert not ProjectHolder.objects.exists()
    assert "n’est pas pour la publicité" in mail.outbox[-1].body
    assert {"directory.refuse"} <= set(ModelLogEntry.objects.values_list("action", flat=True))
    investigated = InvestigationFactory().project
    assert "Des classes ont enquêté" in said(sent(lambda: zoe.post(at("refuse", investigated), follow=True)))


def test_the_queue_has_pages_and_costs_the_same_with_fifty_entries(desks, django_assert_num_queries):
    zoe, _ali = desks
    bakery, _other = waiting("Le four", 2)
    source = ImportSource.objects.create(name="Registre", format="csv")
    ImportedFrom.objects.create(source=source, key="a", project=bakery, seen_at=timezone.now())
    EntryRequest.objects.create(project=bakery, kind="claim", email="ana@four.example", name="Ana")
    home, queue = text_of(zoe.get(reverse("wagtailadmin_home"))), text_of(zoe.get(reverse(QUEUE)))
    assert r"Fiches \u00e0 relire (3)" in home
    for page in [home, queue]:
        for name, words in [
            ("entry_holders:requests", "1 demande sur une fiche"),
            ("imports:waiting", "1 fiche importée"),
        ]:
            assert reverse(name) in page
            assert words in page
    assert "kind--imported" in queue
    assert "kind--new" in queue
    zoe.get(reverse(QUEUE))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        zoe.get(reverse(QUEUE))
    waiting("Le jardin", 28)
    with django_assert_num_queries(len(few)):
        page = text_of(zoe.get(reverse(QUEUE)))
    assert "30 fiches attendent" in page
    assert "Page 1 sur 2" in page
    assert "Le jardin 27" in text_of(zoe.get(reverse(QUEUE) + "?p=2"))


def test_editors_keep_their_own_reasons(desks):
    zoe, _ali = desks
    listed = text_of(zoe.get(reverse("reasons:index")))
    assert "Nous n’avons pas trouvé l’adresse" in listed
    zoe.post(reverse("reasons:add"), {"text_fr": "Une photo du lieu aiderait.", "text_en": "A picture would help."})
    reason = CannedReason.objects.get(text_fr__startswith="Une photo")
    zoe.post(reverse("reasons:edit", args=[reason.pk]), {"text_fr": "Une photo aiderait.", "text_en": ""})
    (project,) = waiting("Le four")
    assert "Une photo aiderait." in text_of(zoe.get(at("review", project)))
    teacher = signed_in(teacher=True)
    assert teacher.get(reverse(QUEUE)).status_code == 404
    assert teacher.get(reverse("reasons:index")).status_code in {302, 404}
