"""“Is all of this still true?”: asked twice a year, answered by one button; silence pauses an entry in the end."""

import re
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from investigations.directory.actions import ask_still_true as asking
from investigations.directory.actions.change_holders import remove_by_editor
from investigations.directory.actions.keep_entry import change_entry, pause_entry
from investigations.directory.models import CitizenProject, ImportedFrom, ImportSource, ProjectHolder, StillTrue
from investigations.directory.models.still_true import LINK_LASTS
from investigations.directory.places.models import Place
from investigations.directory.still_true_tasks import ask_what_is_still_true
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http\S+/projets/toujours-vrai/\S+")


def entry(name="Le Verger du Passage", *, days=200, holders=("noor@rue.example",), **more):
    project = CitizenProjectFactory(name=name, contact_email="secret@rue.example", contact_phone="0611", **more)
    shown = timezone.now() - timedelta(days=days)
    CitizenProject.objects.filter(pk=project.pk).update(first_published_at=shown, last_published_at=shown)
    for email in holders:
        ProjectHolder.objects.create(project=project, email=email, name="Noor Haddad", confirmed_at=shown)
    return CitizenProject.objects.get(pk=project.pk)


def days_pass(days):
    """For what is known of every entry, and for the links in letters."""
    for row in StillTrue.objects.all():
        for name in ("said_at", "asked_at", "reminded_at", "kept_at"):
            if value := getattr(row, name):
                setattr(row, name, value - timedelta(days=days))
        row.save()


def a_day():
    mail.outbox.clear()
    ask_what_is_still_true.enqueue()
    days_pass(1)
    return [(letter.to[0], letter.subject) for letter in mail.outbox]


def link():
    return LINK.search(mail.outbox[-1].body)[0].removeprefix("http://testserver").partition("/projets/")[2]


def opened(path, act="get", **more):
    return getattr(Client(), act)(f"/projets/{path}", **more)


def test_a_holder_is_asked_says_yes_by_one_button_and_is_left_in_peace():
    project = entry()
    ProjectHolder.objects.create(project=project, email="invitee@rue.example", name="Pas encore")
    entry("Le jeune", days=20), entry("Sans personne", holders=())
    entry("En pause", paused_at=timezone.now()), entry("Brouillon", live=False)
    assert a_day() == [("noor@rue.example", "« Le Verger du Passage » : est-ce toujours vrai ?")]
    path = link()
    for method in ("get", "head"):
        assert opened(path, method).status_code == 200
    assert StillTrue.objects.get(project=project).said_at is None
    page = opened(path)
    text = text_of(page)
    for words in ["Le Verger du Passage", "2 rue du Jardin", "Oui, tout est vrai", "Non, je change quelque chose"]:
        assert words in text
    for private in ["secret@rue.example", "0611", "Noor", "noor@", "invitee@"]:
        assert private not in page.content.decode()
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store, private", "noindex")
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert f'href="{reverse("holder")}"' in page.content.decode()
    # Without the page's own form nothing is said: a foreign page can't press the button.
    assert Client(enforce_csrf_checks=True).post(f"/projets/{path}").status_code == 403
    thanks = opened(path, "post", follow=True)
    assert "Merci" in text_of(thanks)
    known = StillTrue.objects.get(project=project)
    assert (known.asked_at, known.said_at.date()) == (None, timezone.now().date())
    assert a_day() == []
    days_pass(190)
    assert len(a_day()) == 1


def test_a_link_is_for_one_holder_for_this_and_for_a_while(monkeypatch):
    project = entry(holders=["noor@rue.example", "sacha@rue.example"])
    assert len(a_day()) == 2
    path = link()
    pause_entry(project=project)
    ended = opened(path)
    assert ended.status_code == 410
    assert project.name not in text_of(ended)
    assert opened(path, "post").status_code == 410
    assert CitizenProject.objects.get(pk=project.pk).paused_at
    CitizenProject.objects.update(paused_at=None)
    assert opened(path).status_code == 200
    holder = ProjectHolder.objects.get(email="sacha@rue.example")
    for foreign in [signing.dumps([holder.pk, project.pk]), path.split("/")[1][:-3] + "abc", "rien"]:
        assert opened(f"toujours-vrai/{foreign}/").status_code == 410
    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + LINK_LASTS.total_seconds() + 5)
    assert "a fait son temps" in text_of(opened(path, "post"))
    monkeypatch.undo()
    remove_by_editor(holder=holder, by=UserFactory(editor=True))
    assert opened(path).status_code == 410


def test_silence_is_reminded_marked_and_paused_and_one_click_brings_the_entry_back(client):
    project = entry()
    a_day()
    days_pass(28)
    assert a_day() == []
    assert a_day() == [("noor@rue.example", "« Le Verger du Passage » : un mot de vous suffit")]
    days_pass(28)
    assert "Pas confirmée depuis" not in text_of(client.get(project.get_absolute_url()))
    days_pass(1)
    assert "Pas confirmée depuis" in text_of(client.get(project.get_absolute_url()))
    days_pass(59)
    assert a_day() == []
    days_pass(1)
    assert a_day() == [("noor@rue.example", "« Le Verger du Passage » est en pause")]
    assert a_day() == []
    assert client.get(project.get_absolute_url()).status_code == 404
    assert not Place.objects.filter(project=project).exists()
    call = signed_in(UserFactory(editor=True))
    assert "Le Verger du Passage" in text_of(call.get(reverse("entries:silent"), {"quoi": "pause"}))
    mail.outbox.clear()
    asking._write("still_true_paused", project)
    path = link()
    assert "en pause" in text_of(opened(path))
    opened(path, "post")
    assert "Pas confirmée" not in text_of(client.get(project.get_absolute_url()))
    assert Place.objects.filter(project=project).exists()


def test_nothing_happens_to_an_entry_whose_holders_were_not_reminded_first():
    project = entry()
    a_day()
    days_pass(400)
    assert [subject for _to, subject in a_day()] == ["« Le Verger du Passage » : un mot de vous suffit"]
    assert a_day() == []
    assert CitizenProject.objects.get(pk=project.pk).is_public


def test_whoever_changes_something_has_said_it(client):
    project = entry()
    a_day()
    change_entry(project=project, answers={"opening_hours": "Dimanche"})
    days_pass(100)
    assert a_day() == []
    # An editor saves it in Wagtail's form; that ends the pause of silence too.
    days_pass(90)
    a_day()
    StillTrue.objects.update(paused_at=timezone.now())
    CitizenProject.objects.update(paused_at=timezone.now())
    edit = signed_in(UserFactory(editor=True))
    address = reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk])
    form = edit.get(address).context["form"]
    answers = {name: value for name, value in form.initial.items() if value not in (None, False, [])}
    answers |= {"causes": [cause.pk for cause in project.causes.all()], "summary": "Relu par la Rédaction."}
    saved = edit.post(address, answers)
    assert saved.status_code == 302, saved.context["form"].errors
    known = StillTrue.objects.get(project=project)
    assert (known.asked_at, known.paused_at) == (None, None)
    assert CitizenProject.objects.get(pk=project.pk).paused_at is None


def test_so_many_letters_a_day_and_none_twice_after_a_crash(settings, monkeypatch):
    settings.STILL_TRUE_LETTERS_A_DAY = 2
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    entries = [entry(f"Jardin {n}", days=300 - n) for n in range(5)]
    letters = DBTaskResult.objects.filter(task_path="classrooms.tasks.send_letter")
    sealed, calls = asking.sealed, []

    def fails_once(*args, **kwargs):
        calls.append(kwargs["project"].pk)
        if len(calls) == 1:
            raise OSError("the worker dies")
        return sealed(*args, **kwargs)

    monkeypatch.setattr(asking, "sealed", fails_once)
    ask_what_is_still_true.func()
    assert not StillTrue.objects.filter(project=entries[0]).exists()
    # The same day again: what is left of its letters, to whom none went.
    ask_what_is_still_true.func()
    ask_what_is_still_true.func()
    assert set(StillTrue.objects.values_list("project", flat=True)) == {entries[0].pk, entries[1].pk}
    assert letters.count() == 2
    for total in (4, 5, 5):
        days_pass(1)
        ask_what_is_still_true.func()
        assert letters.count() == total
    assert len(set(calls)) == 5
    settings.STILL_TRUE_LETTERS_A_DAY = 0
    entry("Jardin 6")
    days_pass(1)
    call_command("daily")
    ask_what_is_still_true.func()
    assert letters.count() == 5


def test_where_a_class_works_an_editor_decides_and_imported_entries_are_only_listed():
    project, editor = entry(), UserFactory(editor=True)
    InvestigationFactory(project=project, opened=True)
    imported = entry("La Bricothèque", holders=())
    source = ImportSource.objects.create(name="Carte des voisins", format="csv")
    ImportedFrom.objects.create(source=source, key="v3", project=imported, seen_at=timezone.now())
    a_day()
    days_pass(31)
    a_day()
    days_pass(91)
    assert a_day() == [(editor.email, "Plus de nouvelles de « Le Verger du Passage », où une classe enquête")]
    assert a_day() == []
    assert CitizenProject.objects.get(pk=project.pk).is_public
    desk = signed_in(editor)
    page = text_of(desk.get(reverse("entries:silent")))
    assert "Une classe y enquête" in page
    assert "Le Verger du Passage" in page
    assert "La Bricothèque" in text_of(desk.get(reverse("entries:silent"), {"quoi": "importees"}))
    decide = reverse("entries:silent_entry", args=[project.pk])
    mail.outbox.clear()
    assert "en pause" in said(desk.post(decide, {"pause": "1"}, follow=True))
    assert [letter.to for letter in mail.outbox] == [["noor@rue.example"]]
    assert not CitizenProject.objects.get(pk=project.pk).is_public
    desk.post(decide)
    assert CitizenProject.objects.get(pk=project.pk).is_public
    desk.post(reverse("entries:silent_entry", args=[imported.pk]))
    assert "La Bricothèque" not in text_of(desk.get(reverse("entries:silent"), {"quoi": "importees"}))
    assert signed_in(UserFactory(teacher=True)).post(decide).status_code == 404
