"""Answers about the project's entry, ready to be passed on: the teacher reads them first, nothing goes by itself."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from investigations.about_entry import entry_says, in_entry
from investigations.admin.review_reading import Answer
from investigations.models import Report
from investigations.questions import Question

WORDS_AT_MOST = 250


@dataclass(frozen=True)
class Offer:
    question: Question
    about: str
    words: str
    says: str
    is_known: bool  # the entry says the same
    is_passed_on: bool
    is_cut: bool  # the answer is longer than a proposal may be

    @property
    def is_open(self) -> bool:
        return not (self.is_known or self.is_passed_on)


def offers_of(report: Report, answers: list[Answer], typed: Mapping[str, str]) -> dict[str, Offer]:
    """By question. What was set aside isn't offered. ``typed``: what the teacher made of one, and was refused."""
    return {
        answer.question["id"]: _offer(report, answer, about, typed)
        for answer in answers
        if (about := answer.question.get("about_entry")) and answer.text and answer.verdict != "set_aside"
    }


def _offer(report: Report, answer: Answer, about: str, typed: Mapping[str, str]) -> Offer:
    project, words = report.assignment.investigation.project, " ".join(answer.text.split())
    mine = typed if typed["question"] == answer.question["id"] else {}
    short = textwrap.shorten(words, WORDS_AT_MOST, placeholder="…")
    return Offer(
        question=answer.question,
        about=mine.get("about", about),
        words=mine.get("words", short),
        says=entry_says(project, about),
        is_known=words.casefold() == in_entry(project, about).casefold(),
        is_passed_on=report.has_passed_on(answer.question["id"]),
        is_cut=len(words) > WORDS_AT_MOST,
    )
