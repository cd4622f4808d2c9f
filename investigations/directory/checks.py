"""What the house can find out about an entry by itself, in words: good, to be looked at, or not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from investigations.directory.geocoding import Located, UnavailableError, locate
from investigations.directory.looking import links_of
from investigations.directory.models import CitizenProject, LinkCheck
from investigations.directory.registered import Number, can_be_right, kind_of, tidy
from investigations.visitors import ENTRY_WORDS, visitors_in_entry
from workshop.geo import distance_m

HELLOASSO = "www.helloasso.com"
# A long street, or a large garden.
SAME_PLACE_M = 300
_GOOD = {LinkCheck.Outcome.ANSWERS}
_UNKNOWN = {LinkCheck.Outcome.REFUSES, LinkCheck.Outcome.SILENT, LinkCheck.Outcome.FAILS}


class Verdict(models.TextChoices):
    OK = "ok", gettext_lazy("bon")
    LOOK = "look", gettext_lazy("à regarder")
    UNKNOWN = "unknown", gettext_lazy("on ne sait pas")


@dataclass(frozen=True)
class Check:
    what: str
    verdict: Verdict
    words: str
    link: str = ""


@dataclass(frozen=True)
class Checks:
    all: list[Check]
    # Where the address is, for an entry that has no point yet.
    found: Located | None
    # Some link was not asked yet, or the answer is of another one.
    links_wait: bool


def checks_of(project: CitizenProject) -> Checks:
    """``project`` as its holder last wrote it. Asks the address base, never a link."""
    address, found = _address(project)
    seen = {check.url: check for check in LinkCheck.objects.filter(project=project.pk)}
    links = links_of(project)
    all_checks = [
        address, *_number(project), *(_link(link, seen.get(link)) for link in links), *_giving(project),
        *_visitors(project),
    ]  # fmt: skip
    return Checks(all_checks, found if project.point is None else None, any(link not in seen for link in links))


def found_point(project: CitizenProject) -> Located | None:
    """Of an address that the base knows as a whole."""
    try:
        found = locate(_whole_address(project))
    except UnavailableError:
        return None
    return found if found and not found.rough else None


def _whole_address(project: CitizenProject) -> str:
    return f"{project.address}, {project.postcode} {project.commune}"


def _address(project: CitizenProject) -> tuple[Check, Located | None]:
    what = _("Adresse")
    try:
        found = locate(_whole_address(project))
    except UnavailableError:
        words = _("La base d’adresses ne répond pas. Cherchez le lieu sur une carte avant d’approuver.")
        return Check(what, Verdict.UNKNOWN, words), None
    if found is None:
        return Check(what, Verdict.LOOK, _("La base d’adresses ne connaît pas ce lieu.")), None
    if found.rough:
        words = _("La base d’adresses ne répond pas ; nous ne connaissons que la commune.")
        return Check(what, Verdict.UNKNOWN, words), None
    if project.point is None:
        words = _("Trouvée : %(label)s. La fiche n’a pas encore de point sur la carte.") % {"label": found.label}
        return Check(what, Verdict.OK, words), found
    metres = round(distance_m(project.point, found.point))
    if metres > SAME_PLACE_M:
        words = _("Trouvée : %(label)s, mais le point de la fiche en est à %(metres)s mètres.")
        return Check(what, Verdict.LOOK, words % {"label": found.label, "metres": metres}), found
    return Check(what, Verdict.OK, _("Trouvée : %(label)s.") % {"label": found.label}), found


def _number(project: CitizenProject) -> Iterator[Check]:
    if not project.registered_as:
        return
    number = tidy(project.registered_as)
    kind = kind_of(number)
    if kind is None:
        words = _("Ce n’est ni un RNA (W et neuf chiffres), ni un SIREN (neuf chiffres), ni un SIRET (quatorze).")
        yield Check(_("Numéro %(number)s") % {"number": project.registered_as}, Verdict.LOOK, words)
        return
    what = f"{kind} {number}"
    if not can_be_right(number):
        yield Check(what, Verdict.LOOK, _("La clé de contrôle n’est pas bonne : un chiffre est sans doute faux."))
    elif kind is Number.RNA:
        yield Check(what, Verdict.OK, _("Il a la forme d’un numéro RNA, qui n’a pas de clé de contrôle."))
    else:
        yield Check(what, Verdict.OK, _("La clé de contrôle est bonne."))


def _link(link: str, seen: LinkCheck | None) -> Check:
    what = _("Lien %(host)s") % {"host": urlsplit(link).hostname or link}
    if seen is None:
        words = _("Pas encore demandé : la réponse sera là dans un moment.")
        return Check(what, Verdict.UNKNOWN, words, link)
    verdict = Verdict.OK if seen.outcome in _GOOD else Verdict.UNKNOWN if seen.outcome in _UNKNOWN else Verdict.LOOK
    when: Any = date_format(timezone.localtime(seen.asked_at), "j F, H:i")
    words = _("%(answer)s Demandé le %(when)s.") % {"answer": seen.get_outcome_display(), "when": when}
    return Check(what, verdict, words, link)


def _giving(project: CitizenProject) -> Iterator[Check]:
    if not project.helloasso_url:
        return
    parts = urlsplit(project.helloasso_url)
    right = parts.scheme == "https" and parts.netloc == HELLOASSO
    words = _("La page de dons est sur www.helloasso.com.") if right else _("La page de dons n’est pas sur HelloAsso.")
    yield Check(_("Dons"), Verdict.OK if right else Verdict.LOOK, words)


def _visitors(project: CitizenProject) -> Iterator[Check]:
    """For editors alone: the holder isn't told that a word is a name."""
    for one in visitors_in_entry(project, {field: getattr(project, field) for field in ENTRY_WORDS}):
        what = _("Prénom dans « %(field)s »") % {"field": CitizenProject._meta.get_field(one.field).verbose_name}
        words = _("%(named)s : une classe venue ici a un élève de ce nom. Si c’est lui, rendez la fiche sans le dire.")
        yield Check(what, Verdict.LOOK, words % {"named": one.in_words})
