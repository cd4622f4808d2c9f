"""Projects and the whole directory in the words of schema.org, for search engines (JSON-LD)."""

import datetime
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from cms.open_data import licence
from cms.open_data.facts import address_of, facts_of, words_of
from cms.open_data.licence import whole
from investigations.directory.models import CitizenProject, OpenVisit

if TYPE_CHECKING:
    from cms.models import StoryPage

CONTEXT = "https://schema.org"
# What schema.org reads as hours; most holders write a sentence, which is left to readers.
_HOURS = re.compile(r"(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[,-](?:Mo|Tu|We|Th|Fr|Sa|Su))*\s\d{2}:\d{2}-\d{2}:\d{2}(?:,\s?)?)+")


def block(data: dict[str, Any]) -> SafeString:
    """Data, which no browser runs: the policy against inline scripts stays as it is. Search engines read only this."""
    script = json_script(data)
    return mark_safe(script.replace("application/json", "application/ld+json", 1))  # noqa: S308 - Django's own escaping


def written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def project_in_words(project: CitizenProject, visits: Iterable[OpenVisit]) -> dict[str, Any]:
    facts, address = facts_of(project), address_of(project)
    place: dict[str, Any] = {"@type": "Place", "address": _address(facts)}
    if point := project.point:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": round(point.lat, 6), "longitude": round(point.lon, 6)}
    if _HOURS.fullmatch(facts["opening_hours"]):
        place["openingHours"] = facts["opening_hours"]
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NGO",
        "@id": f"{address}#projet",
        "name": facts["name"],
        "description": facts["summary"],
        "url": address,
        "address": _address(facts),
        "location": place,
        "keywords": [cause.name_fr for cause in project.causes.all()],
        "subjectOf": {"@type": "WebPage", "url": address, "license": licence.ADDRESS},
    }
    if facts["website"]:
        found["sameAs"] = facts["website"]
    if facts["helloasso"]:
        found["potentialAction"] = {
            "@type": "DonateAction", "name": "Soutenir sur HelloAsso", "target": facts["helloasso"],
            "recipient": {"@id": f"{address}#projet"},
        }  # fmt: skip
    if events := [_event(visit, place, address) for visit in visits]:
        found["event"] = events
    return found


def _address(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "@type": "PostalAddress", "streetAddress": facts["address"], "postalCode": facts["postcode"],
        "addressLocality": facts["commune"], "addressCountry": "FR",
    }  # fmt: skip


def _event(visit: OpenVisit, place: dict[str, Any], address: str) -> dict[str, Any]:
    words, where = words_of(visit)
    return {
        "@type": "Event", "name": words, "url": address,
        "startDate": timezone.localtime(visit.starts_at).isoformat(),
        "endDate": timezone.localtime(visit.ends_at).isoformat(),
        "location": {"@type": "Place", "name": where, "address": where} if visit.place else place,
        "organizer": {"@id": f"{address}#projet"}, "isAccessibleForFree": True,
    }  # fmt: skip


def story_in_words(story: "StoryPage") -> dict[str, Any]:
    """The class is its author; nobody in it is named."""
    address, project = whole(story.url), story.project
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": f"{address}#recit",
        "headline": story.title,
        "description": story.introduction,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "fr",
        "datePublished": _day(story.first_published_at),
        "dateModified": _day(story.last_published_at),
        "image": whole(reverse("story_card", args=[story.pk])),
        "author": {
            "@type": "Organization", "name": f"{story.classroom.name}, {story.classroom.school.name}",
            "url": whole(story.get_parent().url),
        },
        "publisher": {"@type": "Organization", "name": licence.SOURCE, "url": whole("/")},
        "keywords": [cause.name_fr for cause in project.causes.all()],
        "isAccessibleForFree": True,
    }  # fmt: skip
    if project.is_public:
        found["about"] = {"@type": "NGO", "@id": f"{address_of(project)}#projet", "name": project.name}
    return found


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment else ""


def directory_in_words() -> dict[str, Any]:
    def download(name: str, kind: str) -> dict[str, str]:
        return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": whole(reverse(name))}

    with override(settings.LANGUAGE_CODE):
        address = whole(reverse("open_data"))
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": "Les projets citoyens de Cap ou pas cap",
        "description": "Jardins partagés, ateliers, boîtes à livres : des projets citoyens relus par une rédaction, "
        "avec leur adresse, leur point sur la carte, leurs causes, leurs besoins et leurs visites ouvertes.",
        "license": licence.ADDRESS,
        "isAccessibleForFree": True,
        "inLanguage": "fr",
        "creator": {"@type": "Organization", "name": licence.SOURCE, "url": whole("/")},
        "distribution": [
            download("projects_geojson", "application/geo+json"),
            download("projects_csv", "text/csv"),
            download("elements_json", "application/json"),
            download("projects_atom", "application/atom+xml"),
            download("visits_calendar", "text/calendar"),
        ],
    }
