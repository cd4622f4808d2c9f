"""The map's ground comes from our own address: kept for a while, within a size, and never missed."""

import io
import os
import time

import pytest
from PIL import Image

from tests.services import serving
from workshop import tiles

pytestmark = pytest.mark.django_db


def picture(colour="green"):
    file = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def source(settings, tmp_path):
    with serving(lambda path: (200, {"Content-Type": "image/png"}, picture())) as service:
        settings.TILES_URL = service.address + "/plan?z={z}&x={x}&y={y}"
        settings.TILES_DIR = tmp_path / "tiles"
        yield service


def get(client, address="/tuiles/12/2074/1409.png"):
    return client.get(address)


def test_a_square_is_fetched_once_and_given_on(client, source):
    first, second = get(client), get(client)
    assert first.content == second.content == picture()
    assert first.headers["Content-Type"] == "image/png"
    assert first.headers["Cache-Control"] == "public, max-age=604800"
    assert source.asked == ["/plan?z=12&x=2074&y=1409"]
    assert source.agents == ["cap-ou-pas-cap (+http://testserver)"]


def test_nobody_makes_us_ask_for_the_whole_world_at_once(client, source, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    answers = [get(client, f"/tuiles/12/2074/{row}.png").status_code for row in range(tiles.A_SECOND + 5)]
    assert answers == [200] * tiles.A_SECOND + [204] * 5
    assert len(source.asked) == tiles.A_SECOND
    assert get(client, "/tuiles/12/2074/0.png").status_code == 200
    monkeypatch.setattr(time, "time", lambda: 1_800_000_001.0)
    assert get(client, f"/tuiles/12/2074/{tiles.A_SECOND}.png").status_code == 200


@pytest.mark.parametrize("square", ["20/0/0", "0/1/0", "3/8/0", "3/0/8", "12/4096/0", "99999999999/0/0", "5/-1/0"])
def test_what_is_no_square_of_the_map_is_not_there_and_nobody_is_asked(client, source, square):
    assert get(client, f"/tuiles/{square}.png").status_code == 404
    assert source.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"<html>"), (200, {}, b""), (404, {}, b""), (200, {}, b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_000),
        (302, {"Location": "http://127.0.0.1:1/"}, b""), (500, {}, picture()),
    ],
)  # fmt: skip
def test_anything_else_than_a_picture_is_left_out(client, source, answer):
    source.reply = lambda path: answer
    response = get(client)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Cache-Control"] == "no-store"
    assert not list(tiles.settings.TILES_DIR.rglob("*.png"))


def test_a_redirection_is_not_followed(client, source):
    with serving(lambda path: (200, {}, picture())) as other:
        source.reply = lambda path: (302, {"Location": other.address}, b"")
        assert get(client).status_code == 204
        assert other.asked == []


def test_while_the_source_is_down_nobody_waits_and_old_squares_serve(client, source, settings):
    get(client)
    (file,) = settings.TILES_DIR.rglob("*.png")
    long_ago = time.time() - 31 * 24 * 60 * 60
    os.utime(file, (long_ago, long_ago))
    source.reply = lambda path: (503, {}, b"")
    assert get(client).content == picture()
    assert len(source.asked) == 2
    assert get(client, "/tuiles/12/2075/1409.png").status_code == 204
    assert len(source.asked) == 2


def test_a_square_that_is_old_is_fetched_anew(client, source, settings):
    get(client)
    (file,) = settings.TILES_DIR.rglob("*.png")
    os.utime(file, (0, 0))
    source.reply = lambda path: (200, {}, picture("blue"))
    assert get(client).content == picture("blue")


def test_what_is_kept_stays_within_its_size_and_the_oldest_goes_first(client, source, settings, monkeypatch):
    noise = os.urandom(300_000)
    source.reply = lambda path: (200, {}, picture() + noise)
    settings.TILES_MB = 1
    monkeypatch.setattr(tiles, "_SWEEPS", 1)
    for number, x in enumerate(range(2070, 2076)):
        get(client, f"/tuiles/12/{x}/1409.png")
        (file,) = settings.TILES_DIR.rglob(f"12/{x}/1409.png")
        os.utime(file, (time.time() - 1000 + number,) * 2)
    tiles.sweep()
    left = sorted(path.parent.name for path in settings.TILES_DIR.rglob("*.png"))
    assert left == ["2073", "2074", "2075"]


def test_without_a_source_nothing_is_asked_and_nothing_breaks(client, source, settings):
    settings.TILES_URL = ""
    assert get(client).status_code == 204
    assert source.asked == []


def test_a_folder_that_takes_nothing_costs_the_cache_and_not_the_picture(client, source, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.TILES_DIR = tmp_path / "file"
    assert get(client).content == picture()
    assert get(client).content == picture()
    assert len(source.asked) == 2
