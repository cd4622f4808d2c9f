"""HTML-aware French typography, without Django."""

import re
from dataclasses import dataclass, field

NARROW = "\u202f"
_ANY_SPACE = r"[ \t\r\n\u00a0\u202f]"
_TOKEN = re.compile(r"<!--.*?-->|<![^>]*>|<(?:[^<>\"']++|\"[^\"]*\"|'[^']*')++>", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_LANG = re.compile(r"""\slang\s*=\s*["']?([a-zA-Z-]+)""")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp", "var", "textarea", "script", "style", "svg", "math", "template"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_KEPT = re.compile(r"[\ue000\ue001]|&(?:\w+|#\d+|#x[0-9a-fA-F]+);|(?:https?://|www\.)\S+|\S+@\S+\.\w+")
_ENTITIES = {
    "&#x27;": "'",
    "&#39;": "'",
    "&apos;": "'",
    "&quot;": '"',
    "&laquo;": "«",
    "&raquo;": "»",
    "&nbsp;": "\u00a0",
    "&#160;": "\u00a0",
    "&hellip;": "…",
}
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[^\W_])'(?=[^\W_]|«)", "’"),
        (r'(?<![\w"])"(?=\S)([^"<>]*?\S)"(?!\w)', "«\\1»"),
        (r"\.{3,}", "…"),
        (rf"(?<=\w){_ANY_SPACE}+…(?=\s*$)", "…"),
        (r"(?<= )--?(?= )", "–"),
        (rf"(?<=\S){_ANY_SPACE}+(?=[;!?:»]+(?![\w)(/|-]))", NARROW),
        (rf"^{_ANY_SPACE}+(?=[;!?:»]+(?:\s|$))", NARROW),
        (r"(?<=[\w»)’…%€])(?=[;!?:]+(?:\s|$))", NARROW),
        (rf"«{_ANY_SPACE}*(?=\S)", "«" + NARROW),
        (rf"(?<=\S){_ANY_SPACE}*»", NARROW + "»"),
        (rf"(?<![\w.,])1 (?=(?:{_MONTHS})\b)", "1er "),
        (r"(?<=\d) (?=(?:%|€|h|min|km|m|cm|kg|ans?)(?!\w))", NARROW),
        (r"(?<=\b\d) (?=\d{3}(?:\D|$))", NARROW),
        (r"(?<=\b\d\d) (?=\d{3}(?:\D|$))", NARROW),
        (r"(?<=\b\d\d\d) (?=\d{3}(?:\D|$))", NARROW),
    )
)
# What no rule can do without: most texts of a page are names and single words, and seen to be right at a glance.
_PERHAPS = re.compile(r"['\"&…;!?:«»]|\.\.\.| -|\d [\d%€acdfhjkmnos]|[Oo]e[ui]")
_LIGATURE = re.compile(r"\b((?:[CcSsBbNnVvMm]|[Cc]h|[Mm]an|[Rr]anc)?)([Oo])e(?=u|il)")


@dataclass
class _Element:
    name: str
    french: bool
    verbatim: bool


@dataclass
class _Walk:
    """Where the reader stands in the tree: enough of a parser to know language and verbatim parts."""

    french: bool
    open: list[_Element] = field(default_factory=list)

    @property
    def active(self) -> bool:
        last = self.open[-1] if self.open else None
        return last.french and not last.verbatim if last else self.french

    def meet(self, tag: str) -> None:
        match = _TAG.match(tag)
        if not match:
            return
        name = match[2].lower()
        if match[1]:
            self._close(name)
        elif name not in _VOID and not tag.endswith("/>"):
            last = self.open[-1] if self.open else _Element("", self.french, False)
            lang = _LANG.search(tag, match.end())
            french = lang[1].lower().startswith("fr") if lang else last.french
            self.open.append(_Element(name, french, last.verbatim or name in _VERBATIM))

    def _close(self, name: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                del self.open[index:]
                return


def typeset(html: str, *, language: str) -> str:
    """Return `html` with the text nodes that are French typeset. Doing it twice changes nothing more."""
    walk, out, at = _Walk(french=language.lower().startswith("fr")), [], 0
    for token in _TOKEN.finditer(html):
        text = html[at : token.start()]
        out.append(_typeset_text(text) if walk.active else text)
        out.append(token.group())
        walk.meet(token.group())
        at = token.end()
    text = html[at:]
    out.append(_typeset_text(text) if walk.active else text)
    return "".join(out)


def _typeset_text(text: str) -> str:
    if not _PERHAPS.search(text):
        return text
    for entity, character in _ENTITIES.items():
        if entity in text:
            text = text.replace(entity, character)
    kept: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\ue000{len(kept) - 1}\ue001"

    text = _KEPT.sub(put_aside, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    text = _LIGATURE.sub(lambda found: found.group(1) + ("Œ" if found.group(2) == "O" else "œ"), text)
    return re.sub("\ue000(\\d+)\ue001", lambda found: kept[int(found.group(1))], text)
