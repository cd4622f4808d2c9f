"""Anyone says that an entry is wrong; its holders and the editors read it, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import ModelLogEntry

from cms.projects.entry_reports import LETTERS_AN_ENTRY
from cms.strangers import AT_MOST
from investigations.directory.models import EntryReport, ProjectHolder
from investigations.directory.tasks import forget_entry_reports
from tests.classrooms.screens import said, signed_in, text_of
from tests.investigations.factories import CitizenProjectFactory

WORDS = "La grille est cadenassée depuis septembre."


@pytest.fixture
def project(db):
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger")
    ProjectHolder.objects.create(
        project=project, email="noor@jardin.example", name="Noor Haddad", confirmed_at=timezone.now()
    )
    return project


def form_of(project):
    return reverse("entry_report", args=[project.slug])


@pytest.mark.django_db
def test_a_neighbour_says_that_it_is_closed_and_gets_an_answer(client, project, django_capture_on_commit_callbacks):
    assert form_of(project) in text_of(client.get(project.get_absolute_url()))
    typed = {"what": "closed", "words": WORDS, "email": "voisin@rue.example"}
    with django_capture_on_commit_callbacks(execute=True):
        assert "Merci, c’est envoyé" in text_of(client.post(form_of(project), typed, follow=True))
    (letter,) = mail.outbox
    assert letter.to == ["noor@jardin.example"]
    assert WORDS in letter.body
    assert "n’existe plus" in letter.body
    assert "voisin@" not in letter.body
    assert WORDS not in text_of(client.get(project.get_absolute_url()))
    editor = signed_in(editor=True)
    report = EntryReport.objects.get()
    address = reverse("entries:report", args=[report.pk])
    assert "1 signalement du public" in text_of(editor.get(reverse("wagtailadmin_home")))
    assert address in text_of(editor.get(reverse("entries:reports")))
    page = text_of(editor.get(address))
    assert WORDS in page
    assert "voisin@rue.example" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(address, {"answer": "C’est rouvert le samedi, merci !"}, follow=True)
    assert "est effacée" in said(answer)
    letter = mail.outbox[-1]
    assert (letter.to, "C’est rouvert le samedi" in letter.body) == (["voisin@rue.example"], True)
    report.refresh_from_db()
    assert (report.email, report.settled_by) == ("", editor.user)
    assert "déjà réglé" in said(editor.post(address, {}, follow=True))
    assert ModelLogEntry.objects.for_instance(project).get().action == "directory.settle_report"
    teacher = signed_in(teacher=True)
    assert {teacher.get(path).status_code for path in [address, reverse("entries:reports")]} == {404}
    # Three months later it is gone; an address that nobody has answered, after six.
    waits = EntryReport.objects.create(project=project, what="other", words="?", email="oubli@rue.example")
    forget_entry_reports.call()
    assert EntryReport.objects.count() == 2
    EntryReport.objects.filter(pk=report.pk).update(settled_at=timezone.now() - timedelta(days=91))
    EntryReport.objects.filter(pk=waits.pk).update(asked_at=timezone.now() - timedelta(days=181))
    forget_entry_reports.call()
    assert EntryReport.objects.get().email == ""


@pytest.mark.django_db
def test_programs_floods_and_half_forms_leave_nothing(client, project, django_capture_on_commit_callbacks):
    spam = {"what": "other", "words": "spam", "website": "http://spam.example"}
    assert client.post(form_of(project), spam).status_code == 302
    assert not EntryReport.objects.exists()
    half = text_of(client.post(form_of(project), {"words": WORDS, "email": "pas une adresse"}))
    assert WORDS in half
    assert "field__error" in half
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(AT_MOST):
            assert client.post(form_of(project), {"what": "hours", "words": WORDS}).status_code == 302
    assert "Essayez encore dans une heure" in text_of(client.post(form_of(project), {"what": "hours", "words": WORDS}))
    assert EntryReport.objects.count() == AT_MOST
    assert len(mail.outbox) == LETTERS_AN_ENTRY
    hidden = CitizenProjectFactory(live=False)
    assert client.get(form_of(hidden)).status_code == 404
    assert client.post(form_of(hidden), {"what": "hours", "words": WORDS}).status_code == 404


@pytest.mark.browser
def test_the_form_and_the_editors_screens_read_well_to_everybody(page, site, axe):
    from django.conf import settings

    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger")
    twin = CitizenProjectFactory(name="Verger du passage", website="https://verger.example/")
    version = project.get_latest_revision_as_object()
    version.name, version.website = "Le Grand Verger", "https://grand.example/"
    version.save_revision()
    editor = signed_in(editor=True)
    project.get_workflow().start(type(project).objects.get(pk=project.pk), editor.user)
    page.goto(site + project.get_absolute_url())
    page.get_by_role("link", name="Le signaler").click()
    expect(page.get_by_label("C’est fermé")).to_be_visible()
    axe(page)
    page.get_by_label("C’est fermé").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".field__error")).to_have_count(1)
    axe(page)
    page.get_by_label("Qu’avez-vous vu").fill(WORDS)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, c’est envoyé")
    session = editor.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    for name, args in [
        ("queue", []), ("review", [project.pk]), ("refuse", [project.pk]), ("choose_twin", [project.pk]),
        ("merge", [project.pk, twin.pk]), ("reports", []), ("report", [EntryReport.objects.get().pk]),
    ]:  # fmt: skip
        page.goto(site + reverse(f"entries:{name}", args=args))
        axe(page, context=".sheet")
    page.goto(site + reverse("entries:merge", args=[project.pk, twin.pk]))
    page.get_by_role("button", name="Voir ce qui va se passer").click()
    expect(page.get_by_text("Cela ne se défait pas")).to_be_visible()
    axe(page, context=".sheet")
