"""An entry that the editors wrote finds its holder: invited by them, or asking for it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from investigations.directory.models import CitizenProject, EntryRequest, ImportedFrom, ImportSource, ProjectHolder
from tests.classrooms.screens import signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    project = CitizenProjectFactory(
        name="Le Verger", slug="verger", live=False, contact_email=EMAIL, contact_name="Noor"
    )
    source = ImportSource.objects.create(name="Registre des vergers", format="csv")
    ImportedFrom.objects.create(source=source, key="v1", project=project, seen_at=timezone.now())
    return project


@pytest.fixture
def editor():
    return signed_in(editor=True)


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return after


@pytest.fixture
def invited(editor, project, sent):
    """Somebody who has a letter, and is in."""
    address = reverse("entry_holders:holders", args=[project.pk])
    assert f'value="{EMAIL}"' in text_of(editor.get(address))
    sent(lambda: editor.post(address, {"name": "Noor", "email": EMAIL.upper()}))
    client = Client()
    sent(lambda: client.post(reverse("holder"), {"email": EMAIL}))
    client.post(reverse("holder_code"), {"code": code_in_letter()})
    return client


def accept(project):
    return reverse("holder_accept", args=[project.pk])


def test_an_invited_holder_reads_all_of_it_and_says_yes(invited, editor, project, sent):
    letter = mail.outbox[0]
    assert letter.to == [EMAIL]
    for words in ("Registre des vergers", "Le public ne la voit pas encore", EMAIL, reverse("holder"), "trente jours"):
        assert words in letter.body
    page = text_of(invited.get(accept(project)))
    for words in ("Le Verger", "2 rue du Jardin", EMAIL, "Registre des vergers", "supprimer la fiche"):
        assert words in page
    assert not ProjectHolder.objects.confirmed().exists()
    invited.post(accept(project))
    holder = ProjectHolder.objects.confirmed().get()
    assert (holder.project, holder.email) == (project, EMAIL)
    address = reverse("entry_holders:holders", args=[project.pk])
    assert "Noor" in text_of(editor.get(address))
    again = text_of(editor.post(address, {"name": "Noor", "email": EMAIL}))
    assert "tient déjà la fiche" in again
    # Editors may take the last one out; who is taken out is told.
    sent(lambda: editor.post(address, {"remove": holder.pk}))
    assert not ProjectHolder.objects.exists()
    assert "vous ne la tenez plus" in mail.outbox[-1].body
    assert editor.post(address, {"remove": holder.pk}).status_code == 404


def test_an_invited_holder_says_no_and_is_forgotten(invited, project):
    invited.post(accept(project), {"no": "1"})
    assert not ProjectHolder.objects.exists()
    assert CitizenProject.objects.filter(pk=project.pk).exists()


def test_who_is_invited_may_ask_for_the_entry_to_go(invited, editor, project, sent):
    sent(lambda: invited.post(accept(project), {"delete": "1"}))
    assert not ProjectHolder.objects.exists()
    asked = EntryRequest.objects.get()
    assert asked.kind == "delete"
    letter = mail.outbox[-1]
    assert letter.to == [editor.user.email]
    assert EMAIL not in letter.body
    assert "1 demande sur une fiche" in text_of(editor.get(reverse("wagtailadmin_home")))
    assert "Le Verger" in text_of(editor.get(reverse("entry_holders:requests")))
    address = reverse("entry_holders:request", args=[asked.pk])
    assert "Supprimer la fiche" in text_of(editor.get(address))
    sent(lambda: editor.post(address, {"grant": "1"}))
    assert not CitizenProject.objects.exists()
    assert mail.outbox[-1].to == [EMAIL]
    assert ImportedFrom.objects.get().project is None


def test_an_entry_that_classes_know_does_not_go(invited, editor, project, sent):
    InvestigationFactory(project=project)
    sent(lambda: invited.post(accept(project), {"delete": "1"}))
    asked, letters = EntryRequest.objects.get(), len(mail.outbox)
    answer = sent(lambda: editor.post(reverse("entry_holders:request", args=[asked.pk]), {"grant": "1"}, follow=True))
    assert "Des classes ont enquêté ici" in text_of(answer)
    assert EntryRequest.objects.waiting().exists()
    assert len(mail.outbox) == letters


def test_a_stranger_says_that_it_is_their_project_and_an_editor_invites_them(editor, sent, client):
    project = CitizenProjectFactory(name="Le Fournil", slug="fournil")
    page = client.get(project.get_absolute_url())
    address = reverse("claim", args=["fournil"])
    assert address in text_of(page)
    said = {"name": "Ana", "email": "Ana@fournil.example", "words": "Je suis la boulangère.", "website": ""}
    assert "Écrivez votre nom" in text_of(client.post(address, said | {"name": ""}))
    robot = client.post(address, said | {"website": "http://spam.example"})
    assert robot.headers["Location"] == reverse("claim_sent")
    assert not EntryRequest.objects.exists()
    for _turn in range(2):
        assert "Demande envoyée" in text_of(sent(lambda: client.post(address, said, follow=True)))
    asked = EntryRequest.objects.get()
    assert (asked.email, asked.kind, mail.outbox[0].to) == ("ana@fournil.example", "claim", [editor.user.email])
    page = text_of(editor.get(reverse("entry_holders:request", args=[asked.pk])))
    assert "Je suis la boulangère" in page
    sent(lambda: editor.post(reverse("entry_holders:request", args=[asked.pk]), {"grant": "1"}))
    assert mail.outbox[-1].to == ["ana@fournil.example"]
    assert "Elle est en ligne" in mail.outbox[-1].body
    assert not ProjectHolder.objects.confirmed().exists()
    ProjectHolder.objects.update(confirmed_at=timezone.now())
    assert address not in text_of(client.get(project.get_absolute_url()))
    kept = text_of(client.get(address))
    assert "Quelqu’un tient déjà" in kept
    assert f'href="{reverse("holder")}"' in kept
    client.post(address, said | {"email": "autre@rue.example"})
    assert EntryRequest.objects.count() == 1
    # Settled is settled.
    editor.post(reverse("entry_holders:request", args=[asked.pk]), {"decline": "1"})
    asked.refresh_from_db()
    assert asked.granted


def test_claims_have_a_quota_and_an_editor_may_decline(editor, client, sent):
    for number in range(12):
        project = CitizenProjectFactory()
        said = {"name": "A", "email": "a@rue.example", "words": "Oui."}
        answer = client.post(reverse("claim", args=[project.slug]), said)
        assert answer.status_code == (302 if number < 10 else 200)
    assert EntryRequest.objects.count() == 10
    asked = EntryRequest.objects.first()
    editor.post(reverse("entry_holders:request", args=[asked.pk]), {"decline": "1"})
    assert EntryRequest.objects.waiting().count() == 9
    assert mail.outbox == []
    listed = text_of(editor.get(reverse("entry_holders:requests")))
    assert "classée" in listed
    draft = CitizenProjectFactory(live=False)
    assert client.get(reverse("claim", args=[draft.slug])).status_code == 404
    teacher = signed_in(teacher=True)
    for name, key in (("requests", []), ("request", [asked.pk]), ("holders", [draft.pk])):
        assert teacher.get(reverse(f"entry_holders:{name}", args=key)).status_code == 404


def test_an_invitation_that_nobody_answers_is_forgotten(invited, project):
    from investigations.directory.tasks import INVITATIONS_KEPT, forget_unfinished_registrations

    ProjectHolder.objects.update(since=timezone.now() - INVITATIONS_KEPT - timedelta(hours=1))
    forget_unfinished_registrations.func()
    assert not ProjectHolder.objects.exists()
