"""What a teacher decides about a report, its answers and its photos."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from investigations import registry
from investigations.models import AnswerVerdict, Photo, Remark, Report, ReportVersion

State = Report.State


def _submitted(report: Report, version: ReportVersion | None = None) -> Report:
    """Lock the report; refuse when it is not there to be reviewed, or is no longer what the reviewer read."""
    current = Report.objects.select_for_update().get(pk=report.pk)
    if current.state != State.SUBMITTED:
        raise Refusal(
            _("Ce reportage n’est plus à relire : il est « %(state)s ».") % {"state": current.get_state_display()},
            code="wrong_state",
        )
    if version is not None and current.head_id != version.pk:
        raise Refusal(_("Une nouvelle version est arrivée : relisez-la d’abord."), code="newer_version")
    return current


@transaction.atomic
def return_report(
    *, report: Report, remarks: Mapping[str, str], by: User, version: ReportVersion | None = None
) -> Report:
    """Give it back with remarks by question id ("" for the whole). One at least: a child must know what to do."""
    current = _submitted(report, version)
    said = {question: text.strip() for question, text in remarks.items() if text.strip()}
    if not said:
        raise Refusal(_("Écrivez au moins une remarque : l’élève saura quoi corriger."), code="no_remark")
    known = {question["id"] for question in current.assignment.questions} | {""}
    if not known.issuperset(said):
        raise Refusal(_("Une remarque porte sur une question inconnue."), code="unknown_question")
    Remark.objects.bulk_create(
        Remark(report=current, version=current.head, question_id=question, text=text, author=by)
        for question, text in said.items()
    )
    return _decide(current, State.RETURNED, "investigations.return", by)


@transaction.atomic
def accept_report(*, report: Report, by: User, version: ReportVersion | None = None) -> Report:
    return _decide(_submitted(report, version), State.ACCEPTED, "investigations.accept", by)


@transaction.atomic
def set_report_aside(*, report: Report, by: User, version: ReportVersion | None = None) -> Report:
    return _decide(_submitted(report, version), State.SET_ASIDE, "investigations.set_aside", by)


@transaction.atomic
def resume_review(*, report: Report, by: User) -> Report:
    """Undo: a decided report is to be reviewed again, as long as the pupil has not written since."""
    current = Report.objects.select_for_update().get(pk=report.pk)
    decided = current.state in {State.RETURNED, State.ACCEPTED, State.SET_ASIDE}
    if not decided or current.head is None or not current.head.wants_submit:
        raise Refusal(_("On ne peut pas revenir sur cette décision."), code="wrong_state")
    if current.state == State.RETURNED:
        current.remarks.filter(version=current.head).delete()
    return _decide(current, State.SUBMITTED, "investigations.resume", by)


def _decide(report: Report, state: State, action: str, by: User) -> Report:
    report.state = state
    report.reviewed_at = None if state == State.SUBMITTED else timezone.now()
    report.save(update_fields=["state", "reviewed_at"])
    log(instance=report, action=action, user=by, data={"version": str(report.head_id)})
    return report


@transaction.atomic
def judge_answer(*, report: Report, question_id: str, verdict: str, by: User) -> AnswerVerdict:
    if question_id not in {question["id"] for question in report.assignment.questions}:
        raise Refusal(_("Cette question n’est pas dans l’enquête."), code="unknown_question")
    judged, _made = AnswerVerdict.objects.update_or_create(
        report=report, question_id=question_id, defaults={"verdict": AnswerVerdict.Verdict(verdict), "author": by}
    )
    data = {"question": question_id, "verdict": judged.verdict}
    log(instance=report, action="investigations.answer_verdict", user=by, data=data)
    return judged


@transaction.atomic
def clear_photo(*, photo: Photo, nobody_recognisable: bool, by: User, seen: str | None = None) -> Photo:
    """Let a photo be chosen for stories. No engine finds every face: a person looks at what is left to see.

    ``seen`` is the mark of the masked copy that stood before their eyes: a colleague may have changed a mask since.
    """
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    if not nobody_recognisable:
        raise Refusal(_("Cochez « personne n’est reconnaissable » pour valider la photo."), code="not_confirmed")
    if not current.is_searched:
        raise Refusal(_("On cherche encore les visages de cette photo. Revenez dans un instant."), code="not_searched")
    if seen is not None and seen != current.masked_mark:
        raise Refusal(_("Les masques de cette photo ont changé : regardez-la de nouveau."), code="masked_otherwise")
    if current.objected_at:
        raise Refusal(_("L’élève demande que cette photo ne soit pas publiée."), code="objected")
    if current.shows_without_consent:
        raise Refusal(
            _("Un visage y est montré sans autorisation : parmi les masques, remettez son masque, puis validez."),
            code="shown_without_consent",
        )
    return _judge_photo(current, Photo.State.CLEARED, "investigations.clear_photo", by)


@transaction.atomic
def withhold_photo(*, photo: Photo, by: User) -> Photo:
    """It can be cleared again at any time, but what is unmasked of it goes with the next daily task."""
    current = Photo.objects.select_for_update().get(pk=photo.pk)
    judged = _judge_photo(current, Photo.State.WITHHELD, "investigations.withhold_photo", by)
    for tell in registry.photo_objected:
        tell(judged.pk)
    return judged


def _judge_photo(photo: Photo, state: Photo.State, action: str, by: User) -> Photo:
    photo.state = state
    photo.reviewed_at = timezone.now()
    photo.reviewed_by = by
    photo.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    log(instance=photo, action=action, user=by)
    return photo
