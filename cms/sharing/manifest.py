"""What a telephone shows of the site that somebody puts on its home screen."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from investigations.tablet.icons import PAPER, SIZES

A_DAY = 24 * 60 * 60


class FaviconView(RedirectView):
    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        return static("cms/img/pin.svg")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    icons = [
        {"src": reverse("tablet:icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"} for size in SIZES
    ]
    with override("fr"):
        response = JsonResponse(
            {
                "name": _("Cap ou pas cap : le journal des enquêteurs-citoyens"),
                "short_name": "Cap ou pas cap",
                "id": "/",
                "start_url": "/",
                # With the browser's own buttons: it is a paper, whose links lead elsewhere.
                "display": "browser",
                "lang": "fr",
                "background_color": PAPER,
                "theme_color": PAPER,
                "icons": icons,
            },
            content_type="application/manifest+json",
        )
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
