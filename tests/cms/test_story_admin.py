"""From accepted answers to a published story, in Wagtail's admin."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.models import PublicImage, PublishingSettings, StoryPage
from investigations.models import Photo, Report
from investigations.selection import findings_of
from tests.classrooms.factories import UserFactory
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import InvestigationFactory, PhotoFactory

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def investigation():
    photo = PhotoFactory(cleared=True)
    Report.objects.filter(pk=photo.report_id).update(state=Report.State.ACCEPTED)
    return photo.assignment.investigation


def signed_in(client, user):
    client.force_login(user, backend=BACKEND)
    return client


def edit(client, story, action=""):
    """Post the edit form as Wagtail made it, with the button pressed."""
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    form = client.get(address).context["form"]
    data = {"title": story.title, "slug": story.slug, "introduction": "", "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0, "body-count": len(story.body)}  # fmt: skip
    for place, block in enumerate(story.body):
        data |= {f"body-{place}-deleted": "", f"body-{place}-order": place, f"body-{place}-type": block.block_type,
                 f"body-{place}-id": block.id}  # fmt: skip
        if block.block_type == "paragraph":
            block.value["text"] = str(block.value["text"].source)
        if block.block_type in {"paragraph", "quote", "photo"}:
            data |= {f"body-{place}-value-{name}": value for name, value in block.value.items()}
    for place, block in enumerate(story.body):
        if block.block_type == "paragraph":
            raw = {"blocks": [{"key": "a", "text": "Le jardin pousse.", "type": "unstyled", "depth": 0,
                               "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}  # fmt: skip
            data[f"body-{place}-value-text"] = __import__("json").dumps(raw)
    assert form is not None
    return client.post(address, data | ({action: "1"} if action else {}))


def test_a_teacher_composes_a_draft_and_lands_in_the_editor(client, investigation):
    signed_in(client, investigation.classroom.owner)
    address = reverse("stories:compose", args=[investigation.pk])
    findings = findings_of(investigation)
    page = client.get(address).content.decode()
    assert all(finding.key in page for finding in findings)
    chosen = [findings[-1].key, findings[0].key]
    response = client.post(address, {"title": "Un jardin", "pick": chosen, f"as-{findings[0].key}": "quote"})
    story = StoryPage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[story.pk])
    assert [block.block_type for block in story.body] == ["photo", "quote", "project"]
    assert client.get(response["Location"]).status_code == 200


def test_nothing_ticked_says_what_to_do_and_makes_nothing(client, investigation):
    signed_in(client, investigation.classroom.owner)
    response = client.post(reverse("stories:compose", args=[investigation.pk]), {"title": "Vide"})
    assert "Choisissez au moins" in response.content.decode()
    assert not StoryPage.objects.exists()


def test_without_anything_accepted_the_screen_leads_to_the_review(client):
    investigation = InvestigationFactory(opened=True)
    signed_in(client, investigation.classroom.owner)
    assert reverse("review:queue") in client.get(reverse("stories:compose", args=[investigation.pk])).content.decode()


@pytest.mark.parametrize("role", ["teacher", "editor"])
def test_a_foreign_investigation_is_not_there(client, investigation, role):
    signed_in(client, UserFactory(**{role: True}))
    assert client.get(reverse("stories:compose", args=[investigation.pk])).status_code == 404
    assert client.post(reverse("stories:compose", args=[investigation.pk])).status_code == 404


def test_the_teacher_submits_and_an_editor_approves(client, django_capture_on_commit_callbacks):
    story = draft_story()
    signed_in(client, story.classroom.owner)
    assert edit(client, story, "action-submit").status_code == 302
    story.refresh_from_db()
    assert not story.live
    assert story.workflow_in_progress
    task = story.current_workflow_task_state
    signed_in(client, UserFactory(editor=True))
    address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk])
    client.post(address, {"comment": "Bravo"})
    story.refresh_from_db()
    assert story.live
    assert PublicImage.objects.filter(story=story).exists()


def test_a_teacher_does_not_publish_unless_the_site_says_so(client):
    story = draft_story()
    signed_in(client, story.classroom.owner)
    edit(client, story, "action-publish")
    story.refresh_from_db()
    assert not story.live
    settings = PublishingSettings.load()
    settings.teachers_publish = True
    settings.save()
    edit(client, story, "action-publish")
    story.refresh_from_db()
    assert story.live


def test_a_refusal_to_publish_is_said_in_words_and_the_draft_is_kept(client):
    story = draft_story()
    Photo.objects.update(state=Photo.State.WITHHELD)
    story.title = "Un titre tout neuf"
    signed_in(client, UserFactory(editor=True))
    response = edit(client, story, "action-publish")
    assert response.status_code == 302
    assert any("ne peut pas paraître" in str(message) for message in get_messages(response.wsgi_request))
    story = StoryPage.objects.get(pk=story.pk)
    assert not story.live
    assert story.get_latest_revision_as_object().title == "Un titre tout neuf"


def test_an_approval_that_is_refused_leaves_the_story_waiting(client):
    story = draft_story()
    signed_in(client, story.classroom.owner)
    edit(client, story, "action-submit")
    Photo.objects.update(state=Photo.State.WITHHELD)
    story = StoryPage.objects.get(pk=story.pk)
    task = story.current_workflow_task_state
    signed_in(client, UserFactory(editor=True))
    response = client.post(reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk]), {})
    assert response.status_code == 302
    story = StoryPage.objects.get(pk=story.pk)
    assert not story.live
    assert story.workflow_in_progress


def test_draft_pictures_are_for_those_who_work_on_the_story(client):
    story, photo = draft_story(), Photo.objects.get()
    address = reverse("stories:photo", args=[story.pk, photo.pk])
    for user in [story.classroom.owner, UserFactory(editor=True)]:
        response = signed_in(client, user).get(address)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk])).content.decode()
        assert address in preview
    assert signed_in(client, UserFactory(teacher=True)).get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_a_photo_that_the_draft_does_not_show_is_not_served(client):
    story, other = draft_story(), PhotoFactory(cleared=True)
    signed_in(client, UserFactory(editor=True))
    assert client.get(reverse("stories:photo", args=[story.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "history", "view_draft", "delete", "unpublish", "move", "copy", "usage"])
def test_a_foreign_story_is_not_there(client, name):
    story = published_story("Un titre bien gardé")
    signed_in(client, UserFactory(teacher=True))
    response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[story.pk]))
    assert response.status_code == 404


def test_wagtail_lists_show_a_teacher_their_own_stories_only(client):
    mine, foreign = draft_story("Le mien"), draft_story("Celui du voisin")
    signed_in(client, mine.classroom.owner)
    for address in [
        reverse("wagtailadmin_explore", args=[mine.get_parent().pk]), reverse("wagtailadmin_pages:search") + "?q=le",
        reverse("wagtailadmin_home"), reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_explore_root"),
    ]:  # fmt: skip
        page = client.get(address, follow=True).content.decode()
        assert "Celui du voisin" not in page
    assert foreign.pk
