"""Whole public pages in files: written in one piece, emptied in one move, rendered by one and read by all.

Knows neither the web framework nor the database. A page is written into the folder that was there when its rendering
began: what is rendered while the folder is emptied goes with it.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import brotli

# A page, or a picture that stands on one.
_NAME = re.compile(r"/(?:[A-Za-z0-9_-]{1,255}/)*(?:[A-Za-z0-9_-]{1,200}\.jpg)?")
LONGEST = 500
# Beyond, the folder begins anew: who asks for all of a large directory doesn't fill the disk. Counted in pieces.
ROOM = 200 * 1024 * 1024
PIECE = 16 * 1024
# A change that never ends, because its process was killed, stops the keeping of pages for so long.
HELD_AT_MOST = 300
STRIPES = 1_024
# Tries to delete what was taken away. Nobody is given it any more.
DELETED_AT_MOST = 100
# Public as it is, whatever the service's mask: a web server of another user may give it.
READABLE = 0o755
PATIENCE = 20
ENCODINGS = {"br": ".br", "gzip": ".gz", "identity": ""}


@dataclass(frozen=True, slots=True)
class Page:
    """``headers`` as they were rendered; ``until`` (epoch) a page is shown without being asked for again."""

    tag: str
    until: float
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, body: bytes, headers: list[tuple[str, str]], until: float) -> "Page":
        bodies = {"identity": body}
        if any(value.startswith("text/") for name, value in headers if name.lower() == "content-type"):
            bodies |= {"gzip": gzip.compress(body, 9, mtime=0), "br": brotli.compress(body, quality=9)}
        return cls(hashlib.sha256(body).hexdigest()[:32], until, headers, bodies)

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values()))

    @property
    def time(self) -> int:
        """Of its files: follows from the words, because nginx makes its tag of a file's second and length, and a page
        that was corrected within its second must not pass for the one that a browser has."""
        return int(self.tag[:8], 16) >> 1


def is_name(path: str) -> bool:
    return len(path) <= LONGEST and _NAME.fullmatch(path) is not None


class PageFiles:
    def __init__(self, folder: Path, *, remembers: bool = False) -> None:
        """``remembers`` the names of what was given out, for a cache elsewhere that has to be told."""
        self.folder = folder
        self.remembers = remembers
        self.live = folder / "live"
        self._holds = folder / "holds"
        self._locks = folder / "locks"

    def read(self, name: str) -> Page | None:
        """None as well while it is being replaced."""
        place = f"{self.live}{_place(name)}"
        try:
            before = self.signature(name)
            told = json.loads(Path(f"{place}.json").read_bytes())
            bodies = {each: Path(f"{place}{ENCODINGS[each]}").read_bytes() for each in told["encodings"]}
            if before is None or before != self.signature(name):
                return None
        except (OSError, ValueError):
            return None
        return Page(told["tag"], told["until"], [(key, value) for key, value in told["headers"]], bodies)

    def signature(self, name: str) -> tuple[int, int] | None:
        """The same as long as it is the same page; None as soon as it was taken away."""
        try:
            stat = os.stat(f"{self.live}{_place(name)}.json")
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def prepare(self) -> None:
        """At the start, where it is said aloud that this is no folder to write into."""
        for folder in (self.live, self._holds, self._locks):
            folder.mkdir(parents=True, exist_ok=True)
        self.hold().unlink()
        self.empty()

    @contextmanager
    def rendering(self) -> Iterator["Rendering"]:
        held = self.is_held()
        here = self._opened()
        try:
            yield Rendering(self, here, held)
        finally:
            if here is not None:
                os.close(here)

    def _opened(self) -> int | None:
        """None where the disk is full: the reader gets the page all the same."""
        while True:
            try:
                self.live.mkdir(parents=True, exist_ok=True)
                here = os.open(self.live, os.O_RDONLY | os.O_DIRECTORY)
            except FileNotFoundError:  # emptied between the two: once more
                continue
            except OSError:
                return None
            os.fchmod(here, READABLE)
            return here

    def hold(self) -> Path:
        """Nothing is kept until this is released: a change is under way that others don't see yet."""
        self._holds.mkdir(parents=True, exist_ok=True)
        mark = self._holds / uuid.uuid4().hex
        mark.touch()
        return mark

    def is_held(self) -> bool:
        """Also where that can't be known."""
        try:
            return any(self._holds_still(mark) for mark in self._holds.iterdir())
        except FileNotFoundError:
            return False
        except OSError:
            return True

    @staticmethod
    def _holds_still(mark: Path) -> bool:
        with suppress(FileNotFoundError):
            if time.time() - mark.stat().st_mtime < HELD_AT_MOST:
                return True
            mark.unlink()
        return False

    def empty(self) -> list[str]:
        """Take all pages away at once, and delete them; their names, those that were rendered last first."""
        gone = self.folder / f"gone-{uuid.uuid4().hex}"
        with suppress(FileNotFoundError):
            self.live.rename(gone)
        names = _names_in(gone)
        for left in self.folder.glob("gone-*"):
            _delete(left)
        return names

    def noted(self, what: str) -> list[str]:
        """Names that were noted as ``given`` or ``wanted`` since this was last asked, and forget them."""
        taken = self.folder / f"{what}-{uuid.uuid4().hex}"
        try:
            (self.folder / what).rename(taken)
        except FileNotFoundError:
            return []
        names = taken.read_text().splitlines()
        taken.unlink()
        return list(dict.fromkeys(names))

    def has_noted(self, what: str) -> bool:
        return (self.folder / what).exists()

    def note(self, what: str, names: list[str]) -> None:
        with (self.folder / what).open("a") as file:
            file.write("".join(f"{name}\n" for name in names))

    def say_once(self, word: str) -> bool:
        """Whether nobody has said it since it was unsaid, or that was long ago."""
        mark = self.folder / word
        with suppress(FileNotFoundError):
            if time.time() - mark.stat().st_mtime > HELD_AT_MOST:
                mark.unlink(missing_ok=True)
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def unsay(self, word: str) -> None:
        (self.folder / word).unlink(missing_ok=True)

    def _lock_of(self, name: str) -> IO[str] | None:
        stripe = int(hashlib.sha256(name.encode()).hexdigest(), 16) % STRIPES
        try:
            self._locks.mkdir(parents=True, exist_ok=True)
            return (self._locks / str(stripe)).open("a")
        except OSError:  # the disk is full: each renders its own
            return None

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """True for who renders; for who came later False, once that has ended."""
        lock = self._lock_of(name)
        if lock is None:
            yield True
            return
        with lock:
            if _locked(lock.fileno(), fcntl.LOCK_EX):
                yield True
                return
            ends = time.monotonic() + PATIENCE
            while not _locked(lock.fileno(), fcntl.LOCK_SH) and time.monotonic() < ends:
                time.sleep(0.005)
        yield False


class Rendering:
    def __init__(self, files: PageFiles, here: int | None, held: bool) -> None:
        self._files = files
        self._here = here
        self._held = held

    def keep(self, name: str, page: Page) -> bool:
        """Under the turn for that name. No file is seen half written, and none beside another page's."""
        if self._here is None or self._held or self._files.is_held():
            return False
        place = _place(name).removeprefix("/")
        try:
            if self._files.remembers:
                self._files.note("given", [name])
            if self._is_full(page.size):
                self._files.empty()
                return False
            self._make(place)
            with suppress(FileNotFoundError):
                os.unlink(f"{place}.json", dir_fd=self._here)
            for encoding, body in page.bodies.items():
                self._write(f"{place}{ENCODINGS[encoding]}", body, time=page.time)
            told = {"tag": page.tag, "until": page.until, "headers": page.headers, "encodings": list(page.bodies)}
            self._write(f"{place}.json", json.dumps(told).encode())
        except OSError:  # emptied meanwhile, or the disk is full: the reader has the page all the same
            return False
        return True

    def _is_full(self, more: int) -> bool:
        tally = os.open("tally", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644, dir_fd=self._here)
        try:
            os.write(tally, b"." * (1 + more // PIECE))
            return os.fstat(tally).st_size > ROOM // PIECE
        finally:
            os.close(tally)

    def _make(self, place: str) -> None:
        parts = place.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            with suppress(FileExistsError):
                os.mkdir("/".join(parts[:depth]), dir_fd=self._here)
                os.chmod("/".join(parts[:depth]), READABLE, dir_fd=self._here)

    def _write(self, place: str, data: bytes, time: int | None = None) -> None:
        made = f"{place}.{uuid.uuid4().hex}"
        file = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644, dir_fd=self._here)
        with os.fdopen(file, "wb") as target:
            os.fchmod(target.fileno(), 0o644)
            target.write(data)
            target.flush()
            if time is not None:
                os.utime(target.fileno(), (time, time))
        os.rename(made, place, src_dir_fd=self._here, dst_dir_fd=self._here)


def _place(name: str) -> str:
    return f"{name}index.html" if name.endswith("/") else name


def _delete(folder: Path) -> None:
    """With what a rendering still writes into it meanwhile. Once the folder itself is gone nothing can be written."""
    for _attempt in range(DELETED_AT_MOST):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return


def _names_in(folder: Path) -> list[str]:
    found = []
    for place, _folders, files in os.walk(folder):
        for file in files:
            if file.endswith(".json"):
                with suppress(OSError):
                    path = Path(place, file)
                    name = f"/{path.relative_to(folder)}".removesuffix(".json").removesuffix("index.html")
                    found.append((path.stat().st_mtime, name))
    return [name for _time, name in sorted(found, reverse=True)]


def _locked(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
