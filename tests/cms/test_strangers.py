"""Whom Wagtail's own screens would name to somebody who doesn't know them: colleagues elsewhere, pupils, drafts."""

import pytest
from django.urls import get_resolver, reverse
from wagtail.models import Page

from investigations.consents import pen_name
from investigations.models import Consent, Photo
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.cms.stories import draft_story, published_story
from tests.investigations.factories import ConsentFactory

pytestmark = pytest.mark.django_db
REPORTS = sorted(name for name in get_resolver().namespace_dict["wagtailadmin_reports"][1].reverse_dict
                 if isinstance(name, str))  # fmt: skip


@pytest.fixture
def story():
    story = draft_story()
    pupil = story.investigation.classroom.pupils.get()
    pupil.public_name = "Capucine"
    pupil.save()
    return story


def chooser_of(client, story):
    """What the editor and the chooser of photos say, wherever a photo has a title."""
    photo = Photo.objects.get()
    listed = client.get(reverse("story_photos:choose"), {"story": story.pk})
    more = client.get(reverse("story_photos:choose_results"), {"story": story.pk})
    chosen = client.get(reverse("story_photos:chosen", args=[photo.pk]), {"story": story.pk})
    edited = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    return [listed.json()["html"], text_of(more), chosen.json()["result"]["title"], text_of(edited)]


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_a_photo_in_the_editor_goes_under_the_name_that_the_public_reads(story, role):
    client = signed_in(**{role: True})
    for said in chooser_of(client, story):
        assert f"Photo de {pen_name(story.investigation.classroom.pupils.get())}" in said
        assert "Capucine" not in said
    pupil = story.investigation.classroom.pupils.get()
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=Consent.What.FIRST_NAME)
    assert all("Photo de Capucine" in said for said in chooser_of(client, story))


@pytest.mark.parametrize("name", REPORTS)
def test_site_wide_reports_are_for_editors(name):
    address = reverse(f"wagtailadmin_reports:{name}")
    mine = draft_story("Le mien")
    teacher, editor = signed_in(mine.classroom.owner), signed_in(editor=True)
    assert teacher.get(address).status_code == teacher.get(address, {"export": "csv"}).status_code == 404
    assert editor.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/admin/pages/usage/cms/storypage/", "class page"])
def test_lists_of_pages_offer_the_people_of_ones_own_pages_only(address):
    mine, foreign = draft_story("Le mien"), draft_story("Celui du voisin")
    editor = UserFactory(editor=True)
    for story, by in [(mine, mine.classroom.owner), (foreign, foreign.classroom.owner), (foreign, editor)]:
        Page.objects.filter(pk=story.pk).update(owner=story.classroom.owner)
        story.save_revision(user=by, log_action=True)
    if address == "class page":
        address = reverse("wagtailadmin_explore", args=[mine.get_parent().pk])
    page = text_of(signed_in(mine.classroom.owner).get(address))
    assert str(mine.classroom.owner) in page
    assert str(foreign.classroom.owner) not in page
    assert str(editor) not in page.replace(str(mine.classroom.owner), "")
    assert str(foreign.classroom.owner) in text_of(signed_in(editor).get("/admin/pages/usage/cms/storypage/"))


def test_the_page_chooser_tells_no_title_by_number():
    mine, foreign, public = draft_story("Le mien"), draft_story("Bien gardé"), published_story("Paru")
    teacher, chosen = signed_in(mine.classroom.owner), reverse("wagtailadmin_choose_page_chosen_multiple")
    assert teacher.get(chosen, {"id": [mine.pk, foreign.pk]}).status_code == 404
    told = teacher.get(chosen, {"id": [mine.pk, public.pk]}).json()["result"]
    assert {one["adminTitle"] for one in told} == {"Le mien", "Paru"}
    assert teacher.get(chosen, {"id": "x"}).status_code == 404


def test_the_page_chooser_does_not_begin_at_a_foreign_draft():
    foreign = draft_story("Bien gardé")
    teacher = signed_in(teacher=True)
    answer = teacher.get(reverse("wagtailadmin_choose_page"), {"page_type": "cms.StoryPage"})
    assert answer.status_code == 404, foreign


@pytest.mark.parametrize("name", ["copy", "move"])
def test_a_form_that_is_refused_names_no_foreign_draft(name):
    mine, foreign = draft_story("Le mien"), draft_story("Bien gardé")
    address = reverse(f"wagtailadmin_pages:{name}", args=[mine.pk])
    data = {"new_title": "Le mien", "new_slug": "le-mien-2", "new_parent_page": foreign.pk}
    answer = signed_in(mine.classroom.owner).post(address, data, follow=True)
    assert "Bien gardé" not in text_of(answer)


def test_a_link_by_number_tells_no_address_of_a_foreign_draft():
    mine, foreign, public = draft_story("Le mien"), draft_story("Bien gardé"), published_story("Paru")
    teacher = signed_in(mine.classroom.owner)
    links = "".join(f'<p><a linktype="page" id="{page.pk}">là</a></p>' for page in [foreign, public])
    mine.body.append(("paragraph", {"text": links, "report": ""}))
    mine.save_revision()
    for view in ["edit", "view_draft"]:
        page = text_of(teacher.get(reverse(f"wagtailadmin_pages:{view}", args=[mine.pk])))
        assert foreign.slug not in page
        assert public.url in page
    foreign.get_latest_revision().publish()
    assert foreign.slug in text_of(teacher.get(reverse("wagtailadmin_pages:view_draft", args=[mine.pk])))
