"""A test that commits finds and leaves the database as it was founded: a copy comes back whole.

Django would empty every table, and found permissions, pages and texts again: a second each time. Founding itself takes
25 seconds of migrations: of several workers one does it, the others take a copy.
"""

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import management
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import TransactionTestCase

PATIENCE = 20


@contextmanager
def _copy_of_sqlite() -> Iterator[Callable[[], None]]:
    connection.ensure_connection()
    founded = sqlite3.connect(":memory:")
    connection.connection.backup(founded)

    def restore() -> None:
        connection.ensure_connection()
        end = time.monotonic() + PATIENCE
        while True:
            try:
                founded.backup(connection.connection)
                return
            except sqlite3.OperationalError:  # a server's thread still reads
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    yield restore
    founded.close()


@contextmanager
def _copy_of_postgresql() -> Iterator[Callable[[], None]]:
    name = connection.settings_dict["NAME"]
    mine, founded = connection.ops.quote_name(name), connection.ops.quote_name(f"{name}_founded")
    gone = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
    _run_on_postgresql(gone.format(founded), f"CREATE DATABASE {founded} TEMPLATE {mine}")
    yield lambda: _run_on_postgresql(gone.format(mine), f"CREATE DATABASE {mine} TEMPLATE {founded}")
    _run_on_postgresql(gone.format(founded))


def _run_on_postgresql(*statements: str) -> None:
    """Outside of the test database itself: it may be made and dropped."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


COPIES = {"sqlite": _copy_of_sqlite, "postgresql": _copy_of_postgresql}


class SharedFounding:
    """Stands for ``call_command`` while a worker makes its test database."""

    def __init__(self, folder: Path, run: str) -> None:
        self.copy, self.lock, self.run = folder / "founded.sqlite3", folder / "founded.lock", run

    def __call__(self, name: str, *args: Any, **options: Any) -> None:
        if name != "migrate":
            call_command(name, *args, **options)
            return
        with self.lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            take, give = getattr(self, f"take_{connection.vendor}"), getattr(self, f"give_{connection.vendor}")
            if not take():
                call_command(name, *args, **options)
                give()

    def take_sqlite(self) -> bool:
        if not self.copy.exists():
            return False
        connection.ensure_connection()
        with sqlite3.connect(self.copy) as founded:
            founded.backup(connection.connection)
        founded.close()
        return True

    def give_sqlite(self) -> None:
        with sqlite3.connect(self.copy) as founded:
            connection.connection.backup(founded)
        founded.close()

    def take_postgresql(self) -> bool:
        mine = connection.ops.quote_name(connection.settings_dict["NAME"])
        try:
            _run_on_postgresql(f"DROP DATABASE {mine} WITH (FORCE)", f"CREATE DATABASE {mine} TEMPLATE {self.template}")
        except ProgrammingError:  # nobody has made it
            _run_on_postgresql(f"CREATE DATABASE {mine}")
            return False
        return True

    def give_postgresql(self) -> None:
        mine = connection.ops.quote_name(connection.settings_dict["NAME"])
        _run_on_postgresql(f"CREATE DATABASE {self.template} TEMPLATE {mine}")

    def clear(self) -> None:
        if connection.vendor == "postgresql":
            _run_on_postgresql(f"DROP DATABASE IF EXISTS {self.template} WITH (FORCE)")

    @property
    def template(self) -> str:
        return connection.ops.quote_name(f"founded_{self.run}")


@pytest.fixture(scope="session")
def shared_founding(request, tmp_path_factory, django_db_blocker):
    with pytest.MonkeyPatch.context() as patch:
        if not hasattr(request.config, "workerinput"):
            yield patch
            return
        shared = SharedFounding(tmp_path_factory.getbasetemp().parent, request.config.workerinput["testrunuid"])
        patch.setattr(management, "call_command", shared)
        yield patch
    with django_db_blocker.unblock():
        shared.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, shared_founding):
    """Before the test database is made."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, shared_founding):
    shared_founding.undo()
    with django_db_blocker.unblock(), COPIES[connection.vendor]() as restore, pytest.MonkeyPatch.context() as patch:

        def put_back(case: TransactionTestCase) -> None:
            restore()
            ContentType.objects.clear_cache()

        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
