"""The parts a demo investigation is told in. All words are content as people would type it, not interface."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture a child takes: the name of a scene, the child's caption, and the teacher's alternative text."""

    scene: str
    caption: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A report of a team or pupil (``who``). ``answers`` follow the questions that are no photos.

    ``first`` are the answers of an earlier version by their place, ``remarks`` what the teacher then wrote to them;
    -1 is the whole report. ``outcome`` is accepted, submitted, returned, draft or set_aside.
    """

    who: str
    answers: list[Any]
    shots: list[Shot] = field(default_factory=list)
    outcome: str = "accepted"
    first: dict[int, Any] = field(default_factory=dict)
    remarks: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the story: an answer (whose, which), with a heading before it; a quote where a ``speaker`` said it."""

    who: str
    place: int
    speaker: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo in the story, by the scene it shows."""

    scene: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Photos side by side, by their scenes."""

    scenes: list[str]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """``facts`` stand in a box before the last heading; ``correction`` was added once it was read."""

    title: str
    introduction: str
    parts: list[Part | Picture | Gallery]
    facts: dict[str, str] = field(default_factory=dict)
    correction: str = ""
