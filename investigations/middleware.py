from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


class EditorsSnippetsMiddleware:
    """Projects and guides are the editors': Wagtail's choosers would list their drafts to every teacher."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        match = request.resolver_match
        # Asking first who it is would make every page depend on a cookie.
        if match is None or not any(namespace.startswith("wagtailsnippet") for namespace in match.namespaces):
            return
        if request.user.is_authenticated and not request.user.is_editor:
            raise Http404
