"""Two classes that know nothing of each other, with something behind every address of the first one."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, Site, Task, Workflow

from classrooms.actions.join_tablet import join_with_card
from classrooms.cards import card_token_of
from classrooms.models import Erasure, Invitation
from cms.actions.compose_story import Pick, compose_story
from cms.actions.remove_on_request import request_removal
from cms.actions.reply_to_story import write_reply
from cms.models import (
    Gift,
    HomePage,
    NewsletterIssue,
    Newspaper,
    NewspaperStory,
    PublicImage,
    PublishingSettings,
    Subscriber,
)
from cms.newsletter.composing import compose
from cms.newsletter.links import confirming_link, token_of
from cms.newspapers.making import make as make_newspaper
from investigations.directory.actions.enter_space import ask_to_enter, enter
from investigations.directory.models import (
    CannedReason,
    CitizenProject,
    EntryReport,
    EntryRequest,
    HelpOffer,
    HelpWords,
    ImportedFrom,
    ImportRun,
    ImportSource,
    OpenVisit,
    ProjectHolder,
    ProjectInvitation,
    Recommendation,
)
from investigations.directory.models.codes import hashed
from investigations.directory.true_links import link_for
from investigations.models import CannedRemark, Consent, Guide, Report
from investigations.selection import findings_of
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory, UserFactory
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    ConsentFactory,
    InvestigationFactory,
    PhotoFactory,
    ProjectPictureFactory,
    ReportFactory,
)

# Holders have no account: a cookie of their own space.
ROLES = ["visitor", "pupil", "pupil_b", "teacher", "teacher_b", "holder", "holder_b", "editor", "admin"]
HOLDERS_PAGES = [
    f"holder_{name}"
    for name in [
        "entry",
        "change",
        "place",
        "picture",
        "picture_file",
        "pause",
        "delete",
        "people",
        "accept",
        "visits",
        "visit",
        "recommendations",
        "invite_project",
        "news",
        "sticker",
        "wishes",
        "help",
        "help_one",
        "replies",
    ]
]


@dataclass
class World:
    clients: dict[str, Client] = field(default_factory=dict)
    samples: dict[str, Any] = field(default_factory=dict)

    def address(self, name: str, pattern: str) -> str:
        """The pattern as an address of the first class's objects."""
        path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", lambda match: self._sample(name, match[1]), pattern)
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: self._sample(name, match[1]), path)
        path = path.replace("\\Z", "").replace(r"(\d+)", self._sample(name, "page_id")).replace(".*", "rien")
        path = re.sub(r"\((\w+)(?:\|[^()]*)?\)", r"\1", path).replace("\\", "")
        return "/" + re.sub(r"[\^$]", "", path)

    def _sample(self, name: str, argument: str) -> str:
        namespace = name.split(":")[0]
        for key in [f"{name}.{argument}", f"{namespace}.{argument}", argument]:
            if key in self.samples:
                return str(self.samples[key])
        raise LookupError(f"No sample for “{argument}” of “{name}”: add one to tests/permissions/world.py.")


def build() -> World:
    world = World()
    teacher, teacher_b = UserFactory(teacher=True), UserFactory(teacher=True)
    editor, admin = UserFactory(editor=True), UserFactory(admin=True)
    classroom, classroom_b = ClassroomFactory(owner=teacher), ClassroomFactory(owner=teacher_b)
    pupil, pupil_b = PupilFactory(classroom=classroom), PupilFactory(classroom=classroom_b)
    world.clients = {
        "visitor": Client(),
        "pupil": notebook(pupil),
        "pupil_b": notebook(pupil_b),
        **{name: browser(user) for name, user in
           {"teacher": teacher, "teacher_b": teacher_b, "editor": editor, "admin": admin}.items()},
    }  # fmt: skip
    world.samples = samples_of(classroom, pupil, teacher)
    world.clients["holder"] = space_of(CitizenProject.objects.get(pk=world.samples["project"]), "porteuse@example.org")
    keeper = ProjectHolder.objects.get(email="porteuse@example.org")
    world.samples["still_true.token"] = link_for(keeper).rstrip("/").rpartition("/")[2]
    world.clients["holder_b"] = space_of(CitizenProjectFactory(), "porteur@example.org")
    return world


def space_of(project, email) -> Client:
    """Somebody who keeps this entry, and is in."""
    ProjectHolder.objects.create(project=project, email=email, name="Noor", confirmed_at=timezone.now())
    visit, _secret = ask_to_enter(email=email)
    code = visit.new_code()
    visit.save()
    client = Client()
    client.cookies["holder"] = enter(visit=visit, code=code)
    return client


def notebook(pupil) -> Client:
    joined = join_with_card(card=card_token_of(pupil), address="127.0.0.1")
    return Client(headers={"Authorization": f"Bearer {joined.pupil_token}"})


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def letter_of(story) -> dict[str, Any]:
    """A draft, one that was sent, and a reader with the links of their letters."""
    draft = compose()
    sent = NewsletterIssue.objects.create(
        subject="Les immanquables", number=draft.pk, state="sent", started_at=timezone.now(), ended_at=timezone.now()
    )
    sent.items = draft.items
    sent.save()
    reader, asking = (Subscriber.objects.create(email=f"{draft.pk}-{name}@rue.example") for name in ("lit", "demande"))
    Subscriber.objects.filter(pk=reader.pk).update(state="confirmed", confirmed_at=timezone.now())
    confirming = confirming_link(asking).rstrip("/").rpartition("/")[2]
    return {
        "letters.pk": draft.pk, "deed": "essai", "number": sent.number, "service": "brevo",
        "wagtailsnippets_cms_newsletterissue.pk": draft.pk, "wagtailsnippetchoosers_cms_newsletterissue.pk": draft.pk,
        "letter_confirm.token": confirming, "letter_choices.token": token_of(reader),
        "letter_leave.token": token_of(reader),
    }  # fmt: skip


def imported() -> ImportRun:
    source, seen = (
        ImportSource.objects.create(name=f"Annuaire {ImportSource.objects.count()}", format="csv"),
        timezone.now(),
    )
    ImportedFrom.objects.create(source=source, key="a1", project=CitizenProjectFactory(live=False), seen_at=seen)
    return ImportRun.objects.create(source=source, state=ImportRun.State.DONE, file_name="projets.csv", position=1)


def offered(project) -> HelpOffer:
    offer = HelpOffer.objects.create(
        project=project, key=hashed(f"offer-{project.pk}"), email="camille@example.org", name="Camille",
        brings=["hands"], words="Le samedi.", proved_at=timezone.now(), said_at=timezone.now(),
    )  # fmt: skip
    HelpWords.objects.create(offer=offer, from_holder=True, words="Venez donc.")
    return offer


def printed_paper(classroom, story) -> Newspaper:
    """Made and public."""
    paper = Newspaper.objects.create(classroom=classroom, title="Les curieux")
    NewspaperStory.objects.create(newspaper=paper, story=story, place=0)
    make_newspaper(paper.pk, 0)
    Newspaper.objects.filter(pk=paper.pk).update(published_at=timezone.now())
    return paper


def samples_of(classroom, pupil, teacher) -> dict[str, Any]:
    investigation = InvestigationFactory(classroom=classroom, opened=True)
    assignment = AssignmentFactory(investigation=investigation, pupil=pupil)
    report = ReportFactory(assignment=assignment, submitted=True)
    photo = PhotoFactory(report=report, cleared=True)
    Report.objects.filter(pk=report.pk).update(state=Report.State.ACCEPTED)
    consent = ConsentFactory(pupil=pupil, investigation=investigation, what=Consent.What.TEXTS)
    picks = [Pick(finding.key) for finding in findings_of(investigation)]
    live = compose_story(investigation=investigation, title="Paru", picks=picks, by=teacher)
    live.body = [("photo", {"photo": str(photo.pk), "alt": "Une tasse", "caption": "", "credit": "", "report": ""})]
    live.save_revision().publish()
    paper = printed_paper(classroom, live)
    draft = compose_story(investigation=investigation, title="En cours", picks=picks, by=teacher)
    waiting = ReportFactory(assignment=AssignmentFactory(investigation=investigation), submitted=True)
    team = TeamFactory(classroom=classroom)
    invitation = Invitation.objects.create(classroom=classroom, email="collegue@example.org", invited_by=teacher)
    erasure = Erasure.objects.create(classroom=classroom, erased_at=timezone.now(), digest=f"{classroom.pk:064}")
    project, guide = investigation.project, Guide.objects.first()
    project.picture = ProjectPictureFactory(project=project)
    project.save()
    run, request = (
        imported(),
        EntryRequest.objects.create(project=project, kind="claim", email="a@b.example", name="Ana"),
    )
    task, workflow = Task.objects.first(), Workflow.objects.first()
    now = timezone.now()
    visit = OpenVisit.objects.create(project=project, starts_at=now, ends_at=now + timedelta(hours=2), words="On sème.")
    said = Recommendation.objects.create(giver=project, receiver=CitizenProjectFactory(), words="On s’entraide.")
    ProjectInvitation.objects.create(by=project, key=hashed(f"invite-{project.pk}"))
    gift, offer = Gift.objects.create(cents=2500, intent=project.pk, order=project.pk), offered(project)
    return {
        "classrooms.pk": classroom.pk, "pupil": pupil.pk, "team": team.pk, "invitation": invitation.pk,
        "classroom": classroom.pk, "classroom_id": classroom.pk,
        "erasure": erasure.pk,
        "membership": classroom.memberships.first().pk, "invitation.token": invitation.token,
        "schools.pk": classroom.school.pk, "school_chooser.pk": classroom.school.pk,
        "investigations:add_for.pk": classroom.pk, "investigations:choose_project.pk": classroom.pk,
        "wagtailsettings.pk": PublishingSettings.load().pk,
        "wagtailsnippets_directory_citizenproject.pk": project.pk, "wagtailsnippets_investigations_guide.pk": guide.pk,
        "wagtailsnippetchoosers_directory_citizenproject.pk": project.pk,
        "wagtailsnippetchoosers_investigations_guide.pk": guide.pk,
        "picture": project.picture_id,
        "consent": consent.pk, "assignment": assignment.pk,
        "newspaper": paper.pk, "stories:newspapers.pk": classroom.pk, "stories:newspaper_page.page": 1,
        "step": "projet", "visit": visit.pk, "section": "projets",
        "wagtailsnippets_directory_recommendation.pk": said.pk, "stories:sticker.pk": project.pk,
        "wagtailsnippetchoosers_directory_recommendation.pk": said.pk,
        "gift.key": gift.key, "helloasso_news.secret": "rien", "offer": offer.pk,
        "help_code.token": offer.door_token, "help_thread.token": offer.link_token,
        "register_no_letters.secret": f"invite-{project.pk}",
        "wagtailsnippets_directory_openvisit.pk": visit.pk, "wagtailsnippetchoosers_directory_openvisit.pk": visit.pk,
        **{f"{name}.pk": project.pk for name in [*HOLDERS_PAGES, "register_mine"]},
        "investigation": investigation.pk, "investigations.pk": investigation.pk,
        "review:masks.report": report.pk,
        "recommendation": said.pk,
        "report": waiting.pk, "photo": photo.pk, "version": waiting.head.pk, "project": project.pk,
        "guide": guide.pk, "remark": CannedRemark.objects.first().pk, "slug": project.slug,
        "entries.pk": project.pk, "entries:merge.other": CitizenProjectFactory().pk,
        "entries:report.pk": EntryReport.objects.create(project=project, what="closed", words="Fermé.").pk,
        "reasons.pk": CannedReason.objects.first().pk,
        "removal.pk": live.pk, "story_card.pk": live.pk, "story_qr.pk": live.pk,
        "classroom_card.pk": live.get_parent().pk,
        "entry_holders:holders.pk": project.pk, "entry_holders:request.pk": request.pk,
        "imports.pk": run.pk, "imports:trust.pk": run.source_id,
        "stories:reply.pk": write_reply(story=live, words="Il manque le compost.").pk,
        "stories:removal.pk": request_removal(story=live, who="other", words="À retirer.").pk,
        "page_id": draft.pk, "page_pk": draft.pk, "parent_page_id": draft.get_parent().pk, "page": draft.pk,
        "page_to_move_id": draft.pk, "destination_id": draft.get_parent().pk, "story": draft.pk,
        "revision_id": draft.latest_revision.pk, "revision_id_a": "earliest", "revision_id_b": "latest",
        "image_id": PublicImage.objects.get(story=live).pk, "wagtailimages_chooser.pk": PublicImage.objects.first().pk,
        "content_type_app_name": "cms", "content_type_model_name": "storypage",
        "app_name": "cms", "model_name": "publishingsettings", "app_label": "cms",
        "wagtailusers_users.pk": teacher.pk, "user_id": teacher.pk, "wagtailusers_groups.pk": Group.objects.first().pk,
        "wagtailsites.pk": Site.objects.first().pk, "wagtailadmin_collections.pk": Collection.objects.last().pk,
        "wagtailadmin_workflows.pk": workflow.pk, "workflow_pk": workflow.pk, "task_id": task.pk, "task_pk": task.pk,
        "wagtailadmin_api:pages:detail.pk": draft.pk,
        "wagtailadmin_api:images:detail.pk": PublicImage.objects.first().pk,
        "map_tile.z": 1, "map_tile.x": 1, "map_tile.y": 0,
        "tablet:icon.size": 192, "outing.pk": classroom.pk, "tablet": classroom.tablets.get().pk,
        **letter_of(live),
        "object_id": draft.pk, "filter_spec": "width-100", "path": "rien.jpg", "name": "rien",
        "styleguide_component.name": "stamp", "styleguide_alone.name": "stamp", "key": "rien",
        "pk": 1, "file": "clean", "uidb36": "1", "uidb64": "MQ", "token": "rien", "home": HomePage.objects.get().pk,
        "action": "delete", "action_name": "approve", "view_name": "rien",
        **dict.fromkeys(["uploaded_file_id", "document_id", "doc_id", "session_id", "redirect_id", "task_state_id",
                         "workflow_state_id", "page_view_restriction_id", "collection_id", "provider", "code",
                         "comment_id", "task_type"], 1),
        "missing": uuid.uuid4(),
    }  # fmt: skip
