"""What a paper is made of: words and pictures in the reader's language, typeset already, never markup."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workshop.printing.typesetting import Run


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or with ``mark`` an item of a list."""

    runs: Sequence[Run]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    name: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright JPEG, scaled to what print needs, with its width and height in pixels."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    caption: str = ""
    credit: str = ""


Block = Heading | Text | Quote | Picture


@dataclass(frozen=True, slots=True)
class Project:
    """The box at a story's end. ``way`` says how far it is from the school, empty where nobody knows."""

    label: str
    name: str
    summary: str
    facts: Sequence[tuple[str, str]]
    school: str
    way: str
    address: str
    address_in_words: str
    scan: str


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    kicker: str
    lede: str
    byline: str
    blocks: Sequence[Block]
    project: Project | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """``number`` and ``day`` as they are read: "N° 2", "27 novembre 2026"."""

    title: str
    author: str
    language: str
    motto: str
    classroom: str
    school: str
    number: str
    day: str
    stories: Sequence[Story]
    contents: str  # "Dans ce numéro"
    imprint_title: str
    imprint: Sequence[str]
    address: str
    address_in_words: str
    scan: str
