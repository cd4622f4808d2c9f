"""Giving to the non-profit by HelloAsso: off, or all of it is set. Nothing is asked of HelloAsso while it is off."""

import re

from django.core.exceptions import ImproperlyConfigured

from workshop.settings.environment import flag, text

SECRET_LENGTH = 32

HELLOASSO_CLIENT_ID = text("HELLOASSO_CLIENT_ID", "")
HELLOASSO_CLIENT_SECRET = text("HELLOASSO_CLIENT_SECRET", "")
# As it stands in the address of the non-profit's page: helloasso.com/associations/…
HELLOASSO_ORGANIZATION = text("HELLOASSO_ORGANIZATION", "")
# The end of the address that HelloAsso calls when something happens.
HELLOASSO_NOTIFICATION_SECRET = text("HELLOASSO_NOTIFICATION_SECRET", "")
# HelloAsso signs for its partners only.
HELLOASSO_SIGNATURE_KEY = text("HELLOASSO_SIGNATURE_KEY", "")
HELLOASSO_SANDBOX = flag("HELLOASSO_SANDBOX", default=False)

_needed = {
    "HELLOASSO_CLIENT_ID": HELLOASSO_CLIENT_ID,
    "HELLOASSO_CLIENT_SECRET": HELLOASSO_CLIENT_SECRET,
    "HELLOASSO_ORGANIZATION": HELLOASSO_ORGANIZATION,
    "HELLOASSO_NOTIFICATION_SECRET": HELLOASSO_NOTIFICATION_SECRET,
}
_missing = [name for name, value in _needed.items() if not value]
if len(_missing) not in {0, len(_needed)} or (_missing and (HELLOASSO_SIGNATURE_KEY or HELLOASSO_SANDBOX)):
    raise ImproperlyConfigured(f"Giving by HelloAsso needs all of its variables, or none; missing: {_missing}.")
if not _missing and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", HELLOASSO_ORGANIZATION):
    raise ImproperlyConfigured("HELLOASSO_ORGANIZATION is the end of your page's address on HelloAsso: no more.")
if not _missing and not re.fullmatch(rf"[A-Za-z0-9_-]{{{SECRET_LENGTH},}}", HELLOASSO_NOTIFICATION_SECRET):
    raise ImproperlyConfigured("HELLOASSO_NOTIFICATION_SECRET must be long, as “openssl rand -hex 32” prints.")

# Hosts that HelloAsso documents. People are sent to the second one, and to no other.
HELLOASSO_API = "https://api.helloasso-sandbox.com" if HELLOASSO_SANDBOX else "https://api.helloasso.com"
HELLOASSO_SITE = "www.helloasso-sandbox.com" if HELLOASSO_SANDBOX else "www.helloasso.com"
