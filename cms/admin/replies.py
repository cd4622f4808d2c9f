"""Replies of those who hold a project, read by an editor before they stand in the story."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import Component

from classrooms.admin.base import perform
from cms.actions.reply_to_story import set_reply_aside, take_reply
from cms.models import StoryReply
from investigations.admin.base import EditorsView


class RepliesView(EditorsView):
    header_icon = "openquote"
    template_name = "cms/admin/replies.html"
    page_title = gettext_lazy("Réponses de projets")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = StoryReply.objects.visible_to(self.request.user).waiting()
        return super().get_context_data(replies=mine.select_related("story__investigation__project"), **kwargs)


class ReplyView(EditorsView):
    """Only takes decisions; the list shows."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        mine = StoryReply.objects.visible_to(request.user).select_related("story")
        reply = get_object_or_404(mine, pk=kwargs["pk"])
        if "aside" in request.POST:
            perform(request, lambda: _set_aside(reply, request))
            return redirect("stories:replies")
        story = reply.story_id
        public: list[bool] = []
        perform(request, lambda: _take(reply, request, public))
        if public == [False]:
            messages.warning(request, _("La réponse est dans le brouillon : réglez ce qui manque, puis publiez."))
            return redirect("stories:consents", story)
        return redirect("stories:replies")


def _take(reply: StoryReply, request: HttpRequest, public: list[bool]) -> str:
    public.append(take_reply(reply=reply, read=request.POST.get("read", ""), by=request.user))
    return _("La réponse est à la fin du récit.") if public[0] else ""


def _set_aside(reply: StoryReply, request: HttpRequest) -> str:
    set_reply_aside(reply=reply, read=request.POST.get("read", ""), by=request.user)
    return _("La réponse est écartée : qui tient la fiche le voit dans son espace.")


class RepliesPanel(Component):
    name = "replies"
    template_name = "cms/admin/replies_panel.html"
    order = 55

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": StoryReply.objects.waiting().count(), "address": reverse("stories:replies")}
