"""In front of Django: gives public pages from their files, and has those that aren't there yet rendered once.

Asked for a page it touches neither Django nor the database. Whether a page may be kept is said by Django, in a header
that ends here (cms/keeping.py).
"""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

from workshop.page_files import Page, PageFiles, is_name

# Those have files already.
FILES = ("/static/", "/media/")
ASKED_BY = "workshop.front"
UNTIL = "X-Kept-Until"
# Of the answer that was rendered; the front writes its own.
_REPLACED = {"content-length", "etag", "vary", "cache-control", "date", "server", "connection", UNTIL.lower()}
# After the site has failed, what is there is given for so long without asking again.
SPARED = 10
# Pages in memory, and how large one of them may be.
IN_MEMORY, SMALL = 256, 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def has_failed(self) -> bool:
        return self.status.startswith("5")

    @property
    def until(self) -> float:
        """Until when it may be kept; 0 for what may not."""
        told = {name.lower(): value for name, value in self.headers}
        if not self.status.startswith("200") or "set-cookie" in told or "vary" in told:
            return 0
        return float(told.get(UNTIL.lower(), 0))

    def kept(self) -> Page:
        headers = [(name, value) for name, value in self.headers if name.lower() not in _REPLACED]
        return Page.of(self.body, headers, self.until)


class Front:
    def __init__(
        self, application: WSGIApplication, files: PageFiles, *, rooms: tuple[str, ...], hosts: Iterable[str],
        secure: bool, shared_seconds: int = 0,
    ) -> None:  # fmt: skip
        self._application = application
        self._files = files
        self._rooms = rooms
        self._hosts = frozenset(host for host in hosts if not host.startswith("."))
        self._secure = secure
        shared = f", s-maxage={shared_seconds}" if shared_seconds else ""
        # A page that was withdrawn is gone at the next look.
        self._cache_control = f"public, max-age=0, must-revalidate{shared}"
        self._memory: dict[str, tuple[tuple[int, int], Page]] = {}
        self._spared_until = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self._is_ours(environ):
            return self._application(environ, start_response)
        name = environ["PATH_INFO"]
        page = self._read(name)
        now = time.time()
        if page and (page.until > now or self._spared_until > now):
            return self._give(page, environ, start_response)
        return self._have_rendered(name, environ, start_response)

    def _is_ours(self, environ: WSGIEnvironment) -> bool:
        path = environ.get("PATH_INFO", "")
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and not environ.get("QUERY_STRING")
            and not environ.get("SCRIPT_NAME")
            and is_name(path)
            and not path.startswith(self._rooms)
            # What Django would refuse or send to TLS is Django's.
            and environ.get("HTTP_HOST", "").partition(":")[0] in self._hosts
            and (not self._secure or environ.get("HTTP_X_FORWARDED_PROTO") == "https")
        )

    def _read(self, name: str) -> Page | None:
        """From memory, while the file is the same: what was taken away is not found here either."""
        signature = self._files.signature(name)
        if signature is None:
            return None
        known = self._memory.get(name)
        if known and known[0] == signature:
            return known[1]
        page = self._files.read(name)
        if page and page.size < SMALL and self._files.signature(name) == signature:
            if len(self._memory) >= IN_MEMORY:
                self._memory.clear()
            self._memory[name] = (signature, page)
        return page

    def _have_rendered(self, name: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Twice: another page may have had the same lock.
        for _attempt in range(2):
            with self._files.turn(name) as mine:
                page = self._read(name)
                if page and page.until > time.time():
                    return self._give(page, environ, start_response)
                if mine:
                    return self._render(name, environ, start_response)
        return self._application(environ, start_response)

    def _render(self, name: str, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._files.rendering() as rendering:
            try:
                answer = self._ask(environ)
            except Exception:
                if old := self._read(name):
                    return self._spare(old, environ, start_response)
                raise
            if answer.has_failed and (old := self._read(name)):
                return self._spare(old, environ, start_response)
            if answer.until:
                page = answer.kept()
                rendering.keep(name, page)
                return self._give(page, environ, start_response)
        headers = [(name, value) for name, value in answer.headers if name.lower() != UNTIL.lower()]
        start_response(answer.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _spare(self, old: Page, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The database is away: readers notice nothing. What was taken down is not here any more."""
        self._spared_until = time.time() + SPARED
        return self._give(old, environ, start_response)

    def _ask(self, environ: WSGIEnvironment) -> Answer:
        said: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
            said[:] = [status, list(headers)]
            return lambda _data: None

        asked = {**environ, "REQUEST_METHOD": "GET", ASKED_BY: True}
        # A server's own way to send a file, which only the server can read.
        asked.pop("wsgi.file_wrapper", None)
        answered = self._application(asked, start)
        try:
            body = b"".join(answered)
        finally:
            if close := getattr(answered, "close", None):
                close()
        return Answer(said[0], said[1], body)

    def _give(self, page: Page, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) if len(page.bodies) > 1 else "identity"
        tag = f'"{page.tag}{"" if encoding == "identity" else f"-{encoding}"}"'
        headers = [*page.headers, ("ETag", tag), ("Cache-Control", self._cache_control), ("Vary", "Accept-Encoding")]
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and _knows(asked, page.tag):
            start_response("304 Not Modified", [(name, value) for name, value in headers if name != "Content-Type"])
            return []
        body = page.bodies[encoding]
        if encoding != "identity":
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Length", str(len(body))))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


_REFUSED = re.compile(r"\bq=0(?:\.0*)?\s*$")


def _encoding(accepted: str) -> str:
    named = {part.partition(";")[0].strip().lower() for part in accepted.split(",") if not _REFUSED.search(part)}
    return "br" if "br" in named else "gzip" if "gzip" in named else "identity"


def _knows(asked: str, tag: str) -> bool:
    """Whatever its encoding was: the words are the same."""
    tags = (part.strip().removeprefix("W/").strip('"') for part in asked.split(","))
    return any(one == "*" or one.partition("-")[0] == tag for one in tags)


@cache
def front() -> Front:
    """The site's own."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from workshop.languages import ROOMS

    files = PageFiles(settings.PAGES_DIR, remembers=bool(settings.CDN_SECONDS))
    return Front(
        WSGIHandler(), files, rooms=(*ROOMS, *FILES), hosts=settings.ALLOWED_HOSTS, secure=settings.SECURE_SSL_REDIRECT,
        shared_seconds=settings.CDN_SECONDS,
    )  # fmt: skip


def render(name: str) -> int:
    """As if somebody had asked for that page; with which status."""
    from django.conf import settings

    address = urlsplit(settings.BASE_URL)
    environ: WSGIEnvironment = {
        "PATH_INFO": name, "HTTP_HOST": address.netloc, "HTTP_X_FORWARDED_PROTO": address.scheme,
        "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    setup_testing_defaults(environ)
    said: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], _error: Any = None) -> Callable[[bytes], object]:
        said[:] = [status]
        return lambda _data: None

    front()(environ, start)
    return int(said[0][:3])
