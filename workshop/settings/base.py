"""What holds wherever the software runs; the files beside this one say what differs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workshop.settings.api import *  # noqa: F403
from workshop.settings.content_security import *  # noqa: F403
from workshop.settings.environment import (
    REPO,
    area,
    cache_in_front,
    database,
    flag,
    folder,
    letter_service,
    made_folder,
    number,
    sender,
    service,
    text,
    tiles_on_this_host,
    tiles_source,
    weekday,
)
from workshop.settings.giving import *  # noqa: F403
from workshop.settings.wagtail import *  # noqa: F403

VAR_DIR = made_folder("VAR_DIR", REPO / "var")
PRIVATE_DIR = folder("PRIVATE_DIR", VAR_DIR / "private")
# Not in the database: who was erased stays so when an older database comes back (classrooms/ledger.py).
ERASURES_FILE = folder("ERASURES_FILE", VAR_DIR / "erasures.jsonl")
BASE_URL = text("BASE_URL", f"http://127.0.0.1:{number('PORT', 8000, least=1, most=65535)}").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL

INSTALLED_APPS = [
    "workshop",
    "cms",
    "investigations",
    "investigations.directory",
    "classrooms",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    # Nobody may upload documents, but the admin asks for its addresses.
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "leaflet",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.keeping.KeptPagesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "workshop.middleware.PermissionsPolicyMiddleware",
    "workshop.middleware.AccountCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "workshop.middleware.AdminScriptNonceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "workshop.languages.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "classrooms.middleware.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "investigations.middleware.EditorsSnippetsMiddleware",
    "cms.middleware.PageAdminMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.malformed.MalformedFormMiddleware",
    "cms.still_used.StillUsedMiddleware",
]

ROOT_URLCONF = "workshop.urls"
WSGI_APPLICATION = "workshop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPO / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ]
        },
    }
]

DATABASES = {"default": database(text("DATABASE_URL", f"sqlite:///{VAR_DIR}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Places that readers type may not push out what counts wrong tries.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "workshop.static_storage.ModuleStorage"},
    # Outside what any web server reaches; only authorised views read it.
    "private": {
        "BACKEND": "workshop.storage.DurableFileSystemStorage",
        "OPTIONS": {
            "location": str(PRIVATE_DIR),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
MEDIA_ROOT = folder("MEDIA_DIR", VAR_DIR / "media")
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", VAR_DIR / "fonts")]
(VAR_DIR / "fonts").mkdir(exist_ok=True)

# After a photo was reviewed, what is unmasked of it is kept so long: never longer than the notices to families say.
ORIGINALS_KEPT_DAYS = number("ORIGINALS_KEPT_DAYS", 90, least=1, most=90)

# Public pages in files (docs/public-pages.md).
KEEP_PAGES = flag("KEEP_PAGES", default=True)
PAGES_DIR = folder("PAGES_DIR", VAR_DIR / "pages")
# How many are rendered again at once after a change, by the worker.
PAGES_WARMED = 40
# A cache elsewhere that hears PURGE: only with one may it keep a page.
CDN_PURGE_URL = cache_in_front("CDN_PURGE_URL")
CDN_SECONDS = number("CDN_SECONDS", 3600, least=1, most=86_400) if CDN_PURGE_URL else 0
WAGTAILFRONTENDCACHE = (
    {"cdn": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": CDN_PURGE_URL}}
    if CDN_PURGE_URL
    else {}
)

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("Anglais"))]
LOCALE_PATHS = [REPO / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = sender("DEFAULT_FROM_EMAIL", "Cap ou pas cap <bonjour@cap-ou-pas-cap.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The weekly letter goes by the mail server of all other letters, or by a service that tells of bounces.
LETTER_SERVICE = text("LETTER_SERVICE", "").lower()
LETTER_EMAIL_BACKEND = f"anymail.backends.{LETTER_SERVICE}.EmailBackend" if LETTER_SERVICE else None
# Nobody counts who opens what; a service that can't be told so has it switched off in its own settings.
ANYMAIL = letter_service(
    LETTER_SERVICE, key=text("LETTER_SERVICE_KEY", ""), secret=text("LETTER_WEBHOOK_SECRET", "")
) | {
    "SEND_DEFAULTS": {"track_opens": False, "track_clicks": False},
    "IGNORE_UNSUPPORTED_FEATURES": True,
    "REQUESTS_TIMEOUT": 20,
}
LETTER_BATCH = number("LETTER_BATCH", 100, least=1, most=1_000)
LETTER_PAUSE_SECONDS = number("LETTER_PAUSE_SECONDS", 60, least=1, most=3_600)
# On which day a draft is made by itself.
LETTER_DRAFT_DAY = weekday("LETTER_DRAFT_DAY", "thursday")

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Wagtail's preview and its user bar show our own pages in frames.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LEAFLET_CONFIG: dict[str, Any] = {"TILES": []}
# Where a typed place becomes a point: the state’s address base (investigations/directory/geocoding.py).
GEOCODING_URL = service("GEOCODING_URL", "https://data.geopf.fr/geocodage")
# How often who keeps an entry is asked whether it is still true, and how many letters a day that makes at most.
STILL_TRUE_DAYS = number("STILL_TRUE_DAYS", 182, least=30, most=3650)
STILL_TRUE_LETTERS_A_DAY = number("STILL_TRUE_LETTERS_A_DAY", 100, least=0, most=100_000)
# Where projects are expected: an address or a pin elsewhere is asked about once more.
DIRECTORY_AREA = area("DIRECTORY_AREA", "france")
# Squares of maps: this server asks for them, keeps them and gives them on; no page calls a foreign host.
PLAN_IGN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"
    "&STYLE=normal&FORMAT=image/png&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)
TILES_URL = tiles_source("TILES_URL", PLAN_IGN)
TILES_ATTRIBUTION = text("TILES_ATTRIBUTION", "© IGN, Plan IGN")
TILES_DIR = folder("TILES_DIR", VAR_DIR / "tiles")
TILES_MB = number("TILES_MB", 200, least=1, most=100_000)
TILES_DAYS = number("TILES_DAYS", 30, least=1, most=365)
# Without an address maps are plain paper.
MAP_TILES_URL = tiles_on_this_host("MAP_TILES_URL", "/tuiles/{z}/{x}/{y}.png" if TILES_URL else "")
