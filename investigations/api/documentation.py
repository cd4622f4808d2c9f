"""The OpenAPI schema: our prefix only, and every status that an operation may answer with."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiResponse, extend_schema

from investigations.api.serializers.refusals import ErrorSerializer

PREFIX = "/api/v1/"
SENTENCES = {
    400: "malformed: not JSON that can be kept, or cut short on the way",
    401: "signed_out: the token is unknown, or its tablet has left the class; revoked: it may only send what it holds",
    403: "not allowed",
    404: "not_found: unknown, or another's, told alike",
    410: "erased: the pupil is no longer in the class; nothing of theirs is wanted",
    409: "conflict: something else is stored under this id, and stays",
    413: "too_heavy",
    415: "unsupported: JSON only",
    422: "refused: what is sent can't be kept",
    429: "wait: too many wrong tries; wait_seconds says how long",
    503: "busy: send it again after Retry-After seconds",
    507: "full: no room left on the disk",
}
# What any operation with a token may answer.
WITH_TABLET = (400, 401, 404, 503)
WITH_TOKEN = (*WITH_TABLET, 410)
View = TypeVar("View", bound=Callable[..., Any])


def only_ours(endpoints: list[Any]) -> list[Any]:
    """A preprocessing hook of drf-spectacular: Wagtail's own APIs are not ours to describe."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX) and endpoint[0] != f"{PREFIX}schema/"]


def described(
    summary: str, good: dict[Any, Any], *errors: int, special: dict[int, Any] | None = None, **options: Any
) -> Callable[[View], View]:
    """`extend_schema` with our errors; ``special`` gives a status a serializer of its own."""
    shapes = dict.fromkeys(errors, ErrorSerializer) | (special or {})
    answers = {status: OpenApiResponse(shape, SENTENCES[status]) for status, shape in sorted(shapes.items())}
    return extend_schema(summary=summary, responses={**good, **answers}, **options)
