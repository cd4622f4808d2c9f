"""Public pages in files: a reader needs no database, and nothing that was taken down is ever read again."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.frontend_cache.backends import HTTPBackend

from classrooms.actions.erase_pupil import erase_pupil
from classrooms.errors import Refusal
from classrooms.models import School
from cms import keeping
from cms.models import StoryPage, TextPage
from investigations.actions.withdraw_consent import withdraw_consent
from investigations.directory.models import CitizenProject, ProjectHolder, ProjectPicture, Recommendation, StillTrue
from investigations.models import Consent, Photo
from tests.catalogue import ROOT
from tests.classrooms.factories import SchoolFactory, UserFactory
from tests.classrooms.screens import signed_in
from tests.cms.reading import read
from tests.cms.stories import draft_story, published_story
from tests.cms.test_objection import object_to
from tests.cms.test_visits import visit_of
from tests.investigations.factories import CitizenProjectFactory, ProjectPictureFactory
from workshop.front import front, render
from workshop.page_files import Page

pytestmark = pytest.mark.django_db(transaction=True)
# What a kept page asks for, and whose change is none of a page's.
NOT_SHOWN = {
    "investigations_assignment": "only joins",
    "investigations_report": "how many told a story: of this morning at the latest, and a tablet writes there all day",
    "django_content_type": "the code's own",
    "wagtailcore_locale": "there is one",
}


@pytest.fixture
def site(settings, tmp_path):
    settings.KEEP_PAGES, settings.PAGES_DIR = True, tmp_path / "pages"
    # What is warmed would be there again before a test can see that it went.
    settings.PAGES_WARMED = 0
    front.cache_clear()
    keeping.watch(connection=connection)
    yield front()
    connection.execute_wrappers.remove(keeping.notice)
    front.cache_clear()


def kept() -> set[str]:
    folder = keeping.files().live
    files = (f"/{file.relative_to(folder)}" for file in folder.rglob("*.json"))
    return {file.removesuffix(".json").removesuffix("index.html") for file in files}


def public(story) -> list[str]:
    pages = ["/", "/recits/", "/classes/", reverse("projects"), reverse("open_data"), TextPage.objects.first().url]
    pages += [story.url, story.get_parent().url, story.project.get_absolute_url()]
    pictures = [reverse("project_image", args=[key]) for key in ProjectPicture.objects.values_list("pk", flat=True)]
    pictures += [reverse("site_card"), reverse("story_card", args=[story.pk])]
    pictures += [reverse("classroom_card", args=[story.get_parent().pk])]
    pictures += [reverse("project_card", args=[story.project.slug])]
    return [*(address for page in pages for address in (page, f"/en{page}")), *pictures]


def rich_story():
    """With all that the pages around it can show."""
    story = published_story()
    project, other = story.project, CitizenProjectFactory(name="Le four à pain")
    visit_of(project)
    ProjectHolder.objects.create(project=project, email="o@example.org", name="Odile", confirmed_at=timezone.now())
    StillTrue.objects.create(project=project, reminded_at=timezone.now())
    Recommendation.objects.create(giver=other, receiver=project, words="Allez-y.")
    CitizenProject.objects.filter(pk=project.pk).update(picture=ProjectPictureFactory(project=project))
    return story


def test_readers_notice_nothing_when_the_database_is_away(site, django_db_blocker):
    story = rich_story()
    pages = public(story)
    with CaptureQueriesContext(connection) as asked:
        first = {page: read(site, page) for page in pages}
    tables = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert tables - keeping.tables() - set(NOT_SHOWN) == set(), "in no list of cms.keeping: its change would be missed"
    read(site, story.url)
    assert kept() == set(pages)
    with django_db_blocker.block():
        for page in pages:
            again = read(site, page, accept_encoding="br", cookie="sessionid=x; django_language=en")
            assert (again.status, again.cookies) == (200, [])
            if page.endswith(".jpg"):
                assert again.body == first[page].body
                assert again.headers["Content-Type"] == "image/jpeg"
                continue
            assert again.page == first[page].page
            assert again.headers["Content-Security-Policy"] == first[page].headers["Content-Security-Policy"]
            assert again.headers["Content-Language"] == ("en" if page.startswith("/en/") else "fr")
            assert read(site, page, if_none_match=again.headers["ETag"]).status == 304
    for page in ["/nulle-part/", reverse("removal", args=[story.pk]), reverse("search")]:
        read(site, page)
    read(site, "/recits/", query="page=1")
    assert read(site, "/", host="elsewhere.example").status == 400
    assert kept() == set(pages)
    call_command("empty_pages", stdout=io.StringIO())
    assert kept() == set()


def test_what_is_taken_down_is_gone_before_the_answer(site):
    editor, stories = signed_in(UserFactory(editor=True)), [published_story(f"Récit {n}") for n in range(4)]
    photos = {photo.assignment.investigation_id: photo for photo in Photo.objects.all()}

    def photo_of(story):
        return photos[story.investigation_id]

    def unpublish(story):
        address = reverse("wagtailadmin_pages:unpublish", args=[story.pk])
        return lambda: editor.post(address).status_code == 302

    def consent_ends(story):
        consent = Consent.objects.filter(investigation=story.investigation, what=Consent.What.TEXTS).first()
        return lambda: withdraw_consent(consent=consent, by=story.classroom.owner) is None or True

    def pupil_goes(story):
        return lambda: erase_pupil(pupil=photo_of(story).pupil, by=story.classroom.owner)

    def pupil_objects(story):
        return lambda: object_to(Client(), photo_of(story)).status_code == 200

    for story, take_down in zip(stories, [unpublish, consent_ends, pupil_goes, pupil_objects], strict=True):
        title, words = story.title, read(site, story.url).page
        pictures = [Path(image.file.name).stem for image in story.public_images.all()]
        assert title in words
        assert any(picture in words for picture in pictures)
        for page in ["/", f"/en{story.url}", story.url]:
            read(site, page)
        assert {"/", story.url, f"/en{story.url}"} <= kept()
        assert take_down(story)()
        assert kept() == set()
        assert not list(keeping.files().folder.glob("gone-*"))
        assert not keeping.files().is_held()
        after = read(site, story.url)
        if take_down is unpublish:
            assert after.status == 404
            assert title not in read(site, "/recits/").page
        elif take_down is not consent_ends:
            assert after.status == 404 or not any(picture in after.page for picture in pictures)


def test_a_change_shows_at_once_wherever_it_is_read_and_a_draft_changes_nothing(site):
    story = published_story()
    project = story.project
    pages = [page for page in public(story) if not page.endswith(("donnees/", TextPage.objects.first().url))]
    for page in pages:
        read(site, page)
    assert set(pages) <= kept()
    # Kept beside what is public: nobody reads it.
    story.title = "Pas encore"
    story.save_revision()
    project.name = "Pas encore"
    project.save_revision()
    assert set(pages) <= kept()
    CitizenProject.objects.filter(pk=project.pk).update(name="Le verger partagé")
    assert kept() == set()
    for page in ["/", project.get_absolute_url(), story.url, reverse("projects")]:
        assert "Le verger partagé" in read(site, page).page, page
    StoryPage.objects.get(pk=story.pk).get_latest_revision().publish()
    assert "Pas encore" in read(site, "/recits/").page
    for name in keeping.SHOWN:
        with keeping.files().rendering() as rendering:
            assert rendering.keep("/", Page.of(b"", [], 0))
        model = apps.get_model(*name.split("."))
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE 1 = 0')
        assert kept() == set(), name


def test_what_was_asked_for_while_a_change_was_under_way_is_not_kept(site):
    story = published_story()
    read(site, story.url)
    with transaction.atomic(), ThreadPoolExecutor(1) as somebody_else:
        School.objects.update(name="École neuve")
        assert kept() == set(), "before the commit already"
        before = somebody_else.submit(read, site, story.url).result()
        assert before.status == 200
        assert "École neuve" not in before.page
        assert kept() == set(), "and not again what stood before"
    assert not keeping.files().is_held()
    assert "École neuve" in read(site, story.url).page
    assert story.url in kept()
    # Refused: nothing has changed, and pages are kept again when the request is over.
    waiting = draft_story("Sans autorisation")
    Consent.objects.all().delete()
    read(site, "/")
    with pytest.raises(Refusal):
        waiting.get_latest_revision().publish()
    assert keeping.files().is_held()
    assert read(site, "/").status == 200
    assert not keeping.files().is_held()
    read(site, "/")
    assert "/" in kept()
    # Committed, and then something else fails before the pages go again: what was rendered meanwhile goes all the same.
    with ExitStack() as others:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            transaction.on_commit(lambda: 1 / 0)
            StoryPage.objects.get(pk=story.pk).unpublish()
            rendering = others.enter_context(keeping.files().rendering())
        # As if it had looked for changes before this one, and opened the folder after.
        rendering._held = False
        read(site, "/")
        assert not keeping.files().is_held()
        assert not rendering.keep(story.url, Page.of(b"", [], 0))
    assert read(site, story.url).status == 404


def test_the_worker_brings_back_what_a_change_took_and_a_cdn_hears_of_it(site, settings, monkeypatch):
    story = published_story()
    settings.PAGES_WARMED, settings.CDN_SECONDS = 40, 60
    purged = []
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                                             "LOCATION": "https://cdn.example"}}  # fmt: skip
    monkeypatch.setattr(HTTPBackend, "purge_batch", lambda _self, urls: purged.extend(urls))
    front.cache_clear()
    for page in ["/", story.url]:
        assert read(front(), page).headers["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=60"
    with transaction.atomic():
        School.objects.update(name="École neuve")
        assert kept() == set()
    assert kept() == {"/", story.url}
    assert {f"http://testserver{page}" for page in kept()} == set(purged)
    assert "École neuve" in read(front(), story.url).page
    # A change while they are being warmed: none is forgotten, and none is warmed before that is done.
    mark, calls = keeping.files().hold(), []
    monkeypatch.setattr("cms.tasks.render", lambda name: calls.append(name) or render(name))
    with transaction.atomic():
        School.objects.update(name="École ancienne")
    assert (kept(), calls) == (set(), [])
    mark.unlink()
    with transaction.atomic():
        School.objects.update(name="École neuve")
    assert kept() == {"/", story.url} == set(calls)
    # Taken down, and something of the same request fails before we hear of it: the network hears of it all the same.
    read(front(), story.url)
    purged.clear()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        transaction.on_commit(lambda: 1 / 0)
        StoryPage.objects.get(pk=story.pk).unpublish()
    read(front(), "/recits/")
    assert story.url not in kept()
    assert f"http://testserver{story.url}" in purged


def test_nginx_sends_with_a_kept_page_what_the_site_sends(site):
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    variables = {
        "$page_language": {"/": "fr", "/en/projets/": "en"},
        "$page_permissions": dict(zip(["/", "/en/projets/"], re.findall(r'"(camera=[^"]+)"', text), strict=True)),
    }
    for page in ["/", "/en/projets/"]:
        sent = read(site, page).headers
        told = dict(re.findall(r'add_header ([\w-]+) "?([^"\n]+?)"?;$', text, re.MULTILINE))
        told = {name: variables[value][page] if value in variables else value for name, value in told.items()}
        assert set(sent) - set(told) == {"Content-Type", "Content-Length", "ETag", "Vary"}
        assert set(told) - set(sent) == {"Strict-Transport-Security"}, "of production alone"
        for name in set(sent) & set(told):
            assert sorted(part.strip() for part in sent[name].split(";")) == sorted(
                part.strip() for part in told[name].split(";")
            ), name


def test_a_database_may_be_founded_anew_beside_pages_of_an_older_one(site, settings, monkeypatch):
    settings.PAGES_WARMED = 40

    def no_table(*args, **kwargs):
        raise OperationalError("no such table: django_tasks_database_dbtaskresult")

    monkeypatch.setattr("django_tasks.backends.immediate.ImmediateBackend.enqueue", no_table)
    read(site, "/classes/")
    SchoolFactory()
    assert kept() == set()
    monkeypatch.undo()
    assert keeping.files().say_once("warming")
