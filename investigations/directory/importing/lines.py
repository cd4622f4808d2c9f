"""Bytes of unknown making become lines of text, one at a time, whatever the size of the file."""

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

LONGEST_LINE = 1 << 20
_SAMPLE = 4096


class Line(NamedTuple):
    number: int
    text: str
    # "" | encoding | nul | line
    problem: str = ""


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


def lines_of(file: io.BufferedReader) -> Iterator[Line]:
    """UTF-8, UTF-16 or cp1252; of two encodings in one file each line has its own. Nothing is guessed beyond that."""
    wide = wide_encoding(file.peek(_SAMPLE)[:_SAMPLE])
    read = _wide_lines(file, wide) if wide else _narrow_lines(file)
    for number, (text, problem) in enumerate(read, start=1):
        if number == 1:
            text = text.removeprefix("\ufeff")
        if not problem and "\ufffd" in text:
            problem = "encoding"
        if not problem and "\x00" in text:
            problem = "nul"
        yield Line(number, text, problem)


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


def _narrow_lines(file: io.BufferedReader) -> Iterator[tuple[str, str]]:
    while data := file.readline(LONGEST_LINE):
        if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield data[:200].decode(errors="replace"), "line"
        else:
            yield _decoded(data), ""


def _wide_lines(file: io.BufferedReader, encoding: str) -> Iterator[tuple[str, str]]:
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield line[:200], "line"
        else:
            yield line, ""


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(errors="replace")
