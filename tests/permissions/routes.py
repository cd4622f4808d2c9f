"""Every route of the house, read from the URL resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str

    @property
    def key(self) -> str:
        """How a row of the matrix names it: two routes may share a name, or have none."""
        return f"{self.name} {self.pattern}".strip()


def routes() -> list[Route]:
    return sorted(set(_walk(get_resolver(), "", "")), key=lambda route: route.key)


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, namespace + (f"{entry.namespace}:" if entry.namespace else ""))
        else:
            yield Route(namespace + (entry.name or ""), pattern)
