"""A class's year ends: portfolios, stories kept or withdrawn by choice, and nothing else but counts."""

import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.models import Comment, Workflow
from wagtail.rich_text import RichText

from classrooms import ledger
from classrooms.actions.end_year import close_class, reopen_class
from classrooms.actions.erase_pupil import erase_pupil
from classrooms.actions.forget_class import forget_class, forget_what_nothing_carries
from classrooms.actions.open_door import open_door
from classrooms.errors import Refusal
from classrooms.models import Pupil, Tablet, Team, YearEnd
from cms.actions.found_site import WORKFLOW_NAME
from cms.models import ClassroomPage, PublicImage, StoryPage
from investigations.actions.create_investigation import create_investigation
from investigations.actions.review import return_report
from investigations.actions.withdraw_consent import withdraw_consent
from investigations.models import Assignment, Consent, Interviewee, Photo, ReportVersion
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.cms.stories import draft_story, introduced_before_they_joined
from tests.dump import public_files, tables_with
from tests.investigations.api.tablet import tablet_of
from tests.investigations.factories import AssignmentFactory, ConsentFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.django_db(transaction=True)
NAME, OTHER, SILENT = "Zéphyrine", "Barnabé", "Quitterie"
PUBLIC, PRIVATE = "Quincampoix", "Tricotepalme"


def private_files():
    return [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]


def write_everywhere(version, words):
    version.answers = {key: words if isinstance(value, str) else value for key, value in version.answers.items()}
    version.save()


@pytest.fixture
def story():
    """Published, told from Zéphyrine's report with her photo and name; Barnabé's report is not told, Quitterie is named
    in its answers."""
    story = draft_story()
    photo = Photo.objects.get()
    Pupil.objects.filter(pk=photo.pupil_id).update(public_name=NAME)
    pupil = Pupil.objects.get(public_name=NAME)
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.FIRST_NAME)
    for block in story.body:
        if block.block_type == "paragraph":
            block.value["text"] = RichText(f"<p>{NAME} a compté les ruches de {PUBLIC}.</p>")
    story.title = "Le jardin secret"
    teacher = story.classroom.owner
    story.save_revision(user=teacher, log_action=True).publish()
    version = ReportVersion.objects.get()
    version.photos = [{**entry, "caption": f"{PRIVATE} en légende"} for entry in version.photos]
    write_everywhere(version, PRIVATE)
    story.introduction = f"Un brouillon où {SILENT} revient, {PRIVATE}."
    story.save_revision(user=teacher, log_action=True, changed=True)
    return StoryPage.objects.get()


@pytest.fixture
def classroom(story):
    return story.classroom


@pytest.fixture
def teacher(classroom):
    return classroom.owner


@pytest.fixture
def others(story, classroom, teacher):
    """What the class did besides: a report that was returned, a draft story, a team, a tablet, comments."""
    other = PupilFactory(classroom=classroom, public_name=OTHER)
    silent = PupilFactory(
        classroom=classroom, public_name=SILENT, team=TeamFactory(classroom=classroom, name="Les Belettes")
    )
    ConsentFactory(pupil=silent, investigation=story.investigation, what=Consent.What.IMAGE)
    mission = AssignmentFactory(investigation=story.investigation, pupil=other)
    report = ReportFactory(assignment=mission, submitted=True)
    PhotoFactory(report=report, pupil=other)
    version = report.versions.get()
    version.answers = {
        key: f"{SILENT}, {PRIVATE}" if isinstance(value, str) else value for key, value in version.answers.items()
    }
    version.save()
    return_report(report=report, remarks={"": f"{PRIVATE}, relis-toi."}, by=teacher)
    introduced_before_they_joined(classroom, f"Nous, c’est {OTHER} et les autres.")
    Comment.objects.create(page=story, user=teacher, text=f"{OTHER} ?", contentpath="title")
    Workflow.objects.get(name=WORKFLOW_NAME).start(StoryPage.objects.get(), teacher)
    Interviewee.objects.create(investigation=story.investigation, name="Hildegarde Persil")
    Tablet.objects.create(classroom=classroom, name="Renard", digest="0" * 64)
    return other, silent


def key(story):
    return str(story.translation_key)


def ended(story, *, keep):
    close_class(classroom=story.classroom, kept={key(story): keep}, by=story.classroom.owner)
    return forget_class(classroom=story.classroom, by=story.classroom.owner)


def test_what_stays_is_the_story_and_whoever_allows_it(story, classroom, others, client):
    before = client.get(story.url).content.decode()
    year_end = ended(story, keep=True)
    after = client.get(story.url)
    assert after.status_code == 200
    assert NAME in after.content.decode()
    assert PUBLIC in after.content.decode()
    assert before.count("<img") == after.content.decode().count("<img")
    assert tables_with(PRIVATE) == tables_with(OTHER) == tables_with(SILENT) == set()
    assert tables_with("Belettes") == tables_with("Hildegarde") == set()
    assert [pupil.public_name for pupil in Pupil.objects.all()] == [NAME]
    photo = Photo.objects.get()
    assert photo.clean.name == photo.original.name == photo.received.name == ""
    assert {Path(path).name for path in private_files()} == {
        Path(photo.masked.name).name,
        Path(photo.masked_thumbnail.name).name,
    }
    assert not Team.objects.exists()
    assert not Interviewee.objects.exists()
    assert Tablet.objects.get().revoked_at
    assert {one.what for one in Consent.objects.all()} == {Consent.What.FIRST_NAME, Consent.What.TEXTS}
    assert ReportVersion.objects.get().answers == {}
    assert year_end.counts == {"missions": 2, "reports": 1, "photos": 1, "consents": 1, "pupils": 2}
    classroom_page = ClassroomPage.objects.get()
    assert OTHER not in classroom_page.introduction
    # What was kept can be mended and shown again.
    story = StoryPage.objects.get()
    assert story.missing() == []
    story.title = "Le jardin des abeilles"
    story.save_revision().publish()
    assert client.get(StoryPage.objects.get().url).status_code == 200


def test_of_a_class_that_keeps_nothing_only_numbers_are_left(story, others, client):
    address, picture = story.url, PublicImage.objects.get().file.url
    ended(story, keep=False)
    assert client.get(address).status_code == client.get(picture).status_code == 404
    for word in (NAME, OTHER, SILENT, PRIVATE, PUBLIC, "jardin secret"):
        assert tables_with(word) == set(), word
    assert private_files() == public_files() == []
    assert not Pupil.objects.exists()
    assert not Consent.objects.exists()
    assert not Assignment.objects.exists()


def test_a_consent_that_is_withdrawn_later_takes_its_part_and_then_the_pupil(story, others, client):
    ended(story, keep=True)
    teacher = story.classroom.owner
    first_name, texts = (Consent.objects.get(what=what) for what in (Consent.What.FIRST_NAME, Consent.What.TEXTS))
    withdraw_consent(consent=first_name, by=teacher)
    told = client.get(story.url).content.decode()
    assert "Renard a compté les ruches" in told
    assert NAME not in told
    forget_what_nothing_carries()
    assert Pupil.objects.get().public_name == NAME  # whose words are still there
    withdraw_consent(consent=texts, by=teacher)
    assert PUBLIC not in client.get(story.url).content.decode()
    forget_what_nothing_carries()
    assert tables_with(NAME) == tables_with(PUBLIC) == set()
    assert not Pupil.objects.exists()
    assert YearEnd.objects.get().counts["pupils"] == 3
    # Their photo shows nobody: it stays, and is nobody's.
    assert Photo.objects.get().pupil is None
    assert client.get(story.url).status_code == 200


def test_a_face_that_stays_is_masked_again_when_its_consent_ends(story, others, client):
    photo = Photo.objects.get(pupil__public_name=NAME)
    shown = others[1]  # who is silent, and allows her image
    mask = photo.masks.create(pupil=shown, lifted_at=timezone.now(), left=0.2, top=0.2, right=0.5, bottom=0.5)
    photo.masks.create(pupil=others[0], left=0.6, top=0.2, right=0.8, bottom=0.5)
    ended(story, keep=True)
    assert {pupil.public_name for pupil in Pupil.objects.all()} == {NAME, SILENT}
    assert [one.pupil for one in photo.masks.order_by("left")] == [shown, None]
    withdraw_consent(consent=Consent.objects.get(pupil=shown), by=story.classroom.owner)
    mask.refresh_from_db()
    photo.refresh_from_db()
    box = (photo.width // 4, photo.height // 4, photo.width // 2 - 20, photo.height // 2 - 20)
    assert (mask.lifted_at, photo.state) == (None, Photo.State.RECEIVED)
    assert len(Image.open(photo.masked).crop(box).resize((8, 8)).getcolors()) < 9
    assert public_files() == []
    forget_what_nothing_carries()
    assert tables_with(SILENT) == set()


def test_a_family_has_the_last_word_after_the_year_too(story, others, client):
    ended(story, keep=True)
    erase_pupil(pupil=Pupil.objects.get(), by=story.classroom.owner)
    assert tables_with(NAME) == tables_with(PUBLIC) == set()
    assert private_files() == public_files() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a copy of an SQLite file")
def test_a_restored_backup_brings_no_class_back(story, others, client, tmp_path):
    copy, files = tmp_path / "backup.sqlite3", tmp_path / "private"
    with sqlite3.connect(copy) as backup:
        connection.connection.backup(backup)
    shutil.copytree(settings.PRIVATE_DIR, files)
    ended(story, keep=True)
    with sqlite3.connect(copy) as backup:
        backup.backup(connection.connection)
    shutil.copytree(files, settings.PRIVATE_DIR, dirs_exist_ok=True)
    assert OTHER in Pupil.objects.values_list("public_name", flat=True)
    call_command("migrate", verbosity=0)
    assert [pupil.public_name for pupil in Pupil.objects.all()] == [NAME]
    assert tables_with(PRIVATE) == tables_with(OTHER) == tables_with(SILENT) == set()
    assert client.get(story.url).status_code == 200
    assert len(private_files()) == 2
    assert list(ledger.class_entries()) == [ledger.digest_of(story.classroom.uuid)]
    assert "Zéphyrine" not in Path(settings.ERASURES_FILE).read_text()


def test_until_it_is_forgotten_a_class_can_be_opened_again_and_nothing_is_lost(story, others):
    teacher, classroom = story.classroom.owner, story.classroom
    close_class(classroom=classroom, kept={key(story): False}, by=teacher)
    assert not StoryPage.objects.get().live
    chosen = {"project": story.project, "guide": story.investigation.guide}
    for refused in (
        partial(open_door, classroom=classroom, user=teacher, minutes=30),
        partial(PupilFactory, classroom=classroom),
        partial(create_investigation, classroom=classroom, by=teacher, **chosen),
    ):
        with pytest.raises(Refusal, match="terminée"):
            refused()
    with pytest.raises(Refusal, match="déjà terminée"):
        close_class(classroom=classroom, kept={}, by=teacher)
    reopen_class(classroom=classroom, by=teacher)
    assert Pupil.objects.count() == 3
    PupilFactory(classroom=classroom)
    StoryPage.objects.get().get_latest_revision_as_object().save_revision()
    with pytest.raises(Refusal, match="Terminez d’abord"):
        forget_class(classroom=classroom, by=teacher)


def test_every_published_story_needs_a_choice(story, others):
    with pytest.raises(Refusal, match="Le jardin secret"):
        close_class(classroom=story.classroom, kept={}, by=story.classroom.owner)
    assert not YearEnd.objects.exclude(closed_at=None).exists()


def test_a_tablet_is_told_to_delete_the_notebook_of_a_forgotten_pupil(story, others):
    caller = tablet_of(Assignment.objects.get(pupil__public_name=NAME))
    assert caller.get("missions").status_code == 200
    ended(story, keep=True)
    answer = caller.get("missions")
    assert (answer.status_code, answer.json()["code"]) == (410, "erased")
