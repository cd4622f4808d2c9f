"""A teacher records what was signed, for one investigation: a form of September for everything is not enough."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Pupil, User
from investigations.models import Consent, Interviewee, Investigation, Person
from investigations.models.consents import NAME_LENGTH, columns_of

YEARS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Terms:
    """What the signed forms have in common. ``pupils_agree``: each pupil was asked, apart from the adults."""

    starts_on: datetime.date
    ends_on: datetime.date
    web: bool
    print: bool
    signed: Consent.Signed
    kept: Consent.Kept
    pupils_agree: bool


@transaction.atomic
def record_consents(
    *, investigation: Investigation, given: Collection[tuple[Person, Consent.What]], terms: Terms, by: User
) -> int:
    """Returns how many were recorded; what stands already stays as it is. Raises Refusal."""
    if not given:
        raise Refusal(_("Cochez ce qui est autorisé."), code="nothing")
    _check_days(terms)
    if not (terms.web or terms.print):
        raise Refusal(_("Dites où l’on peut publier : sur le site, imprimé, ou les deux."), code="no_medium")
    Investigation.objects.select_for_update().get(pk=investigation.pk)
    standing = {(consent.person, consent.what) for consent in _standing(investigation)}
    new = [pair for pair in dict.fromkeys(given) if pair not in standing]
    try:
        with transaction.atomic():
            for person, what in new:
                _record(investigation, person, what, terms, by)
    except IntegrityError as error:  # somebody was removed meanwhile
        raise Refusal(_("La classe a changé. Rechargez la page, puis recommencez."), code="changed") from error
    if new:
        log(instance=investigation, action="investigations.record_consents", user=by, data={"count": len(new)})
    return len(new)


@transaction.atomic
def add_interviewee(*, investigation: Investigation, name: str, by: User) -> Interviewee:
    """Name an adult whom the class met. Raises Refusal(no_name | known)."""
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise Refusal(_("Écrivez le nom de la personne, en quatre-vingts signes au plus."), code="no_name")
    person, made = Interviewee.objects.get_or_create(investigation=investigation, name=name)
    if not made:
        raise Refusal(_("Cette personne est déjà dans la liste."), code="known")
    log(instance=investigation, action="investigations.add_interviewee", user=by)
    return person


def _standing(investigation: Investigation) -> Collection[Consent]:
    return list(investigation.consents.standing().select_related("pupil", "interviewee"))


def _check_days(terms: Terms) -> None:
    today = timezone.localdate()
    if terms.ends_on < terms.starts_on:
        raise Refusal(_("Le dernier jour vient avant le premier."), code="days")
    if terms.ends_on < today:
        raise Refusal(_("Ce dernier jour est passé : l’autorisation ne vaudrait plus rien."), code="over")
    if terms.ends_on > today.replace(year=today.year + YEARS_AT_MOST, day=min(today.day, 28)):
        raise Refusal(
            _("Une autorisation a une durée : %(years)s ans au plus.") % {"years": YEARS_AT_MOST}, code="too_long"
        )


def _record(investigation: Investigation, person: Person, what: Consent.What, terms: Terms, by: User) -> None:
    signed = _signed(investigation, person, terms)
    Consent.objects.create(
        investigation=investigation, **columns_of(person), what=what,
        web=terms.web, print=terms.print, starts_on=terms.starts_on, ends_on=terms.ends_on,
        signed=signed, kept=terms.kept, pupil_agrees=isinstance(person, Pupil), recorded_by=by,
    )  # fmt: skip


def _signed(investigation: Investigation, person: Person, terms: Terms) -> Consent.Signed:
    """Raises Refusal where a signature, or the pupil's own word, is missing."""
    if isinstance(person, Interviewee):
        return Consent.Signed.SELF
    if not terms.pupils_agree:
        raise Refusal(_("Demandez aussi à chaque élève, puis cochez que chacun est d’accord."), code="pupil_not_asked")
    if terms.signed != Consent.Signed.BOTH and investigation.classroom.school.both_sign:
        raise Refusal(_("Dans cette école, les deux responsables légaux signent."), code="signatures")
    if terms.signed == Consent.Signed.SELF:
        raise Refusal(_("Un élève ne signe pas seul."), code="signatures")
    return terms.signed
