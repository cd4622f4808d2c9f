"""Paper: notebooks and diplomas to print, and the answers on paper, which the teacher types and photographs."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.datastructures import MultiValueDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from classrooms.admin.base import perform, private
from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.actions.enter_on_paper import PaperPhoto, enter_on_paper, report_on_paper
from investigations.actions.save_report_version import TAKES_VERSIONS
from investigations.admin.assignments import OwnMissionMixin
from investigations.admin.investigation_page import missions_of
from investigations.admin.screens import InvestigationView, OwnInvestigationMixin
from investigations.answers import CAPTION_AT_MOST, TEXT_AT_MOST
from investigations.models import Investigation
from investigations.questions import Question
from investigations.sheets import print_diplomas, print_notebooks

PHOTOS_A_QUESTION = 4
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class SheetsView(OwnInvestigationMixin, View):
    name = ""

    def made(self) -> bytes:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = HttpResponse(self.made(), content_type="application/pdf")
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(self.page_url())
        name = slugify(f"{self.name} {self.investigation}")
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return private(response)


class NotebooksView(SheetsView):
    name = "carnets"

    def made(self) -> bytes:
        missions = [mission for mission in missions_of(self.investigation) if self._is_asked(str(mission.pk))]
        return print_notebooks(self.investigation, missions)

    def _is_asked(self, mission: str) -> bool:
        return self.request.GET.get("mission", mission) == mission


class DiplomasView(SheetsView):
    name = "diplomes"

    def made(self) -> bytes:
        return print_diplomas(self.investigation)


class OnPaperView(OwnMissionMixin, InvestigationView):
    template_name = "investigations/admin/on_paper.html"

    def get_page_title(self) -> str:
        return _("Réponses sur papier de %(who)s") % {"who": self.mission.who}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        missions = {"url": self.page_url("missions"), "label": _("Missions")}
        return [*super().get_breadcrumbs_items(), missions, {"url": "", "label": self.mission.who}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = report_on_paper(self.mission)
        head = report.head if report else None
        if self.request.POST:
            head = report.versions.filter(pk=_seen(self.request.POST)).first() if report else None
        given = _answers(self.mission.questions, self.request.POST) if self.request.POST else {}
        known = given or (head.answers if head else {})
        return super().get_context_data(
            mission=self.mission, writers=self._writers(), accepted=ACCEPTED, caption_at_most=CAPTION_AT_MOST,
            entry=self.request.POST.get("entry") or uuid.uuid4(), seen=head.pk if head else "", report=report,
            open=self.investigation.state in {Investigation.State.OPEN, Investigation.State.REVIEWING}
            and not (report and report.state not in TAKES_VERSIONS),
            fields=[self._field(question, known.get(question["id"]), head) for question in self.mission.questions],
            **kwargs,
        )  # fmt: skip

    def _field(self, question: Question, answer: Any, head: Any) -> dict[str, Any]:
        sent = sum(one["question"] == question["id"] for one in head.photos) if head else 0
        free = min(PHOTOS_A_QUESTION, max(0, (question["maximum"] or PHOTOS_A_QUESTION) - sent))
        chosen = answer if isinstance(answer, list) else [answer]
        return {
            **question, "answer": "" if answer is None else answer, "sent": sent, "slots": range(free),
            "options": [(choice, choice in chosen) for choice in question["choices"]],
            "at_most": TEXT_AT_MOST.get(question["kind"], 20),
        }  # fmt: skip

    def _writers(self) -> list[Pupil]:
        return [self.mission.pupil] if self.mission.pupil else list(self.mission.team.pupils.all())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not perform(request, lambda: self._enter(request)):
            return private(self.render_to_response(self.get_context_data()))
        return redirect(self.page_url())

    def _enter(self, request: HttpRequest) -> str:
        writer = get_object_or_404(
            self.investigation.classroom.pupils.filter(pk__in=[one.pk for one in self._writers()]),
            pk=_key(request.POST.get("writer", "")),
        )
        receipt = enter_on_paper(
            mission=self.mission, pupil=writer, entry=_key(request.POST.get("entry", "")), seen=_seen(request.POST),
            answers=_answers(self.mission.questions, request.POST),
            photos=_photos(self.mission.questions, request.POST, request.FILES), submit="submit" in request.POST,
            by=request.user,
        )  # fmt: skip
        if receipt.state == "submitted":
            return _("Le reportage de %(who)s attend votre relecture.") % {"who": self.mission.who}
        return _("C’est gardé. Vous pourrez continuer.")


def _key(sent: str) -> uuid.UUID:
    try:
        return uuid.UUID(sent)
    except ValueError:
        raise Refusal(_("Rechargez la page, puis recommencez."), code="no_key") from None


def _seen(sent: Any) -> uuid.UUID | None:
    return _key(sent["seen"]) if sent.get("seen") else None


def _answers(questions: list[Question], sent: Any) -> dict[str, Any]:
    """As a tablet sends them; what can't be one is left as it was typed, for the action to refuse."""
    answers: dict[str, Any] = {}
    for question in questions:
        name = f"q-{question['id']}"
        match question["kind"]:
            case "photos":
                continue
            case "choices" | "checklist":
                if chosen := sent.getlist(name):
                    answers[question["id"]] = chosen
            case "number":
                if typed := "".join(sent.get(name, "").split()).replace(",", "."):
                    answers[question["id"]] = _number(typed)
            case _:
                if said := sent.get(name, "").replace("\r\n", "\n").replace("\0", "").strip():
                    answers[question["id"]] = said
    return answers


def _number(typed: str) -> int | float | str:
    try:
        return int(typed) if typed.lstrip("-").isdecimal() and len(typed) < 16 else float(typed[:20])
    except ValueError:
        return typed


def _photos(questions: list[Question], sent: Any, files: MultiValueDict) -> list[PaperPhoto]:
    photos = []
    for question in questions:
        for slot in range(PHOTOS_A_QUESTION if question["kind"] == "photos" else 0):
            name = f"photo-{question['id']}-{slot}"
            if file := files.get(name):
                caption = " ".join(sent.get(f"caption-{question['id']}-{slot}", "").split())[:CAPTION_AT_MOST]
                photos.append(PaperPhoto(question["id"], slot, caption, file))
    return photos


urlpatterns = [
    path("<int:pk>/carnets.pdf", NotebooksView.as_view(), name="notebooks"),
    path("<int:pk>/diplomes.pdf", DiplomasView.as_view(), name="diplomas"),
    path("<int:pk>/missions/<uuid:assignment>/papier/", OnPaperView.as_view(), name="on_paper"),
]
