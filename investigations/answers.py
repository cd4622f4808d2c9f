"""Whether answers fit their questions, and whether a report is complete. The words are for children."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from investigations.questions import Question

TEXT_AT_MOST = {"short_text": 300, "long_text": 5000}
CAPTION_AT_MOST = 200
NUMBER_AT_MOST = 10**12

Answer = str | int | float | list[str] | None
Answers = Mapping[str, Any]
PhotoEntry = Mapping[str, str]


def faults_of(questions: Iterable[Question], answers: Answers, photos: Sequence[PhotoEntry]) -> dict[str, str]:
    """What can't be stored, by question id: a draft may be incomplete, but not of the wrong kind.

    None and the empty string are no answer, and always fine. ``photos`` have well-formed ids.
    """
    by_id = {question["id"]: question for question in questions}
    faults = {}
    for question_id, answer in answers.items():
        question = by_id.get(question_id)
        fault = _fault_of(question, answer) if question else _("Cette question n’est pas dans l’enquête.")
        if fault:
            faults[question_id] = fault
    for entry in photos:
        question = by_id.get(entry["question"])
        if question is None or question["kind"] != "photos":
            faults[entry["question"]] = _("Cette question n’attend pas de photo.")
    if len({entry["id"] for entry in photos}) < len(photos):
        faults["photos"] = _("La même photo est là deux fois.")
    return faults


def unanswered(questions: Iterable[Question], answers: Answers, photos: Sequence[PhotoEntry]) -> list[str]:
    """Ids of the questions that keep a report from being sent: required and empty, too few or too many photos."""
    return [question["id"] for question in questions if not _is_complete(question, answers, photos)]


def _is_complete(question: Question, answers: Answers, photos: Sequence[PhotoEntry]) -> bool:
    if question["kind"] == "photos":
        count = sum(entry["question"] == question["id"] for entry in photos)
        least = max(question["minimum"] or 0, int(question["required"]))
        return least <= count <= (question["maximum"] or count)
    answer = answers.get(question["id"])
    empty = answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())
    return not (question["required"] and empty)


def _fault_of(question: Question, answer: Any) -> str:
    if answer is None or answer == "":
        return ""
    match question["kind"]:
        case "short_text" | "long_text":
            return _text_fault(answer, TEXT_AT_MOST[question["kind"]])
        case "number":
            return _number_fault(question, answer)
        case "choice":
            return "" if answer in question["choices"] else _("Choisis une des réponses proposées.")
        case "choices" | "checklist":
            return _choices_fault(question, answer)
        case _:
            return _("Cette question attend des photos.")


def _text_fault(answer: Any, at_most: int) -> str:
    if not isinstance(answer, str):
        return _("Cette question attend un texte.")
    if len(answer) > at_most:
        return ngettext(
            "Ton texte est trop long : %(count)d caractère au plus.",
            "Ton texte est trop long : %(count)d caractères au plus.",
            at_most,
        ) % {"count": at_most}
    return ""


def _number_fault(question: Question, answer: Any) -> str:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or abs(answer) > NUMBER_AT_MOST:
        return _("Cette question attend un nombre.")
    low, high = question["minimum"], question["maximum"]
    if low is not None and answer < low:
        return _("Ce nombre est trop petit : %(low)s au moins.") % {"low": low}
    if high is not None and answer > high:
        return _("Ce nombre est trop grand : %(high)s au plus.") % {"high": high}
    return ""


def _choices_fault(question: Question, answer: Any) -> str:
    chosen = answer if isinstance(answer, list) else None
    if chosen is None or any(choice not in question["choices"] for choice in chosen) or _repeats(chosen):
        return _("Choisis parmi les réponses proposées.")
    return ""


def _repeats(chosen: list[str]) -> bool:
    return len(set(chosen)) < len(chosen)
