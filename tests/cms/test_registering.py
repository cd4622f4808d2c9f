"""Somebody registers their project alone: five steps, a code, an editor, and the neighbours find it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import WorkflowState

from investigations.directory.models import CitizenProject, HolderVisit, ProjectHolder, Registration
from investigations.directory.tasks import forget_unfinished_registrations
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter, fill_in, typed
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """What waits for the commit of ``act`` happens."""
    return lambda act: _sent(django_capture_on_commit_callbacks, act)


def _sent(capture, act):
    with capture(execute=True):
        return act()


def step(name):
    return reverse("register_step", args=[name])


def test_a_project_registers_is_read_by_an_editor_and_is_found(client, sent):
    editor = UserFactory(editor=True)
    sent(lambda: fill_in(client))
    assert not CitizenProject.objects.exists()
    assert text_of(client.get(reverse("register_code"))).count(EMAIL)
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    project = CitizenProject.objects.get()
    assert (project.name, project.live, project.point, project.slug) == (
        "Le Verger du Passage", False, None, "le-verger-du-passage",
    )  # fmt: skip
    assert (project.max_pupils, project.welcome_levels, project.has_toilets, project.photos_allowed) == (
        24, ["CM1", "CM2"], False, True,
    )  # fmt: skip
    assert project.website == "https://verger.example"
    assert [cause.slug for cause in project.causes.all()] == ["ecologie"]
    holder = ProjectHolder.objects.get()
    assert (holder.project, holder.email, holder.name, bool(holder.confirmed_at)) == (
        project, EMAIL, "Noor Haddad", True,
    )  # fmt: skip
    assert not Registration.objects.exists()
    # The code has proved the address: no second one to look at what was just written.
    inside = client.get(reverse("holder"))
    assert inside.headers["Location"] == reverse("holder_entry", args=[project.pk])
    assert client.get(project.get_absolute_url()).status_code == 404
    assert "est bien arrivé" in mail.outbox[-1].subject
    assert "ce qui vient maintenant" in mail.outbox[-1].body.lower()
    desk = signed_in(editor)
    edit = reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk])
    assert edit in text_of(desk.get(reverse("wagtailadmin_home")))
    assert desk.get(edit).status_code == 200
    state = WorkflowState.objects.get()
    state.current_task_state.approve(user=editor)
    page = text_of(client.get(project.get_absolute_url()))
    for words in ["Le Verger du Passage", "Deux personnes en août", "Lieu à préciser", "On entre sans marche"]:
        assert words in page
    assert EMAIL not in page
    assert "Noor" not in page


def test_back_and_forth_keeps_everything_even_what_is_wrong(client):
    client.post(reverse("register"))
    client.post(step("projet"), typed()["projet"])
    client.post(step("lieu"), {"address": "8 passage des Pommes", "postcode": "75", "back": "1"})
    assert "Douze pommiers" in text_of(client.get(step("projet")))
    client.post(step("projet"), typed()["projet"])
    page = text_of(client.get(step("lieu")))
    assert "8 passage des Pommes" in page
    assert "field__error" not in page
    page = text_of(client.post(step("lieu"), {"address": "8 passage des Pommes", "postcode": "75", "commune": "Paris"}))
    assert "Un code postal a cinq chiffres" in page
    assert "Étape 2 sur 5" in page


def test_the_entry_as_it_stands_is_shown_beside_each_step_to_who_writes_it(client):
    client.post(reverse("register"))
    assert "Elle se remplit d’étape en étape" in text_of(client.get(step("projet")))
    client.post(step("projet"), typed()["projet"] | {"causes": ["x", "-1"], "back": "1"})
    client.post(step("lieu"), typed()["lieu"])
    beside = text_of(client.get(step("contact"))).partition("so-far__entry")[2]
    for words in ["Le Verger du Passage", "Douze pommiers", "8 passage des Pommes, 75019 Paris", "Samedi, 10 h"]:
        assert words in beside
    client.post(step("projet"), typed()["projet"])
    assert "Écologie" in text_of(client.get(step("contact"))).partition("so-far__entry")[2]


def test_a_cause_that_is_none_is_asked_for_again(client):
    client.post(reverse("register"))
    for wrong in ["9" * 30, "-1", "\x00", "ecologie"]:
        page = client.post(step("projet"), typed()["projet"] | {"causes": [wrong]})
        assert "Cochez au moins une cause" in text_of(page), wrong


def test_who_writes_too_much_is_told_so_and_loses_nothing(client):
    client.post(reverse("register"))
    page = text_of(client.post(step("projet"), typed()["projet"] | {"description": "Noyau " * 900}))
    assert "field__error" in page
    assert "Noyau " * 800 in page
    address = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example"
    assert "field__error" in text_of(client.post(reverse("holder"), {"email": address}))
    assert not HolderVisit.objects.exists()


def test_a_step_that_was_skipped_is_asked_for_before_any_letter(client):
    client.post(reverse("register"))
    answer = client.post(step("contact"), typed()["contact"], follow=True)
    assert answer.redirect_chain[-1][0].startswith(step("projet"))
    assert "Écrivez le nom du projet" in text_of(answer)
    client.post(step("projet"), typed()["projet"])
    answer = client.post(step("contact"), typed()["contact"])
    assert answer.headers["Location"].startswith(step("lieu"))
    assert mail.outbox == []


def test_what_another_browser_types_is_nobody_elses(client, sent):
    sent(lambda: fill_in(client))
    other = type(client)()
    for address in [step("projet"), reverse("register_code")]:
        assert other.get(address).headers["Location"] == reverse("register")
    editor = signed_in(editor=True)
    for address in [reverse("wagtailadmin_home"), reverse("wagtailsnippets_directory_citizenproject:list")]:
        assert "Verger" not in text_of(editor.get(address))
    secret = client.cookies["registration"].value
    assert secret not in Registration.objects.get().key


def test_five_wrong_tries_end_a_code_and_another_one_works(client, sent):
    sent(lambda: fill_in(client))
    right = code_in_letter()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert "pas le bon" in text_of(client.post(reverse("register_code"), {"code": wrong}))
    assert "pas le bon" in text_of(client.post(reverse("register_code"), {"code": right}))
    assert not CitizenProject.objects.exists()
    sent(lambda: client.post(reverse("register_code"), {"again": "1"}))
    sent(lambda: client.post(reverse("register_code"), {"code": f" {code_in_letter()[:3]} {code_in_letter()[3:]} "}))
    assert CitizenProject.objects.exists()


def test_a_code_lasts_a_quarter_of_an_hour_and_is_of_one_address(client, sent):
    sent(lambda: fill_in(client))
    right = code_in_letter()
    Registration.objects.update(code_ends_at=timezone.now() - timedelta(seconds=1))
    assert "pas le bon" in text_of(client.post(reverse("register_code"), {"code": right}))
    Registration.objects.update(code_ends_at=timezone.now() + timedelta(minutes=1), email="autre@rue.example")
    assert "pas le bon" in text_of(client.post(reverse("register_code"), {"code": right}))
    assert right not in str(Registration.objects.values().get())


def test_an_address_typed_after_the_code_has_not_answered(client, sent):
    sent(lambda: fill_in(client))
    client.post(step("contact"), typed()["contact"] | {"contact_email": "autre@rue.example", "back": "1"})
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    assert CitizenProject.objects.get().contact_email == EMAIL
    assert ProjectHolder.objects.get().email == EMAIL


def test_the_code_is_in_no_table(client, settings, sent):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    sent(lambda: fill_in(client))
    kept = str(list(DBTaskResult.objects.values())) + str(list(Registration.objects.values()))
    assert DBTaskResult.objects.count() == 1
    assert "votre code" not in kept


def test_a_program_gets_thanks_and_leaves_nothing(client):
    client.post(reverse("register"))
    answer = client.post(step("projet"), typed()["projet"] | {"fax": "http://spam.example"})
    assert answer.headers["Location"] == reverse("register_thanks")
    assert Registration.objects.get().typed == {}


def test_from_one_network_ten_an_hour_and_five_letters_to_an_address(client, sent):
    for _ in range(10):
        assert type(client)().post(reverse("register")).status_code == 302
    assert "Essayez encore dans une heure" in text_of(client.post(reverse("register")))
    assert Registration.objects.count() == 10


def test_only_helloasso_is_helloasso(client):
    client.post(reverse("register"))
    for wrong in [
        "https://helloasso.com/x",
        "https://www.helloasso.com.evil.example/",
        "https://www.helloasso.com@evil.example/",
    ]:
        page = text_of(client.post(step("besoins"), {"helloasso_url": wrong}))
        assert "commence par https://www.helloasso.com/" in page, wrong
    assert client.post(step("besoins"), {"helloasso_url": "www.helloasso.com/associations/x"}).status_code == 302


def test_a_registration_can_be_taken_back_and_is_forgotten_after_thirty_days(client):
    client.post(reverse("register"))
    client.post(step("projet"), typed()["projet"])
    assert "Reprendre" in text_of(client.get(reverse("register")))
    client.post(reverse("register"), {"forget": "1"})
    assert not Registration.objects.exists()
    client.post(reverse("register"))
    Registration.objects.update(changed_at=timezone.now() - timedelta(days=29))
    forget_unfinished_registrations.call()
    assert Registration.objects.exists()
    Registration.objects.update(changed_at=timezone.now() - timedelta(days=31))
    HolderVisit.objects.create(key="x", email=EMAIL, asked_at=timezone.now() - timedelta(days=2))
    forget_unfinished_registrations.call()
    assert not Registration.objects.exists()
    assert not HolderVisit.objects.exists()


def test_no_entry_takes_the_address_of_a_page_of_the_site(client, sent):
    from investigations.directory.slugs import free_slug

    assert free_slug("Mon projet", but=CitizenProject()) == "mon-projet-2"
    assert free_slug("Inscrire", but=CitizenProject()) == "inscrire-2"


def test_a_point_is_whole_known_and_not_in_the_gulf_of_guinea():
    from django.db import IntegrityError, transaction

    CitizenProjectFactory(latitude=None, longitude=None)
    for lat, lon in [(0, 0), (48.8, None), (None, 2.3)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            CitizenProjectFactory(latitude=lat, longitude=lon)
    CitizenProjectFactory(latitude=0, longitude=9.4)
