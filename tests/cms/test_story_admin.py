"""From accepted answers to a published story, in Wagtail's admin."""

import json
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from classrooms.errors import Refusal
from cms.actions.take_photo_out import take_photo_out
from cms.models import PublicImage, PublishingSettings, StoryPage
from investigations.models import Guide, Photo, Report
from investigations.selection import findings_of
from tests.classrooms.factories import UserFactory
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, PhotoFactory, ReportFactory

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
            "comments-INITIAL_FORMS": 0, "body-count": len(story.body),
            "corrections-count": 0}  # fmt: skip
    for place, block in enumerate(story.body):
        data |= {f"body-{place}-deleted": "", f"body-{place}-order": place, f"body-{place}-type": block.block_type,
                 f"body-{place}-id": block.id}  # fmt: skip
        if block.block_type in {"paragraph", "quote", "photo"}:
            data |= {f"body-{place}-value-{name}": value for name, value in block.value.items()}
        if block.block_type == "paragraph":
            raw = {"blocks": [{"key": "a", "text": "Le jardin pousse.", "type": "unstyled", "depth": 0,
                               "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}  # fmt: skip
            data[f"body-{place}-value-text"] = json.dumps(raw)
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


def test_numbers_and_ticks_enter_a_story_only_when_the_teacher_says_so(client):
    guide = Guide.objects.get(slug="un-lieu-une-action")
    assignment = AssignmentFactory(investigation=InvestigationFactory(opened=True, guide=guide))
    report = ReportFactory(submitted=True, assignment=assignment)
    Report.objects.filter(pk=report.pk).update(state=Report.State.ACCEPTED)
    signed_in(client, assignment.investigation.classroom.owner)
    page = client.get(reverse("stories:compose", args=[assignment.investigation.pk])).content.decode()
    for question in (q for q in assignment.questions if q["kind"] != "photos"):
        ticked = f'value="answer:{report.pk}:{question["id"]}" checked' in page
        assert ticked == question["kind"].endswith("_text"), question["label"]


def test_nothing_ticked_says_what_to_do_and_makes_nothing(client, investigation):
    signed_in(client, investigation.classroom.owner)
    response = client.post(reverse("stories:compose", args=[investigation.pk]), {"title": "Vide"})
    assert "Choisissez au moins" in response.content.decode()
    assert not StoryPage.objects.exists()


def test_a_refused_form_keeps_the_order_the_ticks_and_the_quotes(client, investigation):
    """The hidden ``part`` of every line says the order, also of what isn't ticked."""
    signed_in(client, investigation.classroom.owner)
    address = reverse("stories:compose", args=[investigation.pk])
    keys = [finding.key for finding in findings_of(investigation)][::-1]
    answer = next(key for key in keys if f'name="as-{key}"' in client.get(address).content.decode())
    sent = {"title": "", "part": keys, "pick": [keys[-1]], f"as-{answer}": "quote"}
    page = client.post(address, sent).content.decode()
    assert "Donnez un titre" in page
    assert sorted(keys, key=lambda key: page.index(f'name="part" value="{key}"')) == keys
    assert [key for key in keys if f'name="pick" value="{key}" checked' in page] == [keys[-1]]
    assert '<option value="quote" selected>' in page

    page = client.post(address, {"title": "Vide", "part": keys}).content.decode()
    assert "checked" not in page.split("data-compose>")[1]


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
    story, editor = draft_story(), UserFactory(editor=True)
    signed_in(client, story.classroom.owner)
    with django_capture_on_commit_callbacks(execute=True):
        assert edit(client, story, "action-submit").status_code == 302
    assert [message.to for message in mail.outbox] == [[editor.email]]
    assert story.title in mail.outbox[0].subject + mail.outbox[0].body
    story.refresh_from_db()
    assert not story.live
    assert story.workflow_in_progress
    task = story.current_workflow_task_state
    signed_in(client, editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk])
    with django_capture_on_commit_callbacks(execute=True):
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


def test_a_draft_shows_the_masked_picture_and_nothing_before_there_is_one(client):
    story, photo = draft_story(), Photo.objects.get()
    photo.masked.storage.delete(photo.masked.name)
    photo.masked.save("tests/masked.jpg", ContentFile(b"\xff\xd8masked"))
    signed_in(client, UserFactory(editor=True))
    address = reverse("stories:photo", args=[story.pk, photo.pk])
    assert b"".join(client.get(address).streaming_content) == b"\xff\xd8masked"
    Photo.objects.update(masked="")
    assert client.get(address).status_code == 404


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


@pytest.mark.parametrize("role", ["owner", "editor"])
def test_the_photo_chooser_offers_the_cleared_photos_of_the_storys_investigation(client, role):
    story, photo = draft_story(), Photo.objects.get()
    other = PhotoFactory(cleared=True)
    signed_in(client, story.classroom.owner if role == "owner" else UserFactory(editor=True))
    page = client.get(reverse("story_photos:choose"), {"story": story.pk}).json()["html"]
    assert reverse("stories:thumbnail", args=[photo.pk]) in page
    assert str(other.pk) not in page
    chosen = client.get(reverse("story_photos:chosen", args=[photo.pk]), {"story": story.pk}).json()["result"]
    assert chosen["id"] == str(photo.pk)
    assert client.get(chosen["preview"]["url"]).status_code == 200
    assert client.get(reverse("story_photos:chosen", args=[other.pk]), {"story": story.pk}).status_code == 404
    assert client.get(reverse("stories:thumbnail", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("number", ["", "0", "x", "other"])
def test_the_photo_chooser_is_only_there_for_ones_own_story(client, number):
    story, mine = draft_story(), draft_story()
    signed_in(client, mine.classroom.owner)
    number = story.pk if number == "other" else number
    assert client.get(reverse("story_photos:choose"), {"story": number}).status_code == 404


def test_a_draft_takes_in_no_photo_of_another_investigation(client):
    story, other = draft_story(), PhotoFactory(cleared=True)
    signed_in(client, story.classroom.owner)
    block = next(block for block in story.body if block.block_type == "photo")
    block.value["photo"] = str(other.pk)
    errors = edit(client, story).context["form"].errors["body"].as_data()
    place = list(story.body).index(block)
    assert "n’est pas de l’enquête de ce récit" in str(errors[0].block_errors[place].block_errors["photo"])


def test_a_draft_may_wait_for_its_photo_and_its_words_but_is_not_submitted_so(client):
    story = draft_story()
    signed_in(client, story.classroom.owner)
    block = next(block for block in story.body if block.block_type == "photo")
    block.value["alt"] = block.value["photo"] = ""
    assert edit(client, story).status_code == 302
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk])).status_code == 200
    edit(client, story, "action-submit")
    story.refresh_from_db()
    assert not story.workflow_in_progress
    with pytest.raises(Refusal, match="Photo 1 : elle n’est pas choisie"):
        story.get_latest_revision().publish()


def test_the_class_page_and_the_investigation_lead_to_the_story(client):
    story = draft_story("En chantier")
    signed_in(client, story.classroom.owner)
    page = client.get(reverse("classrooms:page", args=[story.classroom.pk])).content.decode()
    assert "En chantier" in page
    assert "brouillon" in page
    page = client.get(reverse("investigations:page", args=[story.investigation_id])).content.decode()
    assert reverse("stories:compose", args=[story.investigation_id]) in page


def test_the_class_page_says_where_a_story_stands_with_the_editors(client):
    story, editor = draft_story(), UserFactory(editor=True)
    class_page = reverse("classrooms:page", args=[story.classroom.pk])
    signed_in(client, story.classroom.owner)
    edit(client, story, "action-submit")
    assert "attend la Rédaction" in client.get(class_page).content.decode()
    task = story.current_workflow_task_state
    signed_in(client, editor)
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "reject", task.pk]), {"comment": "Où ?"})
    signed_in(client, story.classroom.owner)
    assert "à reprendre, demande la Rédaction" in client.get(class_page).content.decode()


def test_one_scheduled_story_that_is_refused_does_not_stop_the_next():
    past = timezone.now() - timedelta(minutes=5)
    refused, fine = draft_story("Refusé"), draft_story("Bien")
    for story, when in [(refused, past), (fine, past + timedelta(minutes=1))]:
        Revision.objects.filter(pk=story.latest_revision.pk).update(approved_go_live_at=when)
    Photo.objects.filter(assignment__investigation=refused.investigation).update(state=Photo.State.WITHHELD)
    call_command("publish_scheduled")
    refused.refresh_from_db()
    fine.refresh_from_db()
    assert (refused.live, fine.live) == (False, True)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert PageLogEntry.objects.filter(page=refused.pk, action="cms.publication_refused").exists()


def test_a_story_does_not_leave_its_class(client):
    story, other = published_story(), draft_story()
    signed_in(client, UserFactory(admin=True))
    address = reverse("wagtailadmin_pages:move_confirm", args=[story.pk, other.get_parent().pk])
    client.post(address)
    assert StoryPage.objects.get(pk=story.pk).get_parent() == story.get_parent()
    copied = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": other.get_parent().pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[story.pk]), copied)
    assert not StoryPage.objects.filter(slug="copie").exists()


def test_a_live_copy_has_images_of_its_own():
    story = published_story()
    copy = story.copy(update_attrs={"slug": "copie"}, keep_live=True)
    assert copy.live
    assert PublicImage.objects.filter(story=copy).count() == PublicImage.objects.filter(story=story).count() == 1
    StoryPage.objects.get(pk=copy.pk).delete()
    assert PublicImage.objects.filter(story=story).count() == 1


def test_no_address_of_wagtail_tells_a_teacher_of_a_foreign_draft(client):
    mine, foreign = draft_story("Le mien"), draft_story("Bien gardé")
    signed_in(client, mine.classroom.owner)
    gone = [
        reverse("wagtailadmin_explore", args=[foreign.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[foreign.get_parent().pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[foreign.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:move_confirm", args=[mine.pk, foreign.get_parent().pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={foreign.pk}",
    ]
    assert {address: client.get(address).status_code for address in gone} == dict.fromkeys(gone, 404)
    shown = [
        reverse("wagtailadmin_choose_page"), reverse("wagtailadmin_choose_page_search") + "?q=bien",
        reverse("wagtailadmin_choose_page_child", args=[foreign.get_parent().get_parent().pk]),
        reverse("wagtailadmin_api:pages:listing"), reverse("wagtailadmin_api:pages:detail", args=[foreign.pk]),
        reverse("wagtailadmin_pages:type_use", args=["cms", "storypage"]), reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:aging_pages"), reverse("wagtailadmin_reports:locked_pages"),
        reverse("wagtailadmin_reports:site_history"), reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
    ]  # fmt: skip
    assert [address for address in shown if "Bien gardé" in client.get(address, follow=True).content.decode()] == []


def test_the_public_site_shows_no_live_story_that_lost_all_but_its_photo(client):
    story, photo = published_story(), Photo.objects.get()
    story.body = [block for block in story.body.get_prep_value() if block["type"] == "photo"]
    story.save_revision().publish()
    take_photo_out(photo_id=photo.pk)
    assert client.get(story.url).status_code == 404
    assert not StoryPage.objects.get(pk=story.pk).live


def test_a_story_that_waits_for_approval_is_approved_without_the_picture_that_was_taken_out(client):
    story, photo = draft_story(), Photo.objects.get()
    signed_in(client, story.classroom.owner)
    edit(client, story, "action-submit")
    take_photo_out(photo_id=photo.pk)
    story = StoryPage.objects.get(pk=story.pk)
    signed_in(client, UserFactory(editor=True))
    task = story.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk]), {"comment": ""})
    story = StoryPage.objects.get(pk=story.pk)
    assert story.live
    assert "photo" not in [block.block_type for block in story.body]
