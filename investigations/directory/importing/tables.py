"""CSV, as it comes: a row that is wrong is told and left, and never swallows the rows behind it."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from investigations.directory.importing.lines import START, Line, Mark, lines_of

DELIMITERS = (";", ",", "\t", "|")
# A text with so many line breaks is a quotation mark that was never closed.
MOST_LINES = 200
LONGEST_CELL = 20_000
SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """``problem`` is a code, and ``detail`` what it is about; such a row is counted and never entered."""

    line: int
    cells: Sequence[str] = ()
    problem: str = ""
    detail: str = ""
    raw: str = ""
    # Where the next one begins.
    mark: Mark = START


class _Feed:
    """What csv's reader pulls for one row, so that it can be given back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines, self.back, self.pulled = lines, deque[Line](), list[Line]()
        # Asked for more than there was, or than is allowed, in the middle of a row.
        self.cut = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.pulled) >= MOST_LINES:
            self.cut = True
            raise StopIteration
        try:
            line = self.back.popleft() if self.back else next(self.lines)
        except StopIteration:
            self.cut = True
            raise
        self.pulled.append(line)
        return line.text

    def give_back(self) -> None:
        self.back.extendleft(reversed(self.pulled[1:]))


def headers_and_rows(
    file: io.BufferedReader, known: Callable[[str], bool], delimiter: str = "", behind: Mark = START
) -> tuple[list[str], Iterator[Row]]:
    """The first row names the columns. ``known``: whether a name is one of ours, which tells what parts them.

    ``behind`` a mark: the rows from there on.
    """
    lines = lines_of(file)
    first = next((line for line in lines if line.text.strip() and not line.text.lower().startswith("sep=")), None)
    if first is None:
        return [], iter(())
    delimiter = delimiter or _delimiter(first.text, known)
    headers = [cell.strip() for cell in next(csv.reader([first.text], delimiter=delimiter))]
    while headers and not headers[-1]:
        headers.pop()
    return headers, _rows(lines_of(file, behind) if behind.offset else lines, delimiter, len(headers))


def _rows(lines: Iterator[Line], delimiter: str, width: int) -> Iterator[Row]:
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        feed.pulled, feed.cut = [], False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(feed.pulled[0].number, problem="cell", raw=_raw(feed), mark=feed.pulled[0].mark)
            feed.give_back()
            reader = csv.reader(feed, delimiter=delimiter)
            continue
        if not feed.pulled:
            return
        if feed.cut:
            first = feed.pulled[0]
            yield Row(first.number, problem="quote", raw=first.text[:SHOWN], mark=first.mark)
            feed.give_back()
            reader = csv.reader(feed, delimiter=delimiter)
        elif any(cell.strip() for cell in cells) or any(line.problem for line in feed.pulled):
            yield _judged(feed, cells, width)


def _judged(feed: _Feed, cells: list[str], width: int) -> Row:
    line, raw, mark = feed.pulled[0].number, _raw(feed), feed.pulled[-1].mark
    if problem := next((line.problem for line in feed.pulled if line.problem), ""):
        return Row(line, problem=problem, raw=raw, mark=mark)
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        return Row(line, problem="width", detail=f"{len(cells)}/{width}", raw=raw, mark=mark)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Row(line, problem="cell", raw=raw, mark=mark)
    return Row(line, cells, raw=raw, mark=mark)


def _raw(feed: _Feed) -> str:
    return "".join(line.text for line in feed.pulled)[:SHOWN].rstrip("\r\n").replace("\x00", "\ufffd")


def _delimiter(header: str, known: Callable[[str], bool]) -> str:
    def worth(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=delimiter))
        return sum(known(cell) for cell in cells), len(cells)

    return max(DELIMITERS, key=worth)
