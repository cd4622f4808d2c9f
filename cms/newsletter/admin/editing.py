"""Wagtail's own form and preview of a letter."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import DeleteView, EditView, SnippetViewSet

from cms.models import NewsletterIssue

State = NewsletterIssue.State


class NotWhileSending:
    """What goes out is not changed under way: it is paused first."""

    object: NewsletterIssue
    request: HttpRequest
    locked: ClassVar = {State.SENDING}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.state in self.locked:
            return self.went_meanwhile()
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def went_meanwhile(self) -> HttpResponse:
        messages.warning(self.request, _("Cette lettre est partie, ou en train de partir."))
        return redirect("letters:issue", self.object.pk)


class IssueEditView(NotWhileSending, EditView):
    def form_valid(self, form: Any) -> HttpResponse:
        """The words that were typed, and nothing of how far it was when the form was opened."""
        with transaction.atomic():
            current = NewsletterIssue.objects.select_for_update(of=("self",)).get(pk=self.object.pk)
            if current.state in self.locked:
                return self.went_meanwhile()
            for field in NewsletterIssue._meta.concrete_fields:
                if field.name not in form.fields:
                    setattr(form.instance, field.attname, getattr(current, field.attname))
            return super().form_valid(form)  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        return reverse("letters:issue", args=[self.object.pk])


class IssueDeleteView(NotWhileSending, DeleteView):
    """Before it was sent: afterwards its page may leave the archive, but not what says to whom it went."""

    locked: ClassVar = set(State) - {State.DRAFT}


class IssueViewSet(SnippetViewSet):
    model = NewsletterIssue
    icon = "mail"
    copy_view_enabled = False
    add_to_admin_menu = True
    menu_label = gettext_lazy("Lettre")
    menu_order = 145
    edit_view_class = IssueEditView
    delete_view_class = IssueDeleteView
    # Where it is also sent from.
    menu_url = reverse_lazy("letters:index")
    list_display: ClassVar = ["subject", "number", "state", "made_at"]
    ordering: ClassVar = ["-made_at"]
    panels: ClassVar = [
        FieldPanel("subject"),
        FieldPanel("preheader"),
        FieldPanel("introduction"),
        FieldPanel("items"),
        FieldPanel("archived"),
    ]
