"""tokens.css, read at each look at it: what stands there is what is shown."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders

ENOUGH = 4.5
ENOUGH_FOR_EDGES = 3.0
GROUNDS = ("papier", "blanc", "encre")
# Grounds and ornaments: nobody reads them as text.
NOT_TEXT = {"papier", "papier-creux", "blanc", "soleil", "bord-champ"}


@dataclass(frozen=True, slots=True)
class Ink:
    name: str
    value: str

    @property
    def is_text(self) -> bool:
        return self.name not in NOT_TEXT

    @property
    def contrasts(self) -> list[tuple[str, float]]:
        inks = {ink.name: ink.value for ink in colours()}
        return [(ground, contrast(self.value, inks[ground])) for ground in GROUNDS if ground != self.name]


def read(name: str = "cms/css/tokens.css") -> dict[str, str]:
    """Name and value of each custom property, in the order of the file."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return declared(Path(found).read_text(encoding="utf-8"))


def declared(css: str) -> dict[str, str]:
    root = re.search(r":root\s*\{(.*?)\n\}", css, re.DOTALL)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", root[1])) if root else {}


def colours() -> list[Ink]:
    return [Ink(name, value) for name, value in read().items() if re.fullmatch(r"#[0-9a-f]{6}", value)]


def luminance(colour: str) -> float:
    """WCAG's relative luminance of ``#rrggbb``."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
