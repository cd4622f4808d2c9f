"""One thing in a rescue file that can't be taken is named, and the rest of the file arrives."""

import os
import uuid
from dataclasses import replace

import pytest

from investigations.loading import load_rescue
from investigations.models import Investigation, Photo, Report
from investigations.rescue import Frame
from tests.classrooms.factories import PupilFactory
from tests.investigations.admin.rescued import Rescued, load
from tests.investigations.factories import AssignmentFactory
from tests.memory import most_held

pytestmark = pytest.mark.django_db


@pytest.fixture
def rescued():
    return Rescued(AssignmentFactory())


def test_what_an_erased_pupil_left_is_refused_and_the_others_work_arrives(rescued):
    mate = PupilFactory(classroom=rescued.classroom)
    erased = Rescued(
        AssignmentFactory(pupil=mate, investigation=rescued.assignment.investigation), tablet=rescued.tablet
    )
    frames = [*erased.frames(), *rescued.frames()]
    erased.assignment.delete()
    mate.delete()
    page = load(rescued.classroom, rescued.sealed(*frames))
    assert page.count("Cet élève n’est plus dans la classe.") == 3
    assert "3 choses sont arrivées" in page
    assert Report.objects.get().head.pupil == rescued.pupil


def test_a_photo_whose_bytes_are_others_is_refused_and_the_rest_arrives(rescued):
    photo, *rest = rescued.frames()
    altered = Frame({**photo.said, "photo": str(uuid.uuid4())}, photo.content + b"!")
    page = load(rescued.classroom, rescued.sealed(altered, photo, *rest))
    assert f'Photo · {rescued.pupil.public_name}</span> <span class="box__hint">La photo a changé en route.' in page
    assert "3 choses sont arrivées" in page
    assert Photo.objects.get().pk == rescued.photo


def test_what_comes_after_the_investigation_is_over_is_refused_by_name(rescued):
    Investigation.objects.update(state=Investigation.State.CLOSED)
    page = load(rescued.classroom, rescued.file())
    assert "Cette enquête est terminée : elle ne prend plus de photo." in page
    assert "Ton reportage est entre les mains" in page
    assert not Report.objects.exists()


RUBBISH = {
    "nothing": ("photo", {"photo": None}),
    "a number for an id": ("photo", {"photo": 7}),
    "a list for an id": ("wish", {"photo": []}),
    "no mission": ("photo", {"assignment": "?"}),
    "no digest": ("photo", {"sha256": None}),
    "a clock that counts in words": ("photo", {"clock_skew": "late"}),
    "no report": ("version", {"report": None}),
    "a version without a number": ("version", {"version": True}),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_a_thing_of_rubbish_is_refused_and_the_rest_arrives(rescued, name):
    kind, said = RUBBISH[name]
    bad = next(frame for frame in rescued.frames() if frame.said["kind"] == kind)
    page = load(rescued.classroom, rescued.sealed(replace(bad, said=bad.said | said), *rescued.frames()))
    assert page.count("Ce qui est dans le fichier est abîmé.") == 1
    assert "3 choses sont arrivées" in page


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b"\xff", b'{"answers": NaN}', b"[" * 99_999])
def test_a_version_of_rubbish_is_refused_and_the_rest_arrives(rescued, text):
    bad = replace(rescued.frames()[1], content=text)
    page = load(rescued.classroom, rescued.sealed(bad, *rescued.frames()))
    assert page.count("Ce qui est dans le fichier est abîmé.") == 1
    assert "3 choses sont arrivées" in page


@pytest.mark.parametrize("kind", ["film", None, ["photo"]])
def test_a_thing_of_an_unknown_kind_is_refused_and_the_rest_arrives(rescued, kind):
    bad = Frame(rescued.wish_frame().said | {"kind": kind}, b"")
    page = load(rescued.classroom, rescued.sealed(bad, *rescued.frames()))
    assert page.count("Ce qui est dans le fichier est abîmé.") == 1
    assert "3 choses sont arrivées" in page


@pytest.mark.parametrize("end", ["", ".\ud800", ".é", "é"])
def test_a_token_that_we_never_made_brings_nothing_in(rescued, end):
    token = rescued.token.rpartition(".")[0] + end
    bad = Frame(rescued.wish_frame().said | {"token": token}, b"")
    page = load(rescued.classroom, rescued.sealed(bad, *rescued.frames()))
    assert page.count("Cet élève n’est plus dans la classe.") == 1
    assert "3 choses sont arrivées" in page


# First: late in the suite something that other tests leave behind is counted as well.
@pytest.mark.long
def test_fifty_photos_take_no_more_memory_than_two(rescued, tmp_path):
    weight = 300_000

    def peak_with(count: int) -> int:
        photos = [rescued.photo_frame(uuid.uuid4(), rescued.picture + os.urandom(weight)) for _ in range(count)]
        path = tmp_path / "secours.carnet"
        path.write_bytes(rescued.sealed(*photos))
        del photos
        with most_held() as held, path.open("rb") as file:
            outcomes = load_rescue(classroom=rescued.classroom, user=rescued.classroom.owner, file=file)
        assert sum(outcome.created for outcome in outcomes) == count
        return held.peak

    # What is loaded once, at the first photo, is no part of what one takes.
    peak_with(2)
    assert peak_with(50) - peak_with(2) < 4 * weight
    assert Photo.objects.count() == 54
