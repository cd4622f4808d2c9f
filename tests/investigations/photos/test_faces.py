"""Faces are found whichever way up they are, and nothing of them is left below a mask."""

import re

import numpy as np
import pytest
from PIL import Image

from investigations.photos import Box
from investigations.photos.__main__ import main
from investigations.photos.faces import faces_in
from investigations.photos.masking import masked, opened
from investigations.photos.onnx_shapes import with_free_shapes
from tests.faces import TURNS, group_photo
from tests.pictures import CANARY, encoded, exif, photograph

pytestmark = [pytest.mark.engine, pytest.mark.faces]


def covers(mask: Box, face: Box) -> bool:
    """Eyes, nose and mouth lie in the middle of a face."""
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    return mask.left < across < mask.right and mask.top < down < mask.bottom and mask.area > 0.8 * face.area


def test_a_face_is_found_upright_lying_and_upside_down():
    picture, faces = group_photo()
    found = faces_in(picture)
    assert len(faces) == len(TURNS)
    for face in faces:
        assert any(covers(one.box, face) for one in found), face
    assert all(0 <= edge <= 1 for one in found for edge in (one.box.left, one.box.top, one.box.right, one.box.bottom))


def test_a_small_face_is_found_as_well():
    picture, faces = group_photo(heights=(40, 48, 60, 80), turns=(0, 0, 0, 0))
    found = faces_in(picture)
    assert all(any(covers(one.box, face) for one in found) for face in faces)


@pytest.mark.parametrize("name", ["coffee", "chelsea"])
def test_where_nobody_is_nobody_is_found(name):
    assert faces_in(photograph(name, (1200, 900))) == []


@pytest.mark.parametrize("quarters", range(4))
def test_a_box_is_turned_back_to_where_it_was(quarters):
    box = Box(0.1, 0.2, 0.4, 0.3)
    picture = Image.new("L", (200, 200))
    picture.paste(255, box.pixels(picture.size))
    turned = np.asarray(picture.rotate(90 * quarters))
    rows, columns = np.nonzero(turned)
    seen = Box(columns.min() / 200, rows.min() / 200, (columns.max() + 1) / 200, (rows.max() + 1) / 200)
    back = seen.turned_back(quarters)
    for edge in ("left", "top", "right", "bottom"):
        assert getattr(back, edge) == pytest.approx(getattr(box, edge))


def test_below_a_mask_is_one_colour_and_around_it_the_photo():
    source = encoded(photograph("astronaut", (1600, 1200)), exif=exif())
    box = Box(0.25, 0.25, 0.5, 0.75)
    made = masked(source, [box])
    before, after = (np.asarray(opened(data), dtype=int) for data in (source, made.picture))
    left, top, right, bottom = box.pixels((1600, 1200))
    # JPEG works in squares of 16 pixels: only those wholly inside are free of what is beside them.
    inside = after[top + 16 : bottom - 16, left + 16 : right - 16]
    assert np.ptp(inside.reshape(-1, 3), axis=0).max() <= 2
    assert before[top:bottom, left:right].std() > 20
    assert np.abs(before - after)[:, right + 32 :].mean() < 6
    assert opened(made.thumbnail).size == (400, 300)
    for data in (made.picture, made.thumbnail):
        assert CANARY not in data
        assert b"Exif" not in data


def test_a_mask_beyond_the_edge_or_without_extent_does_no_harm():
    source = encoded(photograph("coffee", (320, 240)))
    made = masked(source, [Box(-1, -1, 2, 0.1), Box(0.5, 0.5, 0.5, 0.5)])
    assert opened(made.picture).size == (320, 240)


def test_what_is_no_model_is_said_to_be_none():
    with pytest.raises((ValueError, IndexError)):
        with_free_shapes(b"\x3a\xff\xff\xff\xff", "input.1")


def test_a_folder_of_photos_is_masked_to_be_judged_by_eye(tmp_path, monkeypatch, capsys):
    (tmp_path / "classe.jpg").write_bytes(encoded(group_photo((120,), (0,), (800, 600))[0]))
    (tmp_path / "tasse.png").write_bytes(encoded(photograph("coffee"), "PNG"))
    (tmp_path / "notes.txt").write_bytes(b"rien")
    monkeypatch.setattr("sys.argv", ["make faces", str(tmp_path)])
    assert main() == 0
    said = capsys.readouterr().out
    assert re.search(r"classe\.jpg +1 ", said)
    assert re.search(r"tasse\.png +0 ", said)
    assert re.search(r"notes\.txt +not_a_photo", said)
    copies = {path.name for path in (tmp_path / "masked").iterdir()}
    assert copies == {"classe.jpg", "tasse.jpg"}


def test_a_folder_that_is_not_there_is_said(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["make faces", "/nowhere"])
    with pytest.raises(SystemExit):
        main()
    assert "is no folder" in capsys.readouterr().err
