"""No name and no text goes public without a consent, and a consent that ends takes them back (promise 3)."""

import datetime
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.rich_text import RichText

from classrooms.errors import Refusal
from cms.models import PublicImage, StoryPage
from investigations.actions.record_consents import add_interviewee
from investigations.actions.withdraw_consent import lapse_consents, preview_ending, withdraw_consent
from investigations.models import Consent, Photo, Report, ReportVersion
from tests.classrooms.factories import PupilFactory
from tests.cms.stories import draft_story
from tests.dump import tables_with
from tests.investigations.factories import ConsentFactory

pytestmark = pytest.mark.django_db
What = Consent.What
NAME = "Zéphyrine"
# What the teacher keeps for the class: teaching needs no consent of its own.
PRIVATE = ("classrooms_", "investigations_")


@pytest.fixture
def story():
    return draft_story()


@pytest.fixture
def pupil(story):
    pupil = Photo.objects.get().pupil
    pupil.public_name = NAME
    pupil.save()
    return pupil


def consent(pupil, what=What.FIRST_NAME, **more):
    investigation = StoryPage.objects.get().investigation
    return ConsentFactory(pupil=pupil, investigation=investigation, what=what, **more)


def block(story, kind):
    return next(block for block in story.body if block.block_type == kind)


def publish(story) -> StoryPage:
    story.save_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def said_of(story) -> str:
    with pytest.raises(Refusal) as refused:
        publish(story)
    assert not StoryPage.objects.get(pk=story.pk).live
    return str(refused.value)


def put_name(story, place):
    words = f"Ce qu’a vu {NAME.upper()} au jardin"
    match place:
        case "title" | "introduction" | "seo_title" | "search_description":
            setattr(story, place, words)
        case "slug":
            story.slug = "le-jardin-de-zephyrine"
        case "heading":
            story.body.append(("heading", words))
        case "paragraph":
            block(story, "paragraph").value["text"] = RichText(f"<p>Ici, <b>{NAME}</b> a creusé.</p>")
        case "quote":
            value = {"report": "", "text": words, "name": "Une voisine", "question": ""}
            story.body.append(("quote", value))
        case _:
            block(story, "photo").value[place] = words
    return story


PLACES = [
    "title", "introduction", "slug", "seo_title", "search_description", "heading", "paragraph", "quote", "alt",
    "caption", "credit",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_wherever_a_first_name_stands_the_story_waits_for_its_consent(story, pupil, place):
    put_name(story, place)
    assert "sans autorisation pour le prénom" in said_of(story)
    consent(pupil)
    assert publish(story).live


@pytest.mark.parametrize("place", PLACES)
def test_a_withdrawn_first_name_leaves_every_place_every_revision_and_the_search(story, pupil, place, client):
    given = consent(pupil)
    put_name(story, place)
    story.save_revision(log_action=True)
    assert publish(story).live
    assert NAME.casefold() in client.get(StoryPage.objects.get().url).content.decode().casefold() or place in {
        "slug", "seo_title", "search_description",
    }  # fmt: skip
    assert preview_ending(given).stories[0].names == 1
    withdraw_consent(consent=given, by=story.classroom.owner)
    after = StoryPage.objects.get()
    assert after.live
    assert after.missing() == []
    assert tables_with(NAME, apart_from=PRIVATE) == set()
    page = client.get(after.url)
    assert page.status_code == 200
    assert "zephyrine" not in page.content.decode().casefold().replace("é", "e")
    assert not Redirect.objects.exists()


def test_the_animal_stands_where_the_name_stood(story, pupil):
    given = consent(pupil)
    story.introduction = f"Demain, {NAME} sèmera d’autres radis."
    block(story, "photo").value["credit"] = NAME
    publish(story)
    withdraw_consent(consent=given, by=story.classroom.owner)
    after = StoryPage.objects.get()
    assert after.introduction == "Demain, Renard sèmera d’autres radis."
    assert block(after, "photo").value["credit"] == "Renard, CM2"


def test_without_a_consent_a_story_is_composed_with_the_animal(story, pupil):
    assert block(story, "photo").value["credit"] == "Renard, CM2"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Inès", "Avec INES, on a compté les ruches.", True),
        ("Inès", "La finesse du miel", False),
        ("Jean-Baptiste", "jean baptiste a posé la question", True),
        ("Jean-Baptiste", "Jean a posé la question", False),
        ("Adam", "Le panier d’Adam est plein", True),
        ("Lou B.", "Lou a dessiné le plan", True),
        ("Rose", "une rose blanche", True),
        ("Nœmie", "Noemie et moi", True),
    ],
)
def test_names_are_words_whatever_accents_capitals_and_hyphens(story, pupil, name, text, found):
    pupil.public_name = name
    pupil.save()
    story.introduction = text
    assert bool([one for one in story.missing() if one.kind == "name"]) is found


def test_of_two_with_one_name_both_must_allow_it_unless_the_letter_says_which(story, pupil):
    pupil.public_name = "Gabriel L."
    pupil.save()
    other = PupilFactory(classroom=pupil.classroom, public_name="Gabriel M.")
    story.introduction = "Gabriel a goûté le miel."
    consent(pupil)
    assert "« Gabriel »" in said_of(story)
    story.introduction = "Gabriel L. a goûté le miel."
    assert publish(story).live
    story.introduction = "Gabriel M. a goûté le miel."
    assert [one.people for one in story.missing()] == [(other,)]


def test_a_word_that_names_nobody_is_looked_at_once_and_again_when_its_sentence_changes(story, pupil):
    pupil.public_name = "Rose"
    pupil.save()
    story.introduction = "Au fond du jardin, une rose blanche attend la pluie."
    (missing,) = story.missing()
    story.name_checks.create(digest=missing.hit.digest)
    assert publish(story).live
    given = consent(pupil)
    withdraw_consent(consent=given, by=story.classroom.owner)
    assert "une rose blanche" in StoryPage.objects.get().introduction
    story.introduction = "Au fond du jardin, Rose attend la pluie."
    assert [one.kind for one in story.missing()] == ["name"]


def test_an_adult_who_was_interviewed_is_named_with_their_word_only(story):
    investigation, teacher = story.investigation, story.classroom.owner
    adult = add_interviewee(investigation=investigation, name="Marguerite Osei", by=teacher)
    story.introduction = "Marguerite Osei ouvre le portail."
    assert "« Marguerite Osei »" in said_of(story)
    given = ConsentFactory(
        investigation=investigation, pupil=None, interviewee=adult, what=What.FIRST_NAME, pupil_agrees=False
    )
    assert publish(story).live
    withdraw_consent(consent=given, by=teacher)
    assert StoryPage.objects.get().introduction.startswith("une personne ouvre")


def test_beside_somebody_of_two_names_a_text_may_end_with_a_first_name(story, pupil):
    add_interviewee(investigation=story.investigation, name="Marguerite Osei", by=story.classroom.owner)
    story.introduction = f"Le chapeau est de {NAME}"
    assert f"« {NAME} »" in said_of(story)
    given = consent(pupil)
    publish(story)
    withdraw_consent(consent=given, by=story.classroom.owner)
    assert StoryPage.objects.get().introduction == "Le chapeau est de Renard"


def test_a_text_waits_for_the_consent_of_who_wrote_it(story, pupil):
    Consent.objects.all().delete()
    said = said_of(story)
    assert "pas d’autorisation pour les textes (Renard, CM2)" in said
    assert NAME not in said
    consent(pupil, What.TEXTS)
    assert publish(story).live


def test_a_withdrawn_text_leaves_the_story_its_revisions_and_the_search(story, pupil, client):
    word = "Quincampoix"
    block(story, "paragraph").value["text"] = RichText(f"<p>{word} est notre lieu secret.</p>")
    block(story, "photo").value["caption"] = "Une tasse"
    story.body.append(("heading", "Ce que la maîtresse en dit"))
    publish(story)
    given = Consent.objects.get(what=What.TEXTS)
    told = preview_ending(given).stories[0]
    assert (told.texts, told.live, told.unpublished) == (len(story.body) - 2, True, False)
    withdraw_consent(consent=given, by=story.classroom.owner)
    after = StoryPage.objects.get()
    assert [one.block_type for one in after.body] == ["photo", "project", "heading"]
    assert block(after, "photo").value["caption"] == ""
    assert tables_with(word, apart_from=PRIVATE) == set()
    assert word not in client.get(after.url).content.decode()


def caption_written_before(by) -> str:
    """The report says something else by now; who held the tablet then may be another pupil."""
    report, words = Report.objects.get(), "Le rosier de Quincampoix"
    photos = [{**entry, "caption": words} for entry in report.head.photos]
    version = {"pupil": by, "photos": photos, "device_time": timezone.now(), "sha256": "0" * 64}
    ReportVersion.objects.create(id=uuid.uuid4(), report=report, **version)
    return words


@pytest.mark.parametrize("mate", [False, True])
def test_a_caption_of_an_earlier_version_is_its_writers_and_goes_with_their_consent(story, pupil, client, mate):
    by = PupilFactory(classroom=pupil.classroom) if mate else pupil
    words = caption_written_before(by)
    story.drop_blocks(lambda one: one.block_type in {"paragraph", "quote"})
    block(story, "photo").value["caption"] = words.upper()
    Consent.objects.all().delete()
    assert "pas d’autorisation pour les textes" in said_of(story)
    if mate:
        consent(pupil, What.TEXTS)
        assert "pas d’autorisation pour les textes" in said_of(story)
    given = consent(by, What.TEXTS)
    url = publish(story).url
    assert words.upper() in client.get(url).content.decode()
    withdraw_consent(consent=given, by=story.classroom.owner)
    assert block(StoryPage.objects.get(), "photo").value["caption"] == ""
    assert words.upper() not in client.get(url).content.decode()
    assert tables_with("Quincampoix", apart_from=PRIVATE) == set()


def test_a_story_of_which_nothing_is_left_leaves_the_site(story, pupil, client):
    story.drop_blocks(lambda one: one.block_type == "photo")
    url = publish(story).url
    withdraw_consent(consent=Consent.objects.get(), by=story.classroom.owner)
    assert client.get(url).status_code == 404


def test_the_end_of_a_consent_is_never_refused_for_another_reason(story, pupil, client):
    """A name without consent stands in it too: the page leaves the site rather than keep what was withdrawn."""
    given = consent(pupil, What.FIRST_NAME)
    url = publish(put_name(story, "title")).url
    other = PupilFactory(classroom=pupil.classroom, public_name="Jardin")
    assert preview_ending(given).stories[0].unpublished
    withdraw_consent(consent=given, by=story.classroom.owner)
    assert client.get(url).status_code == 404
    assert not PublicImage.objects.exists()
    assert tables_with(NAME, apart_from=PRIVATE) == set()
    assert other.public_name in StoryPage.objects.get().title.title()


def test_what_runs_out_is_taken_back_by_itself_once(story, pupil):
    given = consent(pupil, ends_on=timezone.localdate())
    assert publish(put_name(story, "title")).live
    lapse_consents()
    assert NAME.upper() in StoryPage.objects.get().title
    Consent.objects.filter(pk=given.pk).update(
        starts_on=timezone.localdate() - datetime.timedelta(days=9),
        ends_on=timezone.localdate() - datetime.timedelta(days=1),
    )
    lapse_consents()
    after = StoryPage.objects.get()
    assert after.title == "Ce qu’a vu Renard au jardin"
    given.refresh_from_db()
    assert given.lapsed_at
    assert given.withdrawn_at is None
    lapse_consents()
    with pytest.raises(Refusal, match="déjà retirée"):
        withdraw_consent(consent=given, by=story.classroom.owner)


@pytest.mark.parametrize(
    "terms",
    [
        {"web": False},
        {"starts_on": timezone.localdate() + datetime.timedelta(days=2)},
        {"withdrawn_at": timezone.now()},
        {"lapsed_at": timezone.now()},
    ],
)
def test_a_consent_for_print_only_for_later_or_withdrawn_does_not_count(story, pupil, terms):
    consent(pupil, **terms)
    assert "sans autorisation" in said_of(put_name(story, "title"))


def test_a_consent_for_another_investigation_does_not_count(story, pupil):
    ConsentFactory(pupil=pupil, what=What.FIRST_NAME)
    assert "sans autorisation" in said_of(put_name(story, "title"))


def test_a_scheduled_publication_is_refused_when_its_hour_comes(story, pupil):
    given = consent(pupil)
    put_name(story, "title").save_revision(approved_go_live_at=timezone.now())
    Consent.objects.filter(pk=given.pk).update(withdrawn_at=timezone.now())
    call_command("publish_scheduled")
    assert not StoryPage.objects.get().live
