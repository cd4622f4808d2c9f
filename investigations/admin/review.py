"""Review: one queue across a teacher's classes, one screen a report, one decision a button or a key."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from classrooms.admin.base import perform
from classrooms.errors import Refusal
from classrooms.models import User
from investigations.actions.canned_remarks import add_canned_remark, remove_canned_remark
from investigations.actions.review import (
    accept_report,
    judge_answer,
    resume_review,
    return_report,
    set_report_aside,
)
from investigations.actions.wish import propose_wish, take_back_wish
from investigations.admin.base import FieldView
from investigations.admin.masks import MasksView, give_word
from investigations.admin.offers import offers_of
from investigations.admin.photo_files import PhotoFileView
from investigations.admin.review_reading import read
from investigations.admin.screens import OwnReportMixin
from investigations.models import CannedRemark, Photo, Report, ReportVersion, Wish

A_PAGE = 15
_NOTHING_TYPED = {"question": "", "about": "", "words": ""}


def queue(user: User) -> "QuerySet[Report]":
    """What awaits this teacher's review, oldest first."""
    related = ["assignment__pupil", "assignment__team", "assignment__investigation__project"]
    waiting = Report.objects.visible_to(user).awaiting_review()
    return waiting.select_related(*related, "assignment__investigation__classroom")


class QueueView(FieldView):
    template_name = "investigations/admin/queue.html"
    page_title = gettext_lazy("Relecture")
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (request.user.is_superuser or request.user.is_teacher):
            raise Http404

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(queue(self.request.user), A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(reports=page, total=page.paginator.count, **kwargs)


class ReportView(OwnReportMixin, FieldView):
    template_name = "investigations/admin/report.html"
    header_icon = "clipboard-list"

    def get_page_title(self) -> str:
        return _("Reportage de %(who)s") % {"who": self.report.assignment.who}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("review:queue"), "label": _("Relecture")}]
        return [*items, {"url": "", "label": self.report.assignment.who}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.report
        earlier = [v for v in report.versions.filter(wants_submit=True).order_by("-received_at") if v != report.head]
        compared = self._compared(earlier)
        kept = self.request.session.pop(_draft_key(report), {})
        waiting = list(queue(self.request.user).values_list("pk", flat=True))
        answers = read(report, compared_with=compared)
        typed = self.request.session.pop(_wish_key(report), _NOTHING_TYPED)
        offers = offers_of(report, answers, typed)
        return super().get_context_data(
            report=report,
            investigation=report.assignment.investigation,
            answers=answers,
            general=[remark for remark in report.remarks.all() if not remark.question_id],
            kept_remarks=kept,
            earlier=earlier,
            compared=compared,
            wishes=report.wishes.waiting(),
            offers=offers,
            any_offer=any(offer.is_open for offer in offers.values()),
            typed=_NOTHING_TYPED if typed["question"] else typed,
            abouts=Wish.About.choices,
            canned=CannedRemark.objects.visible_to(self.request.user),
            to_review=report.state == Report.State.SUBMITTED,
            undoable=report.state in {Report.State.RETURNED, Report.State.ACCEPTED, Report.State.SET_ASIDE},
            **_neighbours(report.pk, waiting),
            **kwargs,
        )

    def _compared(self, earlier: list[ReportVersion]) -> ReportVersion | None:
        """The version that the reader asked to compare with; else the one that was returned last."""
        asked = self.request.GET.get("avec", "")
        return next((v for v in earlier if str(v.pk) == asked), earlier[0] if earlier else None)


def _neighbours(current: uuid.UUID, waiting: list[uuid.UUID]) -> dict[str, Any]:
    if current not in waiting:
        return {"previous": None, "next": waiting[0] if waiting else None, "place": 0, "total": len(waiting)}
    place = waiting.index(current)
    return {
        "previous": waiting[place - 1] if place else None,
        "next": waiting[place + 1] if place + 1 < len(waiting) else None,
        "place": place + 1,
        "total": len(waiting),
    }


def _draft_key(report: Report) -> str:
    return f"remarks-{report.pk}"


def _wish_key(report: Report) -> str:
    return f"wish-{report.pk}"


class DecideView(OwnReportMixin, View):
    """Accept, return or set aside; then the next report. Remarks already typed survive a refusal."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report, user = self.report, request.user
        version = _version(report, request.POST.get("version", ""))
        following = _neighbours(report.pk, list(queue(user).values_list("pk", flat=True)))["next"]
        try:
            said = self._decide(request, report, version)
        except Refusal as refusal:
            request.session[_draft_key(report)] = _remarks(request)
            messages.error(request, str(refusal))
            return redirect("review:report", report.pk)
        undo = messages.button(reverse("review:report", args=[report.pk]), _("Revenir à ce reportage"))
        messages.success(request, said, buttons=[undo])
        return redirect("review:report", following) if following else redirect("review:queue")

    def _decide(self, request: HttpRequest, report: Report, version: ReportVersion) -> str:
        who = {"who": report.assignment.who}
        remarks, decision = _remarks(request), request.POST.get("decision")
        if remarks and decision in {"accept", "set_aside"}:
            raise Refusal(
                _("Vos remarques ne partent qu’avec un reportage rendu. Rendez-le, ou effacez-les."), code="remarks"
            )
        match decision:
            case "accept":
                accept_report(report=report, by=request.user, version=version)
                return _("Le reportage de %(who)s est accepté.") % who
            case "return":
                return_report(report=report, remarks=remarks, by=request.user, version=version)
                return _("Le reportage est rendu à %(who)s avec vos remarques.") % who
            case "set_aside":
                set_report_aside(report=report, by=request.user, version=version)
                return _("Le reportage de %(who)s est mis de côté.") % who
        raise Refusal(_("Choisissez : accepter, rendre ou mettre de côté."), code="no_decision")


def _version(report: Report, value: str) -> ReportVersion:
    """What the reviewer had before their eyes; not the newest when another one came meanwhile."""
    return next((v for v in report.versions.all() if str(v.pk) == value), report.head)


def _remarks(request: HttpRequest) -> dict[str, str]:
    return {
        name.removeprefix("remark-"): str(text)[:1000]
        for name, text in request.POST.items()
        if name.startswith("remark-") and str(text).strip()
    }


class ReportAction(OwnReportMixin, View):
    """A button beside the decision: remarks typed so far come along, and stand there again afterwards."""

    http_method_names = ("post",)

    def act(self, request: HttpRequest) -> str:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: self.act(request))
        if remarks := _remarks(request):
            request.session[_draft_key(self.report)] = remarks
        anchor = request.POST.get("anchor", "")
        return redirect(reverse("review:report", args=[self.report.pk]) + (f"#{anchor}" if anchor.isascii() else ""))


class ResumeView(ReportAction):
    def act(self, request: HttpRequest) -> str:
        resume_review(report=self.report, by=request.user)
        return _("Le reportage est de nouveau à relire.")


class AnswerView(ReportAction):
    def act(self, request: HttpRequest) -> str:
        verdict, question = request.POST.get("verdict", ""), request.POST.get("question", "")
        if verdict not in {"accepted", "set_aside"}:
            raise Refusal(_("Choisissez : garder ou mettre de côté."), code="no_decision")
        judge_answer(report=self.report, question_id=question, verdict=verdict, by=request.user)
        return _("La réponse est gardée.") if verdict == "accepted" else _("La réponse est mise de côté.")


class PhotoView(ReportAction):
    def act(self, request: HttpRequest) -> str:
        photo = get_object_or_404(Photo, pk=self.kwargs["photo"], assignment=self.report.assignment_id)
        return give_word(request, photo)


class CannedView(ReportAction):
    def act(self, request: HttpRequest) -> str:
        if remove := request.POST.get("remove", ""):
            remark = get_object_or_404(CannedRemark, owner=request.user, pk=int(remove) if remove.isdecimal() else 0)
            remove_canned_remark(remark=remark)
            return _("La remarque est retirée de votre liste.")
        add_canned_remark(owner=request.user, text=request.POST.get("text", ""))
        return _("La remarque est dans votre liste.")


class WishView(ReportAction):
    def act(self, request: HttpRequest) -> str:
        if remove := request.POST.get("remove", ""):
            own = self.report.wishes.waiting()
            take_back_wish(wish=get_object_or_404(own, pk=int(remove) if _is_key(remove) else 0), by=request.user)
            return _("La proposition est retirée.")
        typed = {name: request.POST.get(name, "").replace("\x00", "")[:500] for name in _NOTHING_TYPED}
        version = _version(self.report, request.POST.get("version", ""))
        try:
            propose_wish(
                report=self.report, about=typed["about"], words=typed["words"], by=request.user,
                question_id=typed["question"], version=version,
            )  # fmt: skip
        except Refusal:
            request.session[_wish_key(self.report)] = typed
            raise
        return _("C’est transmis à qui tient la fiche.")


def _is_key(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 18


urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("photos/<uuid:photo>/<slug:file>/", PhotoFileView.as_view(), name="photo_file"),
    path("<uuid:report>/", ReportView.as_view(), name="report"),
    path("<uuid:report>/decision/", DecideView.as_view(), name="decide"),
    path("<uuid:report>/resume/", ResumeView.as_view(), name="resume"),
    path("<uuid:report>/answer/", AnswerView.as_view(), name="answer"),
    path("<uuid:report>/photo/<uuid:photo>/", PhotoView.as_view(), name="photo"),
    path("<uuid:report>/photo/<uuid:photo>/masks/", MasksView.as_view(), name="masks"),
    path("<uuid:report>/wishes/", WishView.as_view(), name="wish"),
    path("<uuid:report>/remarks/", CannedView.as_view(), name="canned"),
]
