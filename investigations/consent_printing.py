"""The consent forms of a class as a document: what the database holds, on the pages of workshop.printing."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.consents import pen_name, usual_end
from investigations.models import Investigation
from workshop.printing.consent_forms import ConsentForm, consent_forms_pdf


def print_forms(investigation: Investigation, pupils: Sequence[Pupil]) -> bytes:
    """A page for each pupil. Raises Refusal where there is nobody."""
    if not pupils:
        raise Refusal(_("Il n’y a pas d’élève pour qui imprimer."), code="nobody")
    with translation.override("fr"):
        title = f"Autorisations, {investigation}"
        pages = [_page(investigation, pupil) for pupil in pupils]
    return consent_forms_pdf(pages, title=title, font_cache=settings.VAR_DIR / "printing")


def _page(investigation: Investigation, pupil: Pupil) -> ConsentForm:
    school = investigation.classroom.school
    address = reverse("investigations:consents_of", args=[investigation.pk, pupil.pk])
    return ConsentForm(
        name=pupil.public_name,
        pen_name=pen_name(pupil),
        classroom=investigation.classroom.name,
        school=school.name,
        contact=school.contact,
        project=investigation.project.name,
        site=urlsplit(settings.BASE_URL).netloc,
        starts_on=_day(timezone.localdate()),
        ends_on=_day(usual_end()),
        signatures=2 if school.both_sign else 1,
        qr_text=f"{settings.BASE_URL}{address}",
    )


def _day(day: object) -> str:
    return date_format(day, "j F Y")
