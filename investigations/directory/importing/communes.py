"""Where communes are, by a table that somebody gives (code or postcode, name, lat, lon): no network is asked."""

import io
from typing import Any

from classrooms.roster.text import plain
from investigations.directory.importing.tables import headers_and_rows

_NAMES = {
    "code": {"code", "insee", "code insee", "code commune insee", "codegeo", "com"},
    "postcode": {"postcode", "code postal", "codepostal", "cp"},
    "name": {"name", "nom", "commune", "nom commune", "libelle"},
    "lat": {"lat", "latitude"},
    "lon": {"lon", "lng", "long", "longitude"},
}


class Communes:
    def __init__(self, file: Any = None) -> None:
        self._by: dict[str, tuple[float, float]] = {}
        if file is not None:
            self._read(file)

    def __bool__(self) -> bool:
        return bool(self._by)

    def point(self, *, code: str = "", postcode: str = "", name: str = "") -> tuple[float, float] | None:
        """By its code, else by postcode and name together, else by postcode, where that has one commune."""
        keys = [code and f"c{code}", postcode and name and f"n{postcode} {plain(name)}", postcode and f"p{postcode}"]
        return next((self._by[key] for key in keys if key and key in self._by), None)

    def _read(self, file: Any) -> None:
        every = set().union(*_NAMES.values())
        headers, rows = headers_and_rows(io.BufferedReader(file), lambda header: plain(header) in every)
        at = {kind: place for kind, names in _NAMES.items() for place, h in enumerate(headers) if plain(h) in names}
        if not {"lat", "lon"} <= set(at):
            return
        shared = set()
        for row in rows:
            if row.problem:
                continue
            code, postcode, name, lat, lon = (row.cells[at[kind]].strip() if kind in at else "" for kind in _NAMES)
            try:
                point = round(float(lat.replace(",", ".")), 6), round(float(lon.replace(",", ".")), 6)
            except ValueError:
                continue
            if code:
                self._by[f"c{code}"] = point
            if postcode:
                if f"p{postcode}" in self._by:
                    shared.add(f"p{postcode}")
                self._by[f"p{postcode}"] = point
                self._by[f"n{postcode} {plain(name)}"] = point
        for key in shared:
            del self._by[key]
