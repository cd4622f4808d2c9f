"""Reading one entry: what changed beside what was public, what the house found out, and the decision."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform, private
from classrooms.models import User
from investigations.admin.entries.base import EntryView
from investigations.directory.actions.decide_entry import approve_entry, give_back_entry, refuse_entry
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.actions.read_entry import ask_links_again, leave_reading, open_reading
from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.checks import checks_of, found_point
from investigations.directory.differences import differences, everything
from investigations.directory.duplicates import Reason, duplicates_of
from investigations.directory.models import CannedReason, CitizenProject
from investigations.directory.waiting import in_queue, waiting_states

LONGEST_WORDS = 2_000
WHY = {
    Reason.NEAR: gettext_lazy("tout près, sous un nom proche"),
    Reason.SAME_TOWN: gettext_lazy("un nom proche dans la même commune"),
    Reason.SAME_EMAIL: gettext_lazy("la même adresse e-mail"),
    Reason.SAME_WEBSITE: gettext_lazy("le même site web"),
}


class ReasonsField(forms.ModelMultipleChoiceField):
    """Compared here, not by the database: some of what may be typed no column can hold."""

    def clean(self, value: Any) -> Any:
        known = {str(reason.pk) for reason in self.queryset}
        return super().clean([one for one in value or [] if str(one) in known])


class GiveBackForm(forms.Form):
    reasons = ReasonsField(
        CannedReason.objects.all(), required=False, widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Ce qui manque"),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Vos mots, si vous voulez en ajouter"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ReviewView(EntryView):
    template_name = "investigations/admin/entries/review.html"

    def get_page_title(self) -> str:
        return str(self.newest)

    @cached_property
    def newest(self) -> CitizenProject:
        return newest_version(self.project)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, was_public = self.project, self.project.first_published_at is not None
        state = waiting_states().filter(object_id=str(project.pk)).select_related("current_task_state", "requested_by")
        entry = next(iter(in_queue(state)), None)
        reading = open_reading(project=project, by=self.request.user) if entry else None
        checks = checks_of(self.newest)
        if entry and checks.links_wait:
            ask_links_again(project=project)
        kwargs.setdefault("form", GiveBackForm(initial={"revision": project.latest_revision_id}))
        return super().get_context_data(
            entry=entry,
            newest=self.newest,
            picture_of={"instance": self.newest},
            was_public=was_public,
            differences=differences(project, self.newest) if was_public else everything(self.newest),
            checks=checks,
            twins=twins_of(self.newest),
            other=reading if reading and reading.reader_id != self.request.user.pk else None,
            holders=project.holders.all(),
            edit=reverse("wagtailsnippets_directory_citizenproject:edit", args=[project.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = GiveBackForm(request.POST)
        form.is_valid()
        done = perform(request, lambda: self._act(request, form))
        if done and {"approve", "give_back", "leave"} & set(request.POST):
            return redirect("entries:queue")
        if "give_back" in request.POST:
            # What was typed stays on the page; the refusal says what it lacks.
            return private(self.render_to_response(self.get_context_data(form=form)))
        return redirect("entries:review", self.project.pk)

    def _act(self, request: HttpRequest, form: GiveBackForm) -> str:
        project, by, said = self.project, request.user, form.cleaned_data
        revision = said.get("revision") or 0
        if "take_over" in request.POST:
            open_reading(project=project, by=by, take_over=True)
            return _("Vous avez la main.")
        if "leave" in request.POST:
            leave_reading(project=project, by=by)
            return _("La fiche attend, libre pour la prochaine personne.")
        if "not_the_same" in request.POST:
            return self._tell_apart(request.POST["not_the_same"], by)
        if "ask" in request.POST:
            ask_links_again(project=project)
            return _("Les liens sont demandés : la réponse sera là dans un moment.")
        if "approve" in request.POST:
            located = found_point(self.newest) if "place" in request.POST else None
            approve_entry(project=project, revision=revision, by=by, point=located and located.point)
            return _("« %(name)s » est en ligne. Qui tient la fiche le sait par lettre.") % {"name": self.newest}
        if "give_back" in request.POST:
            give_back_entry(
                project=project, revision=revision, by=by, reasons=said.get("reasons", ()), words=said.get("words", "")
            )
            return _("La fiche est rendue, avec vos mots. Elle revient ici une fois changée.")
        return ""

    def _tell_apart(self, asked: str, by: User) -> str:
        key = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 18 else 0
        other = get_object_or_404(CitizenProject.objects.visible_to(by), pk=key)
        say_not_the_same(project=self.project, other=other, editor=by)
        return _("C’est noté : « %(name)s » est un autre projet.") % {"name": other}


class RefuseView(EntryView):
    template_name = "investigations/admin/entries/refuse.html"
    page_title = gettext_lazy("Refuser pour de bon")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(holders=self.project.holders.all(), longest=LONGEST_WORDS, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if perform(request, lambda: self._refuse(request)):
            return redirect("entries:queue")
        return redirect("entries:review", self.project.pk)

    def _refuse(self, request: HttpRequest) -> str:
        words = request.POST.get("words", "").replace("\x00", "")[:LONGEST_WORDS]
        refuse_entry(project=self.project, by=request.user, tell="tell" in request.POST, words=words)
        return _("La fiche est refusée et effacée.")


def twins_of(project: CitizenProject) -> list[tuple[CitizenProject, str]]:
    """Drafts too: two people may have registered the same project this week."""
    found = duplicates_of(project, among=CitizenProject.objects.all())
    return [(twin.project, ", ".join(str(WHY[reason]) for reason in twin.reasons)) for twin in found]
