"""What a browser would make of a page: does any part of it run, fetch or lead where a payload says?"""

import re
from html.parser import HTMLParser

MARK = "pwn"
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "ping"}
DATA = re.compile(r"\s*(application/(ld\+)?json|text/(x-)?template)", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        kind = dict(attrs).get("type") or ""
        self.inside = tag if tag == "style" or (tag == "script" and not DATA.match(kind)) else ""
        if MARK in tag:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            self.text.append(value or "")
            runs = name.startswith("on") or name in {"srcdoc", "style"}
            leads = name in ADDRESSES and not re.match(r"(https?:|mailto:|tel:|[/?#.])", (value or "").strip())
            if MARK in name or (MARK in (value or "") and (runs or leads)):
                self.found.append(f"<{tag} {name}={value!r}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data):
        self.text.append(data)
        if self.inside and MARK in data:
            self.found.append(f"<{self.inside}>{data[:80]!r}")


def read(html: str) -> tuple[list[str], str]:
    """What is dangerous, and all text that people may see."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found, " ".join(reader.text)
