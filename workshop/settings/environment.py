"""Environment variables, read once and checked with a message that names the variable."""

import contextlib
import os
import secrets
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host

from workshop.areas import Area
from workshop.areas import area as read_area

REPO = Path(__file__).resolve().parents[2]
SECRET_BYTES = 32
SIGNING_LENGTH, SIGNING_VARIETY = 50, 10
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Their keys, by django-anymail's names.
LETTER_SERVICES = {
    "brevo": ["BREVO_API_KEY"],
    "mailjet": ["MAILJET_API_KEY", "MAILJET_SECRET_KEY"],
    "postmark": ["POSTMARK_SERVER_TOKEN"],
}
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def text(name: str, default: str) -> str:
    """An empty variable counts as one that is not set: that is what unit files and compose files make of a blank."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}; it is “{value}”.")
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    """A word that is neither yes nor no is refused: a typing error must not switch a protection off."""
    value = text(name, "yes" if default else "no").lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be “true” or “false”; it is “{value}”.")
    return value in YES


def words(name: str, default: list[str]) -> list[str]:
    return [word.strip() for word in text(name, ",".join(default)).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    path = Path(text(name, str(default))).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path; it is “{path}”.")
    return path


def made_folder(name: str, default: Path) -> Path:
    """A folder that is made where it is missing, closed to other people of the machine."""
    path = folder(name, default)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: the folder {path} cannot be made ({error.strerror}).") from error
    return path


def required(name: str) -> str:
    value = text(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production does not start without it.")
    return value


def signing_secret(name: str) -> str:
    """What Django signs sessions and sign-in codes with: refused here where Django would only warn."""
    value = required(name)
    if len(value) < SIGNING_LENGTH or len(set(value)) < SIGNING_VARIETY or value.startswith("django-insecure-"):
        raise ImproperlyConfigured(f"{name} must be long and random, as “openssl rand -hex 32” prints.")
    return value


def site_address(name: str, hosts: list[str]) -> str:
    """Where people find the site: behind TLS, at a host that it answers to, with nothing behind the host."""
    value = required(name).rstrip("/")
    if not value.startswith("https://"):
        raise ImproperlyConfigured(f"{name} must start with https://: cards and sign-in codes may not travel in clear.")
    host = ""
    with contextlib.suppress(ValueError):
        parts = urlsplit(value)
        host = parts.hostname or ""
    if not validate_host(host, hosts) or "/" in value.removeprefix("https://"):
        raise ImproperlyConfigured(f"{name} must be https:// and a host of ALLOWED_HOSTS, no more; it is “{value}”.")
    return value


def sender(name: str, default: str) -> str:
    value = text(name, default)
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError as error:
        raise ImproperlyConfigured(f"{name} must look like Name <name@example.org>; it is “{value}”.") from error
    return value


def area(name: str, default: str) -> Area:
    try:
        return read_area(text(name, default))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be “france”, “off”, beginnings of postcodes or boxes “west,south,east,north”: {error}."
        ) from error


def service(name: str, default: str) -> str:
    """The https address of a service that this server may ask; nothing for ``off``: then it asks nobody."""
    value = text(name, default).rstrip("/")
    if value == "off":
        return ""
    host = ""
    with contextlib.suppress(ValueError):
        host = urlsplit(value).hostname or ""
    if not value.startswith("https://") or not host or "@" in value or any(char.isspace() for char in value):
        raise ImproperlyConfigured(f"{name} must be the https:// address of a service, or “off”; it is “{value}”.")
    return value


def cache_in_front(name: str) -> str:
    """Where a cache hears what to forget, perhaps on this machine; nothing for ``off``."""
    value = text(name, "off").rstrip("/")
    parts = urlsplit(value)
    if value == "off":
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or value != f"{parts.scheme}://{parts.netloc}":
        raise ImproperlyConfigured(f"{name} must be the http(s):// address of a cache, or “off”; it is “{value}”.")
    return value


def tiles_source(name: str, default: str) -> str:
    """Where this server gets the map's squares; nothing for ``off``."""
    value = service(name, default)
    if value and not all(part in value for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(f"{name} must hold {{z}}, {{x}} and {{y}}; it is “{value}”.")
    return value


def tiles_on_this_host(name: str, default: str) -> str:
    """An address without a host, or nothing: what a page fetches elsewhere tells strangers who reads it, and where."""
    value = text(name, default)
    whole = all(part in value for part in ("{z}", "{x}", "{y}"))
    if value and (not whole or not value.startswith("/") or value.startswith("//") or "\\" in value):
        raise ImproperlyConfigured(
            f"{name} must be a path on this site, such as /tuiles/{{z}}/{{x}}/{{y}}.png; it is “{value}”. "
            "No page of this site calls another host: serve or proxy the tiles from here."
        )
    return value


def key(name: str) -> bytes:
    """A secret key in hexadecimal, at least 32 bytes long."""
    try:
        value = bytes.fromhex(required(name))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be hexadecimal, as “openssl rand -hex 32” prints.") from error
    if len(value) < SECRET_BYTES:
        raise ImproperlyConfigured(f"{name} must hold at least {SECRET_BYTES} bytes; it holds {len(value)}.")
    return value


def kept_secret(var_dir: Path, name: str) -> str:
    """A secret of this installation in hexadecimal, made in ``var/secrets`` the first time. For development only."""
    place = var_dir / "secrets" / name.lower()
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_hex(SECRET_BYTES))
        # Two processes may start at once: the first to link its file wins, both read the same secret.
        with contextlib.suppress(FileExistsError):
            place.hardlink_to(beside)
        beside.unlink()
    return place.read_text()


def database(url: str) -> dict[str, Any]:
    """Django's settings for an address such as ``postgresql://user@host/name`` or ``sqlite:////path``."""
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured("DATABASE_URL is not the address of a database.") from error
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        if not Path(config["NAME"]).is_absolute():
            raise ImproperlyConfigured("DATABASE_URL must hold an absolute path: sqlite:////srv/site/db.sqlite3.")
        # FULL: a receipt says that the row is on the disk. IMMEDIATE: a writer waits for its turn instead of failing.
        # What is erased is written over in the file.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        }
    elif engine.endswith("postgresql"):
        if not config["NAME"]:
            raise ImproperlyConfigured("DATABASE_URL must name a database, as postgresql://user@host/name does.")
        config["CONN_MAX_AGE"] = number("DATABASE_CONN_MAX_AGE", 60, least=0, most=86400)
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgresql://.")
    return config


def weekday(name: str, default: str) -> int | None:
    """Monday is 0; nothing for ``off``."""
    value = text(name, default).lower()
    if value not in {*WEEKDAYS, "off"}:
        raise ImproperlyConfigured(f"{name} must be a day, such as “thursday”, or “off”; it is “{value}”.")
    return WEEKDAYS.index(value) if value in WEEKDAYS else None


def letter_service(name: str, *, key: str, secret: str) -> dict[str, Any]:
    """Settings of django-anymail for a service that delivers the letter; none without one."""
    if not name:
        return {}
    if name not in LETTER_SERVICES:
        raise ImproperlyConfigured(
            f"LETTER_SERVICE must be one of {', '.join(LETTER_SERVICES)}, or nothing; it is “{name}”."
        )
    names, keys = LETTER_SERVICES[name], key.split(":")
    if len(keys) != len(names) or not all(keys):
        raise ImproperlyConfigured(f"LETTER_SERVICE_KEY must hold {':'.join(names)}.")
    if secret and (":" not in secret or len(secret) < SECRET_BYTES):
        raise ImproperlyConfigured(
            f"LETTER_WEBHOOK_SECRET must be “name:password”, at least {SECRET_BYTES} characters long."
        )
    return dict(zip(names, keys, strict=True)) | {"WEBHOOK_SECRET": secret}


def mail_server(name: str) -> dict[str, Any]:
    """Django's EMAIL_… settings for an address such as ``smtp+tls://user:password@host:587``."""
    value = required(name)
    scheme = value.partition("://")[0]
    config: dict[str, Any] = {}
    with contextlib.suppress(ValueError, environ.ImproperlyConfigured):
        config = environ.Env.email_url_config(value) if scheme in MAIL_PORTS else {}
    if not config.get("EMAIL_HOST"):
        known = ", ".join(MAIL_PORTS)
        raise ImproperlyConfigured(f"{name} must look like smtp+tls://user:password@host:587 (schemes: {known}).")
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or MAIL_PORTS[scheme]
    return config
