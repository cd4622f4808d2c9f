"""The configuration of nginx: run for real where nginx is; what it keeps out of its log is compared everywhere."""

import re
import threading
import time
from http.client import HTTPException
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import brotli
import pytest

from tests.permissions.routes import routes
from tests.workshop.nginx import HOST, PROGRAM, TEXT, nginx
from tests.workshop.test_front import Site
from workshop.front import Front
from workshop.logs import KEYS
from workshop.page_files import PageFiles
from workshop.settings.base import DATA_UPLOAD_MAX_MEMORY_SIZE

pytestmark = pytest.mark.engine
KEY = "A1-b2_c3"
MB = 1024 * 1024
WORDS = "Le jardin des voisins " * 200


class Recording(Site):
    """Keeps what nginx sent along."""

    def __init__(self):
        super().__init__()
        self.words = WORDS
        self.environ = {}

    def __call__(self, environ, start_response):
        self.environ = {**environ, "read": environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))}
        return super().__call__(environ, start_response)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args): ...


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def site():
    return Recording()


@pytest.fixture
def files(tmp_path):
    return PageFiles(tmp_path / "pages")


@pytest.fixture
def server(site, files):
    front = Front(site, files, rooms=("/admin/", "/api/"), hosts=[HOST], secure=True)
    with make_server("127.0.0.1", 0, front, server_class=Threads, handler_class=Quiet) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        serving.stop = lambda: (serving.shutdown(), thread.join(), serving.server_close())
        yield serving
        serving.shutdown()


@pytest.fixture
def web(tmp_path, files, server):
    if PROGRAM is None:
        pytest.skip("there is no nginx on this machine")
    with nginx(tmp_path / "nginx", files.folder, server.server_port) as running:
        yield running


def test_kept_pages_are_given_without_the_site_and_gone_with_their_file(web, site, files, server):
    first = {path: web.ask(path) for path in ["/", "/en/", "/projets/", "/en/projets/"]}
    assert len(site.asked) == 4
    for path, rendered in first.items():
        kept = web.ask(path)
        assert (kept.status, kept.body) == (200, rendered.body)
        told = {"strict-transport-security", "permissions-policy", "x-frame-options", "x-content-type-options"}
        told |= {"referrer-policy", "cross-origin-opener-policy", "content-language", "accept-ranges"}
        assert set(kept.headers) - set(rendered.headers) == told - set(rendered.headers)
        assert set(rendered.headers) <= set(kept.headers)
        assert ("geolocation=(self)" in kept.headers["permissions-policy"]) == ("projets" in path)
        assert kept.headers["content-language"] == ("en" if path.startswith("/en/") else "fr")
        for name in ("cache-control", "vary", "content-type"):
            assert kept.headers[name] == rendered.headers[name]
    for accepted in ["gzip", "br", "identity"]:
        kept = web.ask("/", Accept_Encoding=accepted)
        assert kept.headers.get("content-encoding", "identity") in {accepted, "identity"}
        assert kept.headers["vary"] == "Accept-Encoding"
        if kept.headers.get("content-encoding") == "br":
            assert brotli.decompress(kept.body).decode() == WORDS
        known = web.ask("/", Accept_Encoding=accepted, If_None_Match=kept.headers["etag"])
        assert (known.status, known.body, known.headers["etag"]) == (304, b"", kept.headers["etag"])
        assert known.headers["cache-control"] == "public, max-age=0, must-revalidate"
    head = web.ask("/", "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(WORDS)))
    assert len(site.asked) == 4
    # The same length within the same second: not what that browser has.
    tag = web.ask("/").headers["etag"]
    files.empty()
    site.words = WORDS.replace("voisins", "oublies")
    web.ask("/")
    assert web.ask("/", If_None_Match=tag).status == 200
    files.empty()
    site.words = WORDS
    web.ask("/")
    assert web.ask("/", If_None_Match=tag).status == 304, "and the same words have the same tag again"
    server.stop()
    assert web.ask("/").body.decode() == WORDS
    assert web.ask("/?page=2").status == 502
    files.empty()
    assert web.ask("/").status == 502


def test_nothing_but_pages_is_given_from_the_folder_and_the_rest_goes_to_the_site_as_it_came(web, site, files):
    for path in ["/", "/recits/"]:
        web.ask(path)
    (files.folder / "secret").write_text("privé")
    site.words, site.status = "du site", "404 Not Found"
    for path in [
        "/recits/?page=2", "/recits", "/index.html", "/index.html.gz", "/index.html.json", "/recits/index.html",
        "/recits/index.html/", "/tally", "/secret", "/holds/", "/locks/", "/.none/", "/.well-known/acme-challenge/x",
        "/.env", "/media/..%2fprivate/", "/recits/%5c../", "/recits/;/", "/recits/%C3%A9/",
    ]:  # fmt: skip
        answer = web.ask(path)
        assert (answer.status, answer.body) == (404, b"du site"), path
    assert web.ask("/recits/", "POST", b"a=1").status == 404
    assert web.ask("/recits/", host="elsewhere.example").status == 404
    for path in ["/../secret", "/..%2fsecret", "/%2e%2e/holds/", "/recits/../../../secret", "/recits%00/"]:
        assert web.ask(path).status == 400, path
    # Who wrote is who nginx saw, and by TLS whatever they say.
    web.ask("/compte/", X_Forwarded_For="9.9.9.9", X_Forwarded_Proto="http", X_Forwarded_Host="elsewhere.example")
    sent = site.environ
    assert sent["HTTP_X_FORWARDED_FOR"] == "9.9.9.9, 127.0.0.1"
    assert (sent["HTTP_X_FORWARDED_PROTO"], sent["HTTP_HOST"]) == ("https", HOST)


def test_what_the_site_takes_comes_through_and_what_it_refuses_stays_outside(web, site):
    photo, mission = f"/api/v1/photos/{KEY}", "/admin/enquetes/3/missions/0a1b-2c/papier/"
    for path, megabytes in {photo: 25, mission: 60, "/admin/imports/": 210, "/admin/tablettes/7/": 220}.items():
        assert web.ask(path, "POST", bytes(megabytes * MB)).status == 200, path
        assert len(site.environ["read"]) == megabytes * MB
    assert DATA_UPLOAD_MAX_MEMORY_SIZE < 25 * MB
    try:
        assert web.ask(photo, "PUT", bytes(27 * MB)).status == 413
    except (OSError, HTTPException):  # it doesn't wait for the end
        assert "client intended to send too large body" in web.logged


def test_no_key_is_in_the_log_also_where_the_site_fails(web, server):
    doors = list(_with_keys())
    for path in doors:
        web.ask(path, Referer=f"https://{HOST}{path}")
    server.stop()
    for path in doors:
        assert web.ask(path).status == 502
    web.ask("/compte/login/?next=/admin/")
    # It logs after it has answered.
    end = time.monotonic() + 10
    while (logged := web.logged).count('" 502 ') < len(doors) + 1 and time.monotonic() < end:
        time.sleep(0.05)
    assert logged.count('" 502 ') == len(doors) + 1
    assert '"GET /donner/nouvelles/... HTTP/1.1" 502' in logged
    assert KEY not in logged


def _with_keys():
    """Public addresses that open something, each with a key."""
    for route in routes():
        named = set(re.findall(r"<(?:\w+:)?(\w+)>", route.pattern))
        if named & KEYS and not route.pattern.startswith("admin/"):
            path = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]+>", KEY, route.pattern.replace("^", "").rstrip("$"))
            yield f"/{path}"


def test_nginx_knows_every_address_that_is_a_key():
    masked = re.search(r'"~(\^\(\?<door>.+)" "\$\{door\}', TEXT)[1].replace("?<", "?P<")
    unlogged = re.search(r'location ~ "(.+nouvelles.+)" \{', TEXT)[1]
    paths = list(_with_keys())
    assert f"/donner/nouvelles/{KEY}/" in paths
    for path in paths:
        for address in (path, f"/en{path}"):
            assert KEY not in re.match(masked, address)["door"], address
            assert re.match(unlogged, address), address
    for page in ["/", "/donner/", "/lettre/", "/projets/inscrire/", "/projets/le-four/", "/compte/login/"]:
        assert not re.match(masked, page)
        assert not re.match(unlogged, page)
