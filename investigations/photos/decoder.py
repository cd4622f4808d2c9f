"""The one way to the pixels of a photo that somebody sent: a child process decodes it, under limits, and may die of it.

Each process has one child, started when first needed, for one photo at a time; threads wait for each other, so that
parallel uploads don't multiply the peak of memory.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any, BinaryIO, TypeVar, cast

from investigations.photos.boxes import Box
from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.limits import CHILD_MEMORY, CHILD_SECONDS, CLEAN_EDGE, FACES_EDGE
from investigations.photos.pipe import Broken, Message, receive, send
from investigations.photos.results import Face, Intake, Masked
from investigations.photos.sources import Source, read

ROOT = Path(__file__).parents[2]
# Of the environment, where things lie: the site's keys and passwords are none of the child's business.
NEEDED = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH")
# Decoders start threads, and glibc would keep a heap for each of them: 740 MB were left after a few large photos.
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
# Somebody else may have killed the child: a photo that is sound is not to be refused for that.
TRIES = 2
JPEG = b"\xff\xd8\xff"

logger = logging.getLogger(__name__)
Made = TypeVar("Made")


class _Overran(Exception):
    """The child was killed for taking too long."""


class _Child:
    """A running child, which answers once it is made. After any exception it is dead. Raises Broken | _Overran."""

    def __init__(self, memory: int) -> None:
        self._process = process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "investigations.photos.child", str(memory)],
            cwd=ROOT, env=ONE_HEAP | {name: os.environ[name] for name in NEEDED if name in os.environ},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self._questions, self._answers = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        self._within(CHILD_SECONDS, lambda: receive(self._answers))

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, header: dict[str, Any], data: bytes, seconds: float) -> Message:
        def exchange() -> Message:
            send(self._questions, header, [data])
            return receive(self._answers)

        return self._within(seconds, exchange)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._questions.close()
        self._answers.close()

    def _within(self, seconds: float, work: Callable[[], Message]) -> Message:
        overran, whole = Event(), False

        def overrun() -> None:
            overran.set()
            self._process.kill()

        limit = Timer(seconds, overrun)
        limit.daemon = True
        limit.start()
        try:
            message = work()
            whole = True
            return message
        except Broken as broken:
            if overran.is_set():
                raise _Overran from broken
            raise
        finally:
            limit.cancel()
            if not whole:  # a question without its answer would be answered to the next one
                self.end()


class Decoder:
    """``memory``: bytes that the child may write to; ``seconds``: wall clock for one photo, waiting not counted.

    All methods raise PhotoRefused, damaged as well where decoding takes too much of either, and ChildProcessError where
    no child can be started: then the photo is not to blame.
    """

    def __init__(self, *, memory: int = CHILD_MEMORY, seconds: float = CHILD_SECONDS) -> None:
        self.memory, self.seconds = memory, seconds
        self._lock = Lock()
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def intake(self, source: Source) -> Intake:
        """As `investigations.photos.intake.intake`."""
        return self._ask(_intake_of, read(source), job="intake")

    def upright_original(self, source: Source) -> bytes:
        """As `investigations.photos.originals.upright_original`."""
        return self._ask(lambda said, parts: _pictures(parts, 1)[0], read(source), job="upright_original")

    def faces_of(self, source: Source, *, edge: int | None = None) -> list[Face]:
        """Every face that is found in an upright picture of ours, once, surest first, with what is around it.

        ``edge``: longest side in pixels at which they are looked for.
        """
        return self._ask(_faces_of, read(source), job="faces", edge=edge or FACES_EDGE)

    def masked(self, source: Source, boxes: Iterable[Box]) -> Masked:
        """As `investigations.photos.masking.masked`."""
        edges = [box.edges for box in boxes]
        return self._ask(lambda said, parts: Masked(*_pictures(parts, 2)), read(source), job="masked", boxes=edges)

    def forget(self) -> None:
        """In a process that was forked: the child answers its parent only."""
        self._lock, self._child = Lock(), None

    def end(self) -> None:
        with self._lock:
            if self._child:
                self._child.end()
                self._child = None

    def _ask(self, understood: Callable[[dict[str, Any], list[bytes]], Made], data: bytes, **question: Any) -> Made:
        with self._lock:
            for _ in range(TRIES):
                child = self._running()
                try:
                    said, parts = child.ask(question, data, self.seconds)
                    if "refused" in said:
                        raise PhotoRefused(Refused(said["refused"]))
                    return understood(said, parts)
                except _Overran:
                    logger.warning("%s took more than %s s: its child was killed", question["job"], self.seconds)
                    break
                except (Broken, ValueError, TypeError, KeyError, OverflowError):
                    child.end()
                    logger.warning("%s: the child died, or spoke nonsense", question["job"])
        raise PhotoRefused(Refused.DAMAGED)

    def _running(self) -> _Child:
        if self._child is None or not self._child.is_alive():
            try:
                self._child = _Child(self.memory)
            except (Broken, _Overran) as error:
                logger.error("The process that decodes photos does not start")
                raise ChildProcessError("The process that decodes photos does not start") from error
        return self._child


def _pictures(parts: list[bytes], count: int) -> list[bytes]:
    if len(parts) != count or not all(part.startswith(JPEG) for part in parts):
        raise ValueError("no pictures")
    return parts


def _intake_of(said: dict[str, Any], parts: list[bytes]) -> Intake:
    width, height = int(said["width"]), int(said["height"])
    if not (0 < width <= CLEAN_EDGE and 0 < height <= CLEAN_EDGE):
        raise ValueError("no size")
    clean, thumbnail = _pictures(parts, 2)
    return Intake(clean, thumbnail, width, height, said["format"])


def _faces_of(said: dict[str, Any], parts: list[bytes]) -> list[Face]:
    return [Face(Box(*map(float, edges)).within(), float(score)) for *edges, score in said["faces"]]


DECODER = Decoder()
os.register_at_fork(after_in_child=DECODER.forget)
