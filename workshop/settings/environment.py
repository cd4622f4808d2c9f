"""Environment variables, read once and checked with a message that names the variable."""

import contextlib
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
REPO = Path(__file__).resolve().parents[2]
SECRET_BYTES = 32


def folder(name: str, default: Path) -> Path:
    path = Path(env.str(name, default=str(default))).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name} must be an absolute path; it is “{path}”.")
    return path


def required(name: str) -> str:
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: production does not start without it.")
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
        config = environ.Env.db_url_config(url)
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ImproperlyConfigured("DATABASE_URL is not the address of a database.") from error
    engine = config.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        # FULL: a receipt says that the row is on the disk. IMMEDIATE: a writer waits for its turn instead of failing.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    elif engine.endswith("postgresql"):
        config["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL must start with sqlite:/// or postgresql://.")
    return config
