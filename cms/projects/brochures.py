"""The list that a question finds, as a brochure to print: what the public sees of it, and nothing more."""

import io
import re
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from PIL import Image, ImageOps

from classrooms.roster.text import plain
from cms.open_data import licence
from cms.open_data.answers import unless_known
from cms.open_data.licence import whole
from cms.projects.asking import TICKS, Asked
from cms.projects.brochure_words import entry_of, said, section_of
from cms.quotas import HOUR, has_turn, network_of
from investigations.directory.finding import find
from investigations.directory.models import CitizenProject
from workshop.printing.brochure import Brochure, brochure_pdf, numbers_by_cause
from workshop.printing.brochure_cover import Lead
from workshop.printing.brochure_entry import Entry

# Some seconds of work; more is for a narrower question.
MOST = 200
AN_HOUR = 20
LANGUAGES = ("fr", "en")
LEAD_PIXELS = (1250, 750)


class _BusyError(Exception):
    """So many brochures an hour from one network."""


@require_safe
def brochure(request: HttpRequest) -> HttpResponseBase:
    """One address, one brochure: the language stands in it."""
    language = request.GET.get("langue", "")
    with override(language if language in LANGUAGES else "fr"):
        asked = Asked.in_address(request.GET)
        answer = find(asked.question)
        projects = list(_projects([hit.project for hit in answer.hits[: MOST + 1]]))
        if not answer.whole or len(projects) > MOST or not projects:
            context = {"many": bool(projects), "most": MOST, "back": reverse("projects") + asked.address()}
            return render(request, "cms/brochure_narrow.html", context, status=422 if projects else 404)
        if not asked.place.point:
            projects.sort(key=lambda one: (plain(one.commune), one.postcode, plain(one.name), one.pk))
        day = timezone.localdate()
        state = [day, *((project.pk, project.changed_at, project.picture_id) for project in projects)]

        def make() -> bytes:
            if not has_turn("brochure", network_of(request), at_most=AN_HOUR):
                raise _BusyError
            return brochure_pdf(written(asked, projects), font_cache=settings.VAR_DIR / "printing")

        try:
            response = unless_known(request, state, make, kind="application/pdf")
        except _BusyError:
            response = render(request, "429.html", status=429)
            response["Retry-After"] = str(HOUR)
            return response
    name = slugify(title_of(asked, projects)) or "livret"
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def written(asked: Asked, projects: Sequence[CitizenProject]) -> Brochure:
    near = asked.place.point is not None
    entries = [entry_of(project, number, near=near) for number, project in enumerate(projects, start=1)]
    here = whole(reverse("projects") + asked.address().removesuffix("?"))
    day = date_format(timezone.localdate(), "j F Y")
    count = len(entries)
    lede = ngettext("%(count)s projet que portent des voisins.", "%(count)s projets que portent des voisins.", count)
    return Brochure(
        title=said(title_of(asked, projects)), author="Cap ou pas cap", language=get_language() or "fr",
        lede=said(" ".join([lede % {"count": count}, *_narrowed(asked)])), entries=entries,
        causes=sorted(numbers_by_cause(entries).items(), key=lambda row: plain(row[0])), day=day,
        qr_text=here, address_in_words=re.sub(r"^https?://", "", here),
        scan=_("La liste à jour, la carte et les récits des enfants"), plan=_("Le plan"), on_plan=_("plan"),
        north=_("Nord"),
        off_plan=said(_("Hors du plan :")), unplaced=said(_("Lieu à préciser :")),
        by_cause=_("Par cause"), by_name=_("Par nom"), imprint_title=_("Ce livret"), imprint=_imprint(day),
        lead=_lead(projects, entries),
    )  # fmt: skip


def title_of(asked: Asked, projects: Sequence[CitizenProject]) -> str:
    sections, communes = {section_of(one) for one in projects}, {one.commune for one in projects}
    where = asked.typed_place
    for only in (sections, communes):
        if not where and not asked.point and len(only) == 1:
            where = next(iter(only))
    return _("Projets citoyens, %(place)s") % {"place": where} if where else _("Projets citoyens")


def _projects(keys: Sequence[int]) -> list[CitizenProject]:
    found = CitizenProject.objects.live().for_cards().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _narrowed(asked: Asked) -> list[str]:
    """What was asked besides the place."""
    parts = []
    if asked.kilometres and asked.place.point:
        parts.append(_("À moins de %(km)s km.") % {"km": asked.kilometres})
    if names := [cause.name for cause in asked.chosen_causes]:
        parts.append(_("Causes : %(names)s.") % {"names": ", ".join(names)})
    if ticks := [str(TICKS[name].label) for name in asked.ticks]:
        parts.append(_("Choisis ainsi : %(ticks)s.") % {"ticks": ", ".join(ticks)})
    if asked.words:
        parts.append(_("Avec les mots « %(words)s ».") % {"words": asked.words})
    return parts


def _imprint(day: str) -> list[str]:
    words = [
        _("Imprimé le %(day)s à partir de l’annuaire de %(source)s : %(address)s. Depuis, un horaire a pu changer : "
          "le code à côté de chaque projet mène à sa page."),
        _("Un projet manque, ou a changé ? Inscrivez-le, ou signalez-le sur sa page : pas besoin de compte."),
        _("Les mots des fiches sont de qui porte les projets. Données : %(source)s, %(licence)s (%(terms)s). "
          "Les images restent à leurs auteurs."),
        _("Le plan montre des points et des distances, pas les rues."),
    ]  # fmt: skip
    facts = {
        "day": day, "address": licence.host(), "licence": licence.NAME, "terms": licence.ADDRESS.split("://")[1],
        "source": licence.SOURCE,
    }  # fmt: skip
    return [said(line % facts) for line in words]


def _lead(projects: Sequence[CitizenProject], entries: Sequence[Entry]) -> Lead | None:
    """The first project with a picture that is wide enough for a cover."""
    for project, entry in zip(projects, entries, strict=True):
        picture = project.picture
        if picture and picture.width >= LEAD_PIXELS[0] * 0.6 and picture.width > picture.height:
            with picture.file.open("rb") as file, Image.open(file) as image:
                data = io.BytesIO()
                ImageOps.fit(image.convert("RGB"), LEAD_PIXELS).save(data, "JPEG", quality=80)
            return Lead(data.getvalue(), f"{entry.name}, n° {entry.number}")
    return None
