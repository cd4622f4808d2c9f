"""Lines of a paper: flush left, hyphenated where a line would stay too short, every letter from a font that has it."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyphen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from workshop.printing import fonts
from workshop.printing.colours import INK, rgb
from workshop.printing.text import printable

HYPHEN = "-"
# At the end of a line: whoever copies the text, or reads it aloud, gets the word back.
SOFT = "\u00ad"
SHORTEST_WORD, BEFORE, AFTER = 7, 3, 3
# A line that stays shorter than this, of the measure, takes a part of the next word.
TOO_SHORT = 0.86
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Face:
    """How a text is set. ``bold`` and ``italic`` name the fonts of runs that are marked so."""

    font: str
    size: float
    leading: float
    colour: str = INK
    bold: str = fonts.BOLD
    italic: str = fonts.ITALIC
    hyphenate: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner. Never markup."""

    text: str
    bold: bool = False
    italic: bool = False


# What stands in one font, and its width.
Piece = tuple[str, str, float]


@dataclass(slots=True)
class Line:
    pieces: list[Piece]
    indent: float = 0
    hyphenated: bool = False

    @property
    def text(self) -> str:
        return "".join(text for _font, text, _wide in self.pieces)

    @property
    def width(self) -> float:
        return self.indent + sum(wide for _font, _text, wide in self.pieces)


@dataclass(slots=True)
class _Word:
    pieces: list[Piece]
    width: float


def composed(text: str) -> str:
    """Accents composed; where to hyphenate is said here, not by who typed."""
    return unicodedata.normalize("NFC", text).replace(SOFT, "")


def set_lines(
    runs: Sequence[Run], face: Face, measure: float, *, language: str = "fr", indent: float = 0
) -> list[Line]:
    """Break a paragraph into lines no wider than ``measure``; the first is indented."""
    space = width_of(" ", face.font, face.size)
    words = [word for line in _words(runs, face) for word in _no_wider(line, face, measure, language)]
    lines: list[Line] = []
    line, wide = Line([], indent), indent
    while words:
        word = words.pop(0)
        gap = space if line.pieces else 0
        if not line.pieces and wide + word.width > measure:
            line.indent = wide = 0.0
        if wide + gap + word.width <= measure + 0.01:
            _append(line, word, face, gap)
            wide += gap + word.width
            continue
        may = face.hyphenate and wide < TOO_SHORT * measure and not (lines and lines[-1].hyphenated)
        cut = _cut(word, face, measure - wide - gap, language) if may and line.pieces else None
        if cut:
            _append(line, cut[0], face, gap)
            line.hyphenated = True
            words.insert(0, cut[1])
        else:
            words.insert(0, word)
        lines.append(line)
        line, wide = Line([]), 0.0
    return [*lines, line] if line.pieces else lines


def even_lines(text: str, face: Face, measure: float, *, language: str = "fr") -> list[Line]:
    """Titles and ledes: as few lines as there have to be, all about as long, so that no word is left alone."""
    runs = [Run(text)]
    lines = set_lines(runs, face, measure, language=language)
    narrow, wide = measure / 2, measure
    while len(lines) > 1 and wide - narrow > 4:
        middle = (narrow + wide) / 2
        tried = set_lines(runs, face, middle, language=language)
        if len(tried) > len(lines):
            narrow = middle
        else:
            lines, wide = tried, middle
    return lines


def draw(canvas: Canvas, line: Line, x: float, y: float, face: Face) -> None:
    """With its baseline at y."""
    canvas.setFillColorRGB(*rgb(face.colour))
    at = x + line.indent
    text = canvas.beginText(at, y)
    for font, words, _wide in line.pieces:
        text.setFont(font, face.size)
        text.textOut(words)
    canvas.drawText(text)


def width_of(text: str, font: str, size: float) -> float:
    face = pdfmetrics.getFont(font).face
    widths, usual = face.charWidths, face.defaultWidth
    return sum(widths.get(ord(letter), usual) for letter in text) * size / 1000


def _append(line: Line, word: _Word, face: Face, gap: float) -> None:
    """Words in one font become one piece: fewer operators, and text that is found as it reads."""
    for font, text, wide in word.pieces:
        if gap:
            text, wide, gap = f" {text}", wide + gap, 0
        if line.pieces and line.pieces[-1][0] == font:
            _font, before, so_far = line.pieces[-1]
            line.pieces[-1] = (font, before + text, so_far + wide)
        else:
            line.pieces.append((font, text, wide))


def _words(runs: Sequence[Run], face: Face) -> Iterator[list[_Word]]:
    pieces: list[Piece] = []
    found: list[_Word] = []
    for run in runs:
        parts = _SPACES.split(composed(run.text))
        for place, part in enumerate(parts):
            if place and pieces:
                found.append(_word(pieces))
                pieces = []
            pieces += [(font, text, width_of(text, font, face.size)) for font, text in _in_fonts(part, run, face)]
    if pieces:
        found.append(_word(pieces))
    yield found


def _word(pieces: list[Piece]) -> _Word:
    return _Word(pieces, sum(wide for _font, _text, wide in pieces))


def _in_fonts(text: str, run: Run, face: Face) -> list[tuple[str, str]]:
    font = face.font
    if run.bold or run.italic:
        font = fonts.BOLD_ITALIC if run.bold and run.italic else face.bold if run.bold else face.italic
    return list(_covered(text, font)) if text else []


@functools.lru_cache(maxsize=8192)
def _covered(text: str, font: str) -> tuple[tuple[str, str], ...]:
    """A letter that the font lacks comes from the titles' font, which has more of them."""
    if fonts.covers(font, text):
        return ((font, text),)
    out: list[tuple[str, str]] = []
    for letter in text:
        other = fonts.TITLE if not fonts.covers(font, letter) and fonts.covers(fonts.TITLE, letter) else font
        said = printable(letter, other)
        if out and out[-1][0] == other:
            out[-1] = (other, out[-1][1] + said)
        elif said:
            out.append((other, said))
    return tuple(out)


def _no_wider(words: list[_Word], face: Face, measure: float, language: str) -> Iterator[_Word]:
    """A word that is wider than the column is hyphenated; an address is cut where it has to be."""
    for word in words:
        while word.width > measure:
            cut = _cut(word, face, measure, language, named=True)
            fits, rest = cut or _split_at(word, face, _letters_within(word, face, measure))
            yield fits
            word = rest
        yield word


def _letters_within(word: _Word, face: Face, measure: float) -> int:
    count, wide = 0, 0.0
    for font, text, _wide in word.pieces:
        for letter in text:
            wide += width_of(letter, font, face.size)
            if wide > measure and count:
                return count
            count += 1
    return count - 1 or 1


def _cut(word: _Word, face: Face, room: float, language: str, *, named: bool = False) -> tuple[_Word, _Word] | None:
    """The longest beginning with its hyphen that fits, and the rest. A word that has a hyphen breaks there only; one
    with a capital, which may be a name, only if it has to (``named``).
    """
    text = "".join(said for _font, said, _wide in word.pieces)
    for place in sorted(_breaks(text, language, named=named), reverse=True):
        begin, rest = _split_at(word, face, place)
        if not text[:place].endswith(HYPHEN):
            font = begin.pieces[-1][0]
            _font, said, wide = begin.pieces[-1]
            hyphen = SOFT if fonts.covers(font, SOFT) else HYPHEN
            begin = _word([*begin.pieces[:-1], (font, said + hyphen, wide + width_of(hyphen, font, face.size))])
        if begin.width <= room:
            return begin, rest
    return None


def _split_at(word: _Word, face: Face, place: int) -> tuple[_Word, _Word]:
    before: list[Piece] = []
    after: list[Piece] = []
    for font, text, _wide in word.pieces:
        for part, into in ((text[: max(0, place)], before), (text[max(0, place) :], after)):
            if part:
                into.append((font, part, width_of(part, font, face.size)))
        place -= len(text)
    return _word(before), _word(after)


@functools.lru_cache(maxsize=8192)
def _breaks(text: str, language: str, *, named: bool) -> tuple[int, ...]:
    if HYPHEN in text:
        return tuple(m.end() for m in re.finditer(HYPHEN, text) if BEFORE <= m.end() <= len(text) - AFTER)
    letters = re.search(rf"[^\W\d_]{{{SHORTEST_WORD},}}", text)
    if letters is None or (any(map(str.isupper, text)) and not named) or re.search(r"[@/.:]\S", text):
        return ()
    word, start = letters.group(), letters.start()
    return tuple(
        start + place for place in _dictionary(language).positions(word.lower()) if BEFORE <= place <= len(word) - AFTER
    )


@functools.lru_cache(maxsize=4)
def _dictionary(language: str) -> pyphen.Pyphen:
    found = pyphen.language_fallback(language.replace("-", "_")) or "fr"
    return pyphen.Pyphen(lang=found, left=2, right=2)
