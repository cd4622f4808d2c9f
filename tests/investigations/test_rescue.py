"""A rescue file gives back what was sealed into it, or says in one word what is wrong with it."""

import uuid
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from investigations.rescue import BadRescueFile, Frame, frames, read_header, seal
from tests.investigations.rescue_files import END, MAGIC, parts_of, plain
from tests.memory import most_held
from tests.pictures import from_tablet

pytestmark = pytest.mark.engine
KEY = ec.generate_private_key(ec.SECP256R1())
TABLET = uuid.uuid4()
FRAMES = [
    Frame({"kind": "photo", "photo": "é"}, b"pixels"),
    Frame({"kind": "version"}, b"{}"),
    Frame({"kind": "wish", "wish": True}, b""),
]
FILE = seal(TABLET, FRAMES, KEY.public_key())
SAID = st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none())


def code_of(data: bytes, key: ec.EllipticCurvePrivateKey = KEY) -> str:
    """Whatever comes out before the fault is as it was sealed; nothing but BadRescueFile ever does."""
    seen = []
    with pytest.raises(BadRescueFile) as bad:
        for frame in frames(BytesIO(data), key):
            seen.append(frame)
    assert seen == FRAMES[: len(seen)]
    return bad.value.code


def parts() -> list[bytes]:
    return parts_of(KEY.public_key(), *(plain(frame.said, frame.content) for frame in FRAMES), plain(END))


@given(st.lists(st.builds(lambda said, content: Frame(said | {"kind": "photo"}, content), SAID, st.binary())))
def test_what_was_sealed_comes_back_in_its_order(contents):
    file = BytesIO(seal(TABLET, contents, KEY.public_key()))
    assert list(frames(file, KEY)) == contents
    file.seek(0)
    assert read_header(file)[0] == TABLET


def test_another_client_can_write_one_from_the_description():
    photo = from_tablet()
    file = BytesIO(b"".join(parts_of(KEY.public_key(), plain({"kind": "photo"}, photo), plain(END))))
    assert list(frames(file, KEY)) == [Frame({"kind": "photo"}, photo)]


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unnoticed(place, change):
    altered = bytearray(FILE)
    altered[place] ^= change
    code = code_of(bytes(altered))
    if place < len(MAGIC):
        assert code == "not_ours"
    elif place >= len(FILE) - 16:
        assert code == "altered"
    else:
        # A changed length looks like a missing end, a changed start like another site's.
        assert code in {"altered", "cut", "not_ours"}


@given(st.integers(0, len(FILE) - 1))
def test_wherever_its_end_is_cut_off_that_is_what_it_says(length):
    assert code_of(FILE[:length]) == ("cut" if length >= len(MAGIC) else "not_ours")


def test_whole_frames_without_the_last_are_a_cut_file():
    assert code_of(seal(TABLET, FRAMES, KEY.public_key(), end=False)) == "cut"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ([0, 2, 3], "altered"),
        ([0, 1, 3], "altered"),
        ([0, 2, 1, 3], "altered"),
        ([0, 0, 1, 2, 3], "altered"),
        ([1, 0, 2, 3], "not_ours"),
        ([1, 2, 3], "not_ours"),
        ([3], "not_ours"),
    ],
)
def test_no_frame_can_be_left_out_moved_or_doubled(order, code):
    head, *sealed = parts()
    assert code_of(head + b"".join(sealed[number] for number in order)) == code


def test_frames_of_two_files_do_not_mix():
    mine, others = parts(), parts()
    assert code_of(b"".join([*mine[:2], others[2], *mine[3:]])) == "altered"


def test_a_file_for_another_site_is_not_ours():
    assert code_of(FILE, ec.generate_private_key(ec.SECP256R1())) == "not_ours"


def test_a_file_is_read_frame_by_frame(tmp_path):
    picture = bytes(500_000)
    path = tmp_path / "secours.carnet"
    path.write_bytes(seal(TABLET, [Frame({"kind": "photo"}, picture)] * 50, KEY.public_key()))
    with most_held() as held, path.open("rb") as file:
        assert sum(len(frame.content) for frame in frames(file, KEY)) == 50 * len(picture)
    assert held.peak < 6 * len(picture)
