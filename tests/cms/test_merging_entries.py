"""Two entries of one project become one: nothing that hangs on either is lost, and old addresses still arrive."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from investigations.directory.actions.offer_help import block_helper
from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.models import (
    CitizenProject,
    EntryReading,
    EntryReport,
    FormerAddress,
    HelpOffer,
    NotTheSame,
    ProjectHolder,
)
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.stories import published_story
from tests.cms.test_helping import letters_to, offer
from tests.cms.test_holding import sent  # noqa: F401 - a fixture
from tests.investigations.factories import CitizenProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(editor=True)


@pytest.fixture
def older():
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger", summary="Douze pommiers.", website="")
    project.save_revision().publish()
    return project


@pytest.fixture
def story(older):
    """Of a class that went to the other entry."""
    story = published_story("Le verger raconté")
    twin = story.project
    twin.name, twin.slug, twin.website = "Verger, passage des Pommes", "verger-des-pommes", "https://verger.example/"
    twin.latitude, twin.longitude = 48.8601, 2.3601
    twin.save()
    twin.save_revision().publish()
    return story


def merge_page(one, other):
    return reverse("entries:merge", args=[one.pk, other.pk])


def keep(project, email, name="Noor Haddad"):
    return ProjectHolder.objects.create(project=project, email=email, name=name, confirmed_at=timezone.now())


def test_a_twin_with_a_story_comes_into_the_older_entry(editor, older, story, django_capture_on_commit_callbacks):
    twin = story.project
    keep(older, "noor@jardin.example")
    keep(twin, "noor@jardin.example")
    leo, eve = keep(twin, "leo@rue.example", "Léo"), keep(twin, "eve@rue.example", "Ève")
    EntryReport.objects.create(project=twin, what="hours", words="Le samedi, c’est fermé.")
    third = CitizenProjectFactory(name="Un autre verger")
    say_not_the_same(project=twin, other=third)
    former = twin.get_absolute_url()
    page = text_of(editor.get(merge_page(twin, older)))
    for words in ["« Le Verger du Passage » reste", "Garder plutôt", "https://verger.example/", "Léo", "Lieu"]:
        assert words in page
    assert "<del>" not in page
    # By default the older one’s words stay; what it doesn’t say is taken.
    assert 'name="take-name" value="stays" checked' in page
    assert 'name="take-website" value="goes" checked' in page
    chosen = {"stays": older.pk, "take-website": "goes", "take-name": "stays", "holder": [leo.pk]}
    page = text_of(editor.post(merge_page(twin, older), chosen))
    for words in ["Voici ce qui va se passer", "Site web", "Enquêtes : 1", former, "Cela ne se défait pas", "Léo"]:
        assert words in page
    assert CitizenProject.objects.filter(pk=twin.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(merge_page(twin, older), chosen | {"confirm": "1"}, follow=True)
    assert "Son ancienne adresse y mène" in said(answer)
    stays = CitizenProject.objects.get(pk=older.pk)
    assert not CitizenProject.objects.filter(pk=twin.pk).exists()
    assert (stays.name, stays.website, stays.summary) == (
        "Le Verger du Passage",
        "https://verger.example/",
        "Douze pommiers.",
    )
    assert {holder.email for holder in stays.holders.all()} == {"noor@jardin.example", "leo@rue.example"}
    assert not ProjectHolder.objects.filter(pk=eve.pk).exists()
    assert set(NotTheSame.objects.others_of(stays)) == {third.pk}
    assert stays.entry_reports.get().words == "Le samedi, c’est fermé."
    (letter,) = mail.outbox
    assert (letter.to, stays.get_absolute_url() in letter.body) == (["leo@rue.example"], True)
    # The public: one entry, its story, the old address.
    public = Client()
    assert "Le verger raconté" in text_of(public.get(stays.get_absolute_url()))
    moved = public.get(former + "?de=48.860,2.360")
    assert (moved.status_code, moved.headers["Location"]) == (301, stays.get_absolute_url() + "?de=48.860,2.360")
    listed = text_of(public.get(reverse("projects")))
    assert "Verger, passage des Pommes" not in listed
    assert "Verger, passage" not in text_of(public.get(reverse("projects"), {"q": "verger"}))
    shown = public.get(reverse("project_map"), {"bbox": "2.2,48.7,2.5,49.0", "zoom": "16"}).content.decode()
    assert "passage des Pommes" not in shown
    # The class’s story opens, is changed and published again.
    story = type(story).objects.get(pk=story.pk)
    assert story.project == stays
    story.introduction = "Relu après la fusion."
    story.save_revision().publish()
    page = text_of(public.get(story.url))
    assert "Relu après la fusion." in page
    assert stays.get_absolute_url() in page
    assert {"directory.merge"} <= set(ModelLogEntry.objects.for_instance(stays).values_list("action", flat=True))
    assert "directory.merged_away" in set(ModelLogEntry.objects.values_list("action", flat=True))


def test_who_was_blocked_by_either_entry_stays_blocked(editor, older, story, sent):  # noqa: F811
    """The address is nowhere: only its digest, of the entry that goes."""
    twin = story.project
    for entry in (older, twin):
        keep(entry, "verger@example.org")
    offer(Client(), twin, sent)
    block_helper(offer=HelpOffer.objects.get(), report=False)
    editor.post(merge_page(older, twin), {"stays": older.pk, "holder": [], "confirm": "1"})
    assert not type(older).objects.filter(pk=twin.pk).exists()
    mail.outbox.clear()
    offer(Client(), older, sent)
    assert not HelpOffer.objects.heard().exists() and not letters_to("verger@example.org")


def test_taken_words_also_reach_the_change_that_waits(editor, older, story):
    twin = story.project
    draft = older.get_latest_revision_as_object()
    draft.name = "Le Grand Verger"
    draft.save_revision()
    older.get_workflow().start(CitizenProject.objects.get(pk=older.pk), UserFactory(editor=True))
    chosen = {"stays": older.pk, "take-where": "goes", "take-summary": "goes", "confirm": "1"}
    editor.post(merge_page(older, twin), chosen)
    public = CitizenProject.objects.get()
    assert (public.name, public.summary, public.latitude) == ("Le Verger du Passage", twin.summary, twin.latitude)
    public.current_workflow_state.current_task_state.approve(user=editor.user)
    public = CitizenProject.objects.get()
    assert (public.name, public.summary, public.latitude) == ("Le Grand Verger", twin.summary, twin.latitude)


def test_what_may_not_be_merged_is_refused_in_words_and_nothing_has_moved(editor, older, story):
    twin, draft = story.project, CitizenProjectFactory(live=False, name="Brouillon de verger")
    page = text_of(editor.get(merge_page(draft, older)))
    assert "« Le Verger du Passage » reste" in page
    refused = editor.post(merge_page(draft, older), {"stays": draft.pk, "confirm": "1"}, follow=True)
    assert "Gardez la fiche qui est en ligne" in said(refused)
    assert editor.get(merge_page(older, older)).status_code == 404
    EntryReading.objects.create(project=twin, reader=UserFactory(editor=True, first_name="Ali", last_name="Blanc"))
    refused = editor.post(merge_page(older, twin), {"stays": older.pk, "confirm": "1"}, follow=True)
    assert "Ali Blanc lit cette fiche" in said(refused)
    assert CitizenProject.objects.count() == 3
    found = text_of(editor.get(reverse("entries:choose_twin", args=[older.pk]), {"q": "verger"}))
    assert merge_page(older, draft) in found
    assert merge_page(older, older) not in found


def test_a_changed_address_still_leads_to_the_entry_and_is_nobody_elses(editor, older):
    def rename(slug):
        version = CitizenProject.objects.get(pk=older.pk).get_latest_revision_as_object()
        version.slug = slug
        version.save_revision().publish()

    rename("verger-du-passage")
    rename("le-verger")
    public = Client()
    for slug in ["verger", "verger-du-passage"]:
        assert public.get(reverse("project", args=[slug])).headers["Location"] == reverse("project", args=["le-verger"])
    edit = reverse("wagtailsnippets_directory_citizenproject:add")
    assert "Cette adresse mène à un autre projet" in text_of(editor.post(edit, {"name": "Autre", "slug": "verger"}))
    from investigations.directory.slugs import free_slug

    assert free_slug("Verger", but=CitizenProject()) == "verger-2"
    rename("verger")
    assert public.get(reverse("project", args=["verger"])).status_code == 200
    assert {one.slug for one in FormerAddress.objects.all()} == {"verger-du-passage", "le-verger"}
    CitizenProject.objects.update(live=False)
    assert public.get(reverse("project", args=["le-verger"])).status_code == 404
    with CaptureQueriesContext(connection) as asked:
        assert public.get(reverse("project", args=["jamais-vu"])).status_code == 404
    assert len(asked) < 10
