"""Photos are decoded in a child process, which may die of one: who asked lives on, and the next photo has another."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest

from investigations.photos import Box, PhotoRefused, Refused
from investigations.photos.decoder import Decoder
from investigations.photos.faces import detector, faces_in
from investigations.photos.intake import intake
from investigations.photos.masking import masked, opened
from investigations.photos.originals import upright_original
from investigations.photos.pipe import Broken, receive, send
from tests import pictures
from tests.faces import group_photo

pytestmark = pytest.mark.engine

ROOT = Path(__file__).parents[3]
PATIENCE = 60


@pytest.fixture
def decoder():
    made = Decoder()
    yield made
    made.end()


@cache
def bomb() -> bytes:
    """150 kB that pass every look at the header: 49 megapixels in colour, so 147 MB of pixels, and half a second."""
    return pictures.png_of(7000, 7000, pictures.zeros(7000 * 21_001), colour=2)


@cache
def photo() -> bytes:
    return pictures.encoded(pictures.photograph("coffee"), orientation=6)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ticks(pid: int) -> int:
    """CPU time of a process, in hundredths of a second."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def until(happened):
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.01)


@contextmanager
def killed_at_work(decoder: Decoder, times: int):
    """So many children of the decoder die by SIGKILL, each in the middle of its first photo."""
    killed, stop = [], Event()

    def kill() -> None:
        while not stop.wait(0.002) and len(killed) < times:
            pid = decoder.pid
            if pid and pid not in killed and ticks(pid) > begun(pid) + 10:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)

    def begun(pid: int, seen: dict[int, int] = {}) -> int:  # noqa: B006 - remembers
        return seen.setdefault(pid, ticks(pid))

    thread = Thread(target=kill)
    thread.start()
    yield killed
    stop.set()
    thread.join()


def test_the_child_makes_what_the_engine_makes(decoder):
    assert decoder.intake(photo()) == intake(photo())
    assert decoder.upright_original(photo()) == upright_original(photo())
    boxes = [Box(0.1, 0.1, 0.4, 0.5), Box(-1, 0.9, 2, 3)]
    assert decoder.masked(photo(), boxes) == masked(photo(), boxes)
    people = pictures.encoded(group_photo((90, 120), (0, 90), (600, 450))[0])
    found = decoder.faces_of(people, edge=600)
    assert len(found) == 2
    assert found == faces_in(opened(people), detector(600))


def test_it_takes_bytes_a_path_and_a_stream(decoder, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo())
    assert decoder.intake(path) == decoder.intake(BytesIO(photo())) == decoder.intake(photo())


def test_no_known_attack_needs_the_child_s_life(decoder):
    decoder.intake(photo())
    pid = decoder.pid
    for name, (data, code) in pictures.attacks().items():
        with pytest.raises(PhotoRefused) as refused:
            decoder.intake(data)
        assert refused.value.code == code, name
        for ask in (decoder.upright_original, decoder.faces_of, lambda data: decoder.masked(data, [])):
            with pytest.raises(PhotoRefused):
                ask(data)
    assert decoder.pid == pid
    assert decoder.intake(photo()) == intake(photo())


def test_a_photo_that_wants_too_much_memory_is_refused_and_the_next_one_is_taken(decoder):
    decoder.memory = 128 * 1024 * 1024
    assert decoder.intake(photo()) == intake(photo())
    first = decoder.pid
    with pytest.raises(PhotoRefused) as refused:
        decoder.upright_original(bomb())
    assert refused.value.code == Refused.DAMAGED
    assert not is_running(first)
    assert decoder.intake(photo()) == intake(photo())


def test_a_photo_that_takes_too_long_is_refused_and_the_next_one_is_taken(decoder):
    decoder.intake(photo())
    first, decoder.seconds = decoder.pid, 0.05
    with pytest.raises(PhotoRefused) as refused:
        decoder.upright_original(bomb())
    assert refused.value.code == Refused.DAMAGED
    assert not is_running(first)
    decoder.seconds = PATIENCE
    assert decoder.intake(photo()) == intake(photo())


def test_a_child_that_hangs_is_not_waited_for(decoder):
    decoder.intake(photo())
    os.kill(decoder.pid, signal.SIGSTOP)
    decoder.seconds = 0.2
    with pytest.raises(PhotoRefused):
        decoder.intake(photo())
    decoder.seconds = PATIENCE
    assert decoder.intake(photo()) == intake(photo())


def test_a_sound_photo_is_taken_though_somebody_kills_the_child_that_has_it(decoder):
    decoder.intake(photo())
    with killed_at_work(decoder, times=1) as killed:
        made = decoder.upright_original(bomb())
    assert made == upright_original(bomb())
    assert len(killed) == 1
    assert decoder.pid not in killed


def test_a_photo_that_two_children_die_of_is_refused_and_the_next_one_is_taken(decoder):
    decoder.intake(photo())
    with killed_at_work(decoder, times=2) as killed, pytest.raises(PhotoRefused) as refused:
        decoder.upright_original(bomb())
    assert refused.value.code == Refused.DAMAGED
    assert len(killed) == 2
    assert decoder.intake(photo()) == intake(photo())


def test_a_child_that_died_between_two_photos_is_not_missed(decoder):
    decoder.intake(photo())
    os.kill(decoder.pid, signal.SIGSEGV)
    assert decoder.intake(photo()) == intake(photo())


def test_a_polite_signal_to_everybody_does_not_take_the_photo_at_hand(decoder):
    decoder.intake(photo())
    first = decoder.pid
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(first, sign)
    assert decoder.intake(photo()) == intake(photo())
    assert decoder.pid == first


def test_where_no_child_starts_the_photo_is_not_to_blame(decoder):
    decoder.memory = 1
    with pytest.raises(ChildProcessError):
        decoder.intake(photo())
    decoder.memory = 512 * 1024 * 1024
    assert decoder.intake(photo()) == intake(photo())


def test_eight_threads_share_one_child_and_their_photos_do_not_mix(decoder):
    formats = ("JPEG", "MPO", "PNG", "WEBP", "HEIC")
    photos = [pictures.encoded(pictures.photograph(name), form) for name in pictures.PORTRAITS[:3] for form in formats]
    expected = [intake(one) for one in photos]
    decoder.intake(photo())
    pid = decoder.pid
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(decoder.intake, photos)) == expected
    assert decoder.pid == pid


def test_threads_get_their_own_photos_while_children_die_around_them(decoder):
    names = pictures.PORTRAITS * 4
    expected = {name: intake(pictures.from_tablet(name)) for name in pictures.PORTRAITS}
    decoder.intake(photo())

    def taken(name: str) -> bool:
        try:
            return decoder.intake(pictures.from_tablet(name)) == expected[name]
        except PhotoRefused:  # two of its children were killed
            return True

    with killed_at_work(decoder, times=6) as killed, ThreadPoolExecutor(8) as pool:
        assert all(pool.map(taken, names))
    assert killed
    assert taken("coffee")


def test_the_child_knows_no_secret_of_the_site(decoder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "CANARY-KEY")
    monkeypatch.setenv("DATABASE_URL", "postgres://CANARY")
    decoder.intake(photo())
    assert b"CANARY" not in Path(f"/proc/{decoder.pid}/environ").read_bytes()


def run(script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


PARENT = """
from tests.investigations.photos.test_decoder import bomb, photo
from investigations.photos import DECODER
bomb(), DECODER.intake(photo())
print(DECODER.pid, flush=True)
while True: DECODER.upright_original(bomb())
"""


def test_the_child_ends_with_its_parent_in_the_middle_of_a_photo():
    with run(PARENT) as parent:
        child = int(parent.stdout.readline())
        started = ticks(child)
        until(lambda: ticks(child) > started + 10)
        parent.kill()
        parent.wait()
        until(lambda: not is_running(child))


def test_a_photo_that_nobody_waits_for_any_more_is_not_finished():
    command = [sys.executable, "-m", "investigations.photos.child", str(1024**3)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
        receive(child.stdout)
        send(child.stdin, {"job": "upright_original"}, [bomb()])
        started = ticks(child.pid)
        until(lambda: ticks(child.pid) > started + 5)
        child.stdin.close()
        assert child.stdout.read() == b""


FORKED = """
import os
from threading import Thread
from tests.investigations.photos.test_decoder import bomb, photo, ticks, until
from investigations.photos import DECODER
bomb(), DECODER.intake(photo())
pid, started = DECODER.pid, ticks(DECODER.pid)
other = Thread(target=lambda: DECODER.upright_original(bomb()))
other.start()
until(lambda: ticks(pid) > started + 5)
forked = os.fork()
if not forked:
    DECODER.intake(photo())
    print("shared" if DECODER.pid == pid else "own", flush=True)
    os._exit(0)
other.join()
assert DECODER.pid == pid
os.waitpid(forked, 0)
"""


def test_a_process_that_is_forked_in_the_middle_of_a_photo_has_a_child_of_its_own():
    with run(FORKED) as forking:
        try:
            assert forking.communicate(timeout=PATIENCE)[0] == "own\n"
        finally:  # also the fork, where it hangs
            with suppress(ProcessLookupError):
                os.killpg(forking.pid, signal.SIGKILL)
    assert forking.returncode == 0


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("investigations.photos", {"PIL", "pillow_heif", "numpy", "onnxruntime", "django"}),
        ("investigations.photos.child", {"django", "wagtail"}),
    ],
)
def test_who_asks_holds_no_decoder_and_who_decodes_no_site(module, absent):
    script = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    with run(script) as process:
        assert not absent & set(process.communicate()[0].split())


def said(header: bytes, *parts: bytes) -> bytes:
    return len(header).to_bytes(4) + header + b"".join(parts)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0\0",
        b"\xff\xff\xff\xff" + b"{" * 9999,
        said(b""),
        said(b"\x80\x04\x95cos\nsystem\n"),
        said(b"[" * 500_000),
        said(b"[1, 2]"),
        said(b'{"width": 5}'),
        said(b'{"parts": 7}'),
        said(b'{"parts": [-1]}'),
        said(b'{"parts": ["\xc3\xa9"]}'),
        said(b'{"parts": [1e999]}'),
        said(b'{"parts": [99999999999999]}', b"x"),
        said(b'{"parts": [5]}', b"four"),
        said(b'{"parts": [], "faces": [[NaN, 0, 1, 1, 1]]}'),
    ],
)
def test_what_a_child_says_that_was_taken_over_is_not_believed(answer):
    with pytest.raises(Broken):
        receive(BytesIO(answer))
