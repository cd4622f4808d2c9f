"""Squares of a map from the one source that settings name, kept on the disk for a while, within a size."""

import hashlib
import os
import random
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from workshop.fetching import OutOfReachError, agent, fetch, has_turn

ZOOMS = range(20)
SECONDS = 3.0
# New squares, whoever asks for them: a window of the map has about twenty.
A_SECOND = 40
# After a failure nobody waits for the next one.
REST = 60
_LARGEST = 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
# So often, of all that is written, it is looked whether it is too much.
_SWEEPS = 1 / 40
# Swept down to this share, so that it isn't swept again at once.
_LEFT = 0.9


def is_square(z: int, x: int, y: int) -> bool:
    return z in ZOOMS and 0 <= x < 2**z and 0 <= y < 2**z


def tile(z: int, x: int, y: int) -> bytes | None:
    """The picture, or None: the map is whole without it."""
    if not settings.TILES_URL or not is_square(z, x, y):
        return None
    place = _folder() / str(z) / str(x) / f"{y}.png"
    kept = _kept(place)
    if kept is not None and time.time() - place.stat().st_mtime < settings.TILES_DAYS * 24 * 60 * 60:
        return kept
    return _fetched(z, x, y, place) or kept


def sweep() -> None:
    """The oldest go until it is no more than ``TILES_MB``; squares of another source are the oldest of all."""
    files = sorted(
        ((path.stat().st_mtime, path.stat().st_size, path) for path in settings.TILES_DIR.rglob("*.png")),
        key=lambda file: (file[2].is_relative_to(_folder()), file[0]),
    )
    there, most = sum(size for _when, size, _path in files), settings.TILES_MB * 1024 * 1024
    if there <= most:
        return
    for _when, size, path in files:
        path.unlink(missing_ok=True)
        there -= size
        if there <= most * _LEFT:
            return


def _folder() -> Path:
    source = hashlib.sha256(settings.TILES_URL.encode()).hexdigest()[:12]
    return Path(settings.TILES_DIR) / source


def _kept(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _fetched(z: int, x: int, y: int, place: Path) -> bytes | None:
    if cache.get("tiles-rest") or not has_turn("tiles", A_SECOND):
        return None
    address = settings.TILES_URL.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
    try:
        answer = fetch(address, seconds=SECONDS, most_bytes=_LARGEST, headers={"User-Agent": agent()})
    except OutOfReachError:
        cache.set("tiles-rest", True, REST)
        return None
    if answer.status in {429, 500, 502, 503, 504}:
        cache.set("tiles-rest", True, REST)
    if answer.status != 200 or not answer.body.startswith(_PNG):
        return None
    _keep(place, answer.body)
    return answer.body


def _keep(place: Path, body: bytes) -> None:
    """A full disk costs the cache, not the picture."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        beside.write_bytes(body)
        os.replace(beside, place)
        if random.random() < _SWEEPS:  # noqa: S311 - no secret
            sweep()
    except OSError:
        return
