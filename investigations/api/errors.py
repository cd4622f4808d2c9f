"""Every no has one shape: ``{code, detail, …}``, a code for the tablet and one sentence for the child."""

import errno
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from classrooms.errors import Refusal

STATUS = {
    "revoked": 401,
    "unknown_card": 403,
    "not_writable": 403,
    "not_your_wish": 403,
    "no_open_class": 404,
    "not_found": 404,
    "conflict": 409,
    "not_yours_now": 409,
    "erased": 410,
    "too_heavy": 413,
    "wait": 429,
}
REFUSED = 422
RETRY_AFTER = 5
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def answer(code: str, detail: Any, status: int, headers: dict[str, str] | None = None, **extra: Any) -> Response:
    return Response({"code": code, "detail": str(detail), **extra}, status=status, headers=headers)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF asks of a view. None lets a fault of ours be a 500, with its traceback in the log."""
    match error:
        case Refusal():
            headers = {"Retry-After": str(error.extra["wait_seconds"])} if error.code == "wait" else None
            return answer(error.code, error.message, STATUS.get(error.code, REFUSED), headers, **error.extra)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            headers = {"WWW-Authenticate": "Bearer"}
            return answer(
                "signed_out",
                _("Le site ne reconnaît plus cette tablette. Préviens ton enseignant·e : ton travail reste ici."),
                401,
                headers,
            )
        case exceptions.ValidationError():
            detail = _("Il y a une erreur dans ce que la tablette envoie.")
            return answer("invalid", detail, REFUSED, fields=dict(_flat(error.detail)))
        case exceptions.ParseError() | UnreadablePostError():
            return answer("malformed", _("L’envoi est arrivé abîmé. La tablette va réessayer."), 400)
        case exceptions.UnsupportedMediaType():
            return answer("unsupported", _("La tablette a envoyé quelque chose d’inconnu."), 415)
        case exceptions.MethodNotAllowed():
            return answer("method", _("Cela ne se fait pas ici."), 405)
        case exceptions.NotFound() | Http404():
            return answer("not_found", _("On ne trouve rien à cette adresse."), 404)
        case exceptions.PermissionDenied() | PermissionDenied():
            return answer("forbidden", _("Tu n’as pas le droit de faire cela."), 403)
        case OperationalError() | ChildProcessError():  # the database, or the process that decodes photos
            headers = {"Retry-After": str(RETRY_AFTER)}
            return answer("busy", _("Il y a beaucoup de monde. La tablette va réessayer."), 503, headers)
        case OSError() if error.errno in FULL:
            return answer(
                "full",
                _("Il n’y a plus de place ici. Préviens ton enseignant·e : ton travail reste sur ta tablette."),
                507,
            )
    return None


def _flat(detail: Any, path: str = "") -> Any:
    """DRF's nested errors as ("photos.0.id", "sentence") pairs."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for place, item in enumerate(detail):
            yield from _flat(item, f"{path}.{place}" if path else str(place))
    elif isinstance(detail, list):
        yield path or "body", " ".join(str(item) for item in detail)
    else:
        yield path or "body", str(detail)
