"""A class comes back: what thirty tablets wait for at once, and what a school's thin line carries.

Against a real server with a database file and folders of its own. Only ratios can fail; times are printed.
"""

import hashlib
import http.client
import os
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests import pictures
from tests.bench.results import Result
from tests.fault.run import through_thin_line
from tests.fault.server import Site

CLIENTS = 30
PHOTOS_EACH = 6
HEAVY = 2_700_000  # bytes
PATIENCE = 120
LINE = 250_000  # bytes a second: 2 Mbit/s


def run() -> list[Result]:
    return [*_at_once(), *_thin_line()]


def _at_once() -> list[Result]:
    photos = [_heavy(number) for number in range(CLIENTS * PHOTOS_EACH)]
    with tempfile.TemporaryDirectory() as folder:
        site, clients = _site(Path(folder), CLIENTS)
        try:
            began = time.perf_counter()
            with ThreadPoolExecutor(CLIENTS) as pool:
                work = [(site, client, photos[n::CLIENTS]) for n, client in enumerate(clients)]
                answers = [answer for own in pool.map(lambda given: _send(*given), work) for answer in own]
            wall = time.perf_counter() - began
            memory = max(_resident(pid) for pid in site.pids())
        finally:
            site.kill()
        plain = _plainly(photos, Path(folder))
    waits = sorted(seconds for _status, seconds in answers)
    refused = [status for status, _seconds in answers if status not in {200, 201}]
    return [
        Result("180 photos of 2.7 MB from 30 clients, first to last", f"{wall:.1f} s"),
        Result("acknowledged, median", f"{waits[len(waits) // 2]:.2f} s"),
        Result("acknowledged, 95th percentile (goal: 3 s)", f"{waits[int(len(waits) * 0.95)]:.2f} s"),
        Result("asked to come back (503 with Retry-After)", f"{refused.count(503)}"),
        Result(
            "answers beyond 201, 200 and 503",
            f"{len(refused) - refused.count(503)}",
            at_most=0,
            ratio=len(refused) - refused.count(503),
        ),
        Result("largest server process, resident", f"{memory / 1e6:.0f} MB", memory / 400e6, at_most=1),
        Result("the same bytes written and fsynced plainly", f"{plain:.2f} s"),
        Result("as many times that", f"{wall / plain:.1f}"),
    ]


def _thin_line() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        used = through_thin_line(Path(folder), tablets=30, photos=3, rate=LINE, cuts=3, seed=2)
    return [
        Result("30 tablets × 3 photos through 2 Mbit/s", f"{used.seconds:.0f} s"),
        Result("share of the line used by useful bytes", f"{used.useful:.1%}", used.useful, at_least=0.95),
        Result("photos sent again for each cut", f"{used.again} for {used.cuts}", used.again / used.cuts, at_most=1),
    ]


def _site(folder: Path, clients: int) -> tuple[Site, list[dict[str, Any]]]:
    site = Site(folder)
    site.run("manage.py", "migrate", "--verbosity", "0")
    (prepared,) = site.run("-m", "tests.fault.prepare", tablets=clients, rounds=1)["rounds"]
    site.start()
    return site, prepared


def _heavy(number: int) -> bytes:
    """A photograph of 12 megapixels, filled up to 2.7 MB by comments (JPEG, marker COM), each with other bytes."""
    data = _camera()
    comments = b""
    while len(data) + len(comments) < HEAVY:
        room = min(65_000, HEAVY - len(data) - len(comments))
        comments += b"\xff\xfe" + (room + 2).to_bytes(2) + os.urandom(room)
    return data[:2] + comments + data[2:]


def _camera(found: list[bytes] = []) -> bytes:  # noqa: B006 - made once
    if not found:
        found.append(pictures.encoded(pictures.photograph("coffee", (4000, 3000)), quality=75))
    return found[0]


def _send(site: Site, client: dict[str, Any], photos: list[bytes]) -> list[tuple[int, float]]:
    answers = []
    report = uuid.uuid4()
    for data in photos:
        address = f"/api/v1/photos/{uuid.uuid4()}?assignment={client['mission']['id']}&report={report}"
        headers = {
            "Authorization": f"Bearer {client['token']}",
            "Content-Type": "image/jpeg",
            "X-Content-SHA256": hashlib.sha256(data).hexdigest(),
        }
        while True:
            began = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
            connection.request("PUT", address, data, headers)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            answers.append((answer.status, time.perf_counter() - began))
            if answer.status != 503:
                break
            time.sleep(int(answer.headers["Retry-After"]))
    return answers


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return 0


def _plainly(photos: list[bytes], folder: Path) -> float:
    began = time.perf_counter()
    for number, data in enumerate(photos):
        with (folder / f"plain-{number}").open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return time.perf_counter() - began
