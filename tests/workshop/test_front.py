"""The front and its files alone: no database may be asked (pytest-django refuses), any application stands behind."""

import os
import threading
import time

import pytest

from tests.cms.reading import read
from workshop.front import UNTIL, Front
from workshop.page_files import PIECE, ROOM, Page, PageFiles

pytestmark = pytest.mark.engine


class Site:
    """Answers what it is told to, and counts."""

    def __init__(self):
        self.asked = []
        self.words = "Bonjour les voisins"
        self.status = "200 OK"
        self.headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", "default-src 'none'")]
        self.until = time.time() + 1000
        self.meanwhile = lambda: None

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"])
        body = self.words.encode()
        self.meanwhile()
        start_response(self.status, [*self.headers, (UNTIL, str(self.until)), ("Content-Length", str(len(body)))])
        return [body]


@pytest.fixture
def files(tmp_path):
    return PageFiles(tmp_path / "pages")


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def front(site, files):
    return Front(site, files, rooms=("/admin/",), hosts=["testserver", ".example.org"], secure=False)


@pytest.fixture
def closed():
    """As the service's unit has it."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("closed")
def test_a_page_is_asked_for_once_and_given_as_each_browser_likes_it(front, site, files):
    first = read(front, "/recits/le-jardin/")
    assert (first.status, first.page) == (200, site.words)
    assert first.headers["Content-Security-Policy"] == "default-src 'none'"
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["Vary"] == "Accept-Encoding"
    assert UNTIL not in first.headers
    tags = {first.headers["ETag"]}
    for accepted, encoding in [
        ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0, gzip;q=0.5", "gzip"), ("deflate", None), ("", None),
    ]:  # fmt: skip
        again = read(front, "/recits/le-jardin/", accept_encoding=accepted)
        assert again.headers.get("Content-Encoding") == encoding
        assert again.page == site.words
        assert int(again.headers["Content-Length"]) == len(again.body)
        tags.add(again.headers["ETag"])
        known = read(front, "/recits/le-jardin/", if_none_match=f'"x", W/{again.headers["ETag"]}')
        assert (known.status, known.body, known.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert len(tags) == 3
    head = read(front, "/recits/le-jardin/", method="HEAD")
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", first.headers["Content-Length"])
    assert read(front, "/recits/le-jardin/", if_none_match='"other"').status == 200
    assert site.asked == ["/recits/le-jardin/"]
    # The same files for a web server of another user.
    folder = files.live / "recits" / "le-jardin"
    assert sorted(file.name for file in folder.iterdir()) == [
        "index.html", "index.html.br", "index.html.gz", "index.html.json",
    ]  # fmt: skip
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o644}
    assert {each.stat().st_mode & 0o777 for each in [files.live, folder, folder.parent]} == {0o755}
    # By a process that has nothing in memory.
    other = Front(site, PageFiles(files.folder), rooms=(), hosts=["testserver"], secure=False)
    assert read(other, "/recits/le-jardin/").page == site.words
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/recits/", {"query": "page=2"}), ("/recits/", {"method": "POST"}), ("/admin/", {}), ("/robots.txt", {}),
        ("/../secrets/", {}), ("/./", {}), ("//", {}), ("/a//b/", {}), ("/a/..%2f/", {}), ("/é/", {}), ("/a\0/", {}),
        ("/a\n", {}), (f"/{'a' * 300}/", {}), ("/a/" * 300, {}), ("/recits/", {"host": "elsewhere.example"}),
    ],
)  # fmt: skip
def test_what_is_no_public_page_goes_to_the_site_itself(front, site, files, path, asked):
    for _time in range(2):
        assert read(front, path, **asked).status == 200
    assert len(site.asked) == 2
    assert not files.folder.exists()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"status": "404 Not Found"}, {"status": "302 Found"}, {"until": 0},
        {"headers": [("Set-Cookie", "sessionid=1")]}, {"headers": [("Vary", "Cookie")]},
    ],
)  # fmt: skip
def test_an_answer_to_one_reader_alone_is_not_kept(front, site, spoilt):
    for name, value in spoilt.items():
        setattr(site, name, value)
    for count in (1, 2):
        answer = read(front, "/recits/")
        assert (answer.status, len(site.asked)) == (int(site.status[:3]), count)
        assert UNTIL not in answer.headers


def test_behind_tls_a_page_is_given_over_tls_only(site, files):
    front = Front(site, files, rooms=(), hosts=["testserver"], secure=True)
    for count in (1, 2):
        read(front, "/recits/")
        assert len(site.asked) == count
    for _time in range(2):
        read(front, "/recits/", x_forwarded_proto="https")
    assert len(site.asked) == 3


def test_however_many_ask_it_is_rendered_once(front, site):
    site.meanwhile = lambda: time.sleep(0.3)
    all_here = threading.Barrier(12)
    found = []

    def ask():
        all_here.wait()
        found.append(read(front, "/recits/le-jardin/").page)

    readers = [threading.Thread(target=ask) for _ in range(12)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [site.words] * 12
    assert len(site.asked) == 1


def test_what_was_taken_away_is_gone_at_once_from_files_and_memory(front, site, files):
    read(front, "/recits/")
    read(front, "/recits/le-jardin/")
    site.words = "Autre chose"
    assert read(front, "/recits/").page == "Bonjour les voisins"
    assert set(files.empty()) == {"/recits/", "/recits/le-jardin/"}
    assert not list(files.folder.rglob("*.html"))
    assert read(front, "/recits/").page == "Autre chose"


def test_a_page_that_is_being_written_while_its_folder_is_deleted_goes_as_well(front, site, files, monkeypatch):
    read(front, "/recits/")
    here = os.open(files.live, os.O_RDONLY)
    rmdir, late = os.rmdir, ["a.html", "b.html"]

    def remove(path, **kwargs):
        if "gone-" in str(path) and late:
            os.close(os.open(late.pop(), os.O_WRONLY | os.O_CREAT, dir_fd=here))
        rmdir(path, **kwargs)

    monkeypatch.setattr(os, "rmdir", remove)
    files.empty()
    assert not late
    assert not list(files.folder.glob("gone-*"))
    with pytest.raises(FileNotFoundError):
        os.open("c.html", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.close(here)


def test_two_pages_of_one_second_have_files_of_two_times(front, site, files):
    times = []
    for words in ["Bonjour les voisins", "Bonsoir les voisins", "Bonjour les voisins"]:
        files.empty()
        site.words = words
        read(front, "/")
        times.append({file.stat().st_mtime_ns for file in files.live.glob("index.html*") if file.suffix != ".json"})
    assert times[0] == times[2] != times[1]
    assert len(times[0]) == 1, "nginx makes its tag of it"


def test_what_was_rendered_before_a_change_is_not_kept_after_it(front, site, files):
    site.meanwhile = files.empty
    assert read(front, "/recits/").page == "Bonjour les voisins"
    site.meanwhile = lambda: None
    site.words = "Autre chose"
    assert read(front, "/recits/").page == "Autre chose"
    # While a change is under way: begun before it, or within it.
    files.empty()
    marks = []
    site.meanwhile = lambda: marks.append(files.hold())
    read(front, "/recits/")
    site.meanwhile = lambda: marks.pop().unlink()
    read(front, "/recits/")
    site.meanwhile = lambda: None
    assert files.signature("/recits/") is None
    read(front, "/recits/")
    assert files.signature("/recits/")


def test_a_page_that_had_its_time_is_asked_for_again_and_given_all_the_same_while_the_site_fails(front, site):
    site.until = time.time() + 0.2
    read(front, "/recits/")
    time.sleep(0.25)
    site.words, site.status = "Erreur", "500 Internal Server Error"
    assert read(front, "/recits/").page == "Bonjour les voisins"
    assert len(site.asked) == 2
    assert read(front, "/recits/").page == "Bonjour les voisins"
    assert len(site.asked) == 2, "it is spared for a moment"
    assert read(front, "/projets/").status == 500
    front._spared_until = 0

    def falls():
        raise ConnectionError

    site.meanwhile = falls
    assert read(front, "/recits/").page == "Bonjour les voisins"
    front._spared_until = 0
    site.meanwhile, site.words, site.status = lambda: None, "Autre chose", "200 OK"
    assert read(front, "/recits/").page == "Autre chose"


def test_who_asks_for_everything_does_not_fill_the_disk(front, site, files):
    read(front, "/recits/")
    (files.live / "tally").write_bytes(b"." * (ROOM // PIECE))
    read(front, "/projets/")
    assert files.signature("/recits/") is None
    read(front, "/projets/")
    assert files.signature("/projets/")


def test_a_torn_file_is_no_page(front, site, files):
    read(front, "/")
    (files.live / "index.html.json").write_text("{")
    assert read(front, "/").page == site.words
    assert len(site.asked) == 2
    with files.rendering() as rendering:
        (files.live / "recits").write_text("a file where a folder should be")
        assert not rendering.keep("/recits/", Page.of(b"", [], 0))


def test_where_nothing_can_be_written_readers_have_their_page_and_the_start_says_so(tmp_path, site):
    (tmp_path / "pages").write_text("a file where the folder should be")
    files = PageFiles(tmp_path / "pages")
    front = Front(site, files, rooms=(), hosts=["testserver"], secure=False)
    for _time in range(2):
        assert read(front, "/recits/").page == site.words
    assert len(site.asked) == 2
    with pytest.raises(OSError):
        files.prepare()
