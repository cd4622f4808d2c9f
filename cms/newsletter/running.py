"""What an editor does with an issue: try it, start it, pause it, go on, stop it, and settle what is doubtful."""

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, User
from cms.models import Delivery, NewsletterIssue, Subscriber
from cms.newsletter.contents import Wishes, chosen_for, items_of, keys_of
from cms.newsletter.letters import letter, write
from cms.newsletter.posting import Office, Outcome
from cms.newsletter.tasks import send_batch
from cms.stories.consents import named_in

State = NewsletterIssue.State
A_READ = 2_000


def check_ready(issue: NewsletterIssue) -> None:
    """Raise Refusal where this version may go to nobody."""
    items = items_of(issue)
    if not items:
        raise Refusal(_("Rien de cette lettre n’est public : choisissez au moins un récit, un projet ou une visite."))
    check_names_nobody(issue)


def check_names_nobody(issue: NewsletterIssue) -> None:
    """Raise Refusal where its own words name a pupil."""
    if names := names_in(issue):
        written = ", ".join(_("« %(name)s »") % {"name": name} for name in names)
        raise Refusal(
            _(
                "La lettre nomme des élèves : %(names)s. Un prénom reste dans son récit, d’où il peut être retiré ; "
                "une lettre partie ne revient pas."
            )
            % {"names": written}
        )


def names_in(issue: NewsletterIssue) -> list[str]:
    """Pupils of the classes whose stories stand in it, also of one that is withdrawn: words about it may be left."""
    words = "\n".join([issue.subject, issue.preheader, issue.introduction])
    classes = Classroom.objects.filter(investigations__stories__in=keys_of(issue, "story")).distinct()
    return sorted({name for classroom in classes for name in named_in(classroom, words)})


def readers_of(issue: NewsletterIssue) -> tuple[int, int]:
    """How many have confirmed, and how many of them follow something that is in it. Flat in memory."""
    items, there = items_of(issue), Subscriber.objects.confirmed()
    narrow = there.filter(Q(latitude__isnull=False) | Q(causes__isnull=False)).distinct().order_by("pk")
    total, narrowed, wanting = there.count(), 0, 0
    for subscriber in narrow.prefetch_related("causes").iterator(chunk_size=A_READ):
        narrowed += 1
        wanting += bool(chosen_for(Wishes.of(subscriber), items))
    return total, (total - narrowed if items else 0) + wanting


def try_out(*, issue: NewsletterIssue, by: User) -> None:
    """To the editor's own address; it counts for nothing. Raises Refusal where the mail server doesn't take it."""
    check_ready(issue)
    body = write(issue, items_of(issue), "fr").of("essai")
    message = letter(body, to=by.email, issue=issue, token="essai", number=f"essai-{timezone.now():%d%H%M%S%f}")  # noqa: S106
    message.subject = _("[Essai] %(subject)s") % {"subject": message.subject}
    # What is changed while the mail server takes its time was not tried.
    begun, office = timezone.now(), Office()
    outcome, reason = office.post(message)
    office.close()
    if outcome is not Outcome.SENT:
        raise Refusal(_("Le serveur de courriel n’a pas pris la lettre : %(reason)s") % {"reason": reason})
    NewsletterIssue.objects.filter(pk=issue.pk).update(tried_at=begun)


@transaction.atomic
def start(*, issue: NewsletterIssue, by: User) -> None:
    current = _locked(issue, State.DRAFT)
    check_ready(current)
    if not current.was_tried:
        raise Refusal(_("Envoyez-vous d’abord la lettre d’essai : elle a changé depuis."))
    last = NewsletterIssue.objects.aggregate(last=Max("number"))["last"] or 0
    current.number, current.started_at, current.started_by = last + 1, timezone.now(), by
    _go(current, by=by, action="cms.letter_start", fields=["number", "started_at", "started_by"])


@transaction.atomic
def pause(*, issue: NewsletterIssue, by: User) -> None:
    """At the next letter, even within a batch."""
    current = _locked(issue, State.SENDING)
    NewsletterIssue.objects.filter(pk=current.pk).update(state=State.PAUSED)
    log(instance=current, action="cms.letter_pause", user=by)


@transaction.atomic
def go_on(*, issue: NewsletterIssue, by: User) -> None:
    """After a pause; or where it says that it is going out and nothing moves. What is sent is not sent again."""
    current = _locked(issue, State.PAUSED, State.SENDING)
    check_ready(current)
    _go(current, by=by, action="cms.letter_resume")


@transaction.atomic
def stop(*, issue: NewsletterIssue, by: User) -> None:
    """For good: who hasn't got it won't."""
    current = _locked(issue, State.SENDING, State.PAUSED)
    NewsletterIssue.objects.filter(pk=current.pk).update(state=State.CANCELLED, ended_at=timezone.now(), trouble="")
    log(instance=current, action="cms.letter_stop", user=by)


@transaction.atomic
def settle_doubtful(*, issue: NewsletterIssue, again: bool, by: User, only: int | None = None) -> int:
    """``again``: the editor takes it upon themselves that somebody may get it twice. Says how many."""
    current = _locked(issue, *State)
    doubtful = current.deliveries.doubtful()
    if only is not None:
        doubtful = doubtful.filter(pk=only)
    becomes = Delivery.State.QUEUED if again else Delivery.State.LEFT
    count = doubtful.update(state=becomes, tries=0)
    if not count:
        raise Refusal(_("C’est déjà réglé."))
    log(instance=current, action="cms.letter_doubtful", user=by, data={"count": count, "again": again})
    if again and current.state in {State.SENT, State.SENDING}:
        _go(current, by=None)
    return count


def _go(issue: NewsletterIssue, *, by: User | None, action: str = "", fields: list[str] | None = None) -> None:
    issue.state, issue.turn, issue.trouble = State.SENDING, issue.turn + 1, ""
    values = {name: getattr(issue, name) for name in ["state", "turn", "trouble", *(fields or [])]}
    # Not by ``save``: the letter has not changed.
    NewsletterIssue.objects.filter(pk=issue.pk).update(**values)
    if action:
        log(instance=issue, action=action, user=by)
    transaction.on_commit(lambda: send_batch.enqueue(issue.pk, issue.turn))


def _locked(issue: NewsletterIssue, *states: str) -> NewsletterIssue:
    current = NewsletterIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if current.state not in states:
        raise Refusal(_("La lettre n’en est plus là : elle est %(state)s.") % {"state": current.get_state_display()})
    return current
