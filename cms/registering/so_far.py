"""The entry as it stands after the steps that are behind: what readers will find, beside what is asked next."""

from dataclasses import dataclass
from typing import Any

from investigations.directory.models import Cause, Registration


@dataclass(frozen=True)
class SoFar:
    """As it was typed, right or wrong: nothing of it is public."""

    name: str
    summary: str
    address: str
    hours: str
    causes: list[str]
    picture: Any


def so_far(registration: Registration | None) -> SoFar | None:
    if registration is None:
        return None
    what, where = (registration.typed.get(step, {}) for step in ("projet", "lieu"))
    chosen = set(what.get("causes", []))
    town = " ".join(filter(None, [_first(where, "postcode"), _first(where, "commune")]))
    return SoFar(
        name=_first(what, "name"),
        summary=_first(what, "summary"),
        address=", ".join(filter(None, [_first(where, "address"), town])),
        hours=_first(where, "opening_hours"),
        causes=[str(cause) for cause in Cause.objects.all() if str(cause.pk) in chosen] if chosen else [],
        picture=registration.pictures.first(),
    )


def _first(typed: dict[str, list[str]], name: str) -> str:
    return (typed.get(name) or [""])[0].strip()
