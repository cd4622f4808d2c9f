"""Whatever is no photo is refused with its code, cheaply, and nothing but PhotoRefused ever comes out."""

import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigations.photos import Intake, PhotoRefused, Refused
from investigations.photos.formats import open_photo
from investigations.photos.intake import intake
from investigations.photos.originals import upright_original
from investigations.photos.sources import read
from tests import pictures

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", pictures.attacks())
def test_an_attack_is_refused_with_its_code(name):
    data, code = pictures.attacks()[name]
    with pytest.raises(PhotoRefused) as refused:
        intake(data)
    assert refused.value.code == code
    with pytest.raises(PhotoRefused):
        upright_original(data)


@pytest.mark.parametrize("name", [name for name, (_, code) in pictures.attacks().items() if code != Refused.DAMAGED])
def test_its_header_alone_suffices_to_refuse(name):
    data, code = pictures.attacks()[name]
    with pytest.raises(PhotoRefused) as refused:
        open_photo(read(data))
    assert refused.value.code == code


def test_a_file_too_heavy_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "endless.jpg"
    with path.open("wb") as file:
        file.truncate(40 * 1024**3)
    with pytest.raises(PhotoRefused) as refused:
        intake(path)
    assert refused.value.code == Refused.TOO_HEAVY


MEMORY = """
import sys
from tests import pictures
from tests.peaks import peak_mb
from investigations.photos import PhotoRefused
from investigations.photos.intake import intake
attacks, photo = pictures.attacks(), pictures.from_tablet()
for _ in range(3): intake(photo)
before = peak_mb()
for _ in range(5):
    for data, _ in attacks.values():
        try: intake(data)
        except PhotoRefused: continue
        sys.exit("accepted")
    for _ in range(4): intake(photo)
print(peak_mb() - before)
"""


def test_attacks_and_photos_again_and_again_take_no_more_memory():
    run = subprocess.run([sys.executable, "-c", MEMORY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(run.stdout) < 48


FORMATS = ("JPEG", "PROGRESSIVE", "MPO", "PNG", "INTERLACED", "WEBP", "LOSSLESS", "HEIC")


@cache
def sample(format_: str) -> tuple[bytes, Intake]:
    image = pictures.photograph("rocket", (203, 155))
    options: dict[str, object] = {
        "PROGRESSIVE": {"progressive": True},
        "LOSSLESS": {"lossless": True},
    }.get(format_, {})
    container = {"PROGRESSIVE": "JPEG", "INTERLACED": "PNG", "LOSSLESS": "WEBP"}.get(format_, format_)
    data = pictures.encoded(image, container, orientation=6, **options)
    return data, intake(data)


def taken_or_refused(data: bytes) -> Intake | None:
    with suppress(PhotoRefused):
        upright_original(data)
    try:
        return intake(data)
    except PhotoRefused:
        return None


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=120, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_photo_cut_anywhere_is_refused_or_complete(format_, share):
    data, whole = sample(format_)
    assert taken_or_refused(data[: int(len(data) * share)]) in (None, whole)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIC"])
@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True), ending=st.sampled_from([b"\xff\xd9", bytes(5000), b"\r\n<html>"]))
def test_a_photo_cut_and_ended_otherwise_is_refused_or_complete(format_, share, ending):
    data, whole = sample(format_)
    assert taken_or_refused(data[: int(len(data) * share)] + ending) in (None, whole)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_photo_with_changed_bytes_raises_nothing_else(format_, data):
    changed = bytearray(sample(format_)[0])
    for at in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=8)):
        changed[at] = data.draw(st.integers(0, 255))
    taken = taken_or_refused(bytes(changed))
    assert taken is None or pictures.CANARY not in taken.clean + taken.thumbnail


@settings(max_examples=200, deadline=None)
@given(
    start=st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBPVP8X", b"\0\0\0\x18ftypheic"]),
    rest=st.binary(),
)
def test_noise_behind_the_first_bytes_of_a_photo_is_refused(start, rest):
    assert taken_or_refused(start + rest) is None
