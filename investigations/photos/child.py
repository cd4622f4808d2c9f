"""The process in which photos are decoded: ``python -m investigations.photos.child BYTES``. It may die of any of them.

It lives as long as its parent's end of the pipe, and holds nothing: no Django, no file, no secret of the site.
"""

import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from investigations.photos.boxes import Box
from investigations.photos.errors import PhotoRefused
from investigations.photos.faces import detector, faces_in
from investigations.photos.intake import intake
from investigations.photos.masking import masked, opened
from investigations.photos.originals import upright_original
from investigations.photos.pipe import Broken, Message, receive, send

# The terminal and systemd tell the whole group; the photo at hand is still wanted by the parent that ends in peace.
PATIENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(memory: int) -> None:
    for sign in PATIENT:
        signal.signal(sign, signal.SIG_IGN)
    _limit(memory)
    questions, answers = os.fdopen(0, "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    os.dup2(2, 1)  # whatever a library prints is no answer
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(Broken):
        send(answers, {"ready": True}, [])
        while True:
            asked, (data,) = receive(questions)
            send(answers, *_answer(asked, data))


def _limit(memory: int) -> None:
    # What is written to, not RLIMIT_AS: onnxruntime maps much that it never touches.
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    # A dump would put a child's photo on the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # where memory runs out altogether, this process goes first
        Path("/proc/self/oom_score_adj").write_text("1000")


def _end_with_parent() -> None:
    """Even in the middle of a photo. PR_SET_PDEATHSIG would watch the thread that started us: servers end those."""
    parent = select.poll()
    parent.register(0, 0)
    parent.poll()
    os._exit(0)


def _answer(asked: dict[str, Any], data: bytes) -> Message:
    try:
        return JOBS[asked["job"]](data, asked)
    except PhotoRefused as refused:
        return {"refused": refused.code}, []


def _intake(data: bytes, asked: dict[str, Any]) -> Message:
    made = intake(data)
    return {"width": made.width, "height": made.height, "format": made.format}, [made.clean, made.thumbnail]


def _upright_original(data: bytes, asked: dict[str, Any]) -> Message:
    return {}, [upright_original(data)]


def _faces(data: bytes, asked: dict[str, Any]) -> Message:
    found = faces_in(opened(data), detector(asked["edge"]))
    return {"faces": [[*face.box.edges, face.score] for face in found]}, []


def _masked(data: bytes, asked: dict[str, Any]) -> Message:
    made = masked(data, [Box(*edges) for edges in asked["boxes"]])
    return {}, [made.picture, made.thumbnail]


JOBS: dict[str, Callable[[bytes, dict[str, Any]], Message]] = {
    "intake": _intake,
    "upright_original": _upright_original,
    "faces": _faces,
    "masked": _masked,
}

if __name__ == "__main__":
    main(int(sys.argv[1]))
