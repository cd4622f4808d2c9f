"""Editors try a letter, send it, and see how it goes."""

from typing import Any

from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin.ui.components import Component

from classrooms.admin.base import perform
from cms.models import Delivery, NewsletterIssue, Subscriber
from cms.newsletter import running
from cms.newsletter.admin.subscribers import numbers
from cms.newsletter.composing import compose
from cms.newsletter.contents import items_of
from cms.newsletter.forgetting import tally_of
from investigations.admin.base import EditorsView

ISSUES_SHOWN, DOUBTFUL_SHOWN = 50, 100
# Seconds without a letter, after which somebody should look at the worker.
STILL = 600
State = NewsletterIssue.State


class LettersView(EditorsView):
    template_name = "cms/newsletter/admin/index.html"
    page_title = gettext_lazy("Lettre")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issues = NewsletterIssue.objects.visible_to(self.request.user)
        return super().get_context_data(issues=issues[:ISSUES_SHOWN], numbers=numbers(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(reverse("wagtailsnippets_cms_newsletterissue:edit", args=[compose().pk]))


class IssueView(EditorsView):
    template_name = "cms/newsletter/admin/issue.html"
    header_icon = "mail"

    @cached_property
    def issue(self) -> NewsletterIssue:
        return get_object_or_404(NewsletterIssue.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.issue)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        every = {"url": reverse("letters:index"), "label": LettersView.page_title}
        return [*self.breadcrumbs_items, every, {"url": "", "label": str(self.issue)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        issue = self.issue
        chosen = [part for part in issue.items.raw_data if part["value"]]
        items = items_of(issue)
        return super().get_context_data(
            issue=issue, items=items, missing=len(chosen) - len(items), progress=Progress(issue),
            doubtful=issue.deliveries.doubtful().select_related("subscriber").order_by("pk")[:DOUBTFUL_SHOWN],
            readers=running.readers_of(issue) if issue.is_draft else (0, 0),
            names=running.names_in(issue) if issue.is_draft else [], **kwargs,
        )  # fmt: skip


class Progress:
    def __init__(self, issue: NewsletterIssue) -> None:
        there = issue.tally or tally_of(issue)
        state = Delivery.State
        self.sent, self.failed = there.get(state.SENT, 0), there.get(state.FAILED, 0)
        self.skipped, self.left = there.get(state.SKIPPED, 0), there.get(state.LEFT, 0)
        self.doubtful = issue.deliveries.doubtful().count()
        self.done = sum(there.values()) - there.get(state.QUEUED, 0)
        self.total = self.done
        if issue.state in {State.SENDING, State.PAUSED}:
            later = Subscriber.objects.confirmed().filter(pk__gt=issue.reached, confirmed_at__lte=issue.started_at)
            self.total = sum(there.values()) + later.count()
        last = issue.deliveries.aggregate(last=Max("claimed_at"))["last"] or issue.started_at
        self.still = bool(issue.is_sending and last and (timezone.now() - last).total_seconds() > STILL)


class SendView(IssueView):
    """Asked once more, with the number of those to whom it goes."""

    template_name = "cms/newsletter/admin/send.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self._start(request))
        return redirect("letters:issue", self.issue.pk)

    def _start(self, request: HttpRequest) -> str:
        running.start(issue=self.issue, by=request.user)
        return _("La lettre part. Vous pouvez fermer cette page.")


class DeedView(View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        issue = get_object_or_404(NewsletterIssue.objects.visible_to(request.user), pk=pk)
        act = {"essai": self._try, "pause": self._pause, "reprendre": self._go_on, "arreter": self._stop,
               "douteuses": self._settle}.get(deed)  # fmt: skip
        if act is None or not request.user.is_editor:
            return HttpResponse(status=404)
        perform(request, lambda: act(issue, request))
        return redirect("letters:issue", pk)

    def _try(self, issue: NewsletterIssue, request: HttpRequest) -> str:
        running.try_out(issue=issue, by=request.user)
        return _("La lettre d’essai est partie à %(email)s.") % {"email": request.user.email}

    def _pause(self, issue: NewsletterIssue, request: HttpRequest) -> str:
        running.pause(issue=issue, by=request.user)
        return _("En pause : plus aucune lettre ne part.")

    def _go_on(self, issue: NewsletterIssue, request: HttpRequest) -> str:
        running.go_on(issue=issue, by=request.user)
        return _("L’envoi reprend où il en était.")

    def _stop(self, issue: NewsletterIssue, request: HttpRequest) -> str:
        running.stop(issue=issue, by=request.user)
        return _("Arrêtée : qui ne l’a pas reçue ne la recevra pas.")

    def _settle(self, issue: NewsletterIssue, request: HttpRequest) -> str:
        only = request.POST.get("only", "")
        again = "again" in request.POST
        key = int(only) if only.isascii() and only.isdigit() and len(only) < 19 else None
        if only and key is None:
            return ""
        count = running.settle_doubtful(issue=issue, again=again, by=request.user, only=key)
        if again:
            return ngettext("%(count)s lettre repart.", "%(count)s lettres repartent.", count) % {"count": count}
        return ngettext("%(count)s lettre laissée.", "%(count)s lettres laissées.", count) % {"count": count}


class LettersPanel(Component):
    """Only a person can decide it, or nothing goes on."""

    name = "letters"
    template_name = "cms/newsletter/admin/panel.html"
    order = 55

    def __init__(self, issues: list[NewsletterIssue]) -> None:
        self.issues = issues

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"issues": self.issues}


def add_letters_panel(request: HttpRequest, panels: list[Component]) -> None:
    if not request.user.is_editor:
        return
    doubtful = Delivery.objects.doubtful().values("issue")
    waiting = NewsletterIssue.objects.filter(Q(pk__in=doubtful) | Q(state=State.PAUSED))
    if issues := list(waiting.exclude(state=State.DRAFT)[:ISSUES_SHOWN]):
        panels.append(LettersPanel(issues))
