"""What an investigation hands out on paper: notebooks to fold, diplomas to keep. In French, the language of school."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from classrooms.artwork import COLOURS, svg_source
from classrooms.errors import Refusal
from classrooms.models import Pupil
from investigations.about_entry import entry_says
from investigations.directory.models import CitizenProject
from investigations.models import Assignment, Investigation
from investigations.questions import Question
from workshop.printing.diplomas import Diploma, DiplomaWords, diplomas_pdf
from workshop.printing.paper_notebook import Asked, Notebook, NotebookWords, notebooks_pdf

AUTHOR = "Cap ou pas cap"


def print_notebooks(investigation: Investigation, missions: Sequence[Assignment]) -> bytes:
    """One for each mission. Raises Refusal(nobody)."""
    if not missions:
        raise Refusal(_("Confiez d’abord des missions : chaque carnet porte un nom."), code="nobody")
    with translation.override("fr"):
        said = NotebookWords(
            title=f"Carnets d’enquête, {investigation}", author=AUTHOR, language="fr", kind="Carnet d’enquête",
            team="Qui écrit ?", sketch="Dessine ici, ou note le numéro de ta photo.", caption="Légende :",
            teacher="Pour l’adulte : ce code mène à la saisie des réponses.", notes="Mes notes",
        )  # fmt: skip
        notebooks = [_notebook(investigation, mission) for mission in missions]
    return notebooks_pdf(notebooks, said, font_cache=settings.VAR_DIR / "printing")


def print_diplomas(investigation: Investigation) -> bytes:
    """One for each pupil who has, or whose team has, a mission. Raises Refusal(nobody)."""
    missions = list(investigation.assignments.of_somebody().select_related("pupil", "team"))
    alone, teams = {mission.pupil_id for mission in missions}, {mission.team_id for mission in missions} - {None}
    pupils = [p for p in investigation.classroom.pupils.all() if p.pk in alone or p.team_id in teams]
    if not pupils:
        raise Refusal(_("Personne n’a de mission dans cette enquête."), code="nobody")
    with translation.override("fr"):
        said = DiplomaWords(
            title=f"Diplômes, {investigation}", author=AUTHOR, language="fr", kind="Diplôme d’enquête citoyenne",
            given="remis à", stamp="cap !", teacher="L’enseignant·e", pupil="L’enquêteur ou l’enquêtrice",
        )  # fmt: skip
        diplomas = [_diploma(investigation, pupil) for pupil in pupils]
    return diplomas_pdf(diplomas, said, font_cache=settings.VAR_DIR / "printing")


def _diploma(investigation: Investigation, pupil: Pupil) -> Diploma:
    classroom = investigation.classroom
    return Diploma(
        name=pupil.public_name, deeds=(
            f"qui a préparé des questions, marché jusqu’à «\u202f{investigation.project.name}\u202f», regardé, écouté, "
            "photographié et écrit, pour que tout le quartier sache ce que des voisins y font."
        ),
        under=f"{classroom.name}, {classroom.school.name}", day=date_format(timezone.localdate(), "j F Y"),
        **_look(pupil),
    )  # fmt: skip


def _notebook(investigation: Investigation, mission: Assignment) -> Notebook:
    project, classroom = investigation.project, investigation.classroom
    where = ", ".join(part for part in (project.address, f"{project.postcode} {project.commune}".strip()) if part)
    look = _look(mission.pupil) if mission.pupil else {"animal_svg": "", "colour": ""}
    address = reverse("investigations:on_paper", args=[investigation.pk, mission.pk])
    return Notebook(
        who=mission.who, role=str(mission.get_role_display()) if mission.role else "", project=project.name,
        where=where,
        introduction=investigation.guide.introduction, under=f"{classroom.name}, {classroom.school.name}",
        questions=[_asked(question, project) for question in mission.questions],
        qr_text=f"{settings.BASE_URL}{address}", **look,
    )  # fmt: skip


def _asked(question: Question, project: CitizenProject) -> Asked:
    pictures = max(question["minimum"] or 1, 1) if question["kind"] == "photos" else 1
    says = entry_says(project, question.get("about_entry", ""))
    return Asked(question["kind"], question["label"], question["help"], question["choices"], pictures, says)


def _look(pupil: Pupil) -> dict[str, Any]:
    return {"animal_svg": svg_source("animal", pupil.animal), "colour": COLOURS[pupil.colour].hex}
