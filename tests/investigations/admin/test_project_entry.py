"""What an editor is asked about an entry: where it is now, what its picture shows, and whether it is here twice."""

import pytest
from django.urls import reverse

from investigations.directory.models import CitizenProject, NotTheSame
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.admin.test_projects import PROJECTS, form
from tests.investigations.factories import CitizenProjectFactory, ProjectPictureFactory

pytestmark = pytest.mark.django_db


def newest(project):
    return CitizenProject.objects.get(pk=project.pk).get_latest_revision_as_object()


def test_a_changed_address_asks_for_the_point_again():
    project = CitizenProjectFactory()
    edit, desk = reverse(f"{PROJECTS}:edit", args=[project.pk]), signed_in(editor=True)
    same = {"latitude": "48.856", "longitude": "2.36", "commune": "Paris", "postcode": "75004"}
    asked = text_of(desk.post(edit, form(**same, address="9 rue Neuve")))
    assert "où est le point ?" in asked
    assert "Le point reste" in asked
    assert newest(project).address == "2 rue du Jardin"
    desk.post(edit, form(**same, address="9 rue Neuve", point_stays="on"))
    assert (newest(project).address, newest(project).latitude) == ("9 rue Neuve", 48.856)
    desk.post(edit, form(**same | {"latitude": "48.9"}, address="10 rue Neuve"))
    desk.post(edit, form(**same | {"latitude": "", "longitude": ""}, address="11 rue Neuve"))
    assert (newest(project).address, newest(project).point) == ("11 rue Neuve", None)


def test_an_editor_takes_a_picture_off():
    project = CitizenProjectFactory(picture_alt="Un mur.")
    project.picture = ProjectPictureFactory(project=project, faces=2)
    project.save()
    edit, desk = reverse(f"{PROJECTS}:edit", args=[project.pk]), signed_in(editor=True)
    page = text_of(desk.get(edit))
    assert "2 visages ont été trouvés" in page
    kept = {"latitude": "48.856", "longitude": "2.36", "address": "2 rue du Jardin", "postcode": "75004"}
    kept |= {"picture_alt": "Un mur.", "action-publish": "1"}
    assert desk.post(edit, form(**kept)).status_code == 302
    assert CitizenProject.objects.get().picture == project.picture
    desk.post(edit, form(**kept, without_picture="on"))
    public = CitizenProject.objects.get()
    assert (public.picture, public.picture_alt, public.pictures.count()) == (None, "", 0)


def test_two_entries_that_look_alike_are_told_apart():
    editor = UserFactory(editor=True)
    project = CitizenProjectFactory(name="Le jardin des Lilas", contact_email="a@lilas.example")
    draft = CitizenProjectFactory(name="Jardin des lilas", slug="deux", live=False, contact_email="A@lilas.example")
    page, desk = reverse("entries:review", args=[project.pk]), signed_in(editor)
    assert f"{page}#twins" in text_of(desk.get(reverse(f"{PROJECTS}:edit", args=[project.pk])))
    shown = text_of(desk.get(page))
    for words in ["Jardin des lilas", "pas en ligne", "tout près, sous un nom proche, la même adresse e-mail"]:
        assert words in shown
    assert desk.post(page, {"not_the_same": "rien"}).status_code == 404
    desk.post(page, {"not_the_same": str(draft.pk)})
    assert "Aucune autre fiche ne lui ressemble" in text_of(desk.get(page))
    assert NotTheSame.objects.get().editor == editor
