"""One writer's words in a report of several: found, and taken back, while what the others wrote stays.

Each version holds the whole report, so the words of one stand in the versions of all. Whoever gave a value first at a
place wrote it; taking it back puts what stood there before in its place, also where somebody went on from it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from investigations.merging import Writing

# A shorter text within a longer one is too likely to be there by chance.
WORDS_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A version, in the order of arrival. ``mine``: by the one whose words are looked for."""

    id: object
    parent: object
    mine: bool
    writing: Writing


@dataclass(frozen=True, slots=True)
class Change:
    """What they gave at a place (a question, or ``caption <photo>``) in a version, and what stood there before."""

    step: object
    place: str
    value: Any
    before: Any = None

    @property
    def own_part(self) -> Any:
        """Without the words that somebody else had written there."""
        if _is_passage(self.before, self.value):
            return self.value.replace(self.before, "").strip()
        return self.value


def changes(steps: Sequence[Step]) -> list[Change]:
    """What the one wrote first, in order of arrival."""
    places = {step.id: _places(step.writing) for step in steps}
    seen: set[tuple[str, str]] = set()
    found = []
    for step in steps:
        for place, value in places[step.id].items():
            key = place, json.dumps(value, sort_keys=True)
            if key not in seen and step.mine:
                found.append(Change(step.id, place, value, places.get(step.parent, {}).get(place)))
            seen.add(key)
    return found


def without(writing: Writing, taken_back: Iterable[Change], photos: Iterable[str]) -> Writing:
    """The writing without those changes and without those photos (ids)."""
    by_place: dict[str, list[Change]] = {}
    for change in taken_back:
        by_place.setdefault(change.place, []).insert(0, change)
    gone = set(photos)
    answers = {place: kept for place, value in writing.answers.items() if (kept := _undone(value, by_place.get(place)))}
    others: dict[str, list[Any]] = {}
    for place, values in writing.others.items():
        kept = [_undone(value, by_place.get(place)) for value in values]
        others[place] = [value for value in kept if value and value != answers.get(place)]
    entries = [
        {**entry, "caption": _undone(entry.get("caption", ""), by_place.get(_caption(entry))) or ""}
        for entry in writing.photos
        if entry["id"] not in gone
    ]
    return replace(
        writing, answers=answers, photos=entries, others={place: values for place, values in others.items() if values}
    )


def _undone(value: Any, newest_first: Sequence[Change] | None) -> Any:
    for change in newest_first or ():
        if value == change.value:
            value = change.before
        elif _is_passage(change.value, value):
            value = value.replace(change.value, change.before or "").strip()
    return value


def _is_passage(part: Any, text: Any) -> bool:
    if not isinstance(part, str) or not isinstance(text, str) or len(part.split()) < WORDS_AT_LEAST:
        return False
    return part in text


def _places(writing: Writing) -> dict[str, Any]:
    answers = {place: value for place, value in writing.answers.items() if value not in (None, "", [])}
    return answers | {_caption(entry): entry["caption"] for entry in writing.photos if entry.get("caption")}


def _caption(entry: Mapping[str, str]) -> str:
    return f"caption {entry['id']}"
