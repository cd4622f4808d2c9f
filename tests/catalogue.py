"""The sentences of the house, as they stand in its sources, and what the English catalogue says of them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
APPS = ["workshop", "cms", "investigations", "classrooms"]
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"], (1,)),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], ((1, "c"), 2, 3)),
}


@dataclass(frozen=True)
class Sentence:
    msgid: str
    plural: str | None
    context: str | None
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.msgid}"


def sentences(domain: str) -> list[Sentence]:
    """What ``makemessages`` would find, without needing GNU gettext."""
    found = _of_scripts() if domain == "djangojs" else [*_of_python(), *_of_templates()]
    return list({(one.msgid, one.plural, one.context): one for one in sorted(found, key=str, reverse=True)}.values())


def untranslated(domain: str) -> list[str]:
    """Sentences without an English one: missing, empty, of unsure worth (fuzzy) or without their plural."""
    path = ROOT / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return [f"{path.relative_to(ROOT)} is missing", *map(str, sentences(domain))]
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    problems = []
    for sentence in sentences(domain):
        message = catalogue.get(sentence.msgid, sentence.context)
        if message is None:
            problems.append(f"missing: {sentence}")
            continue
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy or not all(texts) or (sentence.plural and len(texts) < 2):
            problems.append(f"fuzzy or empty: {sentence}")
    return problems


def _of_python() -> Iterator[Sentence]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            yield from _extract("python", path.read_bytes(), path)


def _of_scripts() -> Iterator[Sentence]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("static/**/*.js")):
            yield from _extract("javascript", path.read_bytes(), path)


def _of_templates() -> Iterator[Sentence]:
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            # What Django makes of a template looks like Python, but for the indentation.
            source = "\n".join(line.lstrip() for line in templatize(path.read_text(), origin=str(path)).splitlines())
            yield from _extract("python", source.encode(), path)


def _extract(method: str, source: bytes, path: Path) -> Iterator[Sentence]:
    for line, message, _comments, context in extract(method, io.BytesIO(source), KEYWORDS):
        msgid, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, None)
        if msgid:
            yield Sentence(msgid, plural, context, f"{path.relative_to(ROOT)}:{line}")
