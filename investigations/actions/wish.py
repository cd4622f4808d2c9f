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
from investigations.models import Report, ReportVersion, Wish
from investigations.names import Names

AT_MOST = 5


@transaction.atomic
def propose_wish(
    *, report: Report, about: str, words: str, by: User, question_id: str = "", version: ReportVersion | None = None
) -> Wish:
    """The teacher passes on what pupils saw: in an answer (``question_id``, in ``version`` as it was read), or else.

    Raises Refusal(about | empty | pupil | reaches | many | forgotten | question | twice).
    """
    current = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    investigation = current.assignment.investigation
    if investigation.classroom.is_forgotten:
        raise Refusal(_("De cette classe, il ne reste que des nombres."), code="forgotten")
    if question_id:
        _check_answer(current, question_id)
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
    wish = Wish.objects.create(
        project=project, report=current, question_id=question_id, about=about, words=words
    )  # fmt: skip
    if question_id:
        current.passed_on[question_id] = str(version.pk if version else current.head_id)
        current.save(update_fields=["passed_on"])
    log(instance=current, action="investigations.propose_wish", user=by)
    if first:
        tell_holders("wish_came", project)
    return wish


def _check_answer(report: Report, question_id: str) -> None:
    asked = {question["id"] for question in report.assignment.questions if question.get("about_entry")}
    if question_id not in asked:
        raise Refusal(_("Cette question ne porte pas sur la fiche."), code="question")
    if report.has_passed_on(question_id):
        raise Refusal(_("Cette réponse est déjà transmise."), code="twice")


@transaction.atomic
def take_back_wish(*, wish: Wish, by: User) -> None:
    """The teacher, before anybody has settled it: its answer may be passed on again."""
    report = Report.objects.select_for_update(of=("self",)).get(wishes=wish)
    if report.passed_on.pop(wish.question_id, None):
        report.save(update_fields=["passed_on"])
    drop_wish(wish=wish, by=by)


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
    current.report, current.question_id, current.accepted_at = None, "", current.accepted_at or timezone.now()
    current.save()
    return False


@transaction.atomic
def drop_wish(*, wish: Wish, by: User | None = None) -> None:
    """Nothing is to be changed, or it has been."""
    log(instance=wish.project, action="directory.drop_wish", user=by)
    Wish.objects.filter(pk=wish.pk).delete()
