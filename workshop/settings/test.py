"""The suite: throw-away folders, quick hashes, tasks at once. ``DATABASE_URL`` selects PostgreSQL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before base reads it: nothing of a test may land in var/.
_TEMPORARY = Path(tempfile.mkdtemp(prefix="capoupascap-"))
atexit.register(shutil.rmtree, _TEMPORARY, ignore_errors=True)
(_TEMPORARY / "static").mkdir()
os.environ["VAR_DIR"] = str(_TEMPORARY)

from workshop.settings.base import *  # noqa: E402, F403
from workshop.settings.base import DATABASES, INSTALLED_APPS, STORAGES  # noqa: E402
from workshop.settings.environment import REPO  # noqa: E402

DEBUG = False
SECRET_KEY = "only-for-tests-" + "x" * 50
CARD_KEY = bytes(range(32))
ROSTER_KEY = bytes(range(32, 64))
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = BASE_URL
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Made once, whatever the run: they only depend on the packages.
STATICFILES_DIRS = [("fonts", REPO / "var" / "fonts")]
(REPO / "var").mkdir(mode=0o700, exist_ok=True)
(REPO / "var" / "fonts").mkdir(exist_ok=True)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# No test asks a service but the one that it makes itself.
GEOCODING_URL = ""
TILES_URL = ""
MAP_TILES_URL = ""
AXES_ENABLED = True
# Tests ask Django itself; those of kept pages ask the front.
KEEP_PAGES = False
INSTALLED_APPS = [*INSTALLED_APPS, "workshop.mailbox", "workshop.styleguide"]

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in operation: in memory, a live server's threads would share one connection with the test.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
