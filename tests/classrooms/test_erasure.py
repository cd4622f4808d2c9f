"""A pupil is erased: nothing of them is left in the database, on the disk, or before the public; nobody comes back."""

import shutil
import sqlite3
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.models import Comment, CommentReply, ModelLogEntry, TaskState, Workflow
from wagtail.rich_text import RichText

from classrooms import ledger
from classrooms.actions.erase_pupil import erase_pupil, replay_erasures
from classrooms.errors import Refusal
from classrooms.models import Erasure, Pupil
from cms.actions.found_site import WORKFLOW_NAME
from cms.actions.remove_on_request import request_removal
from cms.models import PublicImage, PublicRendition, StoryPage
from investigations.actions.object_to_photo import object_to_photo
from investigations.actions.review import return_report
from investigations.models import Consent, Photo, Report, ReportVersion
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.cms.stories import draft_story, introduced_before_they_joined
from tests.dump import public_files, tables_with
from tests.investigations.factories import AssignmentFactory, ConsentFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.django_db(transaction=True)
NAME, WORD, CAPTION = "Zéphyrine", "Quincampoix", "Tricotepalme"
SAID = f"{NAME} a vu {WORD} au jardin"


def private_files() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]


@pytest.fixture
def pupil():
    """With a report, a photo, a published story that names them, remarks, a draft, consents and a renamed title."""
    story = draft_story()
    photo = Photo.objects.get()
    pupil = photo.pupil
    Pupil.objects.filter(pk=pupil.pk).update(public_name=NAME)
    pupil.refresh_from_db()
    version = ReportVersion.objects.get()
    version.answers = {key: SAID if isinstance(value, str) else value for key, value in version.answers.items()}
    version.photos = [{**entry, "caption": CAPTION} for entry in version.photos]
    version.save()
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.FIRST_NAME)
    tell(story, pupil)
    return pupil


def tell(story, pupil):
    for block in story.body:
        if block.block_type == "paragraph":
            block.value["text"] = RichText(f"<p>{SAID}</p>")
        if block.block_type == "photo":
            block.value["caption"], block.value["credit"] = CAPTION, NAME
    story.title = f"Le jardin de {NAME}"
    story.body.append(("heading", "Ce que dit la maîtresse"))
    story.body.append(("paragraph", {"report": "", "text": RichText(f"<p>Merci à {NAME} et aux autres.</p>")}))
    teacher = story.classroom.owner
    story.save_revision(user=teacher, log_action=True).publish()
    story.introduction = f"Un brouillon où {NAME} revient."
    story.save_revision(user=teacher, log_action=True, changed=True)


def test_nothing_is_left_of_an_erased_pupil_but_numbers(pupil, client):
    teacher, classroom = pupil.classroom.owner, pupil.classroom
    story = StoryPage.objects.get()
    report = Report.objects.get()
    Report.objects.update(state=Report.State.SUBMITTED)
    ReportVersion.objects.update(wants_submit=True)
    return_report(report=report, remarks={"": f"{NAME}, relis-toi."}, by=teacher)
    request_removal(story=story, who="parent", words=f"Ma fille {NAME} y est.")
    introduced_before_they_joined(classroom, f"Nous, c’est {NAME} et les autres.")
    comment = Comment.objects.create(page=story, user=teacher, text=f"{NAME} ?", contentpath="title")
    CommentReply.objects.create(comment=comment, user=teacher, text=f"Oui, {NAME}.")
    StoryPage.objects.get().get_latest_revision_as_object().save_revision()
    Workflow.objects.get(name=WORKFLOW_NAME).start(StoryPage.objects.get(), teacher)
    TaskState.objects.update(comment=f"Sans {NAME}, peut-être")
    rendition = PublicImage.objects.get().get_rendition("width-320")
    assert {"classrooms_pupil", "cms_storypage"} <= tables_with(NAME)
    assert len(public_files()) == 1 + PublicRendition.objects.count() > 2
    assert private_files()
    erasure = erase_pupil(pupil=pupil, by=teacher)
    assert tables_with(NAME) == set()
    assert tables_with(WORD) == set()
    assert tables_with(CAPTION) == set()
    assert tables_with(str(pupil.pk)) == tables_with(pupil.pk.hex) == set()
    assert private_files() == public_files() == []
    assert client.get(rendition.url).status_code == 404
    after = StoryPage.objects.get()
    told = client.get(after.url).content.decode()
    assert after.live
    assert "Merci à Renard et aux autres" in told
    assert erasure.counts == {
        "missions": 1, "reports": 1, "versions": 1, "photos": 1, "remarks": 1, "consents": 2, "names": 2, "stories": 1,
    }  # fmt: skip
    entry = ModelLogEntry.objects.get(action="classrooms.erase_pupil")
    assert (entry.user, entry.data["photos"], entry.object_id) == (teacher, 1, str(classroom.pk))


def test_of_a_team_report_the_words_and_photos_of_the_others_stay(pupil):
    classroom, teacher = pupil.classroom, pupil.classroom.owner
    team = TeamFactory(classroom=classroom)
    mate = PupilFactory(classroom=classroom, public_name="Adam", team=team)
    Pupil.objects.filter(pk=pupil.pk).update(team=team)
    assignment = AssignmentFactory(investigation=StoryPage.objects.get().investigation, pupil=None, team=team)
    report = ReportFactory(assignment=assignment, submitted=True, version__answers={})
    first, second, third = [q["id"] for q in assignment.questions if q["kind"] in {"short_text", "long_text"}][:3]
    their_photo = PhotoFactory(report=report, pupil=pupil)
    own_photo = PhotoFactory(report=report, pupil=mate)
    report.refresh_from_db()
    entries = report.head.photos
    report.head = None
    report.save()
    report.versions.all().delete()

    def write(who, answers, parent, photos):
        version = ReportVersion.objects.create(
            id=uuid.uuid4(), report=report, pupil=who, parent_id=parent and parent.pk, answers=answers, photos=photos,
            device_time=timezone.now(), sha256="0" * 64, wants_submit=True,
        )  # fmt: skip
        report.head = version
        report.save()
        return version

    mine = "Adam compte les ruches."
    one = write(mate, {first: mine}, None, [])
    both = {first: f"{mine} {SAID}.", second: f"{WORD} et moi", third: WORD}
    two = write(pupil, both, one, [{**entry, "caption": CAPTION} for entry in entries])
    more = {**both, first: f"{both[first]} Et des abeilles.", third: "Du miel."}
    write(mate, more, two, [{**entry, "caption": CAPTION} for entry in entries])
    write(pupil, {**more, second: f"{WORD} encore"}, report.head, report.head.photos)
    erase_pupil(pupil=pupil, by=teacher)
    left = Report.objects.get(pk=report.pk)
    assert left.head.answers == {first: f"{mine} Et des abeilles.", third: "Du miel."}
    assert [entry["id"] for entry in left.head.photos] == [str(own_photo.pk)]
    assert left.head.photos[0]["caption"] == ""
    assert set(left.versions.values_list("pupil__public_name", flat=True)) == {"Adam"}
    assert not Photo.objects.filter(pk=their_photo.pk).exists()
    assert Photo.objects.get().pupil == mate
    assert tables_with(WORD) == tables_with(CAPTION) == set()
    assert len(private_files()) == 4


def test_their_face_in_a_classmates_photo_is_masked_again(pupil):
    investigation = StoryPage.objects.get().investigation
    photo = PhotoFactory(report__assignment__investigation=investigation, cleared=True)
    ConsentFactory(pupil=pupil, investigation=investigation, what=Consent.What.IMAGE)
    edges = {"left": 0.2, "top": 0.2, "right": 0.5, "bottom": 0.5}
    mask = photo.masks.create(pupil=pupil, lifted_at=timezone.now(), **edges)
    shown = Image.open(photo.masked).getpixel((photo.width // 3, photo.height // 3))
    assert erase_pupil(pupil=pupil, by=pupil.classroom.owner).counts["faces"] == 1
    mask.refresh_from_db()
    photo.refresh_from_db()
    assert (mask.lifted_at, mask.pupil, photo.clean.name, photo.state) == (None, None, "", Photo.State.RECEIVED)
    assert Image.open(photo.masked).getpixel((photo.width // 3, photo.height // 3)) != shown


def test_a_wish_that_a_photo_be_not_published_outlives_who_asked(pupil):
    team = TeamFactory(classroom=pupil.classroom)
    Pupil.objects.filter(pk=pupil.pk).update(team=team)
    pupil.refresh_from_db()
    mate = PupilFactory(classroom=pupil.classroom, team=team)
    mission = AssignmentFactory(investigation=StoryPage.objects.get().investigation, pupil=None, team=team)
    photo = PhotoFactory(report=ReportFactory(assignment=mission), pupil=mate)
    object_to_photo(pupil=pupil, photo_id=photo.pk)
    erase_pupil(pupil=pupil, by=pupil.classroom.owner)
    photo.refresh_from_db()
    assert photo.objected_at
    assert not photo.objectors.exists()


def test_the_name_goes_from_what_classmates_wrote_where_it_stands_as_a_name(pupil):
    mission = AssignmentFactory(investigation=StoryPage.objects.get().investigation)
    question = next(q["id"] for q in mission.questions if q["kind"] == "long_text")
    answers = {question: f"Avec {NAME}, on a vu le zéphyrine des champs."}
    report = ReportFactory(assignment=mission, version__answers=answers)
    erase_pupil(pupil=pupil, by=pupil.classroom.owner)
    assert report.versions.get().answers[question] == "Avec Renard, on a vu le zéphyrine des champs."


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a copy of an SQLite file")
def test_a_restored_backup_brings_nobody_back(pupil, tmp_path):
    other = PupilFactory(classroom=pupil.classroom, public_name="Adam")
    copy, files = tmp_path / "backup.sqlite3", tmp_path / "private"
    with sqlite3.connect(copy) as backup:
        connection.connection.backup(backup)
    shutil.copytree(settings.PRIVATE_DIR, files)
    day = erase_pupil(pupil=pupil, by=pupil.classroom.owner).erased_at
    with sqlite3.connect(copy) as backup:
        backup.backup(connection.connection)
    shutil.copytree(files, settings.PRIVATE_DIR, dirs_exist_ok=True)
    assert NAME in Pupil.objects.values_list("public_name", flat=True)
    assert private_files()
    assert not Erasure.objects.exists()
    call_command("migrate", verbosity=0)
    assert list(Pupil.objects.all()) == [other]
    assert tables_with(NAME) == tables_with(WORD) == set()
    assert private_files() == public_files() == []
    assert Erasure.objects.get().erased_at == day


def test_what_was_cut_short_is_finished_by_the_replay(pupil, monkeypatch, capsys):
    def fail(*args, **kwargs):
        raise OSError("no power")

    with monkeypatch.context() as broken:
        broken.setattr("investigations.actions.erase_work._delete_reports", fail)
        with pytest.raises(OSError, match="no power"):
            erase_pupil(pupil=pupil, by=pupil.classroom.owner)
        assert Pupil.objects.filter(pk=pupil.pk).exists()
        with pytest.raises(RuntimeError, match="1 pupils"):
            replay_erasures()
    call_command("replay_erasures")
    assert "1 pupils and classes erased again" in capsys.readouterr().out
    assert not Pupil.objects.exists()
    assert tables_with(NAME) == set()


def test_the_ledger_names_nobody_and_a_torn_line_hides_no_other(pupil):
    path = Path(settings.ERASURES_FILE)
    path.write_text('{"erased": "abc')
    erase_pupil(pupil=pupil, by=pupil.classroom.owner)
    text = path.read_text()
    assert NAME not in text
    assert pupil.pk.hex not in text.replace("-", "")
    assert list(ledger.entries()) == [ledger.digest_of(pupil.pk)]
    assert path.stat().st_mode & 0o777 in {0o600, 0o644}


def test_a_second_erasure_is_refused_in_words(pupil):
    erase_pupil(pupil=pupil, by=pupil.classroom.owner)
    with pytest.raises(Refusal, match="déjà effacé"):
        erase_pupil(pupil=pupil, by=pupil.classroom.owner)
