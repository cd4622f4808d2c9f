"""nginx itself with the configuration of ``deploy/``: only addresses, certificate and folders are others."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

from tests.catalogue import ROOT

HOST = "cap.example.org"
PROGRAM = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
TEXT = (ROOT / "deploy" / "nginx.conf").read_text()
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Nginx:
    port: int
    folder: Path

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, host: str = HOST, **headers) -> Answer:
        connection = HTTPSConnection("127.0.0.1", self.port, context=ssl._create_unverified_context(), timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        sent = {"Host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            sent["Content-Length"] = str(len(body))
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        said = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return said

    @property
    def logged(self) -> str:
        return "".join(log.read_text() for log in self.folder.glob("*.log"))


@contextmanager
def nginx(folder: Path, pages: Path, site: int) -> Iterator[Nginx]:
    folder.mkdir(mode=0o755)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
        + ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True,
    )  # fmt: skip
    port = _free()
    (folder / "site.conf").write_text(_here(folder, pages, port, site))
    (folder / "nginx.conf").write_text(_around(folder))
    command = [str(PROGRAM), "-p", folder, "-c", folder / "nginx.conf"]
    running = subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.PIPE)
    try:
        while not _answers(port):
            assert running.poll() is None, running.stderr and running.stderr.read().decode()
            time.sleep(0.02)
        yield Nginx(port, folder)
    finally:
        running.terminate()
        running.wait(10)


def _here(folder: Path, pages: Path, port: int, site: int) -> str:
    text = TEXT
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{_free()};", "listen [::]:80;": "", "listen [::]:443 ssl http2;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;", "127.0.0.1:8000": f"127.0.0.1:{site}",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{folder}/cert.pem", "/var/log/nginx": str(folder),
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{folder}/key.pem", "/srv/cap-ou-pas-cap/pages": str(pages),
        **({"# brotli_static on;": "brotli_static on;"} if _BROTLI.exists() else {}),
    }.items():  # fmt: skip
        assert old in text, old
        text = text.replace(old, new)
    return text


def _around(folder: Path) -> str:
    """What Debian has around a site, as far as it matters."""
    temporary = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    brotli = f"load_module {_BROTLI};" if _BROTLI.exists() else ""
    # Folders of a test are its own user's.
    user = "" if os.getuid() else "user root;"
    return f"""{brotli} {user}
        pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
        events {{}}
        http {{
            sendfile on; gzip on; include /etc/nginx/mime.types; access_log {folder}/access.log; {temporary}
            include {folder}/site.conf;
        }}"""


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
