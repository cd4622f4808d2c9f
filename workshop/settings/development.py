"""``make run``: everything on this machine, secrets and database made on first run in ``var/``."""

from workshop.settings.base import *  # noqa: F403
from workshop.settings.base import BASE_URL, INSTALLED_APPS, VAR_DIR
from workshop.settings.environment import flag, kept_secret, words

DEBUG = flag("DEBUG", default=True)
SECRET_KEY = kept_secret(VAR_DIR, "SECRET_KEY")
CARD_KEY = bytes.fromhex(kept_secret(VAR_DIR, "CARD_KEY"))
ROSTER_KEY = bytes.fromhex(kept_secret(VAR_DIR, "ROSTER_KEY"))
MFA_DEMANDED = flag("MFA_DEMANDED", default=False)
ALLOWED_HOSTS = words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# Written to files, read at /courrier/.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
INSTALLED_APPS = [*INSTALLED_APPS, "workshop.mailbox", "workshop.styleguide"]
# The demo's first hundreds of tasks would push the sign-ins off the screen; what fails is still said.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"troubles": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "loggers": {name: {"handlers": ["troubles"]} for name in ["django_tasks", "django_tasks_db"]},
}
