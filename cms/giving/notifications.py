"""HelloAsso says that something happened. Anybody could: it wakes us up, by numbers, and the API is what we believe."""

import hmac
import json
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from cms.actions.settle_gift import wake_gift
from cms.giving.helloasso import is_open
from cms.giving.tasks import read_gift
from cms.models import Gift

LARGEST = 64 * 1024
_LARGEST_NUMBER = 2**63


@method_decorator(csrf_exempt, name="dispatch")
class NotificationView(View):
    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_open() or not constant_time_compare(kwargs["secret"], settings.HELLOASSO_NOTIFICATION_SECRET):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST:
            return HttpResponse(status=413)
        body = request.body
        if not _is_signed(body, request.headers.get("x-ha-signature", "")):
            return HttpResponse(status=403)
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            return HttpResponse(status=400)
        gift = gift_meant(said)
        if gift is not None:
            wake_gift(gift=gift)
            read_gift.enqueue(gift.pk)
        return HttpResponse(status=204)


def _is_signed(body: bytes, signature: str) -> bool:
    """Partners of HelloAsso have a key; for others the address is the secret."""
    if not settings.HELLOASSO_SIGNATURE_KEY:
        return True
    expected = hmac.digest(settings.HELLOASSO_SIGNATURE_KEY.encode(), body, "sha256").hex()
    return constant_time_compare(expected, signature.lower())


def gift_meant(said: Any) -> Gift | None:
    """By numbers, theirs and ours; all else stays unread. What is told of the non-profit's other forms is no gift."""
    data, noted = _inside(said, "data"), _inside(said, "metadata")
    numbers = [
        ("intent", data.get("checkoutIntentId")), ("order", data.get("id")), ("payments__number", data.get("id")),
        ("order", _inside(data, "order").get("id")),
    ]  # fmt: skip
    meant = [Q(**{field: number}) for field, number in numbers if _is_number(number)]
    try:
        # What was given to HelloAsso comes back with it.
        named = Gift.objects.asked().filter(key=str(noted.get("gift", ""))).first()
    except ValidationError:
        named = None
    if named or not meant:
        return named
    return Gift.objects.asked().filter(reduce(or_, meant)).order_by("pk").first()


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and 0 < value < _LARGEST_NUMBER


def _inside(said: Any, name: str) -> dict[str, Any]:
    inner = said.get(name) if isinstance(said, dict) else None
    return inner if isinstance(inner, dict) else {}
