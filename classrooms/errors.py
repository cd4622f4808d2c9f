"""What an action refuses, in words for the person who asked."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """An action says no: an answer, not a fault.

    ``message`` is for the user's eyes, ``code`` for programs, ``extra`` for what a surface may add.
    """

    code = "refused"

    def __init__(self, message: Any, *, code: str | None = None, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.extra: Mapping[str, Any] = extra

    def __str__(self) -> str:
        return str(self.message)
