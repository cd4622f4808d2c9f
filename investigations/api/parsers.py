from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from classrooms.errors import Refusal
from investigations.wire.text import storable_json

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
            return storable_json(data)
        except ValueError as error:
            raise ParseError from error


class BytesParser(BaseParser):
    """Hands the stream on, unread: what it holds is found out by decoding, never by its declared type."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream
