"""Which public pages are kept in files, and when all of them go: as soon as anything that one of them shows is written.

All, because what shows a thing is hard to say and a page that was forgotten would show a child's picture for ever; they
come back as they are asked for. Every write is seen where it leaves for the database, so that neither an ``update()``
nor a cascade is missed. docs/public-pages.md tells the rest.
"""

import datetime
import logging
import re
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

from workshop.front import ASKED_BY, UNTIL
from workshop.page_files import PageFiles

logger = logging.getLogger(__name__)

KEPT = {
    "wagtail_serve", "projects", "project", "open_data", "project_image", "project_vignette",
    "site_card", "story_card", "classroom_card", "project_card",
}  # fmt: skip
# A test renders every kept page and compares what it asks of the database.
SHOWN = (
    "wagtailcore.Page", "wagtailcore.Site", "wagtailcore.PageViewRestriction", "cms.HomePage", "cms.StoryIndexPage",
    "cms.ClassroomIndexPage", "cms.ClassroomPage", "cms.StoryPage", "cms.TextPage", "cms.LegalSettings",
    "cms.PublicImage", "cms.PublicRendition", "cms.Newspaper", "cms.NewspaperStory", "classrooms.Classroom",
    "classrooms.School", "investigations.Investigation", "investigations.Guide", "directory.CitizenProject",
    "directory.CitizenProject_causes", "directory.Cause", "directory.FormerAddress", "directory.OpenVisit",
    "directory.Place", "directory.ProjectHolder", "directory.ProjectPicture", "directory.Recommendation",
    "directory.Square", "directory.StillTrue",
)  # fmt: skip
# Written on a live page or project while a draft of it is kept, of a holder who comes in, of a class whose door opens,
# of a paper in the making: no reader reads it.
QUIET = {
    "latest_revision_id", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "locked", "locked_at",
    "locked_by_id", "language", "hears_news", "door_closes_at", "done",
}  # fmt: skip
_WRITTEN = re.compile(r"\s*(INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)\"?", re.IGNORECASE)
_COLUMNS = re.compile(r"\"(\w+)\" = ")

_mine = threading.local()


class KeptPagesMiddleware:
    """Outside of all others: tells the front until when an answer may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if request.META.get(ASKED_BY) and match and not match.namespaces and match.url_name in KEPT:
            response.headers[UNTIL] = str(int(_midnight().timestamp()))
        return response


def _midnight() -> datetime.datetime:
    """What passes by itself (an open visit, say) is at most of today."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time()))


@cache
def _files_in(folder: Path) -> PageFiles:
    return PageFiles(folder)


def files() -> PageFiles:
    return _files_in(settings.PAGES_DIR)


@cache
def tables() -> frozenset[str]:
    return frozenset(apps.get_model(*name.split("."))._meta.db_table for name in SHOWN)


def watch(*, connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if settings.KEEP_PAGES and notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(notice)


def notice(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Pages go before the statement, and once more when others see what it did: nothing is kept in between."""
    connection = context["connection"]
    if not _changes_pages(sql) or not settings.KEEP_PAGES or _is_noticed(connection):
        return execute(sql, params, many, context)
    _begin()
    try:
        return execute(sql, params, many, context)
    finally:
        if connection.in_atomic_block:
            transaction.on_commit(_finish, using=connection.alias)
        else:
            _finish()


def _changes_pages(sql: str) -> bool:
    found = _WRITTEN.match(sql)
    if found is None or found[2] not in tables():
        return False
    if found[1].upper() != "UPDATE":
        return True
    changed = set(_COLUMNS.findall(sql.partition(" WHERE ")[0]))
    return not changed or not changed <= QUIET


def _is_noticed(connection: BaseDatabaseWrapper) -> bool:
    return any(waiting[1] is _finish for waiting in connection.run_on_commit)


def _begin() -> None:
    held, names = _state()
    held.append(files().hold())
    names.extend(files().empty())


def _finish() -> None:
    _held, names = _state()
    gone = list(dict.fromkeys([*names, *files().empty()]))
    _let_go()
    _purge()
    if gone or files().has_noted("wanted"):
        _warm(gone)


def release(**_kwargs: Any) -> None:
    """What was rolled back has changed nothing: at the end of its request pages are kept again. They go once more: it
    may have been committed, and something else failed before we heard of it."""
    if _state()[0]:
        files().empty()
        _let_go()
        _purge()


def _let_go() -> None:
    held, names = _state()
    for mark in held:
        mark.unlink(missing_ok=True)
    held.clear()
    names.clear()


def _state() -> tuple[list[Path], list[str]]:
    if not hasattr(_mine, "held"):
        _mine.held, _mine.names = [], []
    return _mine.held, _mine.names


def empty_pages() -> int:
    gone = files().empty()
    _purge()
    return len(gone)


def _purge() -> None:
    """What a cache elsewhere may have of them goes as well, before the answer."""
    if settings.WAGTAILFRONTENDCACHE and (names := files().noted("given")):
        purge_urls_from_cache([settings.BASE_URL + name for name in names])


def _warm(names: list[str]) -> None:
    from cms.tasks import warm_pages

    # Beside the task: who writes again before it has begun, or while it warms, takes away what only the list knows.
    files().note("wanted", _first(names))
    if files().say_once("warming"):
        try:
            warm_pages.enqueue()
        except DatabaseError:  # a database that is being founded has no tasks yet
            files().unsay("warming")


def wanted() -> list[str]:
    """What is to be warmed, once."""
    return _first(files().noted("wanted"))


def _first(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: name.count("/"))[: settings.PAGES_WARMED]
