"""What the environment may say, and what production refuses; each in a process of its own, as a start is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.settings.environment import kept_secret

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "CARD_KEY": "0123456789abcdef" * 4,
    "ROSTER_KEY": "fedcba9876543210" * 4,
    "ALLOWED_HOSTS": "site.example",
    "BASE_URL": "https://site.example",
    "EMAIL_URL": "smtp+tls://robot:password@mail.example",
}


@pytest.fixture
def start(tmp_path):
    """``start(settings, NAME=value)`` imports settings with these variables; ``None`` leaves one out."""

    def run(settings, *, command=None, **variables):
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "HOME"}}
        wanted = {**GOOD, "VAR_DIR": str(tmp_path / "var"), **variables}
        environment = {
            **kept,
            **{name: value for name, value in wanted.items() if value is not None},
            "DJANGO_SETTINGS_MODULE": f"workshop.settings.{settings}",
        }
        show = f"import workshop.settings.{settings} as s; print(s.EMAIL_BACKEND, s.DATABASES, s.LOGGING)"
        command = command or ["-c", show]
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.engine
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "x"),
        ("PORT", "0"),
        ("PORT", "99999"),
        ("NUM_PROXIES", "abc"),
        ("NUM_PROXIES", "-1"),
        ("DEBUG", "maybe"),
        ("DEBUG", "true"),
        ("MFA_DEMANDED", "perhaps"),
        ("LETTER_SERVICE", "pigeon"),
        ("LETTER_SERVICE", "brevo"),
        ("LETTER_DRAFT_DAY", "jeudi"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "garbage"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://host:port"),
        ("EMAIL_URL", "consolemail://"),
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "mysql://root@localhost/site"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///site.sqlite3"),
        ("DATABASE_URL", "postgresql://"),
        ("DEFAULT_FROM_EMAIL", "Cap ou pas cap"),
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("CARD_KEY", None),
        ("CARD_KEY", "not hexadecimal"),
        ("CARD_KEY", "abcd"),
        ("ROSTER_KEY", None),
        ("ROSTER_KEY", ""),
        ("ALLOWED_HOSTS", None),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ","),
        ("ALLOWED_HOSTS", "https://site.example"),
        ("BASE_URL", None),
        ("BASE_URL", "http://site.example"),
        ("BASE_URL", "https://site example"),
        ("BASE_URL", "https://other.example"),
        ("BASE_URL", "https://site.example/carnet"),
        ("BASE_URL", "https://[site.example"),
        ("VAR_DIR", "relative/path"),
        ("VAR_DIR", "/dev/null/var"),
        ("PRIVATE_DIR", "private"),
        ("MAP_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png"),
        ("MAP_TILES_URL", "//tiles.example/{z}/{x}/{y}.png"),
        ("MAP_TILES_URL", "tuiles/"),
        ("MAP_TILES_URL", "/tuiles"),
        ("TILES_URL", "http://tiles.example/{z}/{x}/{y}.png"),
        ("TILES_URL", "https://tiles.example/{z}/{x}.png"),
        ("TILES_URL", "https://user@tiles.example/{z}/{x}/{y}.png"),
        ("TILES_MB", "beaucoup"),
        ("GEOCODING_URL", "http://data.example"),
        ("GEOCODING_URL", "https://"),
        ("CDN_PURGE_URL", "cdn.example/purge"),
        ("KEEP_PAGES", "perhaps"),
        ("GEOCODING_URL", "file:///etc/passwd"),
    ],
)
def test_production_refuses_a_bad_variable_by_its_name(start, name, value):
    result = start("production", **{name: value})
    last_line = result.stderr.strip().splitlines()[-1]
    assert result.returncode != 0
    assert "ImproperlyConfigured" in last_line
    assert name in last_line


@pytest.mark.engine
@pytest.mark.parametrize(
    ("private", "public"),
    [
        ("media/private", "media"),
        ("site", "site/media"),
        ("both", "both"),
        ("static/p", "media"),
        ("pages/live/p", "media"),
    ],
)
def test_production_refuses_private_storage_that_the_public_can_reach(start, tmp_path, private, public):
    var = tmp_path / "var"
    result = start("production", PRIVATE_DIR=str(var / private), MEDIA_DIR=str(var / public))
    assert result.returncode != 0
    assert "PRIVATE_DIR" in result.stderr.strip().splitlines()[-1]


@pytest.mark.engine
def test_production_starts_on_the_embedded_database_and_sends_letters(start):
    result = start("production")
    assert result.returncode == 0, result.stderr
    assert "smtp" in result.stdout
    assert "sqlite3" in result.stdout
    assert "'filters': ['without_keys']" in result.stdout


@pytest.mark.engine
def test_production_takes_postgresql_by_its_address(start):
    result = start("production", DATABASE_URL="postgresql://site@/site?host=/run/postgresql")
    assert result.returncode == 0, result.stderr
    assert "postgresql" in result.stdout


@pytest.mark.engine
def test_an_empty_variable_counts_as_not_set(start):
    result = start("development", PORT="", MAP_TILES_URL="", DEBUG="", NUM_PROXIES="")
    assert result.returncode == 0, result.stderr


@pytest.mark.engine
def test_djangos_deployment_check_passes_with_production_settings(start):
    result = start("production", command=["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
    assert result.returncode == 0, result.stderr


@pytest.mark.engine
def test_development_makes_its_secrets_once_and_keeps_them_from_others(tmp_path):
    first = kept_secret(tmp_path, "CARD_KEY")
    place = tmp_path / "secrets" / "card_key"
    assert kept_secret(tmp_path, "CARD_KEY") == first
    assert len(bytes.fromhex(first)) == 32
    assert kept_secret(tmp_path, "ROSTER_KEY") != first
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in place.parent.iterdir()} == {"card_key", "roster_key"}


@pytest.mark.engine
@pytest.mark.parametrize("settings", ["development", "production"])
def test_a_new_var_is_closed_to_others_on_the_machine(start, tmp_path, settings):
    assert start(settings).returncode == 0
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


@pytest.mark.engine
@pytest.mark.parametrize(("settings", "there"), [("development", True), ("production", False)])
def test_the_demos_mailbox_is_there_in_development_only(start, settings, there):
    question = f"from workshop.settings import {settings} as s; print('workshop.mailbox' in s.INSTALLED_APPS)"
    assert start(settings, command=["-c", question]).stdout.strip() == str(there)


@pytest.mark.engine
@pytest.mark.parametrize(
    ("settings", "said", "demanded"),
    [
        ("development", None, False),
        ("development", "yes", True),
        ("production", None, True),
        ("production", "no", False),
    ],
)
def test_a_second_factor_is_demanded_in_production_unless_somebody_says_no(start, settings, said, demanded):
    question = f"from workshop.settings import {settings} as s; print(s.MFA_DEMANDED)"
    assert start(settings, command=["-c", question], MFA_DEMANDED=said).stdout.strip() == str(demanded)


@pytest.mark.engine
def test_the_demo_with_its_known_passwords_stays_out_of_production(start):
    result = start("production", command=["manage.py", "demo"])
    assert result.returncode == 1
    assert "CommandError: The demo" in result.stderr
