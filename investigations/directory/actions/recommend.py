"""A project recommends another: shown at once on both pages, taken back by one, hidden by the other."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.models import CitizenProject, Recommendation
from investigations.directory.news import tell_holders
from investigations.directory.sentences import check_sentence
from investigations.visitors import name_a_visitor, refused

AT_MOST = 10


@transaction.atomic
def recommend(*, giver: CitizenProject, receiver: CitizenProject, words: str) -> Recommendation:
    """Between two that an editor has read. Raises Refusal(private | itself | known | many | reaches | names)."""
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=giver.pk)
    receiver = CitizenProject.objects.get(pk=receiver.pk)
    if current.pk == receiver.pk:
        raise Refusal(_("Choisissez un autre projet que le vôtre."), code="itself")
    if not (current.is_public and receiver.is_public):
        raise Refusal(_("Les deux fiches doivent être publiées."), code="private")
    if current.recommendations_given.said().count() >= AT_MOST:
        raise Refusal(
            _("%(most)s recommandations au plus : retirez-en une d’abord.") % {"most": AT_MOST}, code="many"
        )  # fmt: skip
    if current.recommendations_given.filter(receiver=receiver).exists():
        raise Refusal(_("Vous avez déjà recommandé ce projet."), code="known")
    words = check_sentence(words, [current, receiver])
    if name_a_visitor(words, [current, receiver]):
        raise Refusal(refused(), code="names")
    given = Recommendation.objects.create(giver=current, receiver=receiver, words=words)
    log(instance=current, action="directory.recommend", data={"receiver": receiver.pk})
    tell_holders("recommended", receiver, giver=current, words=words)
    return given


@transaction.atomic
def take_back(*, given: Recommendation) -> None:
    current = Recommendation.objects.select_for_update(of=("self",)).select_related("giver").get(pk=given.pk)
    log(instance=current.giver, action="directory.take_back", data={"receiver": current.receiver_id})
    if current.hidden_at:
        current.words = ""
        current.save()
    else:
        current.delete()


@transaction.atomic
def show_recommendation(*, given: Recommendation, show: bool) -> None:
    """By who got it."""
    current = Recommendation.objects.select_for_update(of=("self",)).select_related("receiver").get(pk=given.pk)
    current.hidden_at = None if show else timezone.now()
    current.save()
    log(instance=current.receiver, action="directory.show_again" if show else "directory.hide")
