"""A row of any format, in our fields as text, becomes an entry that the database takes, or a reason why not."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

import nh3

from classrooms.roster.text import plain
from investigations.directory.importing.columns import FIELDS, SOURCE_ID, TEXTS
from investigations.directory.importing.communes import Communes
from investigations.directory.importing.postcodes import with_nought

LONGEST = {
    "name": 120, "summary": 250, "address": 200, "postcode": 10, "commune": 100, "opening_hours": 250,
    "contact_name": 100, "contact_email": 254, "contact_phone": 30, "website": 200, "helloasso_url": 200,
    "needs_hands": 250, "needs_things": 250, "needs_money": 250, "accessibility": 250, SOURCE_ID: 200, "country": 100,
}  # fmt: skip
LONGEST_DESCRIPTION = 10_000
# What is public of an entry and may hold somebody's address by mistake.
_PROSE = ("summary", "description", "opening_hours", "needs_hands", "needs_things", "needs_money", "accessibility")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]\s*@?[A-Za-z_.]+\s*[(!|]|\s*[=＝]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]\w*;")
_LINK = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*\Z", re.IGNORECASE)
_GIVING = "https://www.helloasso.com/"


@dataclass(slots=True)
class Entry:
    source_id: str
    # By field of the entry; a cause by its slug.
    values: dict[str, Any]
    causes: tuple[str, ...] = ()
    # Codes of what was left out of it.
    remarks: list[tuple[str, str]] = field(default_factory=list)
    # politics | religion: somebody looks before a class goes there.
    look: str = ""
    # The source says that it is over.
    dissolved: str = ""
    # False where the file has no points and no table of communes was given: nothing is said against what is here.
    says_point: bool = True

    def digest(self) -> str:
        said = [*sorted(self.values.items()), self.causes, self.look, self.dissolved]
        return blake2b(repr(said).encode("utf-8", "replace"), digest_size=16).hexdigest()


class Refused(Exception):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def entry_of(
    said: Mapping[str, str], communes: Communes, *, point_from_commune: bool = False, insee: str = ""
) -> Entry:
    """``said``: text by field. Raises Refused."""
    texts = {name: _text(name, said.get(name, "")) for name in FIELDS}
    entry = Entry("", {})
    _take_emails(texts, entry)
    name = texts["name"]
    if not name:
        raise Refused("no_name")
    if not any(char.isalpha() for char in name):
        raise Refused("name", name[:80])
    if texts["postcode"] and not _looks_like_postcode(texts["postcode"]):
        raise Refused("postcode", texts["postcode"][:80])
    if texts["commune"] and not any(char.isalpha() for char in texts["commune"]):
        raise Refused("commune", texts["commune"][:80])
    _shorten(texts)
    latitude, longitude, point_from = _point(texts, entry, communes, point_from_commune, insee)
    measured = {"latitude": latitude, "longitude": longitude} if point_from == "address" else {}
    if latitude is None and not (texts["commune"] or texts["postcode"]):
        raise Refused("no_place")
    entry.source_id = texts[SOURCE_ID] or _own_id(texts)
    entry.causes = causes_in(texts["causes"])
    entry.values = {
        **{name: texts[name] for name in TEXTS},
        "latitude": latitude, "longitude": longitude, "point_from": point_from,
        "website": _link(texts["website"], entry), "helloasso_url": _giving(texts["helloasso_url"], entry),
        "contact_email": _email(texts["contact_email"], entry),
        "postcode": with_nought(texts["postcode"], country=texts["country"], **measured),
    }  # fmt: skip
    return entry


def _text(name: str, value: str) -> str:
    if not value:
        return ""
    if _FORMULA.match(value) and name not in {"latitude", "longitude", "contact_phone"}:
        raise Refused("formula", value[:80])
    if _MARKUP.search(value):
        value = html.unescape(nh3.clean(re.sub(r"<(?:br|/p|/li|/div)\b[^>]*>", "\n", value), tags=set()))
    if not value.isprintable():
        value = "".join(char for char in value if char in "\n\t" or char.isprintable() or char.isspace())
    if name == "description":
        return re.sub(r"\n{3,}", "\n\n", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return " ".join(value.split())


def _take_emails(texts: dict[str, str], entry: Entry) -> None:
    """An address in the prose is somebody's: it is for the editors, not for the public."""
    for name in _PROSE:
        if not (found := _EMAIL.findall(texts[name])):
            continue
        texts[name] = re.sub(r"[ \t]{2,}", " ", _EMAIL.sub("", texts[name])).strip(" :;,-–")
        texts["contact_email"] = texts["contact_email"] or found[0]
        entry.remarks.append(("email_moved", name))


def _shorten(texts: dict[str, str]) -> None:
    """Nothing of a name or of a first sentence is lost: the whole of it begins the description."""
    texts["summary"] = texts["summary"] or texts["description"].split("\n")[0] or texts["name"]
    for name in ("summary", "name"):
        if len(texts[name]) > LONGEST[name] and texts[name] not in texts["description"]:
            texts["description"] = f"{texts[name]}\n\n{texts['description']}".strip()
    for name, most in LONGEST.items():
        texts[name] = cut(texts[name], most) if name in _PROSE or name == "name" else texts[name][:most]
    texts["description"] = cut(texts["description"], LONGEST_DESCRIPTION)


def cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _point(
    texts: Mapping[str, str], entry: Entry, communes: Communes, from_commune: bool, insee: str
) -> tuple[float | None, float | None, str]:
    latitude, longitude = (_number(texts[name]) for name in ("latitude", "longitude"))
    if latitude is None and longitude is None and not (texts["latitude"] or texts["longitude"]):
        entry.says_point = from_commune and bool(communes)
        found = communes.point(
            code=insee, postcode=with_nought(texts["postcode"], country=texts["country"]), name=texts["commune"]
        )
        return (*found, "commune") if found and from_commune else (None, None, "")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        entry.remarks.append(("point", f"{texts['latitude']} {texts['longitude']}"[:80]))
        return None, None, ""
    if latitude == 0 and longitude == 0:
        entry.remarks.append(("point_zero", ""))
        return None, None, ""
    if 41 <= longitude <= 52 and -6 <= latitude <= 10:  # France, with its columns the wrong way round
        entry.remarks.append(("point_swapped", f"{texts['latitude']} {texts['longitude']}"[:80]))
        return None, None, ""
    return round(latitude, 6), round(longitude, 6), "address"


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1000 else None


def _looks_like_postcode(text: str) -> bool:
    return len(text) <= LONGEST["postcode"] and any(char.isdigit() for char in text)


def _link(text: str, entry: Entry) -> str:
    link = text if not text or "://" in text else f"https://{text}"
    if link and not (_LINK.match(link) and len(link) < LONGEST["website"] and _has_host(link)):
        entry.remarks.append(("website", text[:80]))
        return ""
    return link


def _has_host(link: str) -> bool:
    try:
        return bool(urlsplit(link).hostname)
    except ValueError:
        return False


def _giving(text: str, entry: Entry) -> str:
    if text and not (text.startswith(_GIVING) and _LINK.match(text)):
        entry.remarks.append(("helloasso", text[:80]))
        return ""
    return text


def _email(text: str, entry: Entry) -> str:
    if text and not _EMAIL.fullmatch(text):
        entry.remarks.append(("email", text[:80]))
        return ""
    return text.lower()


def _own_id(texts: Mapping[str, str]) -> str:
    """A file without identifiers: the same name in the same place is the same entry."""
    said = plain(" ".join([texts["name"], texts["postcode"], texts["commune"], texts["address"]]))
    return "=" + blake2b(said.encode(), digest_size=12).hexdigest()


# Words that begin a category elsewhere; the first that fits gives the cause.
_CAUSES = {
    "ecologie": ("ecolog", "environn", "jardin", "aliment", "energ", "agricult", "nature", "climat", "compost", "bio"),
    "culture": ("cultur", "media", "lien social", "livre", "biblio", "musique", "theatre", "art", "patrimoine"),
    "education": ("educ", "format", "ecole", "jeunesse", "apprent"),
    "bien-etre": ("bien etre", "sante", "sport", "soin"),
    "mobilites": ("mobilit", "velo", "transport", "deplacement"),
    "habitat": ("habitat", "urban", "logement"),
    "economie": ("econom", "monnaie", "emploi", "reparation", "recycl", "reemploi", "commerce", "finance"),
    "citoyennete": ("citoyen", "droit", "solidar", "democrat", "entraide", "humanitaire"),
}


def causes_in(text: str) -> tuple[str, ...]:
    found = []
    for part in re.split(r"[,;/|>]", text):
        words = f" {plain(part)}"
        if slug := next((s for s, starts in _CAUSES.items() if any(f" {start}" in words for start in starts)), ""):
            found.append(slug)
    return tuple(dict.fromkeys(found))
