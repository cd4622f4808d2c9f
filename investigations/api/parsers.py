import json
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from classrooms.errors import Refusal

JSON_AT_MOST = 2 * 1024 * 1024


class TabletJSONParser(BaseParser):
    """JSON that can be stored: bounded, UTF-8, no NaN, no NUL, no half of a surrogate pair.

    The bytes as they came stay on the request as ``raw_json``: receipts name their digest.
    """

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        data = stream.read(JSON_AT_MOST + 1)
        if len(data) > JSON_AT_MOST:
            raise Refusal(_("C’est trop long pour être envoyé."), code="too_heavy")
        parser_context["request"].raw_json = data
        try:
            parsed = json.loads(data.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        if not _storable(parsed):
            raise ParseError
        return parsed


class BytesParser(BaseParser):
    """Hands the stream on, unread: what it holds is found out by decoding, never by its declared type."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _storable(value: Any) -> bool:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            todo += [*item, *item.values()]
        elif isinstance(item, list):
            todo += item
        elif isinstance(item, str) and ("\0" in item or any("\ud800" <= letter <= "\udfff" for letter in item)):
            return False
    return True
