"""The picture of a project: ours from the first byte, seen by nobody before an editor, gone when it is taken away."""

import datetime
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.models import CitizenProject, ProjectPicture, Registration
from investigations.directory.models.pictures import private_storage
from investigations.directory.tasks import sweep_pictures
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter, fill_in
from tests.cms.test_holding import at, keep
from tests.investigations.factories import CitizenProjectFactory, ProjectPictureFactory
from tests.pictures import CANARY, encoded, photograph, plain_jpeg

pytestmark = pytest.mark.django_db
IMAGE = reverse("register_picture")
ALT = "Douze pommiers le long d’un mur."


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return after


@pytest.fixture
def project(client, sent):
    """Of a holder who is in."""
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger")
    keep(project, EMAIL)
    sent(lambda: client.post(reverse("holder"), {"email": EMAIL}))
    client.post(reverse("holder_code"), {"code": code_in_letter()})
    return project


def upload(content=None, name="IMG 0001.exe", kind="text/html"):
    """Under a name and a type that lie."""
    return SimpleUploadedFile(name, encoded(photograph("coffee"), "HEIC") if content is None else content, kind)


def files():
    try:
        return set(private_storage().listdir("projects")[1])
    except FileNotFoundError:
        return set()


def seen(client, picture):
    return [client.get(reverse(f"project_{size}", args=[picture.pk])).status_code for size in ("image", "vignette")]


def approve(project, editor):
    CitizenProject.objects.get(pk=project.pk).current_workflow_state.current_task_state.approve(user=editor)


def test_from_the_phone_to_the_page_without_what_the_camera_wrote(client, sent):
    editor = UserFactory(editor=True)
    client.post(reverse("register"))
    wordless = client.post(IMAGE, {"picture": upload()})
    assert "Dites en une phrase ce que l’on voit" in text_of(wordless)
    picture = ProjectPicture.objects.get()
    own = client.get(reverse("register_picture_file", args=[picture.pk]))
    content = b"".join(own.streaming_content)
    assert own.headers["Cache-Control"] == "no-store, private"
    assert CANARY not in content
    image = Image.open(BytesIO(content))
    assert (image.format, max(image.size) <= 1600, dict(image.getexif())) == ("JPEG", True, {})
    assert Client().get(reverse("register_picture_file", args=[picture.pk])).status_code == 302
    onward = client.post(IMAGE, {"picture_alt": ALT})
    assert onward.headers["Location"] == reverse("register_step", args=["contact"])
    sent(lambda: fill_in(client))
    sent(lambda: client.post(reverse("register_code"), {"code": code_in_letter()}))
    project = CitizenProject.objects.get()
    assert (project.picture, project.picture_alt, Registration.objects.count()) == (picture, ALT, 0)
    assert seen(Client(), picture) == [404, 404]
    desk = signed_in(editor)
    edit = text_of(desk.get(reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk])))
    private = reverse("project_picture_file", args=[picture.pk])
    assert private in edit
    assert desk.get(private).status_code == 200
    approve(project, editor)
    assert seen(Client(), picture) == [200, 200]
    page = text_of(Client().get(project.get_absolute_url()))
    assert f'src="{reverse("project_image", args=[picture.pk])}"' in page
    assert f'alt="{ALT}"' in page
    assert reverse("project_vignette", args=[picture.pk]) in text_of(Client().get(reverse("projects")))
    CitizenProject.objects.update(paused_at="2026-01-01T00:00Z")
    assert seen(Client(), picture) == [404, 404]


def test_what_is_no_picture_is_refused_in_words(client):
    client.post(reverse("register"))
    for content, words in [
        (b"", "est vide"), (b"<script>alert(1)</script>", "pas une image"), (b"%PDF-1.7", "pas une image"),
        (plain_jpeg()[:900], "abîmée"), (b"\xff\xd8\xff" + bytes(25 * 1024 * 1024), "25 Mo"),
    ]:  # fmt: skip
        assert words in text_of(client.post(IMAGE, {"picture": upload(content, "photo.jpg", "image/jpeg")}))
    assert (ProjectPicture.objects.count(), files()) == (0, set())


def test_another_picture_is_read_first_and_the_former_one_goes_then(client, project, sent):
    editor = UserFactory(editor=True)
    page = at("picture", project)
    sent(lambda: client.post(page, {"picture": upload(), "picture_alt": ALT}))
    first = ProjectPicture.objects.get()
    assert seen(Client(), first) == [404, 404]
    assert newest_version(project).picture == first
    sent(lambda: approve(project, editor))
    sent(lambda: client.post(page, {"picture": upload(plain_jpeg()), "picture_alt": "Un astronaute."}))
    second = ProjectPicture.objects.exclude(pk=first.pk).get()
    assert (seen(Client(), first), seen(Client(), second)) == ([200, 200], [404, 404])
    own = reverse("holder_picture_file", args=[project.pk, second.pk])
    assert (client.get(own).status_code, Client().get(own).status_code) == (200, 302)
    desk, reading = signed_in(editor), reverse("entries:review", args=[project.pk])
    review = text_of(desk.get(reading))
    assert "une autre image" in review
    assert reverse("project_picture_file", args=[second.pk]) in review
    assert str(second.pk)[:8] not in review.replace(reverse("project_picture_file", args=[second.pk]), "")
    desk.post(reading, {"leave": "1"})
    assert second.faces == 1
    assert "Des visages s’y voient" in text_of(client.get(page))
    edit = reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk])
    assert "un visage a été trouvé" in text_of(signed_in(editor).get(edit))
    sent(lambda: approve(project, editor))
    assert (seen(Client(), first), seen(Client(), second)) == ([404, 404], [200, 200])
    assert files() == {f"{second.pk}-picture.jpg", f"{second.pk}-thumbnail.jpg"}
    sent(lambda: client.post(page, {"remove": "1"}))
    public = CitizenProject.objects.get()
    assert (public.picture, public.has_unpublished_changes, public.live) == (None, False, True)
    assert (seen(Client(), second), ProjectPicture.objects.count(), files()) == ([404, 404], 0, set())
    assert "Image retirée par qui tient la fiche" in text_of(client.get(at("entry", project)))


def test_the_files_go_with_the_entry_and_with_what_nobody_finished(client, project, sent):
    ProjectPictureFactory(project=project)
    Client().post(reverse("register"))
    ProjectPictureFactory(registration=Registration.objects.get())
    assert len(files()) == 4
    sent(lambda: client.post(at("delete", project)))
    sent(lambda: Registration.objects.all().delete())
    assert (ProjectPicture.objects.count(), files()) == (0, set())


def test_what_no_version_names_is_swept_after_a_day(project, sent, monkeypatch):
    named, lost = ProjectPictureFactory(project=project), ProjectPictureFactory(project=project)
    project.picture = named
    project.save()
    private_storage().save("projects/orphan-picture.jpg", ContentFile(plain_jpeg()))
    sent(sweep_pictures.call)
    assert ProjectPicture.objects.count() == 2
    monkeypatch.setattr("investigations.directory.pictures.YOUNGEST", datetime.timedelta(seconds=-5))
    sent(sweep_pictures.call)
    assert ProjectPicture.objects.get() == named != lost
    assert files() == {f"{named.pk}-picture.jpg", f"{named.pk}-thumbnail.jpg"}
