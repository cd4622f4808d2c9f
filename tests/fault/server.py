"""The real site in processes of its own, with a database and folders of its own, that can be killed at any moment."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from workshop.serve import web_command

REPO = Path(__file__).parents[2]
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Site:
    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.port = free_port()
        self.workers = workers
        kept = {
            key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PRIVATE_DIR", "MEDIA_DIR"}
        }
        settings = {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "workshop.settings.development"}
        self.environment = {**kept, **settings, "PORT": str(self.port), "DJANGO_LOG_LEVEL": "ERROR"}
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def run(self, *command: str, **given: Any) -> Any:
        """Run a module with the site's settings; it reads JSON and prints JSON on its last line."""
        done = subprocess.run(
            [sys.executable, *command], cwd=REPO, env=self.environment, check=False, capture_output=True, text=True,
            input=json.dumps(given),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    def start(self) -> None:
        command = web_command(self.port, self.workers)
        self.process = subprocess.Popen(command, cwd=REPO, env=self.environment, start_new_session=True)
        self.wait()

    def wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/carnet/manifest.webmanifest", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("The site did not come back.")

    def kill(self) -> None:
        """SIGKILL to all of its processes at once: no goodbye, nothing flushed."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.kills += 1
            self.process = None

    def pids(self) -> list[int]:
        assert self.process
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and _session(entry) == self.process.pid
        ]


def _session(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError, ValueError):
        return -1
