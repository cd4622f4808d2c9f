"""Payloads, sent through HTTP into every text field that reaches another person's screen: each its own, by turns."""

import itertools
import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse

from cms.models import RemovalRequest, StoryPage
from investigations.models import Consent, Guide, Photo, Report
from investigations.selection import findings_of
from tests.attacks.corpus import MARKUP
from tests.classrooms.factories import ClassroomFactory, PupilFactory, SchoolFactory, TeamFactory, UserFactory
from tests.classrooms.screens import at, signed_in
from tests.investigations.api.tablet import Tablet, content_for, photo_entry, tablet_of
from tests.investigations.factories import (
    AssignmentFactory,
    CitizenProjectFactory,
    ConsentFactory,
    InvestigationFactory,
)
from tests.pictures import encoded, photograph

PROJECTS, GUIDES = "wagtailsnippets_directory_citizenproject", "wagtailsnippets_investigations_guide"
EDIT = "wagtailadmin_pages:edit"
STREAM = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}


def at_place(name: str, place: int, kind: str) -> dict[str, Any]:
    """One block of a stream or of a list, as its form sends it."""
    start = f"{name}-{place}"
    return {f"{start}-deleted": "", f"{start}-order": place, f"{start}-type": kind, f"{start}-id": ""}


@dataclass
class Planted:
    turn: int
    fields: dict[int, str] = field(default_factory=dict)
    count: Any = field(default_factory=lambda: itertools.count(100))

    def __call__(self, name: str) -> str:
        number = next(self.count)
        self.fields[number] = name
        return MARKUP[(number + 4 * self.turn) % len(MARKUP)].format(n=number)

    def everything(self) -> "Planted":
        self.adults()
        self.guide_and_project()
        self.names()
        self.report()
        self.story()
        return self

    def post(self, client: Client, address: str, data: dict[str, Any]) -> Any:
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.content.decode()[:20_000]
        return answer

    def adults(self) -> None:
        self.teacher = signed_in(teacher=True, first_name=self("teacher’s name"))
        self.editor = signed_in(UserFactory(editor=True))
        self.admin = signed_in(UserFactory(admin=True))
        self.school = SchoolFactory()
        self.classroom = ClassroomFactory(owner=self.teacher.user, school=self.school)

    def guide_and_project(self) -> None:
        self.guide, self.project = Guide.objects.get(slug="portrait"), CitizenProjectFactory()
        blocks = [("short_text", {}), ("choice", {}), ("photos", {"minimum": 0, "maximum": 4})]
        form: dict[str, Any] = {"title": self("guide’s title"), "introduction": self("guide’s introduction")}
        form["questions-count"] = len(blocks)
        for place, (kind, more) in enumerate(blocks):
            values = {"label": self(f"{kind} question"), "help": self(f"{kind} help"), **more}
            if kind == "choice":
                values |= {"choices-count": 2}
                for n in range(2):
                    values |= {f"choices-{n}-deleted": "", f"choices-{n}-order": n, f"choices-{n}-type": "item"}
                    values |= {f"choices-{n}-value": self("choice"), f"choices-{n}-id": ""}
            form |= {f"questions-{place}-deleted": "", f"questions-{place}-order": place}
            form |= {f"questions-{place}-type": kind, f"questions-{place}-id": ""}
            form |= {f"questions-{place}-value-{name}": value for name, value in values.items()}
        self.post(self.editor, reverse(f"{GUIDES}:edit", args=[self.guide.pk]), form)
        texts = ["name", "summary", "description", "commune", "address", "contact_name", "welcome_when"]
        texts += ["welcome_how", "accessibility"]
        form = {name: self(f"project’s {name}") for name in texts} | {
            "slug": self.project.slug, "causes": [self.project.causes.first().pk], "postcode": "75004",
            "latitude": "48.856", "longitude": "2.36", "website": "https://example.org/?",
            "welcomes_classes": "on", "contact_phone": self("project’s phone")[:30], "action-publish": "1",
            "point_stays": "on",
        }  # fmt: skip
        self.post(self.editor, reverse(f"{PROJECTS}:edit", args=[self.project.pk]), form)
        self.project.refresh_from_db()

    def names(self) -> None:
        data = {"school": self.school.pk, "levels": ["CM2"], "school_year": self.classroom.school_year}
        self.post(self.teacher, at("edit", self.classroom.pk), data | {"name": self("class name")})
        team = TeamFactory(classroom=self.classroom)
        self.post(self.teacher, at("rename_team", self.classroom.pk, team.pk), {"name": self("team name")})
        self.pupil = PupilFactory(classroom=self.classroom, team=team)
        data = {"public_name": self("public name")[:40], "level": "CM2"}
        self.post(self.teacher, at("pupil", self.classroom.pk, self.pupil.pk), data)
        self.pupil.refresh_from_db()
        page = self.classroom.page
        form = {"title": page.title, "slug": page.slug, "introduction": self("class introduction"), **STREAM}
        self.post(self.teacher, reverse(EDIT, args=[page.pk]), form)

    def report(self) -> None:
        self.guide.refresh_from_db()
        investigation = InvestigationFactory(
            classroom=self.classroom, project=self.project, guide=self.guide, opened=True
        )
        self.investigation, self.photo, report = investigation, uuid.uuid4(), uuid.uuid4()
        consents = reverse("investigations:consents", args=[investigation.pk])
        self.post(self.teacher, consents, {"name": self("interviewed adult"), "add": "1"})
        assignment = AssignmentFactory(investigation=investigation, pupil=self.pupil)
        self.tablet: Tablet = tablet_of(assignment)
        for what in [Consent.What.TEXTS, Consent.What.FIRST_NAME]:
            ConsentFactory(investigation=investigation, pupil=self.pupil, what=what)
        text, choice, _photos = assignment.questions
        entry = photo_entry(assignment, self.photo, self("caption"))
        content = content_for(assignment, photos=[entry], submit=True)
        content["answers"] = {text["id"]: self("answer"), choice["id"]: choice["choices"][0]}
        first = uuid.uuid4()
        assert self.tablet.save(report, first, content).status_code == 201
        with TestCase.captureOnCommitCallbacks(execute=True):
            data = encoded(photograph("coffee", (320, 240)))
            assert self.tablet.send_photo(data, assignment, photo=self.photo, report=report).status_code == 201
        self.report_row = Report.objects.get(pk=report)
        self.decide("return", **{f"remark-{text['id']}": self("remark"), "remark-": self("general remark")})
        self.post(self.teacher, reverse("review:canned", args=[report]), {"text": self("kept remark")})
        self.missions_with_remarks = self.tablet.get("missions")
        content["parent"], content["answers"][text["id"]] = str(first), self("corrected answer")
        assert self.tablet.save(report, uuid.uuid4(), content).status_code == 201
        self.report_page = self.teacher.get(reverse("review:report", args=[report]))
        Photo.objects.filter(pk=self.photo).update(state=Photo.State.CLEARED)
        self.decide("accept")

    def decide(self, decision: str, **remarks: str) -> None:
        self.report_row.refresh_from_db()
        data = {"decision": decision, "version": str(self.report_row.head_id), **remarks}
        self.post(self.teacher, reverse("review:decide", args=[self.report_row.pk]), data)

    def story(self) -> None:
        compose = reverse("stories:compose", args=[self.investigation.pk])
        self.compose_page = self.teacher.get(compose)
        keys = [finding.key for finding in findings_of(self.investigation)]
        answer = self.post(
            self.teacher, compose, {"title": self("story’s first title"), "pick": keys, f"as-{keys[0]}": "quote"}
        )
        story = StoryPage.objects.get()
        self.composed_draft = self.teacher.get(answer["Location"])
        words = {"quote": ["text", "name", "question"], "photo": ["alt", "caption", "credit"]}
        form = {"title": self("story’s title"), "slug": "recit", "introduction": self("story’s introduction"), **STREAM}
        form |= {"seo_title": self("seo title"), "search_description": self("search description")}
        blocks = [("heading", None), ("paragraph", None), *((b.block_type, b.value) for b in story.body)]
        form["body-count"] = len(blocks)
        for place, (kind, value) in enumerate(blocks):
            form |= {f"body-{place}-deleted": "", f"body-{place}-order": place, f"body-{place}-type": kind}
            form[f"body-{place}-id"] = ""
            values = dict(value) if kind in words else {}
            values |= {word: self(f"{kind}’s {word}")[:80] for word in words.get(kind, [])}
            form |= {f"body-{place}-value-{name}": text for name, text in values.items()}
            if kind == "heading":
                form[f"body-{place}-value"] = self("heading")
            if kind == "paragraph":
                form[f"body-{place}-value-text"] = self.typed("paragraph")
                form[f"body-{place}-value-report"] = ""
        form |= self.facts(len(blocks)) | self.gallery(len(blocks) + 1) | self.correction()
        form["body-count"] = len(blocks) + 2
        self.post(self.teacher, reverse(EDIT, args=[story.pk]), form)
        story.refresh_from_db()
        story.get_latest_revision().publish()
        self.story_page = StoryPage.objects.get(pk=story.pk)
        words = {"who": "other", "words": self("removal request"), "email": "parent@example.org"}
        self.post(Client(), reverse("removal", args=[story.pk]), words)
        self.removal = RemovalRequest.objects.get()

    def facts(self, place: int) -> dict[str, Any]:
        line = {"label": self("fact’s label")[:60], "value": self("fact’s value")}
        values = {"report": "", "title": self("fact box’s title")[:60], "lines-count": 1}
        values |= {"lines-0-deleted": "", "lines-0-order": 0, "lines-0-type": "item", "lines-0-id": ""}
        values |= {f"lines-0-value-{name}": text for name, text in line.items()}
        return at_place("body", place, "facts") | {f"body-{place}-value-{name}": text for name, text in values.items()}

    def gallery(self, place: int) -> dict[str, Any]:
        form = at_place("body", place, "gallery") | {f"body-{place}-value-count": 2}
        for number in range(2):
            texts = {name: self(f"gallery’s {name}")[:80] for name in ("alt", "caption", "credit")}
            values = {"report": "", "photo": str(self.photo), **texts}
            form |= at_place(f"body-{place}-value", number, "item")
            form |= {f"body-{place}-value-{number}-value-{name}": text for name, text in values.items()}
        return form

    def correction(self) -> dict[str, Any]:
        form = at_place("corrections", 0, "correction") | {"corrections-count": 1}
        return form | {"corrections-0-value-day": "2026-01-31", "corrections-0-value-text": self("correction")}

    def typed(self, name: str) -> str:
        """As Draftail sends it, with a link that runs."""
        link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:pwn()"}}
        block = {"key": "a", "text": self(name), "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
        block["entityRanges"] = [{"offset": 0, "length": 3, "key": 0}]
        return json.dumps({"blocks": [block], "entityMap": {"0": link}})

    def pages(self) -> "dict[str, Any]":
        """Where what was sent comes out: name → answer."""
        story, visitor = self.story_page, Client()
        private = {
            "class": at("page", self.classroom.pk), "pupil": at("pupil", self.classroom.pk, self.pupil.pk),
            "teams": at("teams", self.classroom.pk), "cards": at("cards", self.classroom.pk),
            "teachers": at("teachers", self.classroom.pk), "class edit": at("edit", self.classroom.pk),
            "tablets": reverse("outing:tablets", args=[self.classroom.pk]),
            "near": reverse("investigations:choose_project", args=[self.classroom.pk]),
            "investigation": reverse("investigations:page", args=[self.investigation.pk]),
            "missions": reverse("investigations:missions", args=[self.investigation.pk]),
            "consents": reverse("investigations:consents", args=[self.investigation.pk]),
            "story’s consents": reverse("stories:consents", args=[story.pk]),
            "close": reverse("investigations:close", args=[self.investigation.pk]),
            "queue": reverse("review:queue"), "home": "/admin/",
            "report": reverse("review:report", args=[self.report_row.pk]),
            "masks": reverse("review:masks", args=[self.report_row.pk, self.photo]),
            "compose": reverse("stories:compose", args=[self.investigation.pk]),
            "editor": reverse(EDIT, args=[story.pk]),
            "draft": reverse("wagtailadmin_pages:view_draft", args=[story.pk]),
            "history": reverse("wagtailadmin_pages:history", args=[story.pk]),
            "compare": reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, "earliest", "latest"]),
            "class page": reverse(EDIT, args=[story.get_parent().pk]),
            "explorer": reverse("wagtailadmin_explore", args=[story.get_parent().pk]),
            "page chooser": reverse("wagtailadmin_choose_page_child", args=[story.get_parent().pk]),
        }  # fmt: skip
        desk = {
            "editor’s home": "/admin/", "removals": reverse("stories:removals"),
            "removal": reverse("stories:removal", args=[self.removal.pk]),
            "projects": reverse(f"{PROJECTS}:list"), "project": reverse(f"{PROJECTS}:edit", args=[self.project.pk]),
            "project’s history": reverse(f"{PROJECTS}:history", args=[self.project.pk]),
            "guides": reverse(f"{GUIDES}:list"), "guide": reverse(f"{GUIDES}:edit", args=[self.guide.pk]),
            "adults": "/admin/users/", "log": reverse("wagtailadmin_reports:site_history"),
            "aging": reverse("wagtailadmin_reports:aging_pages"),
        }  # fmt: skip
        typed = MARKUP[4 * self.turn].format(n=9)
        public = {
            "front": "/", "stories": "/recits/", "classes": "/classes/", "story": story.url,
            "class, public": story.get_parent().url, "project, public": self.project.get_absolute_url(),
            "projects, public": reverse("projects"), "removal, public": reverse("removal", args=[story.pk]),
        }  # fmt: skip
        found = {name: self.teacher.get(address) for name, address in private.items()}
        found |= {name: self.admin.get(address) for name, address in desk.items()}
        found |= {name: visitor.get(address) for name, address in public.items()}
        found |= {
            "search": visitor.get(reverse("search"), {"q": typed}),
            "projects, searched": visitor.get(reverse("projects"), {"q": typed, "cause": typed, "page": typed}),
            "nothing there": visitor.get(f"/{typed}/"),
            "sign-in": visitor.get("/compte/login/", {"next": typed}),
            "wrong sign-in": visitor.post("/compte/login/", {"login": typed, "password": typed, "next": typed}),
            "code": visitor.get("/compte/login/code/", {"email": typed}),
            "import": self.teacher.post(at("import", self.classroom.pk), {"text": f"Nom;Prénom\n{typed};{typed}"}),
            "report, before": self.report_page, "draft, composed": self.composed_draft, "parts": self.compose_page,
        }  # fmt: skip
        return found

    def seen(self, text: str) -> set[int]:
        return {int(number) for number in re.findall(r"pwn\((\d{3})\)", text)}
