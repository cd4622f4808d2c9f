"""Addresses that people type, to be shown as links to other people."""

from urllib.parse import urlsplit

WEB = frozenset({"http", "https"})


def web_link(address: object) -> str:
    """Return the address where it leads to the web, else nothing: whatever a browser might run or open is no link."""
    text = str(address or "").strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    return text if parts.scheme in WEB and host and text.isprintable() and "\\" not in text else ""
