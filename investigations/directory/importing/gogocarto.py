"""GoGoCarto's own JSON (elements.json), read as it streams in: ijson, since json.load would hold all of a file.

A damaged byte ends it there: what came before is whole, the rest is told as one row.
"""

import codecs
import io
from collections.abc import Iterator, Mapping
from typing import Any

import ijson

from investigations.directory.importing.columns import propose
from investigations.directory.importing.lines import wide_encoding
from investigations.directory.importing.tables import LONGEST_CELL, SHOWN, Row

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAYS_FR = ("Lu", "Ma", "Me", "Je", "Ve", "Sa", "Di")
_ADDRESS = {
    "streetAddress": "address",
    "postalCode": "postcode",
    "addressLocality": "commune",
    "addressCountry": "country",
}


class _AsUtf8:
    """Another encoding on its way to a parser that knows one."""

    def __init__(self, file: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(file, encoding=encoding, errors="replace")

    def read(self, size: int = -1) -> bytes:
        return self._text.read(size).removeprefix("\ufeff").encode()


def elements_of(file: io.BufferedReader) -> Iterator[tuple[int, dict[str, Any] | Row]]:
    """Numbered from 1; a Row where it is no element, or where the file breaks off."""
    sample = file.peek(4096)[:4096]
    wide = wide_encoding(sample)
    if not wide and sample.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
        sample = sample[len(codecs.BOM_UTF8) :]
    opened = sample.decode(wide, "replace") if wide else sample.decode(errors="replace")
    where = "item" if opened.removeprefix("\ufeff").lstrip().startswith("[") else "data.item"
    number = 0
    try:
        elements = ijson.items(_AsUtf8(file, wide) if wide else file, where, use_float=True)
        for number, element in enumerate(elements, start=1):
            if isinstance(element, dict):
                yield number, element
            else:
                yield number, Row(number, problem="element", raw=storable(str(element)[:SHOWN]))
    except (ijson.JSONError, UnicodeError, ValueError, OverflowError) as error:
        yield number + 1, Row(number + 1, problem="broken", detail=storable(str(error).split("\n")[0][:120]))


def texts_of(element: Mapping[str, Any]) -> dict[str, str]:
    """An element in our fields. Its own fields are flat, and called as in a CSV."""
    flat = {key: _word(value) for key, value in element.items() if not isinstance(value, dict | list)}
    said = {field: flat[header] for field, header in propose(list(flat)).items()}
    address = element.get("address")
    if isinstance(address, dict):
        said |= {ours: _word(address[theirs]) for theirs, ours in _ADDRESS.items() if address.get(theirs)}
    geo = element.get("geo")
    if isinstance(geo, dict):
        said |= {name: _word(geo.get(name)) for name in ("latitude", "longitude")}
    hours = element.get("openHours")
    if isinstance(hours, dict):
        days = [(day, _word(hours.get(name))) for name, day in zip(_DAYS, _DAYS_FR, strict=True)]
        said["opening_hours"] = ", ".join(f"{day} {when}" for day, when in days if when)
    for name in ("categories", "taxonomy"):
        if isinstance(element.get(name), list):
            said["causes"] = ",".join(_word(one) for one in element[name])
    return said


def too_long(said: Mapping[str, str]) -> bool:
    return any(len(value) > LONGEST_CELL for value in said.values())


def _word(value: Any) -> str:
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return storable(str(value))


def storable(text: str) -> str:
    """Half a character, and nought, are damage: no database takes them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")
