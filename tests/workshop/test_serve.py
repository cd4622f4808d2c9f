"""The web server and the task worker live and die together."""

import os
import signal
import subprocess
import sys
import time

import pytest

from workshop import serve

pytestmark = pytest.mark.engine
PROGRAM = """
import sys
from workshop import serve
serve.web_command = lambda port, workers: {web}
serve.worker_command = lambda: {worker}
sys.exit(serve.serve(1))
"""


def writes_its_number(path, *, then="time.sleep(60)"):
    return [sys.executable, "-c", f"import os, sys, time; open({str(path)!r}, 'w').write(str(os.getpid())); {then}"]


def supervise(web, worker):
    return subprocess.Popen([sys.executable, "-c", PROGRAM.format(web=web, worker=worker)])


def number_in(path):
    while not (path.exists() and path.read_text()):
        time.sleep(0.01)
    return int(path.read_text())


def is_alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("who", ["web", "worker"])
def test_when_one_ends_both_end_with_its_code(tmp_path, who):
    sleeper, place = writes_its_number(tmp_path / "number"), tmp_path / "number"
    wait_for_other = f"import os, sys, time\nwhile not os.path.exists({str(place)!r}): time.sleep(0.01)\nsys.exit(3)"
    dies = [sys.executable, "-c", wait_for_other]
    supervisor = supervise(dies, sleeper) if who == "web" else supervise(sleeper, dies)
    assert supervisor.wait(60) == 3
    assert not is_alive(number_in(place))


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both(tmp_path, sign):
    places = [tmp_path / "web", tmp_path / "worker"]
    supervisor = supervise(*(writes_its_number(place) for place in places))
    numbers = [number_in(place) for place in places]
    supervisor.send_signal(sign)
    assert supervisor.wait(60) == 0
    assert [number for number in numbers if is_alive(number)] == []


def test_the_web_server_listens_on_this_machine_only():
    command = serve.web_command(8123, 2)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "8123"
