"""A neighbour offers help to who keeps an entry, and the two answer each other through the site."""

import re
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.letters import write
from investigations.directory.models import (
    BlockedHelper,
    CitizenProject,
    EntryReport,
    HelpOffer,
    HelpWords,
    ProjectHolder,
)
from investigations.directory.models.offers import UNPROVED_LAST, digest_of_helper

# A day, to one entry: what comes beyond is read in the space, without a letter.
LETTERS_A_DAY = 20
# A day, to one entry, proved or not.
A_DAY = 100
# Of one conversation, both together: beyond it they have something better than this site.
MOST_ANSWERS = 12
_LINK = re.compile(r"https?:|www\.|</?a\b|\[url", re.IGNORECASE)


@transaction.atomic
def offer_help(
    *, project: CitizenProject, name: str, email: str, brings: list[str], moment: str, words: str
) -> HelpOffer:
    """Nobody reads it before the address has answered. Raises Refusal(closed | many | link)."""
    check_no_link(name, moment, words)
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if not takes_offers(current):
        raise Refusal(_("Ce projet ne reçoit pas de propositions par ce site."), code="closed")
    if current.offers.filter(asked_at__gt=timezone.now() - UNPROVED_LAST).count() >= A_DAY:
        raise Refusal(_("Ce projet a reçu beaucoup de propositions aujourd’hui. Revenez demain."), code="many")
    offer = HelpOffer(
        project=current, key=secrets.token_hex(32), name=name, email=email.lower(), brings=brings, moment=moment,
        words=words, language=get_language() or "", asked_at=timezone.now(),
    )  # fmt: skip
    code = offer.new_code()
    offer.save()
    write("help_code", to=offer.email, project=current, code=code)
    return offer


def send_another_code(*, offer: HelpOffer) -> None:
    with transaction.atomic():
        current = HelpOffer.objects.select_for_update().select_related("project").get(pk=offer.pk)
        code = current.new_code()
        current.save()
        write("help_code", to=current.email, project=current.project, code=code)


def prove_offer(*, offer: HelpOffer, code: str) -> HelpOffer:
    """The address has answered: now the words go to who keeps the entry. Raises Refusal(code)."""
    current = _prove(offer, code)
    if current is None:
        raise Refusal(_("Ce code n’est pas le bon, ou il a fait son temps. Vérifiez-le, ou demandez-en un autre."),
                      code="code")  # fmt: skip
    return current


@transaction.atomic
def _prove(offer: HelpOffer, code: str) -> HelpOffer | None:
    """By itself: a wrong try counts, whatever is refused after it."""
    current = HelpOffer.objects.select_for_update(of=("self",)).select_related("project").get(pk=offer.pk)
    right = current.take(code)
    if right:
        current.proved_at = current.said_at = current.moved_at = timezone.now()
    current.save()
    if not right:
        return None
    today = HelpOffer.objects.heard().filter(project=current.project_id, proved_at__gt=timezone.now() - UNPROVED_LAST)
    if _is_blocked(current):
        current.silenced = True
        current.save()
    elif today.count() <= LETTERS_A_DAY:
        _tell_holders("help_offered", current, words=current.words)
    return current


@transaction.atomic
def write_back(*, offer: HelpOffer, words: str) -> None:
    """The helper answers, by the link in their letter: once there is something to answer, so that nobody who is not
    wanted writes again and again. Raises Refusal(many | link | early)."""
    current = _open(offer, words)
    if not current.answers.filter(from_holder=True).exists():
        raise Refusal(_("Le projet n’a pas encore répondu."), code="early")
    current.said_at = current.moved_at = timezone.now()
    current.save()
    HelpWords.objects.create(offer=current, from_holder=False, words=words, said_at=current.said_at)
    if not current.silenced:
        _tell_holders("help_again", current, words=words)


@transaction.atomic
def answer_offer(*, offer: HelpOffer, words: str) -> None:
    """By e-mail, in the project's name, since who keeps an entry is not public. Raises Refusal(many | link)."""
    current = _open(offer, words)
    current.read_at = current.moved_at = timezone.now()
    current.save()
    HelpWords.objects.create(offer=current, from_holder=True, words=words, said_at=current.moved_at)
    with translation.override(current.language or settings.LANGUAGE_CODE):
        link = settings.BASE_URL + reverse("help_thread", args=[current.link_token])
        write("help_answered", to=current.email, project=current.project, offer=current, words=words, link=link)


def read_offer(*, offer: HelpOffer) -> None:
    HelpOffer.objects.filter(pk=offer.pk).update(read_at=timezone.now())


def delete_offer(*, offer: HelpOffer) -> None:
    """By either of the two: all of it, for both."""
    HelpOffer.objects.filter(pk=offer.pk).delete()


@transaction.atomic
def block_helper(*, offer: HelpOffer, report: bool) -> None:
    """No more words of that address reach this entry. Reported, the editors read these words, and no address."""
    current = HelpOffer.objects.select_for_update(of=("self",)).select_related("project").get(pk=offer.pk)
    BlockedHelper.objects.get_or_create(
        project=current.project, digest=digest_of_helper(current.project_id, current.email)
    )
    log(instance=current.project, action="directory.block_helper")
    if report:
        said = [current.words, *current.answers.filter(from_holder=False).values_list("words", flat=True)]
        intro = _("Qui tient la fiche signale ces mots, venus par « Je peux aider » :")
        EntryReport.objects.create(
            project=current.project, what=EntryReport.What.OTHER, words="\n".join([intro, *said])[:1000]
        )
    current.project.offers.filter(email=current.email).delete()


@transaction.atomic
def take_offers(*, holder: ProjectHolder, takes: bool) -> None:
    ProjectHolder.objects.filter(pk=holder.pk).update(takes_offers=takes)
    log(instance=holder.project, action="directory.take_offers" if takes else "directory.take_no_offers")


def takes_offers(project: CitizenProject) -> bool:
    return project.holders.confirmed().filter(takes_offers=True).exists()


def check_no_link(*texts: str) -> None:
    if any(_LINK.search(text) for text in texts):
        raise Refusal(_("Pas de lien dans ce message, s’il vous plaît."), code="link")


def _open(offer: HelpOffer, words: str) -> HelpOffer:
    check_no_link(words)
    current = HelpOffer.objects.select_for_update(of=("self",)).select_related("project").get(pk=offer.pk)
    if current.answers.count() >= MOST_ANSWERS:
        words = _("Vous vous êtes beaucoup écrit ici : convenez d’un autre moyen.")
        raise Refusal(words, code="many")
    return current


def _is_blocked(offer: HelpOffer) -> bool:
    return BlockedHelper.objects.filter(project=offer.project_id).stops(offer.email)


def _tell_holders(letter: str, offer: HelpOffer, *, words: str) -> None:
    """A letter to them, no news of the site: who hears no news gets it all the same, unless they take no offers."""
    for holder in offer.project.holders.confirmed().filter(takes_offers=True):
        with translation.override(holder.language or settings.LANGUAGE_CODE):
            link = settings.BASE_URL + reverse("holder_help_one", args=[offer.project_id, offer.pk])
            write(letter, to=holder.email, project=offer.project, holder=holder, offer=offer, words=words, link=link)
