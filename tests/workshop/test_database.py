"""What the embedded database promises: nothing half written, and writers that wait for their turn."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from workshop.settings.environment import database

embedded = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="about the embedded database")


@embedded
@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 20000)])
def test_the_embedded_database_is_opened_with_care(db, pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.engine
def test_the_embedded_database_writes_ahead_and_takes_turns(tmp_path):
    import sqlite3

    config = database(f"sqlite:///{tmp_path}/db.sqlite3")
    with sqlite3.connect(config["NAME"]) as opened:
        opened.executescript(config["OPTIONS"]["init_command"])
        assert opened.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    opened.close()
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.engine
def test_postgresql_connections_are_checked_before_use():
    config = database("postgresql://site@localhost/site")
    assert config["CONN_HEALTH_CHECKS"] is True


@pytest.mark.engine
def test_other_databases_are_refused():
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database("mysql://root@localhost/site")
