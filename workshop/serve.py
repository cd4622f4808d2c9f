"""Run the web server and the task worker together: when one ends, or Ctrl-C comes, both end."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from workshop.settings.environment import number

PATIENCE = 10  # seconds for a child to end by itself
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, kill, a closed terminal


def web_command(port: int, workers: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(workers), "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--blocking-threads", "4", "workshop.wsgi:application",
    ]  # fmt: skip


def worker_command() -> list[str]:
    return [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload"]


def refuse_taken(port: int) -> None:
    """Granian shares its port with another granian, and a visitor would get pages of one or the other."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        sys.exit(f"Port {port} cannot be had ({reason}). Choose another: make run PORT=8123")


def serve(port: int, workers: int = 1) -> int:
    """Block until one child ends or a signal comes; returns the exit code for the shell."""
    children: list[subprocess.Popen[bytes]] = []
    for sign in ENDINGS:
        signal.signal(sign, lambda *_: sys.exit(0))
    try:
        for command in [web_command(port, workers), worker_command()]:
            # Away from the terminal's group: told by Ctrl-C and by us as well, granian's workers hang.
            children.append(subprocess.Popen(command, env=os.environ, start_new_session=True))  # noqa: S603
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        return next(code for child in children if (code := child.poll()) is not None)
    finally:
        _stop(children)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for sign in ENDINGS:
        signal.signal(sign, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        # It, if it did not hear, and whatever it leaves behind.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


if __name__ == "__main__":
    chosen = number("PORT", 8000, least=1, most=65535)
    refuse_taken(chosen)
    sys.exit(serve(chosen))
