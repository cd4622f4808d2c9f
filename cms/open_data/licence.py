"""Under which licence the directory may be used again. docs/open-data.md says why this one."""

from django.conf import settings

NAME = "Licence Ouverte 2.0"
SPDX = "etalab-2.0"
ADDRESS = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
SOURCE = "Cap ou pas cap"


def whole(path: str) -> str:
    """An address that holds outside of the site."""
    return f"{settings.BASE_URL}{path}"


def host() -> str:
    return settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
