"""Anyone asks for a story to be taken down; an editor hides it in one touch."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from classrooms.errors import Refusal
from cms.actions.remove_on_request import request_removal, settle_removal
from cms.models import PublicImage, RemovalRequest, StoryPage
from cms.tasks import forget_removal_requests
from tests.browser import PHONE
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.stories import draft_story, published_story

WORDS = "Mon fils est sur la deuxième photo, et nous ne le voulons pas."


@pytest.fixture
def story(db):
    return published_story("Le jardin secret")


@pytest.fixture
def editor(db):
    return UserFactory(editor=True)


def form_of(story):
    return reverse("removal", args=[story.pk])


def ask(story, **said):
    return request_removal(**({"story": story, "who": "parent", "words": WORDS, "email": ""} | said))


@pytest.mark.django_db
def test_a_parent_asks_without_an_account_and_the_editors_are_told_without_the_words(
    client, story, editor, django_capture_on_commit_callbacks
):
    assert form_of(story) in text_of(client.get(story.url))
    assert "Pas besoin de compte" in text_of(client.get(form_of(story)))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            form_of(story), {"who": "parent", "words": WORDS, "email": "parent@example.org"}, follow=True
        )
    assert "Votre demande est arrivée" in text_of(answer)
    request = RemovalRequest.objects.get()
    assert (request.story, request.who, request.words, request.email) == (
        story, "parent", WORDS, "parent@example.org",
    )  # fmt: skip
    (letter,) = mail.outbox
    assert letter.to == [editor.email]
    assert reverse("stories:removal", args=[request.pk]) in letter.body
    assert "Le jardin secret" in letter.subject
    assert WORDS not in letter.body
    assert "parent@example.org" not in letter.body


@pytest.mark.django_db
def test_a_form_that_lacks_something_says_so_and_loses_nothing(client, story):
    answer = text_of(client.post(form_of(story), {"words": WORDS, "email": "pas une adresse"}))
    assert WORDS in answer
    assert "field__error" in answer
    assert not RemovalRequest.objects.exists()


@pytest.mark.django_db
def test_a_program_gets_thanks_and_leaves_nothing(client, story):
    answer = client.post(form_of(story), {"who": "other", "words": "spam", "website": "http://spam.example"})
    assert answer.status_code == 302
    assert not RemovalRequest.objects.exists()


@pytest.mark.django_db
def test_from_one_address_ten_an_hour(client, story):
    for _ in range(10):
        assert client.post(form_of(story), {"who": "other", "words": WORDS}).status_code == 302
    refused = text_of(client.post(form_of(story), {"who": "other", "words": WORDS}))
    assert "Essayez encore dans une heure" in refused
    assert WORDS in refused
    assert RemovalRequest.objects.count() == 10


@pytest.mark.django_db
def test_what_is_not_public_has_no_form(client):
    draft = draft_story()
    assert client.get(form_of(draft)).status_code == 404
    assert client.post(form_of(draft), {"who": "other", "words": WORDS}).status_code == 404


@pytest.mark.django_db
def test_an_editor_finds_it_on_arriving_and_hides_the_page_with_its_pictures(
    story, editor, client, django_capture_on_commit_callbacks
):
    request = ask(story, email="parent@example.org")
    desk = signed_in(editor)
    address = reverse("stories:removal", args=[request.pk])
    assert address in text_of(desk.get(reverse("wagtailadmin_home")))
    assert address in text_of(desk.get(reverse("stories:removals")))
    shown = text_of(desk.get(address))
    assert WORDS in shown
    assert "Mon enfant est dans ce récit" in shown
    assert reverse("stories:consents", args=[story.pk]) in shown
    files = [(image.file.storage, image.file.name) for image in PublicImage.objects.filter(story=story)]
    assert files
    with django_capture_on_commit_callbacks(execute=True):
        assert "n’est plus en ligne" in said(desk.post(address, {"hide": "1"}, follow=True))
    assert client.get(story.url).status_code == 404
    assert not StoryPage.objects.get(pk=story.pk).live
    assert not any(storage.exists(name) for storage, name in files)
    request.refresh_from_db()
    assert (request.hidden, request.settled_by) == (True, editor)
    assert "page cachée" in text_of(desk.get(reverse("stories:removals")))
    assert address not in text_of(desk.get(reverse("wagtailadmin_home")))


@pytest.mark.django_db
def test_a_request_may_be_set_aside_and_is_settled_once(story, editor):
    request = ask(story)
    desk = signed_in(editor)
    address = reverse("stories:removal", args=[request.pk])
    assert "reste en ligne" in said(desk.post(address, {"keep": "1"}, follow=True))
    assert StoryPage.objects.get(pk=story.pk).live
    with pytest.raises(Refusal) as refusal:
        settle_removal(request=request, hide=True, by=editor)
    assert refusal.value.code == "settled"
    assert StoryPage.objects.get(pk=story.pk).live


@pytest.mark.django_db
def test_a_request_outlives_its_story(story, editor):
    request = ask(story)
    story.delete()
    desk = signed_in(editor)
    address = reverse("stories:removal", args=[request.pk])
    assert "Ce récit est supprimé" in text_of(desk.get(address))
    assert "classée" in said(desk.post(address, {"keep": "1"}, follow=True))


@pytest.mark.django_db
def test_teachers_and_the_public_see_no_request(story, client):
    address = reverse("stories:removal", args=[ask(story).pk])
    teacher = signed_in(story.classroom.owner)
    for path in (address, reverse("stories:removals")):
        assert teacher.get(path).status_code == 404
        assert client.get(path).status_code == 302
    assert not RemovalRequest.objects.visible_to(story.classroom.owner).exists()


@pytest.mark.django_db
def test_what_is_settled_is_forgotten_after_three_months(story, editor):
    waiting, settled = ask(story), ask(story)
    settle_removal(request=settled, hide=False, by=editor)
    forget_removal_requests.call()
    assert RemovalRequest.objects.count() == 2
    RemovalRequest.objects.exclude(settled_at=None).update(settled_at=timezone.now() - timedelta(days=91))
    forget_removal_requests.call()
    assert RemovalRequest.objects.get() == waiting


@pytest.mark.browser
def test_the_form_and_the_request_read_well_to_everybody(page, site, axe):
    story, editor = published_story("Le jardin secret"), UserFactory(editor=True)
    page.set_viewport_size(PHONE)
    page.goto(site + story.url)
    page.get_by_role("link", name="Demander le retrait").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Demander le retrait d’un récit")
    axe(page)
    page.get_by_label("Mon enfant est dans ce récit").check()
    page.get_by_label("Que faut-il retirer").fill(WORDS)
    page.get_by_label("Votre adresse e-mail").fill("non")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.locator(".field__error")).to_have_count(1)
    axe(page)
    page.get_by_label("Votre adresse e-mail").fill("")
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre demande est arrivée")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    session = signed_in(editor).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(site + reverse("stories:removals"))
    axe(page, context=".sheet")
    page.get_by_role("link", name="Le jardin secret").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    axe(page, context=".sheet")
    page.get_by_role("button", name="Cacher la page").click()
    expect(page.get_by_text("La page n’est plus en ligne")).to_be_visible()
    axe(page, context=".sheet")
