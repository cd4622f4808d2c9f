"""What a holder does with an entry. What isn't theirs is a 404."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, WorkflowState

from classrooms.errors import Refusal
from cms.holding.door import SpaceView
from cms.holding.forms import EntryForm, InviteForm
from cms.quotas import has_turn
from investigations.directory.actions.change_holders import accept_entry, invite_holder, remove_holder
from investigations.directory.actions.keep_entry import (
    PLACE,
    READ_FIRST,
    change_entry,
    delete_entry,
    newest_version,
    pause_entry,
    resume_entry,
)
from investigations.directory.actions.settle_requests import ask_deletion
from investigations.directory.models import CitizenProject, ProjectHolder

HISTORY_SHOWN = 30
LISTS = {"causes", "welcome_levels"}
LETTERS_AN_HOUR = 10


class EntryView(SpaceView):
    confirmed = True
    template_name = ""
    holder: ProjectHolder

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.email:
            return redirect("holder")
        mine = ProjectHolder.objects.of(self.email).filter(confirmed_at__isnull=not self.confirmed)
        self.holder = get_object_or_404(mine.select_related("project"), project=kwargs["pk"])
        try:
            return super().answer(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("holder_entry", self.holder.project_id)

    @property
    def project(self) -> CitizenProject:
        return self.holder.project

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page()

    def page(self, **context: Any) -> HttpResponse:
        return render(self.request, self.template_name, {"project": self.project, "holder": self.holder, **context})

    def back(self, words: str = "") -> HttpResponse:
        if words:
            messages.success(self.request, words)
        return redirect("holder_entry", self.project.pk)


class OverviewView(EntryView):
    template_name = "cms/holding/overview.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        state = self.project.current_workflow_state
        history = ModelLogEntry.objects.for_instance(self.project).order_by("-timestamp", "-pk")
        return self.page(
            waits=self.project.has_unpublished_changes or not self.project.live,
            asked_to_change=state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES,
            history=history[:HISTORY_SHOWN],
            wishes=self.project.wishes.waiting().count(),
            offers=self.project.offers.unread().count(),
            placed=newest_version(self.project).point is not None,
        )


class ChangeView(EntryView):
    template_name = "cms/holding/change.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(form=EntryForm(instance=newest_version(self.project)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = EntryForm(request.POST, instance=newest_version(self.project))
        if not form.is_valid():
            return self.page(form=form)
        changed = change_entry(project=self.project, answers=form.cleaned_data)
        if changed.read_first - READ_FIRST and self.project.live:
            answer = self.back(_("C’est enregistré. La Rédaction relit avant que tout paraisse."))
        elif changed.read_first and self.project.live:
            answer = self.back(
                _("C’est enregistré. Le nom, l’adresse et les liens sont relus avant de paraître ; le reste a changé.")
            )
        else:
            answer = self.back(_("C’est enregistré.") if changed.at_once or changed.read_first else "")
        return redirect("holder_place", self.project.pk) if changed.read_first & set(PLACE) else answer


class PauseView(EntryView):
    template_name = "cms/holding/pause.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.project.paused_at:
            resume_entry(project=self.project)
            return self.back(_("La fiche n’est plus en pause."))
        pause_entry(project=self.project)
        return self.back(_("La fiche est en pause : le public ne la voit plus."))


class DeleteView(EntryView):
    template_name = "cms/holding/delete.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        delete_entry(project=self.project)
        messages.success(request, _("La fiche est supprimée, et votre adresse avec elle."))
        return redirect("holder")


class PeopleView(EntryView):
    template_name = "cms/holding/people.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(InviteForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "remove" in request.POST:
            return self._remove(request.POST["remove"])
        form = InviteForm(request.POST)
        if form.is_valid() and has_turn("holder-invites", self.email, at_most=LETTERS_AN_HOUR):
            try:
                invite_holder(by=self.holder, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error("email", str(refusal))
            else:
                return self.back(_("Une lettre vient de partir."))
        elif form.is_valid():
            form.add_error(None, _("Beaucoup de lettres sont déjà parties. Essayez encore dans une heure."))
        return self._page(form)

    def _remove(self, asked: str) -> HttpResponse:
        holders = self.project.holders.all()
        other = get_object_or_404(holders, pk=int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
        remove_holder(holder=other)
        if other.pk != self.holder.pk:
            return self.back(_("Cette personne ne tient plus la fiche."))
        messages.success(self.request, _("Vous ne tenez plus cette fiche."))
        return redirect("holder")

    def _page(self, form: InviteForm) -> HttpResponse:
        return self.page(form=form, holders=self.project.holders.all())


class AcceptView(EntryView):
    """For who was invited: they read all that is held of the project, and say yes, no, or that it should go."""

    confirmed = False
    template_name = "cms/holding/accept.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(
            entry=written_of(self.project),
            sources=[str(row.source) for row in self.project.imported_from.select_related("source")],
            others=self.project.holders.confirmed().exists(),
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "no" in request.POST:
            remove_holder(holder=self.holder)
            messages.success(request, _("C’est noté : votre adresse est effacée."))
            return redirect("holder")
        if "delete" in request.POST:
            ask_deletion(holder=self.holder)
            messages.success(request, _("C’est demandé : la Rédaction supprime la fiche, ou vous écrit."))
            return redirect("holder")
        accept_entry(holder=self.holder)
        return self.back(_("Vous tenez maintenant cette fiche."))


def written_of(project: CitizenProject) -> list[tuple[str, str]]:
    """What the entry says of a project and of its people, by the names that its form has."""
    form = EntryForm(instance=project)
    said = []
    for field in form:
        value = project.causes.all() if field.name == "causes" else getattr(project, field.name)
        text = _("oui") if value is True else ", ".join(map(str, value)) if field.name in LISTS else str(value or "")
        if text:
            said.append((str(field.label), text))
    return said
