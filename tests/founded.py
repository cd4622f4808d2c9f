"""A test that commits finds and leaves the database as it was founded: a copy comes back whole.

Django would empty every table, and found permissions, pages and texts again: a second each time.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
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

    def run(*statements: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    gone = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
    run(gone.format(founded), f"CREATE DATABASE {founded} TEMPLATE {mine}")
    yield lambda: run(gone.format(mine), f"CREATE DATABASE {mine} TEMPLATE {founded}")
    run(gone.format(founded))


COPIES = {"sqlite": _copy_of_sqlite, "postgresql": _copy_of_postgresql}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), COPIES[connection.vendor]() as restore, pytest.MonkeyPatch.context() as patch:

        def put_back(case: TransactionTestCase) -> None:
            restore()
            ContentType.objects.clear_cache()

        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
