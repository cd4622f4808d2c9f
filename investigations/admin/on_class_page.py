"""What a class's page says of its investigations, and what comes next in the field."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Classroom, User
from classrooms.registry import Section, Step
from investigations.admin.creating import start_url
from investigations.admin.next_thing import next_thing
from investigations.admin.outing import holding
from investigations.models import Investigation, Report

State = Investigation.State


def with_report_counts(investigations: "QuerySet[Investigation]") -> "QuerySet[Investigation]":
    """Missions and reports by state: what `next_thing` reads."""
    somebody = Q(assignments__pupil__isnull=False) | Q(assignments__team__isnull=False)
    reports = {
        name: Count("assignments__reports", filter=Q(assignments__reports__state=state) & somebody, distinct=True)
        for name, state in [("waiting", Report.State.SUBMITTED), ("accepted", Report.State.ACCEPTED)]
    }
    return investigations.annotate(missions=Count("assignments", filter=somebody, distinct=True), **reports)


def section(classroom: Classroom, user: User) -> Section:
    own = with_report_counts(Investigation.objects.filter(classroom=classroom)).select_related("project")
    investigations = list(own.order_by("-created_at", "-pk"))
    waiting = sum(investigation.waiting for investigation in investigations)
    context = {"classroom": classroom, "investigations": investigations, "waiting": waiting}
    return Section("investigations/admin/parts/class_section.html", context, has_project=bool(investigations))


def next_steps(classrooms: Sequence[Classroom], user: User) -> dict[int, Step]:
    """Review first, then the youngest investigation that isn't over; a first project. One query for all classes."""
    found = with_report_counts(Investigation.objects.filter(classroom__in=[classroom.pk for classroom in classrooms]))
    by_class: dict[int, list[Investigation]] = {}
    for investigation in found.select_related("project").order_by("-created_at", "-pk"):
        by_class.setdefault(investigation.classroom_id, []).append(investigation)
    steps = {classroom.pk: _step(classroom, by_class.get(classroom.pk, [])) for classroom in classrooms}
    return {key: step for key, step in steps.items() if step}


def leftovers(classroom: Classroom) -> list[str]:
    """What a class that ends its year would lose: work on tablets, reports that nobody read, stories in the drawer."""
    of_class = Report.objects.filter(assignment__investigation__classroom=classroom)
    said = [
        _("La tablette %(name)s garde encore %(held)s : rallumez-la à l’école.") % {"name": one.name, "held": one.held}
        for one in holding(classroom)
    ]
    if waiting := of_class.awaiting_review().count():
        words = ngettext(
            "Un reportage attend votre relecture.", "%(count)s reportages attendent votre relecture.", waiting
        )
        said.append(words % {"count": waiting})
    return said


def _step(classroom: Classroom, investigations: Sequence[Investigation]) -> Step | None:
    if waiting := sum(investigation.waiting for investigation in investigations):
        text = ngettext(
            "Un reportage attend votre relecture.", "%(count)s reportages attendent votre relecture.", waiting
        )
        return Step(text % {"count": waiting}, _("Relire"), reverse("review:queue"))
    for investigation in investigations:
        counts = {name: getattr(investigation, name) for name in ("missions", "waiting", "accepted")}
        if thing := next_thing(investigation, counts):
            text = _("%(project)s : %(text)s") % {"project": investigation.project.name, "text": thing.text}
            label = _("Voir l’enquête") if thing.posts else thing.label
            url = reverse("investigations:page", args=[investigation.pk]) if thing.posts else thing.url
            return Step(text, label, url)
    if investigations:
        return None
    return Step(
        _("La classe est prête. Choisissez un projet près de l’école, à rencontrer à pied."),
        _("Choisir un projet"),
        start_url(classroom),
    )
