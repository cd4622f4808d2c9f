"""The web server and the task worker live and die together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workshop import serve

pytestmark = pytest.mark.engine
PROGRAM = """
import sys
from workshop import serve
serve.PATIENCE = 1
serve.web_command = lambda port, workers: {web}
serve.worker_command = lambda: {worker}
sys.exit(serve.serve(1))
"""


def writes_its_number(path, *, then="time.sleep(60)"):
    return [sys.executable, "-c", f"import os, sys, time; open({str(path)!r}, 'w').write(str(os.getpid())); {then}"]


def supervise(web, worker, *, group=None):
    return subprocess.Popen([sys.executable, "-c", PROGRAM.format(web=web, worker=worker)], process_group=group)


def number_in(path):
    while not (path.exists() and path.read_text()):
        time.sleep(0.01)
    return int(path.read_text())


def is_alive(number):
    """Dead is also who only waits to be counted by the system's first process."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


@pytest.mark.parametrize("who", ["web", "worker"])
def test_when_one_ends_both_end_with_its_code(tmp_path, who):
    sleeper, place = writes_its_number(tmp_path / "number"), tmp_path / "number"
    wait_for_other = f"import os, sys, time\nwhile not os.path.exists({str(place)!r}): time.sleep(0.01)\nsys.exit(3)"
    dies = [sys.executable, "-c", wait_for_other]
    supervisor = supervise(dies, sleeper) if who == "web" else supervise(sleeper, dies)
    assert supervisor.wait(60) == 3
    assert not is_alive(number_in(place))


@pytest.mark.parametrize("sign", serve.ENDINGS)
def test_a_signal_ends_both(tmp_path, sign):
    places = [tmp_path / "web", tmp_path / "worker"]
    supervisor = supervise(*(writes_its_number(place) for place in places))
    numbers = [number_in(place) for place in places]
    supervisor.send_signal(sign)
    assert supervisor.wait(60) == 0
    assert [number for number in numbers if is_alive(number)] == []


@pytest.mark.parametrize("sign", serve.ENDINGS)
def test_who_does_not_hear_is_ended_with_all_of_its_own(tmp_path, sign):
    deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    own = writes_its_number(tmp_path / "own", then=f"import signal; {deaf}; time.sleep(60)")
    web = writes_its_number(tmp_path / "web", then=f"import signal, subprocess; {deaf}; subprocess.call({own!r})")
    supervisor = supervise(web, writes_its_number(tmp_path / "worker"))
    numbers = [number_in(tmp_path / name) for name in ["web", "own", "worker"]]
    supervisor.send_signal(sign)
    assert supervisor.wait(60) == 0
    assert [number for number in numbers if is_alive(number)] == []


def test_ctrl_c_reaches_the_web_server_once(tmp_path):
    """Granian's workers hang when they hear both the terminal and their parent."""
    heard = tmp_path / "heard"
    listens = f"""import signal
def hear(sign, _):
    with open({str(heard)!r}, "a") as file: file.write(signal.Signals(sign).name + " ")
    time.sleep(0.5)
    sys.exit()
for sign in (signal.SIGINT, signal.SIGTERM): signal.signal(sign, hear)
time.sleep(60)"""
    places = [tmp_path / "web", tmp_path / "worker"]
    supervisor = supervise(writes_its_number(places[0], then=listens), writes_its_number(places[1]), group=0)
    for place in places:
        number_in(place)
    time.sleep(0.5)
    os.killpg(supervisor.pid, signal.SIGINT)
    assert supervisor.wait(60) == 0
    assert heard.read_text().split() == ["SIGTERM"]


def test_a_port_that_is_taken_is_said_plainly():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "-m", "workshop.serve"]
        result = subprocess.run(command, env={**os.environ, "PORT": port}, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"Port {port}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_web_server_listens_on_this_machine_only():
    command = serve.web_command(8123, 2)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert command[command.index("--port") + 1] == "8123"
