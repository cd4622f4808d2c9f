"""Editors bring in a file: columns, a look before anything is written, then many published at once."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from investigations.directory import import_tasks as tasks
from investigations.directory.models import CitizenProject, ImportedFrom, ImportProblem, ImportRun, ImportSource
from investigations.directory.places.models import Place
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.directory.files import COMMUNES, GARDEN, PRESS, elements, register, rna, table
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(editor=True)


@pytest.fixture
def post(editor, django_capture_on_commit_callbacks):
    """What waits for the commit, and for the worker, happens."""

    def post(address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return editor.post(address, data or {}, follow=True)

    return post


def upload(post, data, **fields):
    usual = {"file": SimpleUploadedFile("projets.csv", data), "name": "Annuaire", "format": "csv"}
    return post(reverse("imports:index"), usual | fields)


def plain_text(response):
    return " ".join(re.sub(r"<[^>]+>", "", text_of(response)).split())


def at(name, *args):
    return reverse(f"imports:{name}", args=args)


def test_a_file_is_looked_at_then_enters_then_is_published(post, editor):
    page = text_of(upload(post, table(GARDEN, PRESS, "a3;=HYPERLINK(1);;;;75001;Paris;;;;"), licence="ODbL"))
    assert "Quelle colonne dit quoi" in page
    run = ImportRun.objects.get()
    stored = run.file
    assert storages["private"].exists(stored)
    assert run.mapping["postcode"] == "code postal"
    # The editor doesn't want the addresses of persons.
    columns = {**run.mapping, "contact_email": "", "check": "1"}
    post(at("run", run.pk), columns)
    page = text_of(editor.get(at("run", run.pk)))
    assert "Ce que ce fichier fera" in page
    assert "Faire entrer, sans publier" in page
    assert "formule de tableur" in page
    assert not CitizenProject.objects.exists()
    report = editor.get(at("report", run.pk)).getvalue().decode("utf-8-sig")
    line = list(csv.reader(io.StringIO(report), delimiter=";"))[1]
    assert line[0] == "4"
    assert "a3;'=HYPERLINK(1)" in line[4]
    post(at("run", run.pk), {"enter": "1"})
    page = text_of(editor.get(at("run", run.pk)))
    assert "Rien de nouveau n’est public" in page
    assert not storages["private"].exists(stored)
    assert CitizenProject.objects.filter(live=False, contact_email="").count() == 2
    assert editor.get(at("progress", run.pk)).json() == {"moving": False, "still": False, "percent": 100, "rows": 3}

    home = text_of(editor.get(reverse("wagtailadmin_home")))
    assert "2 fiches importées" in home
    assert at("waiting") in home
    assert "Jardin Lune" not in home
    listed = text_of(
        editor.get(at("waiting"), {"place": "75004", "point": "yes", "words": "lune", "cause": "ecologie"})
    )
    assert "Jardin Lune" in listed
    assert "La Presse" not in listed
    assert "Rien ne correspond" in text_of(editor.get(at("waiting"), {"look": "politics"}))
    CitizenProjectFactory(name="Le jardin de la Lune", postcode="75004", latitude=48.8561, longitude=2.3601)
    assert "Ressemble" not in listed
    assert "Ressemble à : Le jardin de la Lune" in plain_text(editor.get(at("waiting"), {"doubles": "on"}))
    CitizenProject.objects.filter(name="Le jardin de la Lune").delete()
    garden, press = ImportedFrom.objects.order_by("pk")
    answer = post(at("waiting"), {"publish": "1", "entry": [garden.pk]})
    assert "1 fiche publiée" in text_of(answer)
    assert Client().get(garden.project.get_absolute_url()).status_code == 200
    assert Place.objects.filter(project=garden.project, facet=0).exists()
    history = reverse("wagtailsnippets_directory_citizenproject:history", args=[garden.project.pk])
    assert str(editor.user) in text_of(editor.get(history))
    # What an editor deletes stays away when the same file comes again.
    asked = text_of(post(at("waiting"), {"delete": "1", "entry": [press.pk, garden.pk]}))
    assert "Supprimer 1 fiche ?" in asked
    assert press.project.name in asked
    assert CitizenProject.objects.count() == 2
    post(at("waiting"), {"delete": "1", "sure": "1", "entry": [press.pk, garden.pk]})
    assert CitizenProject.objects.get() == garden.project
    upload(post, table(GARDEN, PRESS), name="", source=str(run.source_id))
    again = ImportRun.objects.first()
    post(at("run", again.pk), {**again.mapping, "check": "1"})
    post(at("run", again.pk), {"enter": "1"})
    again.refresh_from_db()
    assert (again.state, again.created, again.left_out) == ("done", 0, 1)
    assert CitizenProject.objects.count() == 1


def test_an_edited_draft_opens_in_the_form_and_is_published_by_it(post, editor):
    upload(post, elements(), format="gogocarto")
    run = ImportRun.objects.get()
    assert run.state == "checked"
    post(at("run", run.pk), {"enter": "1"})
    project = CitizenProject.objects.get()
    edit = reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk])
    page = text_of(editor.get(edit))
    assert "Importée de « Annuaire », sous l’identifiant k1" in page
    assert reverse("entry_holders:holders", args=[project.pk]) in page


def test_only_marked_entries_are_left_when_all_are_published(post, editor):
    rows = [rna(id=f"W{n}", titre=f"Asso {n}") for n in range(3)] + [rna(id="W9", objet_social1="001000")]
    communes = SimpleUploadedFile("communes.csv", COMMUNES)
    upload(post, register(*rows), format="rna", communes=communes)
    run = ImportRun.objects.get()
    assert (run.state, run.created) == ("checked", 4)
    post(at("run", run.pk), {"enter": "1"})
    page = text_of(editor.get(at("waiting")))
    assert "à regarder : politique" in page
    assert "la commune" in page
    # A filter that says nothing shows nothing, and publishes nothing.
    post(f"{at('waiting')}?source=999", {"publish-all": "1", "sure": "1"})
    assert not CitizenProject.objects.live().exists()
    assert "Publier 3 fiches ?" in text_of(post(f"{at('waiting')}?source={run.source_id}", {"publish-all": "1"}))
    assert not CitizenProject.objects.live().exists()
    answer = post(f"{at('waiting')}?source={run.source_id}", {"publish-all": "1", "sure": "1"})
    assert "3 fiches vont paraître" in text_of(answer)
    assert CitizenProject.objects.live().count() == 3
    assert ImportedFrom.objects.waiting().get().look == "politics"


def test_an_editor_says_that_a_source_may_be_trusted_and_takes_it_back(post, editor):
    source = ImportSource.objects.create(name="Mairie", format="csv")
    assert "sans relire" in text_of(editor.get(at("index")))
    post(at("trust", source.pk), {"trust": "1"})
    source.refresh_from_db()
    assert (source.is_trusted, source.trusted_by) == (True, editor.user)
    upload(post, table(GARDEN), name="", source=str(source.pk))
    run = ImportRun.objects.get()
    post(at("run", run.pk), {**run.mapping, "check": "1"})
    assert "Faire entrer et publier" in text_of(editor.get(at("run", run.pk)))
    post(at("run", run.pk), {"enter": "1"})
    assert CitizenProject.objects.live().count() == 1
    post(at("trust", source.pk))
    source.refresh_from_db()
    assert not source.is_trusted


def test_what_is_no_file_of_projects_is_refused_in_words(post):
    for data, words in ((b"", "vide"), (b"PK\x03\x04", "pas du texte"), (b"\xff\xd8\xff", "pas du texte")):
        assert words in text_of(upload(post, data))
    assert "waldec" in text_of(upload(post, table(GARDEN), format="rna"))
    assert "Donnez un nom" in text_of(upload(post, table(GARDEN), name=""))
    assert not ImportSource.objects.exists()
    upload(post, b"a;b\n1;2\n")
    run = ImportRun.objects.get()
    assert "quelle colonne donne le nom" in text_of(post(at("run", run.pk), {"check": "1"}))
    post(at("run", run.pk), {"drop": "1"})
    assert not ImportRun.objects.exists()
    assert not storages["private"].exists(run.file)


def test_an_import_that_stands_still_is_taken_up_again(post, editor):
    upload(post, elements(), format="gogocarto")
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="running", position=0, created=0, moved_at=timezone.now())
    assert "Reprendre" not in text_of(editor.get(at("run", run.pk)))
    ImportRun.objects.update(moved_at=timezone.now() - timedelta(minutes=5))
    assert "Reprendre" in text_of(editor.get(at("run", run.pk)))
    assert editor.get(at("progress", run.pk)).json()["still"]
    upload(post, elements(), format="gogocarto", name="", source=str(run.source_id))
    assert ImportRun.objects.count() == 1
    post(at("run", run.pk), {"go-on": "1"})
    run.refresh_from_db()
    assert (run.state, CitizenProject.objects.count()) == ("done", 1)


def test_files_and_reports_have_their_time(post):
    upload(post, elements({"id": "k2"}), format="gogocarto")
    run = ImportRun.objects.get()
    assert ImportProblem.objects.exists()
    ImportRun.objects.update(moved_at=timezone.now() - tasks.IMPORT_FILES_KEPT - timedelta(hours=1))
    tasks.forget_imports.func()
    assert not storages["private"].exists(run.file)
    assert ImportProblem.objects.exists()
    ImportRun.objects.update(moved_at=timezone.now() - tasks.IMPORT_REPORTS_KEPT - timedelta(hours=1))
    tasks.forget_imports.func()
    assert not ImportProblem.objects.exists()
    assert ImportRun.objects.exists()


def test_teachers_and_strangers_see_none_of_it(post):
    upload(post, elements(), format="gogocarto")
    run = ImportRun.objects.get()
    teacher = signed_in(teacher=True)
    for address in (at("index"), at("run", run.pk), at("report", run.pk), at("progress", run.pk), at("waiting")):
        assert teacher.get(address).status_code == 404
        assert Client().get(address).status_code == 302
