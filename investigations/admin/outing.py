"""The class's tablets: ready before leaving, and what each still holds on return."""

from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from classrooms.actions.change_tablet import revoke_tablet
from classrooms.admin.base import ClassroomView, perform, private
from classrooms.errors import Refusal
from classrooms.models import Classroom, Tablet, User
from classrooms.registry import Section
from classrooms.tablet_keys import rescue_code
from investigations.loading import Outcome, load_rescue
from investigations.models import Assignment, Investigation, Report

# By what a tablet says of itself: the word on its card, and what to do when it isn't so.
READY = {
    "shell": (gettext_lazy("Carnet"), gettext_lazy("Ouvrez le carnet une fois avec du réseau, et attendez un peu.")),
    "roster": (gettext_lazy("Prénoms"), gettext_lazy("Ouvrez le carnet avec du réseau : la liste viendra.")),
    "missions": (gettext_lazy("Missions"), gettext_lazy("Ouvrez l’enquête, puis le carnet avec du réseau.")),
    "storage": (gettext_lazy("Mémoire"), gettext_lazy("Installez le carnet sur l’écran d’accueil de la tablette.")),
}
# Tablets that the sentence names before it counts.
NAMED = 3
FRAGMENT = "investigations/admin/parts/tablets.html"


class RescueForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Fichier de secours (.carnet)"))


class TabletsView(ClassroomView):
    template_name = "investigations/admin/tablets.html"
    page_title = gettext_lazy("Tablettes")
    header_icon = "mobile-alt"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "live" in request.GET:
            return private(render(request, FRAGMENT, {"classroom": self.classroom, **board(self.classroom)}))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RescueForm(request.POST, request.FILES)
        outcomes: list[Outcome] = []
        if form.is_valid():
            try:
                outcomes = load_rescue(classroom=self.classroom, user=request.user, file=form.cleaned_data["file"])
                messages.success(request, loaded_words(outcomes))
            except Refusal as refusal:
                form.add_error("file", str(refusal))
        return private(self.render_to_response(self.get_context_data(form=form, outcomes=outcomes)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        left = self.classroom.tablets.exclude(left_at=None)
        return super().get_context_data(
            **{"form": RescueForm(), "outcomes": [], **board(self.classroom), "left": left, **kwargs}
        )


class RevokeTabletView(ClassroomView):
    template_name = "investigations/admin/revoke_tablet.html"
    page_title = gettext_lazy("Retirer une tablette")
    header_icon = "mobile-alt"

    @cached_property
    def tablet(self) -> Tablet:
        return get_object_or_404(self.classroom.tablets.active(), pk=self.kwargs["tablet"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.tablet  # noqa: B018 - another class's tablet is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tablet=self.tablet, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def act() -> str:
            revoke_tablet(tablet=self.tablet, user=request.user)
            return _("La tablette %(name)s est retirée : elle n’ouvre plus de carnet.") % {"name": self.tablet.name}

        perform(request, act)
        return redirect("outing:tablets", self.classroom.pk)


def board(classroom: Classroom) -> dict[str, Any]:
    """What the page shows and asks for again while it is open."""
    tablets = list(classroom.tablets.active())
    for tablet in tablets:
        tablet.lights = [(label, bool(tablet.ready.get(key))) for key, (label, _remedy) in READY.items()]
        tablet.remedies = [remedy for key, (_label, remedy) in READY.items() if not tablet.ready.get(key)]
        tablet.is_ready = not tablet.remedies and not tablet.revoked_at
        tablet.held = held_words(tablet)
        tablet.code = rescue_code(tablet.pk)
    home, missions = _home(classroom)
    return {
        "tablets": tablets,
        "ready_count": sum(tablet.is_ready for tablet in tablets),
        "summary": summary(home, missions, [tablet for tablet in tablets if tablet.holds_work]),
        "now": timezone.now(),
    }


def _home(classroom: Classroom) -> tuple[int, int]:
    """How many missions that are going on have their report at school, and how many there are."""
    gone = Report.objects.filter(assignment=OuterRef("pk")).exclude(state__in=Report.WRITABLE)
    going_on = Q(investigation__state__in=[Investigation.State.OPEN, Investigation.State.REVIEWING])
    counts = (
        Assignment.objects.filter(going_on, investigation__classroom=classroom)
        .annotate(is_home=Exists(gone))
        .aggregate(home=Count("pk", filter=Q(is_home=True)), missions=Count("pk"))
    )
    return counts["home"], counts["missions"]


def holding(classroom: Classroom) -> list[Tablet]:
    """Tablets that said, when last seen, that something is still to be sent, each with ``held`` in words."""
    tablets = [tablet for tablet in classroom.tablets.active() if tablet.holds_work]
    for tablet in tablets:
        tablet.held = held_words(tablet)
    return tablets


def held_words(tablet: Tablet) -> str:
    reports, photos = tablet.unsent_reports, tablet.unsent_photos
    of_reports = ngettext("%d reportage", "%d reportages", reports) % reports
    of_photos = ngettext("%d photo", "%d photos", photos) % photos
    if reports and photos:
        return _("%(reports)s et %(photos)s") % {"reports": of_reports, "photos": of_photos}
    return of_reports if reports else of_photos if photos else ""


def summary(home: int, missions: int, holding: list[Tablet]) -> str:
    """“27 reports of 30 are home; tablet Renard still holds 3.”"""
    if not missions:
        return _("Aucune mission n’est en cours.")
    said = _home_words(home, missions)
    named, more = holding[:NAMED], len(holding) - NAMED
    holds = [_("la tablette %(name)s garde encore %(held)s") % {"name": t.name, "held": t.held} for t in named]
    if more > 0:
        holds.append(ngettext("et %d autre", "et %d autres", more) % more)
    return _("%(home)s ; %(held)s.") % {"home": said, "held": ", ".join(holds)} if holds else f"{said}."


def _home_words(home: int, missions: int) -> str:
    if not home:
        return ngettext(
            "Le seul reportage attendu n’est pas encore à l’école",
            "Aucun des %(missions)d reportages n’est encore à l’école",
            missions,
        ) % {"missions": missions}
    return ngettext(
        "%(home)d reportage sur %(missions)d est à l’école",
        "%(home)d reportages sur %(missions)d sont à l’école",
        home,
    ) % {"home": home, "missions": missions}


def loaded_words(outcomes: list[Outcome]) -> str:
    new = sum(outcome.created for outcome in outcomes)
    if not new:
        return _("Le fichier est chargé : rien de nouveau n’est arrivé.")
    return ngettext(
        "Le fichier est chargé : %(new)d chose est arrivée.",
        "Le fichier est chargé : %(new)d choses sont arrivées.",
        new,
    ) % {"new": new}


def section(classroom: Classroom, user: User) -> Section:
    """On the class's page."""
    tablets = list(classroom.tablets.active())
    holding = sum(tablet.holds_work for tablet in tablets)
    context = {"classroom": classroom, "tablets": tablets, "holding": holding, "url": tablets_url(classroom)}
    return Section("investigations/admin/parts/tablets_section.html", context)


def tablets_url(classroom: Classroom) -> str:
    return reverse("outing:tablets", args=[classroom.pk])


urlpatterns = [
    path("<int:pk>/", TabletsView.as_view(), name="tablets"),
    path("<int:pk>/<uuid:tablet>/revoke/", RevokeTabletView.as_view(), name="revoke_tablet"),
]
