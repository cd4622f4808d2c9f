"""The demo on an empty database, once: what it promises to those who look at it."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import IFD
from wagtail.models import ModelLogEntry

from classrooms.models import Classroom, Pupil, School, Tablet, User
from cms.models import Newspaper, PublicImage, StoryPage, TextPage
from investigations.directory.duplicates import duplicates_of
from investigations.directory.models import CitizenProject, EntryRequest, ImportedFrom, ProjectPicture, StillTrue
from investigations.models import Investigation, Photo, Report, ReportVersion
from workshop.demo import bees, bikes, garden, library, oven
from workshop.demo.camera import shoot
from workshop.demo.clock import school_day
from workshop.demo.projects import PROJECTS
from workshop.demo.scenes import SCENES
from workshop.geo import Point

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(db):
    said = io.StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def counts():
    models = [User, School, Classroom, Pupil, CitizenProject, Investigation, Report, ReportVersion, Photo, StoryPage]
    return {model.__name__: model.objects.count() for model in models}


def test_the_demo_shows_a_neighbourhood_at_work_and_keeps_what_is_private(demo):
    _shows_every_state()
    _tells_pupils_apart_by_a_letter()
    _keeps_no_place_in_any_clean_file()
    _publishes_a_story_that_can_be_read_with_its_pictures()
    _changes_nothing_when_it_runs_again()
    _says_how_to_come_in()
    _says_who_publishes_it_in_made_up_words()


def _shows_every_state():
    assert {name: counts()[name] for name in ["School", "Classroom", "Pupil", "CitizenProject", "Investigation"]} == {
        "School": 1, "Classroom": 2, "Pupil": 46, "CitizenProject": 19, "Investigation": 6,
    }  # fmt: skip
    assert CitizenProject.objects.live().count() == 12
    assert ImportedFrom.objects.waiting().count() == 5
    assert EntryRequest.objects.waiting().get().project.slug == "boite-a-pages"
    newcomer, again = CitizenProject.objects.filter(live=False, imported_from=None).order_by("pk")
    assert newcomer.current_workflow_state.current_task_state.task.name == "Rédaction"
    assert newcomer.holders.get().email == "porteuse@demo.example"
    assert [twin.project for twin in duplicates_of(again, among=CitizenProject.objects.all())] == [newcomer]
    assert ProjectPicture.objects.public().count() == 3
    assert StillTrue.objects.silent().get().project.slug == "cercle-des-souvenirs"
    assert set(Investigation.objects.values_list("state", flat=True)) == set(Investigation.State)
    assert set(Report.objects.values_list("state", flat=True)) == set(Report.State)
    assert Report.objects.awaiting_review().count() == 4
    assert Classroom.objects.with_open_door().count() == 2
    assert sorted(Tablet.objects.values_list("unsent_reports", flat=True)) == [0, 0, 0, 1]
    assert StoryPage.objects.live().count() == 3
    # Before the public, though an answer came into one of its stories; each of its pages full.
    assert Newspaper.objects.public().get().pages == 3
    history = ModelLogEntry.objects.for_instance(CitizenProject.objects.get(slug="jardin-de-l-escargot"))
    assert "Fiche publiée" in {str(entry.message) for entry in history}
    waiting = StoryPage.objects.get(live=False)
    assert waiting.current_workflow_state.current_task_state.task.name == "Rédaction"


def _tells_pupils_apart_by_a_letter():
    names = set(Classroom.objects.get(name="CM2 A").pupils.values_list("public_name", flat=True))
    assert {"Inès B.", "Inès O.", "Gabriel C.", "Gabriel M."} <= names


def _keeps_no_place_in_any_clean_file():
    assert Photo.objects.exists()
    for photo in Photo.objects.all():
        for file in (photo.clean, photo.thumbnail):
            with file.open("rb") as stored:
                assert not Image.open(stored).getexif()
    for image in PublicImage.objects.all():
        with image.file.open("rb") as stored:
            assert not Image.open(stored).getexif()
    assert b"Lanterne" not in b"".join(path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*.jpg"))


def _publishes_a_story_that_can_be_read_with_its_pictures():
    story = StoryPage.objects.live().get(investigation__project__slug="jardin-de-l-escargot")
    page = Client().get(story.url)
    assert page.status_code == 200
    content = page.content.decode()
    images = list(story.public_images.all())
    assert len(images) == 5
    for image in images:
        assert all(rendition.url in content for rendition in image.renditions.all())
        assert image.title in content
    assert "Odile, paroles recueillies par Les Loupes" in content
    assert Client().get(story.project.get_absolute_url()).status_code == 200


def _changes_nothing_when_it_runs_again():
    before = counts()
    call_command("demo", "--if-empty", stdout=io.StringIO())
    assert counts() == before
    with pytest.raises(CommandError):
        call_command("demo", stdout=io.StringIO())


def _says_how_to_come_in():
    said = io.StringIO()
    call_command("welcome", stdout=said)
    codes = Classroom.objects.with_open_door().values_list("code", flat=True)
    for part in ["maitresse@demo.example", "redaction@demo.example", "admin@demo.example", *codes, "/carnet/#"]:
        assert part in said.getvalue()


def _says_who_publishes_it_in_made_up_words():
    page = Client().get(TextPage.objects.get(role=TextPage.Role.LEGAL).url).content.decode()
    assert "association fictive" in page
    assert "à compléter" not in page


@pytest.mark.engine
def test_the_camera_writes_what_the_intake_must_take_away():
    picture = shoot("garden_snail", taken=school_day(3, 10), at=Point(48.85, 2.36))
    with Image.open(io.BytesIO(picture)) as photo:
        assert photo.size == (2048, 1536)
        assert photo.getexif().get_ifd(IFD.GPSInfo)


@pytest.mark.engine
def test_every_picture_that_a_report_shows_is_drawn():
    sent = [report for told in (bees, bikes, garden, library, oven) for report in told.REPORTS]
    assert {shot.scene for one in sent for shot in one.shots} <= set(SCENES)


@pytest.mark.engine
def test_projects_are_plainly_made_up():
    for project in PROJECTS:
        assert "fictif" in project["address"] or "fictive" in project["address"]
        assert project["website"].endswith(".example")
        assert "/demo-fictive-" in project["helloasso_url"]


@pytest.mark.engine
def test_nothing_of_the_demo_happens_in_the_future_or_at_the_weekend():
    for days in range(60):
        moment = school_day(days, 23, 59)
        assert moment <= timezone.now()
        assert moment.weekday() < 5
