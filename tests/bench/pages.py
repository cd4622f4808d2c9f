"""Cost of the screens that must not grow: the class page and the review queue at 10 and at 1,000 reports; and a
story as it is rendered, as it is kept in a file, and as a file would be given that was never rendered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)
from django.urls import reverse
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from tests.bench.results import Result, cpu_seconds

FEW, MANY = 10, 1000


@contextmanager
def throw_away_database() -> Iterator[None]:
    setup_test_environment()
    names = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(names, verbosity=0)
        teardown_test_environment()


def run() -> list[Result]:
    with throw_away_database():
        return _measure()


def _measure() -> list[Result]:
    from tests.investigations.factories import AssignmentFactory, InvestigationFactory, ReportFactory

    investigation = InvestigationFactory(opened=True)
    client = Client()
    client.force_login(investigation.classroom.owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = {
        "Class page": reverse("classrooms:page", args=[investigation.classroom.pk]),
        "Review queue": reverse("review:queue"),
    }
    assignment = AssignmentFactory(investigation=investigation)

    def reports(count: int) -> None:
        ReportFactory.create_batch(count, assignment=assignment, submitted=True)

    reports(FEW)
    few = {name: _cost(client, address) for name, address in pages.items()}
    reports(MANY - FEW)
    many = {name: _cost(client, address) for name, address in pages.items()}
    return [result for name in pages for result in _compared(name, few[name], many[name])] + _story()


def _cost(client: Client, address: str) -> tuple[int, float]:
    """Queries and CPU seconds of one page, warm."""
    (seconds,) = cpu_seconds(_reading(client, address), rounds=9)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries), seconds


def _reading(client: Client, address: str) -> Callable[[], None]:
    def read() -> None:
        assert client.get(address).status_code == 200

    return read


def _compared(name: str, few: tuple[int, float], many: tuple[int, float]) -> list[Result]:
    return [
        Result(f"{name}, queries at {FEW} → {MANY} reports", f"{few[0]} → {many[0]}", many[0] / few[0], at_most=1.0),
        Result(
            f"{name}, CPU at {FEW} → {MANY} reports", f"{few[1] * 1000:.0f} → {many[1] * 1000:.0f} ms",
            many[1] / few[1], at_most=1.5,
        ),
    ]  # fmt: skip


def _story() -> list[Result]:
    from tests.cms.reading import read
    from tests.cms.stories import published_story
    from workshop.front import front

    story = published_story()
    queries, seconds = _cost(Client(), story.url)
    page = read(front(), story.url).body
    with TemporaryDirectory() as folder:
        (Path(folder) / "story").mkdir()
        (Path(folder) / "story" / "index.html").write_bytes(page)
        Compressor(quiet=True).compress(f"{folder}/story/index.html")
        static = WhiteNoise(WSGIHandler(), root=folder, index_file=True)

        kept, file, rendered = cpu_seconds(
            _asking(front(), story.url, MANY), _asking(static, "/story/", MANY), _asking(WSGIHandler(), story.url, 5),
            rounds=9,
        )  # fmt: skip
    kept, file, rendered = kept / MANY, file / MANY, rendered / 5
    return [
        Result("Story page, rendered each time", f"{queries} queries, {seconds * 1000:.0f} ms"),
        Result(
            "Story page, kept, against a static file", f"{kept * 1e6:.0f} → {file * 1e6:.0f} µs", file / kept,
            at_least=0.8,
        ),
        Result(
            "Story page, kept, against Wagtail", f"{kept * 1e6:.0f} µs → {rendered * 1000:.1f} ms", rendered / kept,
            at_least=100,
        ),
    ]  # fmt: skip


def _asking(application: Callable[..., Any], path: str, times: int) -> Callable[[], None]:
    """As a web server asks, without its line: what is compared is what stands behind it."""
    asked: dict[str, Any] = {"PATH_INFO": path, "HTTP_HOST": "testserver", "HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
    setup_testing_defaults(asked)

    def ask() -> None:
        for _time in range(times):
            said: list[str] = []
            answer = application(dict(asked), lambda status, _headers, _error=None, said=said: said.append(status))
            assert b"".join(answer)
            assert said == ["200 OK"]
            if close := getattr(answer, "close", None):
                close()

    return ask
