"""The letter before the public: sign-up, confirmation, one's own choices, leaving with one click, and the archive."""

import dataclasses
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DetailView, TemplateView

from classrooms.letters import seal_words
from cms.models import NewsletterIssue, Subscriber
from cms.newsletter.contents import items_of, of_kind
from cms.newsletter.forms import PreferencesForm, SignUpForm
from cms.newsletter.links import asker_by, subscriber_by, token_of
from cms.newsletter.subscribing import all_of, change, come_back, confirm, erase, leave
from cms.newsletter.tasks import take_in_subscriber
from cms.strangers import StrangersView

ISSUES_SHOWN = 50


class SignUpView(StrangersView):
    template_name = "cms/newsletter/sign_up.html"
    form_class = SignUpForm
    success_url = reverse_lazy("letter_asked")
    kind = "letter"
    about = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = NewsletterIssue.objects.in_archive()[:ISSUES_SHOWN]
        return super().get_context_data(issues=issues, **kwargs)

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        self.choices = form.choices()
        return super().form_valid(form)

    def keep(self, said: dict[str, Any]) -> None:
        words = {
            "email": said["email"], "language": get_language() or "fr", "choices": dataclasses.asdict(self.choices)
        }  # fmt: skip
        take_in_subscriber.enqueue(seal_words(json.dumps(words)))


class AskedView(TemplateView):
    template_name = "cms/newsletter/asked.html"


class IssueView(DetailView[NewsletterIssue]):
    """From the references, at this moment: what is withdrawn is not here either."""

    template_name = "cms/newsletter/issue.html"
    context_object_name = "issue"

    def get_object(self, queryset: Any = None) -> NewsletterIssue:
        return get_object_or_404(NewsletterIssue.objects.in_archive(), number=self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = items_of(self.object, past=True)
        return super().get_context_data(
            stories=of_kind("story", items),
            projects=of_kind("project", items),
            visits=of_kind("visit", items),
            **kwargs,
        )


class KeyView(View):
    """By a link from a letter: the address is a key, told to no other page and kept by no cache."""

    http_method_names = ("get", "head", "post")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def ended(self) -> HttpResponse:
        return render(self.request, "cms/newsletter/ended.html", status=410)


class ConfirmView(KeyView):
    """Programs that look through mail follow links: only the button confirms."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = asker_by(token)
        return (
            render(request, "cms/newsletter/confirm.html", {"subscriber": subscriber}) if subscriber else self.ended()
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = asker_by(token)
        if subscriber is None:
            return self.ended()
        confirm(subscriber=subscriber)
        return redirect(reverse("letter_choices", args=[token_of(subscriber)]) + "?bienvenue=1")


class ChoicesView(KeyView):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = self._subscriber(token)
        if subscriber is None:
            return self.ended()
        if "copie" in request.GET:
            name = {"Content-Disposition": 'attachment; filename="ma-lettre.json"'}
            return JsonResponse(
                all_of(subscriber), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=name
            )
        return self._page(subscriber, token, PreferencesForm.of(subscriber))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = self._subscriber(token)
        if subscriber is None:
            return self.ended()
        if "erase" in request.POST:
            erase(subscriber=subscriber)
            return render(request, "cms/newsletter/erased.html")
        form = PreferencesForm(request.POST)
        if not form.is_valid():
            return self._page(subscriber, token, form)
        change(subscriber=subscriber, language=form.cleaned_data["language"], choices=form.choices())
        return redirect(f"{request.path}?fait=1")

    def _subscriber(self, token: str) -> Subscriber | None:
        found = subscriber_by(token)
        return found if found and found.state == Subscriber.State.CONFIRMED else None

    def _page(self, subscriber: Subscriber, token: str, form: PreferencesForm) -> HttpResponse:
        said = {"saved": "fait" in self.request.GET, "welcome": "bienvenue" in self.request.GET}
        context = {"subscriber": subscriber, "form": form, "leave": reverse("letter_leave", args=[token]), **said}
        return render(self.request, "cms/newsletter/choices.html", context)


@method_decorator(csrf_exempt, name="dispatch")
class LeaveView(KeyView):
    """RFC 8058: a mail reader posts here without a cookie, and is answered without a redirect. The link is the key."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = subscriber_by(token)
        return self._page(subscriber) if subscriber else self.ended()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        subscriber = subscriber_by(token)
        if subscriber is None:
            return self.ended()
        act = come_back if "back" in request.POST else leave
        act(subscriber=subscriber)
        subscriber.refresh_from_db()
        return self._page(subscriber)

    def _page(self, subscriber: Subscriber) -> HttpResponse:
        gone = subscriber.state == Subscriber.State.LEFT
        choices = reverse("letter_choices", args=[token_of(subscriber)])
        return render(self.request, "cms/newsletter/leave.html", {"gone": gone, "choices": choices})


@method_decorator(csrf_exempt, name="dispatch")
class ServiceView(View):
    """What the service that delivers tells; nothing is here without one, and its secret."""

    http_method_names = ("post", "head", "get")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from cms.newsletter.services import webhook_of

        webhook = webhook_of(kwargs["service"])
        if webhook is None:
            raise Http404
        return webhook(request)
