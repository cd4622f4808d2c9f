"""The tablet API: tokens, JSON, and no cookie (workshop/api.py)."""

from workshop.settings.environment import number

# Proxies in front of us that write X-Forwarded-For. With none, the header is anybody's invention.
NUM_PROXIES = number("NUM_PROXIES", 0, least=0, most=9)
ALLAUTH_TRUSTED_PROXY_COUNT = NUM_PROXIES

# What holds for our API stands on its views (investigations/api/base.py): Wagtail's admin has APIs of its own.
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": NUM_PROXIES,
}

SPECTACULAR_SETTINGS = {
    # It names the file as well: a letter beyond Latin-1 would spoil the header.
    "TITLE": "Cap ou pas cap, tablet API",
    "DESCRIPTION": "What the pupils' notebook talks to. Errors are {code, detail}, in the language of the request.",
    "VERSION": "1",
    "PREPROCESSING_HOOKS": ["investigations.api.documentation.only_ours"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "ReportState": ["draft", "submitted", "returned", "accepted", "set_aside"],
        "InvestigationState": ["preparing", "open", "reviewing", "closed"],
    },
}
