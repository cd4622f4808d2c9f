"""What a registration knows of its place, and of entries that look alike; kept beside what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from cms.registering.steps import BY_SLUG, STEPS, form_of
from investigations.directory.actions.register import keep_step
from investigations.directory.duplicates import Duplicate, likely_duplicates
from investigations.directory.models import PointFrom, Registration
from investigations.directory.placing import Address
from workshop.geo import Point

POINT, APART, PICTURE = "point", "apart", "image"
# Nobody looks at more.
MOST_APART = 50


def address_in(registration: Registration) -> Address | None:
    """None until all of it is right."""
    form = form_of(STEPS[BY_SLUG["lieu"]], registration, check=True)
    if not form.is_valid():
        return None
    return Address(*(form.cleaned_data[name] for name in ("address", "postcode", "commune")))


def keep_point(registration: Registration, address: Address, point: Point | None, by: PointFrom | None) -> Registration:
    placed = {"latitude": [str(point.lat)], "longitude": [str(point.lon)], "from": [str(by)]} if point and by else {}
    return keep_step(registration=registration, step=POINT, typed={"of": address.parts, **placed})


def has_answered(registration: Registration, address: Address) -> bool:
    """Where this very address is: another one is asked for again."""
    return registration.typed.get(POINT, {}).get("of") == address.parts


def point_of(registration: Registration) -> dict[str, Any]:
    """By field of the entry; nothing where nobody knows."""
    address, kept = address_in(registration), registration.typed.get(POINT, {})
    if address is None or not has_answered(registration, address) or "latitude" not in kept:
        return {}
    return {
        "latitude": float(kept["latitude"][0]), "longitude": float(kept["longitude"][0]),
        "point_from": PointFrom(kept["from"][0]),
    }  # fmt: skip


def apart_from(registration: Registration) -> set[int]:
    return {int(key) for key in registration.typed.get(APART, {}).get("of", [])}


def keep_apart(registration: Registration, keys: Sequence[int]) -> Registration:
    every = sorted(apart_from(registration) | set(keys))[-MOST_APART:]
    return keep_step(registration=registration, step=APART, typed={"of": [str(key) for key in every]})


def alt_of(registration: Registration) -> dict[str, str]:
    return {"picture_alt": registration.typed.get(PICTURE, {}).get("picture_alt", [""])[0]}


def alike(registration: Registration, typed: Mapping[str, str] | None = None) -> list[Duplicate]:
    """Among what is public; by no e-mail address, which nobody has proved yet."""
    known = {name: values[0] for step in registration.typed.values() for name, values in step.items() if values}
    known = known | dict(typed or {})
    placed = point_of(registration)
    return likely_duplicates(
        name=known.get("name", "")[:120], postcode=known.get("postcode", "")[:10],
        commune=known.get("commune", "")[:100], website=known.get("website", "")[:200],
        point=Point(placed["latitude"], placed["longitude"]) if placed else None,
        leaving_out=apart_from(registration),
    )  # fmt: skip
