"""Open visits for calendars (RFC 5545): of one project, or of whatever a question finds."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from icalendar import Calendar, Event

from cms.open_data import licence
from cms.open_data.answers import open_data, unless_known
from cms.open_data.exports import wanted_in
from cms.open_data.facts import address_of, without_emails, words_of
from investigations.directory.coming import coming
from investigations.directory.models import CitizenProject, OpenVisit

SHOWN = 500
KIND = "text/calendar; charset=utf-8"


@open_data
def visits_calendar(request: HttpRequest) -> HttpResponseBase:
    visits = coming(wanted_in(request.GET), limit=SHOWN)
    return _answer(request, visits, "Visites ouvertes, Cap ou pas cap")


@open_data
def project_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    project = CitizenProject.objects.live().filter(slug=slug).first()
    if project is None:
        raise Http404
    visits = list(project.open_visits.select_related("project").order_by("-starts_at", "-pk")[:SHOWN])
    return _answer(request, visits, f"{without_emails(project.name)} : visites ouvertes")


def _answer(request: HttpRequest, visits: Sequence[OpenVisit], name: str) -> HttpResponseBase:
    state = [name, *((visit.pk, visit.changed_at, visit.project.changed_at) for visit in visits)]
    return unless_known(request, state, lambda: _calendar(visits, name), kind=KIND)


def _calendar(visits: Sequence[OpenVisit], name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Cap ou pas cap//Visites ouvertes//FR")
    calendar.add("version", "2.0")
    calendar.calendar_name = name
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for visit in visits:
        calendar.add_component(_event(visit))
    if visits:
        calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(visit: OpenVisit) -> Event:
    project, event = visit.project, Event()
    words, where = words_of(visit)
    event.add("uid", f"visite-{visit.pk}@{licence.host()}")
    # Of what is published DTSTAMP says when it last changed (RFC 5545, 3.8.7.2).
    event.add("dtstamp", visit.changed_at)
    event.add("last-modified", visit.changed_at)
    event.add("dtstart", timezone.localtime(visit.starts_at))
    event.add("dtend", timezone.localtime(visit.ends_at))
    event.add("summary", f"{without_emails(project.name)} : {words}")
    event.add("description", f"{without_emails(project.summary)}\n{address_of(project)}")
    event.add("location", where)
    # Elsewhere than at the project nobody has said where on the map.
    if project.point and not visit.place:
        event.add("geo", (round(project.point.lat, 6), round(project.point.lon, 6)))
    event.add("url", address_of(project))
    event.add("comment", f"Données : {licence.SOURCE}, {licence.NAME}, {licence.ADDRESS}")
    return event
