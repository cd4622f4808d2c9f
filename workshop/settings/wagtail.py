"""Wagtail and the accounts of adults: one door for both, and no foreign host."""

AUTH_USER_MODEL = "classrooms.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "classrooms.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
# One door, one lock: axes below counts wrong passwords by e-mail and address, so that nobody locks their colleagues out
# of the school's network. What remains of allauth's own counting bounds guesses from many addresses, and codes of MFA.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/900s/key", "login": "120/m/ip"}
MFA_ADAPTER = "classrooms.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Cap ou pas cap"
# Nobody signs up alone: an address comes from an invitation or from an administrator, not from who sets a factor up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Of editors and administrators (classrooms/second_factor.py). Production demands it; a newcomer's demo does not.
MFA_DEMANDED = False
# A link to choose another password is a key, as a code is.
# allauth's generator writes to the database for a known address only, and takes longer for it.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT

# With e-mail logins axes finds no username by itself, and would lock everyone behind an address.
AXES_USERNAME_CALLABLE = "classrooms.adapters.login_name"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "allauth.core.internal.httpkit.get_client_ip"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
# The page promises a quarter of an hour: trying meanwhile does not begin it again.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_ENABLE_ADMIN = False

WAGTAIL_SITE_NAME = "Cap ou pas cap"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# No provider: a frame of another site watches who reads, and asking it would be the server calling an address that
# somebody typed. Films and gifts are links.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_MODEL = "cms.PublicImage"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
