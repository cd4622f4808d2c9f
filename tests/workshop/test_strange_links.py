"""The worker looks at links that strangers type: never inside our own walls, never for long."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from investigations.directory.looking import look_at
from workshop import strange_links
from workshop.strange_links import is_public, status_of

PUBLIC = "93.184.216.34"
HOME = socket.create_connection


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        path, self.server.asked = self.path, [*self.server.asked, (self.headers["Host"], self.path)]
        if path == "/slow":
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _ in range(40):
                    self.wfile.write(b"X-A: b\r\n")
                    time.sleep(0.1)
            except OSError:
                pass
            return
        if path == "/rubbish":
            self.wfile.write(b"\x00\xffhello\r\n\r\n")
            return
        led = {
            "/inside": "http://10.0.0.1/", "/metadata": "http://169.254.169.254/latest/", "/loop": "/loop",
            "/name": "http://inside.example/", "/file": "file:///etc/passwd", "/port": "http://site.example:6379/",
            "/moved": "/here",
        }.get(path)  # fmt: skip
        self.send_response(302 if led else {"/gone": 410, "/no": 403, "/broken": 503}.get(path, 200))
        if led:
            self.send_header("Location", led)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def site(monkeypatch):
    """site.example is public, and answers from here; what is called is noted."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.called = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = {
        "site.example": [PUBLIC], "inside.example": ["192.168.1.20"], "both.example": [PUBLIC, "127.0.0.1"],
        "six.example": ["::1"],
    }  # fmt: skip

    def resolve(host, port, *_args, **_kwargs):
        if host not in names and host.replace(".", "").isdigit():
            names[host] = [host]
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    def connect(where, timeout=None):
        server.called.append(where[0])
        return HOME(("127.0.0.1", server.server_port), timeout=timeout)

    monkeypatch.setattr(strange_links.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(strange_links.socket, "create_connection", connect)
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd12::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
     "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "2001:db8::1", "ff02::1", "fec0::1"],
)  # fmt: skip
def test_no_address_of_ours_is_public(address):
    assert not is_public(address)


def test_public_ones_are():
    assert is_public(PUBLIC)
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    ("link", "outcome"),
    [
        ("http://site.example/", "answers"), ("http://site.example/moved", "answers"),
        ("http://site.example/accentué ?q=é", "answers"), ("http://site.example/gone", "gone"),
        ("http://site.example/no", "refuses"), ("http://site.example/broken", "fails"),
        ("http://site.example/rubbish", "silent"), ("http://site.example/loop", "wanders"),
        ("http://nulle-part.example/", "no_name"), ("http://inside.example/", "private"),
        ("http://both.example/", "private"), ("http://six.example/", "private"), ("http://127.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"), ("http://site.example/inside", "private"),
        ("http://site.example/metadata", "private"), ("http://site.example/name", "private"),
        ("http://site.example/file", "private"), ("http://site.example/port", "private"),
        ("http://site.example:22/", "private"), ("http://u:p@site.example/", "private"),
        ("ftp://site.example/", "private"),
        ("http://site.example/\r\nX: y", "answers"), ("http://[::1/", "private"), ("https://site.example/", "silent"),
        (f"http://{'a' * 80}.example/", "private"),
    ],
)  # fmt: skip
def test_each_link_gets_its_word_and_nothing_inside_is_called(site, link, outcome):
    assert look_at(link) == outcome
    assert set(site.called) <= {PUBLIC}
    assert all(host == "site.example" and " " not in path for host, path in site.asked)


def test_who_answers_drop_by_drop_is_hung_up_on(site):
    began = time.monotonic()
    with pytest.raises(OSError):
        status_of("http://site.example/slow", seconds=0.6)
    assert time.monotonic() - began < 2
