"""One page of projects as GeoJSON, as CSV, and as GoGoCarto writes it. Bounded: a page is made whole, then sent."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from cms.open_data import licence
from cms.open_data.facts import facts_of
from investigations.directory.models import CitizenProject
from workshop.spreadsheets import plain_cell

COUNTRY = "FR"
# GoGoCarto's own names first: what it imports, it finds without being told.
COLUMNS = (
    "id", "name", "taxonomy", "streetAddress", "addressLocality", "postalCode", "addressCountry", "latitude",
    "longitude", "url", "summary", "description", "openingHours", "website", "helloasso", "welcomes_classes",
    "welcome_when", "welcome_how", "max_pupils", "welcome_levels", "accessibility", "step_free", "has_toilets",
    "photos_allowed", "needs_hands", "needs_things", "needs_money", "how_it_was_made", "updated", "source", "licence",
)  # fmt: skip
MAPPING = ["id", ["name"], "latitude", "longitude", "status", "moderationState"]


def geojson(projects: Sequence[CitizenProject], *, here: str, following: str) -> str:
    links = [{"rel": "self", "href": here, "type": "application/geo+json"}]
    links.append({"rel": "license", "href": licence.ADDRESS, "type": "text/html"})
    if following:
        links.append({"rel": "next", "href": following, "type": "application/geo+json"})
    return _json(
        {
            "type": "FeatureCollection",
            "licence": {"name": licence.NAME, "spdx": licence.SPDX, "url": licence.ADDRESS},
            "attribution": licence.SOURCE,
            "links": links,
            "features": [_feature(project) for project in projects],
        }
    )


def _feature(project: CitizenProject) -> dict[str, Any]:
    facts, point = facts_of(project), project.point
    geometry = {"type": "Point", "coordinates": [round(point.lon, 6), round(point.lat, 6)]} if point else None
    return {"type": "Feature", "id": project.pk, "geometry": geometry, "properties": facts}


def table(projects: Sequence[CitizenProject], *, for_spreadsheet: bool) -> str:
    """RFC 4180 for programs. French spreadsheets part cells by semicolons, and need the mark for their accents."""
    page = io.StringIO()
    if for_spreadsheet:
        page.write("\ufeff")
    rows = csv.writer(page, delimiter=";" if for_spreadsheet else ",")
    rows.writerow(COLUMNS)
    for project in projects:
        row = _row(project)
        rows.writerow([plain_cell(_cell(row[column])) for column in COLUMNS])
    return page.getvalue()


def _row(project: CitizenProject) -> dict[str, Any]:
    facts = facts_of(project)
    return facts | {
        "taxonomy": ",".join(facts["causes"]),
        "streetAddress": facts["address"], "addressLocality": facts["commune"], "postalCode": facts["postcode"],
        "addressCountry": COUNTRY, "latitude": project.latitude, "longitude": project.longitude,
        "openingHours": facts["opening_hours"], "welcome_levels": ",".join(project.welcome_levels),
        "source": licence.SOURCE, "licence": f"{licence.NAME} {licence.ADDRESS}",
    }  # fmt: skip


def _cell(value: Any) -> Any:
    match value:
        case True:
            return "oui"
        case False:
            return "non"
    return value


def gogocarto(projects: Sequence[CitizenProject], *, compact: bool) -> str:
    head: dict[str, Any] = {"licence": licence.ADDRESS, "ontology": "gogocompact" if compact else "gogofull"}
    if compact:
        head["mapping"] = MAPPING
    make = _compact if compact else _element
    return _json(head | {"data": [make(project) for project in projects]})


def _compact(project: CitizenProject) -> list[Any]:
    facts = facts_of(project)
    return [str(project.pk), [facts["name"]], *_degrees(project), [cause.pk for cause in project.causes.all()]]


def _element(project: CitizenProject) -> dict[str, Any]:
    facts = facts_of(project)
    latitude, longitude = _degrees(project)
    causes = list(project.causes.all())
    taken = {"id", "name", "address", "postcode", "commune", "causes", "updated", "opening_hours"}
    return {
        "id": str(project.pk),
        "name": facts["name"],
        "geo": {"latitude": latitude, "longitude": longitude},
        "sourceKey": licence.SOURCE,
        "address": {
            "streetAddress": facts["address"], "addressLocality": facts["commune"], "postalCode": facts["postcode"],
            "addressCountry": COUNTRY,
            "customFormatedAddress": f"{facts['address']}, {facts['postcode']} {facts['commune']}",
        },
        "openHoursMoreInfos": facts["opening_hours"],
        "createdAt": _day(project.first_published_at or project.changed_at),
        "updatedAt": _day(project.changed_at),
        "categories": [cause.pk for cause in causes],
        "categoriesDescriptions": [{"categoryId": cause.pk, "description": cause.name_fr} for cause in causes],
        **{name: fact for name, fact in facts.items() if name not in taken},
        "stamps": [],
        "images": [],
    }  # fmt: skip


def _degrees(project: CitizenProject) -> tuple[float | None, float | None]:
    point = project.point
    return (round(point.lat, 6), round(point.lon, 6)) if point else (None, None)


def _day(moment: Any) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
