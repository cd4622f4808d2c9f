"""Two tablets wrote the same report without knowing of each other: their writings come together answer by answer.

Three-way, as in version control: what only one side changed is taken; where both changed the same answer otherwise, one
stands and the other is kept beside it, for the pupil to choose. The notebook does the same (tablet/js/merging.js).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CAPTION_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Writing:
    """``others`` holds, by question, what else was answered and not yet chosen."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    photos: Sequence[Mapping[str, str]] = ()
    others: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def merge(base: Writing, ours: Writing, theirs: Writing) -> Writing:
    """``ours`` is what arrives now and stands where both changed an answer; ``theirs`` what was here before."""
    answers: dict[str, Any] = {}
    others: dict[str, list[Any]] = {}
    for question in _keys(ours.answers, theirs.answers, ours.others, theirs.others):
        was, mine, yours = (side.answers.get(question) for side in (base, ours, theirs))
        kept = yours if mine == was else mine
        if kept is not None:
            answers[question] = kept
        clash = mine not in (was, yours) and yours not in (was, None)
        beside = [
            *ours.others.get(question, ()),
            *(() if _has_settled(base, ours, question) else theirs.others.get(question, ())),
            *([yours] if clash else []),
        ]
        if unlike := _distinct(beside, kept):
            others[question] = unlike
    return Writing(answers, _photos(base.photos, ours.photos, theirs.photos), others)


def _has_settled(base: Writing, ours: Writing, question: str) -> bool:
    """The pupil chose among several answers since: the others don't come back."""
    return bool(base.others.get(question)) and not ours.others.get(question)


def _photos(
    base: Sequence[Mapping[str, str]], ours: Sequence[Mapping[str, str]], theirs: Sequence[Mapping[str, str]]
) -> list[dict[str, str]]:
    """No photo is merged away."""
    was, mine = _captions(base), _captions(ours)
    shared = [{**entry, "caption": _caption(entry, was, mine)} for entry in theirs]
    here = _captions(theirs)
    return [*shared, *(dict(entry) for entry in ours if entry["id"] not in here)]


def _caption(entry: Mapping[str, str], was: Mapping[str, str], mine: Mapping[str, str]) -> str:
    yours = entry["caption"]
    wanted = mine.get(entry["id"], yours)
    before = was.get(entry["id"])
    if wanted in (before, yours, ""):
        return yours
    both = f"{yours} / {wanted}"
    return wanted if yours in (before, "") or len(both) > CAPTION_AT_MOST else both


def _captions(photos: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {entry["id"]: entry["caption"] for entry in photos}


def _distinct(answers: Iterable[Any], kept: Any) -> list[Any]:
    found: list[Any] = []
    for answer in answers:
        if answer is not None and answer != kept and answer not in found:
            found.append(answer)
    return found


def _keys(*sides: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(key for side in sides for key in side))
