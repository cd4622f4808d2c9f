"""Canaries in every private place of the first class; the second class is there to look for them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessLog
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Comment, CommentReply, Workflow

from classrooms.actions.join_tablet import join_with_card
from classrooms.cards import card_token_of
from classrooms.models import Classroom, Invitation, Pupil, Team, User
from cms.models import RemovalRequest, StoryPage, StoryReply
from investigations.directory.models import (
    CitizenProject,
    EntryReport,
    EntryRequest,
    HelpOffer,
    HelpWords,
    HolderVisit,
    ImportProblem,
    ProjectHolder,
    ProjectInvitation,
    Recommendation,
    Registration,
)
from investigations.models import CannedRemark, Guide, Interviewee, Photo, Remark, Report, Wish
from tests.investigations.factories import CitizenProjectFactory, PhotoFactory, ProjectPictureFactory
from tests.permissions.canaries import ROLES, Canary, canaries
from tests.permissions.world import browser, build, notebook, samples_of
from tests.pictures import encoded, photograph, plain_jpeg


@dataclass
class Planted:
    clients: dict[str, Client]
    canaries: list[Canary]
    # Samples of addresses: of the class with the canaries, and of the other one.
    own: dict[str, Any]
    foreign: dict[str, Any]
    # Addresses that no pattern leads to by a sample alone.
    more: list[str]


def plant() -> Planted:
    world = build()
    own = world.samples
    classroom, pupil = Classroom.objects.get(pk=own["classroom"]), Pupil.objects.get(pk=own["pupil"])
    other = Classroom.objects.exclude(pk=classroom.pk).get()
    foreign = samples_of(other, other.pupils.get(), other.owner)
    report = Report.objects.get(pk=own["report"])
    teacher, editor = classroom.owner, User.objects.get(groups__name="Rédaction")
    _people(teacher, classroom, pupil, own)
    _report(report, teacher)
    more = [*_photos(Photo.objects.get(pk=own["photo"]), report), *_stories(own, teacher, editor)]
    _directory(own, editor)
    _nobodys_business(teacher, pupil)
    tablets = {"tablet": pupil, "tablet_b": other.pupils.first()}
    joined = {role: join_with_card(card=card_token_of(one), address="127.0.0.1") for role, one in tablets.items()}
    keys = {role: Client(headers={"Authorization": f"Bearer {one.token}"}) for role, one in joined.items()}
    clients = world.clients | keys | {
        "mate": notebook(report.assignment.pupil), "teacher": browser(classroom.owner)
    }  # fmt: skip
    secrets = {"code": classroom.code, "card": card_token_of(pupil), "tablet": joined["tablet"].tablet.digest}
    return Planted({role: clients[role] for role in ROLES}, canaries(**secrets), own, foreign, more)


def _people(teacher: User, classroom: Classroom, pupil: Pupil, own: dict[str, Any]) -> None:
    User.objects.filter(pk=teacher.pk).update(
        first_name="Quenelle", last_name="CanariMaitre", email="canari-maitre@ici.test", password="md5$CanariPasse$00"
    )
    Classroom.objects.filter(pk=classroom.pk).update(door_closes_at=timezone.now() + timedelta(hours=1))
    Pupil.objects.filter(pk=pupil.pk).update(public_name="Quenelle CanariPrenom", name_key="CanariCle")
    Team.objects.filter(pk=own["team"]).update(name="CanariEquipe")
    invitations = Invitation.objects.filter(pk=own["invitation"])
    invitations.update(email="canari-invite@ici.test", token="CanariJeton")
    own["invitation.token"] = "CanariJeton"
    Interviewee.objects.create(investigation_id=own["investigation"], name="CanariVoisin")
    CannedRemark.objects.create(owner=teacher, text="CanariMemo")


def _report(report: Report, teacher: User) -> None:
    head = report.head
    words = next(q["id"] for q in report.assignment.questions if q["kind"] in {"short_text", "long_text"})
    head.answers |= {words: "CanariReponse"}
    head.save()
    Remark.objects.create(report=report, version=head, question_id=words, text="CanariRemarque", author=teacher)


def _photos(photo: Photo, waits: Report) -> list[str]:
    """Each stored copy ends with a word, behind what a decoder reads."""
    waiting = PhotoFactory(report=waits)
    head = Report.objects.get(pk=waits.pk).head
    head.photos[-1]["caption"] = "CanariLegende"
    head.save()
    _keep(waiting, masked="CanariAttente", masked_thumbnail="CanariAttente")
    _keep(
        photo, clean="CanariNette", thumbnail="CanariNette", original="CanariDroite", masked="CanariMasquee",
        masked_thumbnail="CanariMasquee", received="CANARY-",
    )  # fmt: skip
    files = [photo.clean, photo.masked, photo.original, photo.received, waiting.masked]
    copies = ["clean", "thumbnail", "masked", "masked_thumbnail", "original", "received"]
    return [
        *(f"/media/{file.name}" for file in files),
        *(f"/admin/relecture/photos/{one.pk}/{copy}/" for one in [photo, waiting] for copy in copies),
        f"/admin/relecture/{waits.pk}/photo/{waiting.pk}/masks/",
        f"/admin/recits/photos/{waiting.pk}/", f"/api/v1/photos/{waiting.pk}/clean",
    ]  # fmt: skip


def _keep(photo: Photo, **copies: str) -> None:
    for field, word in copies.items():
        picture = encoded(photograph("coffee", (64, 48))) if field == "received" else plain_jpeg((64, 48))
        stored = ContentFile(picture + word.encode())
        getattr(photo, field).save(f"CanariDossier/{photo.pk}/{field}.jpg", stored, save=False)
    photo.save()


def _stories(own: dict[str, Any], teacher: User, editor: User) -> list[str]:
    draft, live = StoryPage.objects.get(pk=own["page_id"]), StoryPage.objects.get(pk=own["removal.pk"])
    draft.introduction = "CanariAvant"
    own["revision_id"] = draft.save_revision(user=teacher).pk
    draft.title, draft.introduction, draft.slug = "Quenelle CanariTitre", "Quenelle CanariChapeau", "canari-adresse"
    draft.owner = draft.locked_by = teacher
    draft.save()
    draft.save_revision(user=teacher, log_action=True)
    comment = Comment.objects.create(page=draft, user=teacher, text="CanariCommentaire", contentpath="title")
    CommentReply.objects.create(comment=comment, user=teacher, text="CanariReplique")
    state = Workflow.objects.first().start(draft, teacher)
    own["task_state_id"], own["workflow_state_id"] = state.current_task_state.pk, state.pk
    state.current_task_state.reject(user=editor, comment="CanariVerdict")
    live.introduction = "Quenelle CanariRetouche"
    live.save_revision(user=teacher)
    requests = RemovalRequest.objects.filter(pk=own["stories:removal.pk"])
    requests.update(words="CanariRetrait", email="canari-parent@ici.test")
    StoryReply.objects.filter(pk=own["stories:reply.pk"]).update(words="CanariRiposte")
    return [
        live.url, live.get_parent().url, draft.url, "/recits/", "/classes/",
        *(f"/admin/pages/{live.pk}/{view}/" for view in ["edit", "view_draft", "revisions/compare/live...latest"]),
        f"/admin/pages/{draft.pk}/revisions/compare/earliest...latest/",
    ]  # fmt: skip


def _directory(own: dict[str, Any], editor: User) -> None:
    project = CitizenProject.objects.get(pk=own["project"])
    project.contact_email = "canari-asso@ici.test"
    project.save()
    waiting = ProjectPictureFactory(project=project, content=plain_jpeg() + b"CanariImage")
    project.summary, project.picture = "Quenelle CanariFiche", waiting
    project.save_revision(user=editor)
    own["project_picture_file.picture"] = own["holder_picture_file.picture"] = waiting.pk
    holders = ProjectHolder.objects.filter(project=project)
    HolderVisit.objects.filter(email__in=holders.values("email")).update(email="canari-porte@ici.test")
    holders.update(email="canari-porte@ici.test")
    asked = EntryRequest.objects.filter(pk=own["entry_holders:request.pk"])
    asked.update(words="CanariDemande", email="canari-elle@ici.test")
    ImportProblem.objects.create(
        run_id=own["imports.pk"], kind=ImportProblem.Kind.REFUSED, line=3, code="no_name", row="CanariLigne;rue"
    )
    reports = EntryReport.objects.filter(pk=own["entries:report.pk"])
    reports.update(words="CanariSignal", email="canari-voisin@ici.test")
    Registration.objects.create(key="canari", typed={"projet": {"name": ["CanariInscription"]}})
    _community(project, own)
    CitizenProjectFactory(name="Quenelle CanariProjet", live=False)
    guide = Guide.objects.get(pk=own["guide"])
    guide.introduction = "Quenelle CanariGuide"
    guide.save_revision(user=editor)


def _community(project: CitizenProject, own: dict[str, Any]) -> None:
    Recommendation.objects.filter(giver=project).update(words="CanariCachee", hidden_at=timezone.now())
    ProjectInvitation.objects.filter(by=project).update(email="canari-appele@ici.test", name="CanariAppele")
    HelpOffer.objects.filter(pk=own["offer"]).update(words="CanariAide", email="canari-aide@ici.test")
    HelpWords.objects.filter(offer=own["offer"]).update(words="CanariSuite")
    Wish.objects.create(project=project, report_id=own["report"], about=Wish.About.OTHER, words="CanariVoeu")


def _nobodys_business(teacher: User, pupil: Pupil) -> None:
    Authenticator.objects.create(user=teacher, type="recovery_codes", data={"seed": "CanariFacteur"})
    AccessLog.objects.create(
        username="CanariConnexion", ip_address="127.0.0.1", user_agent="CanariConnexion", path_info="/"
    )
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="cms.tasks.tell_editors", traceback="CanariTache",
        exception_class_path="CanariTache", run_after=timezone.now(), backend_name="default",
    )  # fmt: skip
