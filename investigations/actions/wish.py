"""A class proposes a correction of an entry; who keeps it, or an editor, accepts it or lets it be."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.directory.actions.keep_entry import change_entry
from investigations.directory.news import tell_holders
from investigations.directory.sentences import check_sentence
from investigations.models import Report, Wish
from investigations.names import Names

AT_MOST = 5


@transaction.atomic
def propose_wish(*, report: Report, about: str, words: str, by: User) -> Wish:
    """The teacher passes on what pupils saw. Raises Refusal(about | empty | pupil | reaches | many | forgotten)."""
    current = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    investigation = current.assignment.investigation
    if investigation.classroom.is_forgotten:
        raise Refusal(_("De cette classe, il ne reste que des nombres."), code="forgotten")
    if about not in Wish.About.values:
        raise Refusal(_("Dites de quoi il s’agit."), code="about")
    words = check_sentence(words, [])[:250]
    if not words and about not in Wish.MAY_BE_EMPTY:
        raise Refusal(_("Écrivez ce qui est vrai maintenant."), code="empty")
    hits = Names(investigation.classroom.pupils.all()).hits(words)
    if any(hit.written[:1].isupper() for hit in hits):
        raise Refusal(_("Le projet lira cette phrase : n’y nommez aucun élève."), code="pupil")
    if current.wishes.count() >= AT_MOST:
        raise Refusal(_("%(most)s propositions au plus par reportage.") % {"most": AT_MOST}, code="many")
    project = investigation.project
    first = not project.wishes.waiting().exists()
    wish = Wish.objects.create(project=project, report=current, about=about, words=words)
    log(instance=current, action="investigations.propose_wish", user=by)
    if first:
        tell_holders("wish_came", project)
    return wish


@transaction.atomic
def accept_wish(*, wish: Wish, by: User | None = None) -> bool:
    """Whether the entry has changed; else it is noted, to be changed by hand. By its holder without ``by``.

    Raises Refusal(locked).
    """
    current = Wish.objects.select_for_update(of=("self",)).select_related("project").get(pk=wish.pk)
    log(instance=current.project, action="directory.accept_wish", user=by)
    if field := Wish.FIELDS.get(current.about):
        change_entry(project=current.project, answers={field: current.words})
        current.delete()
        return True
    current.report, current.accepted_at = None, current.accepted_at or timezone.now()
    current.save()
    return False


@transaction.atomic
def drop_wish(*, wish: Wish, by: User | None = None) -> None:
    """Nothing is to be changed, or it has been."""
    log(instance=wish.project, action="directory.drop_wish", user=by)
    Wish.objects.filter(pk=wish.pk).delete()
