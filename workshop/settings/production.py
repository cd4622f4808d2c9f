"""Behind TLS. Refuses to start with DEBUG, without its secrets, or with private storage that the public can reach."""

from django.core.exceptions import ImproperlyConfigured

from workshop.settings.base import *  # noqa: F403
from workshop.settings.base import MEDIA_ROOT, PAGES_DIR, PRIVATE_DIR, STATIC_ROOT
from workshop.settings.environment import flag, key, mail_server, required, signing_secret, site_address, words

DEBUG = flag("DEBUG", default=False)
if DEBUG:
    raise ImproperlyConfigured("DEBUG must not be set in production: it shows private data in error pages.")

SECRET_KEY = signing_secret("SECRET_KEY")
CARD_KEY = key("CARD_KEY")
ROSTER_KEY = key("ROSTER_KEY")
required("ALLOWED_HOSTS")
ALLOWED_HOSTS = words("ALLOWED_HOSTS", [])
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, not “*”: sign-in letters carry the host.")
BASE_URL = site_address("BASE_URL", ALLOWED_HOSTS)
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]

for name, public in {"MEDIA_DIR": MEDIA_ROOT, "PAGES_DIR": PAGES_DIR, "static files": STATIC_ROOT}.items():
    if PRIVATE_DIR.resolve().is_relative_to(public.resolve()) or public.resolve().is_relative_to(PRIVATE_DIR.resolve()):
        raise ImproperlyConfigured(f"PRIVATE_DIR and the folder of {name} must not lie inside each other.")

# A password alone opens neither the projects' contacts nor what the public reads.
MFA_DEMANDED = flag("MFA_DEMANDED", default=True)

# Sign-in codes and invitations go by e-mail: without a server, some adults could never come in.
vars().update(mail_server("EMAIL_URL"))
EMAIL_TIMEOUT = 20

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_keys": {"()": "workshop.logs.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_keys"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
