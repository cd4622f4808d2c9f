"""Bytes of unknown making become lines of text, one at a time, whatever the size of the file."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

LONGEST_LINE = 1 << 20
_SAMPLE = 4096


class Mark(NamedTuple):
    """Behind a line of a file: what is before it need not be read again. Nought where bytes can't be counted."""

    offset: int = 0
    line: int = 0


START = Mark()


class Line(NamedTuple):
    number: int
    text: str
    # "" | encoding | nul | line
    problem: str = ""
    mark: Mark = START


class Counted(io.RawIOBase):
    """How much has been read of a file: what a progress bar shows."""

    def __init__(self, file: Any) -> None:
        self.file, self.count = file, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.count = self.file.seek(offset, whence)
        return self.count

    def tell(self) -> int:
        return self.count


def lines_of(file: io.BufferedReader, behind: Mark = START) -> Iterator[Line]:
    """UTF-8, UTF-16 or cp1252; of two encodings in one file each line has its own. Nothing is guessed beyond that."""
    if behind.offset:
        file.seek(behind.offset)
    wide = "" if behind.offset else wide_encoding(file.peek(_SAMPLE)[:_SAMPLE])
    read, offset = _wide_lines(file, wide) if wide else _narrow_lines(file), behind.offset
    for number, (text, problem, size) in enumerate(read, start=behind.line + 1):
        offset += size
        if number == 1:
            text = text.removeprefix("\ufeff")
        if not problem and "\ufffd" in text:
            problem = "encoding"
        if not problem and "\x00" in text:
            problem = "nul"
        yield Line(number, text, problem, Mark(offset, number) if size else START)


def wide_encoding(sample: bytes) -> str:
    """utf-16 by its mark, or by the zeros of Latin letters; "" for everything else."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(sample) >= 8:
        half = len(sample) // 2
        for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
            if zeros.count(0) > 0.6 * half:
                return encoding
    return ""


def _narrow_lines(file: io.BufferedReader) -> Iterator[tuple[str, str, int]]:
    """Text, what is wrong with it, bytes."""
    while data := file.readline(LONGEST_LINE):
        if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
            size, rest = len(data), data
            while not rest.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
                size += len(rest)
            yield data[:200].decode(errors="replace"), "line", size
        else:
            yield _decoded(data), "", len(data)


def _wide_lines(file: io.BufferedReader, encoding: str) -> Iterator[tuple[str, str, int]]:
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield line[:200], "line", 0
        else:
            yield line, "", 0


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(errors="replace")
