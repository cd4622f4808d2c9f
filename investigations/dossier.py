"""What a pupil's file holds of the field: their missions, words, photos and consents, and nothing of anybody else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms.artwork import COLOURS, svg_source
from classrooms.models import Pupil
from classrooms.registry import Folder
from classrooms.roster.text import plain
from investigations.belongings import Belongings, belongings_of, changes_by
from investigations.dossier_json import Mission, consent_json, mission_json, version_json
from investigations.models import Assignment, Consent, Photo, Report, ReportVersion
from investigations.own_photos import own_copy
from investigations.selection import in_words
from workshop.printing.portfolio import Answered, Chapter, Portfolio, PortfolioWords, Shot, portfolio_pdf


def file_of(pupil: Pupil, folder: Folder) -> dict[str, Any]:
    """Adds photos and the portfolio to the folder; returns what goes into its JSON."""
    theirs = belongings_of(pupil)
    missions = _missions(theirs)
    names, shots = {}, {}
    for number, (photo, copy) in enumerate(_copies(theirs), start=1):
        if copy:
            names[photo.pk], shots[photo.pk] = f"photos/{number:02}.jpg", copy
            folder.add(names[photo.pk], copy)
    folder.add("portfolio.pdf", _portfolio(pupil, missions, shots))
    return {
        "missions": [mission_json(mission, names) for mission in missions],
        "consents": [consent_json(one) for one in Consent.objects.of(pupil).select_related("investigation__project")],
        "objections": [str(key) for key in Photo.objects.filter(objectors=pupil).values_list("pk", flat=True)],
    }


def portfolio_of(pupil: Pupil) -> bytes:
    theirs = belongings_of(pupil)
    shots = {photo.pk: copy for photo, copy in _copies(theirs) if copy}
    return _portfolio(pupil, _missions(theirs), shots)


def _copies(theirs: Belongings) -> Iterator[tuple[Photo, bytes | None]]:
    """In the order in which they came."""
    prefetch_related_objects(theirs.photos, "masks")
    for photo in sorted(theirs.photos, key=lambda one: (one.received_at, one.pk)):
        yield photo, own_copy(photo, theirs.pupil)


def _portfolio(pupil: Pupil, missions: Iterable[Mission], shots: dict[UUID, bytes]) -> bytes:
    classroom = pupil.classroom
    portfolio = Portfolio(
        name=pupil.public_name,
        under=f"{classroom.name} · {classroom.school.name} · {classroom.school_year_label}",
        animal_svg=svg_source("animal", pupil.animal),
        colour=COLOURS[pupil.colour].hex,
        chapters=[_chapter(mission, shots) for mission in missions if mission.report or mission.photos],
    )
    said = PortfolioWords(
        title=_title(pupil.public_name),
        author="Cap ou pas cap",
        language=get_language() or "fr",
        empty=_("Rien n’a encore été envoyé."),
        unanswered=_("Pas de réponse"),
        remark=_("Remarque : "),
    )
    return portfolio_pdf(portfolio, said, font_cache=settings.VAR_DIR / "printing")


def _title(name: str) -> str:
    """French elides before a vowel; before an h both are right."""
    if plain(name)[:1] in set("aeiou"):
        return _("Le carnet d’enquête d’%(name)s") % {"name": name}
    return _("Le carnet d’enquête de %(name)s") % {"name": name}


def _missions(theirs: Belongings) -> list[Mission]:
    """Their own, and those of teams in which they wrote or took a photo."""
    reports = {report.pk: report for report in [*theirs.reports, *theirs.shared]}
    wanted = {report.assignment_id for report in reports.values()} | {photo.assignment_id for photo in theirs.photos}
    mine = set(Assignment.objects.filter(pupil=theirs.pupil).values_list("pk", flat=True))
    known = Assignment.objects.filter(pk__in=wanted | mine)
    assignments = known.select_related("investigation__project", "investigation__guide", "pupil", "team")
    missions = {one.pk: Mission(one) for one in assignments}
    for report in reports.values():
        missions[report.assignment_id].report = report
    for photo in theirs.photos:
        missions[photo.assignment_id].photos.append(photo)
    _add_words(missions, theirs, reports)
    return list(missions.values())


def _add_words(missions: dict[UUID, Mission], theirs: Belongings, reports: dict[UUID, Report]) -> None:
    by_report: dict[UUID, list[ReportVersion]] = defaultdict(list)
    for version in ReportVersion.objects.filter(report__in=reports).order_by("received_at", "pk"):
        by_report[version.report_id].append(version)
    for key, versions in by_report.items():
        _add_own(missions[reports[key].assignment_id], theirs, versions)
    for remark in theirs.remarks.order_by("created_at", "pk"):
        missions[reports[remark.report_id].assignment_id].remarks.append(remark)


def _add_own(mission: Mission, theirs: Belongings, versions: list[ReportVersion]) -> None:
    own_photos = {str(photo) for photo in theirs.photo_ids}
    changed: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for change in changes_by(theirs.pupil, versions):
        kind, _space, photo = change.place.partition(" ")
        if kind != "caption":
            changed[change.step][change.place] = mission.said[change.place] = change.own_part
        elif photo in own_photos:
            mission.captions[photo] = changed[change.step][change.place] = change.own_part
    for version in versions:
        mission.questions_of_photos |= {entry["id"]: entry["question"] for entry in version.photos}
        if version.pupil_id == theirs.pupil.pk:
            mission.versions.append(version_json(version, changed[version.pk]))
    if mission.report in theirs.reports and mission.report.head:
        # Theirs alone: as it stands, with what they took out again left out.
        mission.said = {key: value for key, value in mission.report.head.answers.items() if value not in (None, "", [])}


def _chapter(mission: Mission, shots: dict[UUID, bytes]) -> Chapter:
    investigation, team = mission.assignment.investigation, mission.assignment.team
    when = mission.report.submitted_at if mission.report else None
    under = [mission.assignment.get_role_display(), team.name if team else "", f"{when:%d/%m/%Y}" if when else ""]
    return Chapter(
        title=investigation.project.name,
        under=" · ".join(part for part in under if part),
        answers=list(_answers(mission, shots)),
        remarks=[remark.text for remark in mission.remarks if not remark.question_id],
    )


def _answers(mission: Mission, shots: dict[UUID, bytes]) -> Iterator[Answered]:
    """All questions of their own mission; of a team's, those to which they gave something."""
    for question in mission.assignment.questions:
        key = question["id"]
        photos = [photo for photo in mission.photos if mission.questions_of_photos.get(str(photo.pk)) == key]
        text = in_words(mission.said.get(key))
        if mission.assignment.team_id and not (text or photos):
            continue
        pictures = [
            Shot(shots[photo.pk], photo.width, photo.height, mission.captions.get(str(photo.pk), ""))
            for photo in photos
            if photo.pk in shots
        ]
        said = [remark.text for remark in mission.remarks if remark.question_id == key]
        yield Answered(question["label"], text, pictures, said)
