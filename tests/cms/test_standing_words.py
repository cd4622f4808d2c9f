"""What editors write on the site's own pages names no pupil of any class, whichever way it is published (promise 3)."""

import datetime
import json
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from classrooms.actions.change_pupil import change_pupil
from classrooms.errors import Refusal
from classrooms.models import FormerName
from cms.actions.found_site import found_site
from cms.models import ClassroomIndexPage, HomePage, NameCheck, StoryIndexPage, TextPage
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import signed_in, text_of

pytestmark = pytest.mark.django_db
NAME = "Zéphyrine"
HIDDEN = "Ze\u0301phy\u00adrine"
REFUSED = "est un prénom d’une classe, et les pages du site ne nomment aucun élève"
PUBLISH = {"action-publish": "1"}
STREAMS = {HomePage: "body", StoryIndexPage: "body", ClassroomIndexPage: "body", TextPage: "parts"}


@pytest.fixture
def pupil():
    return PupilFactory(public_name=f"{NAME} M.")


@pytest.fixture
def editor():
    return signed_in(editor=True)


def told(answer):
    """What the editor reads, errors of a stream included: its script gets them as JSON."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text_of(answer))


def rich(words):
    block = {"key": "aaaaa", "type": "unstyled", "depth": 0, "text": words, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def form(page, **changes):
    """The page's form as a browser sends it, with no part of a page but those in ``changes``."""
    sent = {"title": page.title, "slug": page.slug, f"{STREAMS[type(page)]}-count": "0"}
    plain = {name: getattr(page, name) for name in ("motto", "introduction") if isinstance(getattr(page, name, 0), str)}
    if isinstance(page, HomePage):
        plain["introduction"] = "null"
    if isinstance(page, TextPage):
        plain["body"] = "null"
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    return sent | plain | comments | changes


def parts(page, *every):
    stream = STREAMS[type(page)]
    sent = {f"{stream}-count": str(len(every))}
    for place, (kind, values) in enumerate(every):
        sent |= {f"{stream}-{place}-{name}": "" for name in ("deleted", "id")}
        sent |= {f"{stream}-{place}-order": str(place), f"{stream}-{place}-type": kind}
        sent |= {f"{stream}-{place}-value-{name}": said for name, said in values.items()}
    return sent


def every_word(page):
    """Whatever can be typed on it, each with a name of its own spelling."""
    said = f"Merci à {NAME} pour sa rose."
    typed = {name: said for name in page.WORDS if name not in {"slug", STREAMS[type(page)]}}
    if isinstance(page, HomePage):
        typed["introduction"] = rich(said)
    if isinstance(page, TextPage):
        typed["body"] = rich(said)
    words = {"title": "", "text": rich(f"Bravo {HIDDEN.upper()} !")}
    challenge = {"text": f"Planter une rose avec {HIDDEN}", "place": ""}
    title = {"title": "Zephyrine raconte", "cause": ""}
    return (
        typed
        | {"slug": "merci-a-zephyrine"}
        | parts(page, ("words", words), ("challenge", challenge), ("stories", title))
    )


def test_no_words_of_an_editor_name_a_pupil_in_public(editor, pupil, client):
    for page in [model.objects.first() for model in STREAMS]:
        before = page.latest_revision_id
        answer = editor.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **every_word(page), **PUBLISH)
        )
        errors = answer.context["form"].errors
        assert set(errors) == set(page.WORDS), page
        assert all(REFUSED in str(error) or "sont des prénoms" in str(error) for error in errors.values())
        for sentence in ("Bravo ZE", "Planter une rose", "« Zephyrine raconte »", "cochez que ces mots"):
            assert sentence in told(answer), sentence
        now = type(page).objects.get(pk=page.pk)
        assert (now.title, now.latest_revision_id) == (page.title, before)
        assert NAME not in client.get(page.url).content.decode()


def test_the_editor_hears_which_sentence_and_says_once_that_its_word_names_nobody(editor, client):
    """“Rose” is a flower, and a pupil; a former name is a name."""
    rose = PupilFactory(public_name="Rose")
    change_pupil(pupil=rose, user=rose.classroom.owner, public_name="Colibri", level="")
    assert FormerName.objects.count() == 1
    page = TextPage.objects.first()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed = {"introduction": "Le square Rose Valland est tout près. Merci à Colibri !"}
    assert REFUSED not in text_of(editor.post(url, form(page, **typed), follow=True))
    assert "Valland" in text_of(editor.get(url)), "a draft is kept whatever it says"
    answer = text_of(editor.post(url, form(page, **typed, **PUBLISH)))
    assert "« Rose » (« Le square Rose Valland est tout près. »)" in answer
    assert "« Colibri » (« Merci à Colibri ! »)" in answer
    assert "Mettez un animal à la place, dites-le autrement, ou cochez que ces mots ne nomment aucun élève" in answer
    flower = next(one for one in answer.split('name="names_nobody" value="')[1:] if "Valland" in one).partition('"')[0]
    assert REFUSED in text_of(editor.post(url, form(page, **typed, names_nobody=flower, **PUBLISH)))
    typed = {"introduction": "Le square Rose Valland est tout près. Merci à Renard !"}
    editor.post(url, form(page, **typed, names_nobody=flower, **PUBLISH))
    assert "Rose Valland" in client.get(page.url).content.decode()
    assert NameCheck.objects.get().story is None
    editor.post(url, form(page, introduction="Le square Rose Valland est tout près de la rose.", **PUBLISH))
    assert "près de la rose" in client.get(page.url).content.decode(), "said once, it holds for that sentence"
    assert REFUSED in text_of(editor.post(url, form(page, introduction="Merci à Rose.", **PUBLISH)))
    assert REFUSED not in text_of(
        editor.post(url, form(page, introduction="Une rose, du thym.", **PUBLISH), follow=True)
    )


def test_no_other_way_to_publish_shows_it(editor, pupil, client):
    page = StoryIndexPage.objects.get()
    page.introduction = f"Lisez {NAME} !"
    revision = page.save_revision()
    with pytest.raises(Refusal, match=REFUSED):
        revision.publish()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = text_of(editor.post(f"{bulk}?id={page.pk}", {"id": [page.pk]}, follow=True))
    assert REFUSED in told
    added = reverse("wagtailadmin_pages:add", args=["cms", "textpage", HomePage.objects.get().pk])
    fresh = {"title": "Bravo", "slug": "bravo", "introduction": f"À {NAME}", "body": "null", "parts-count": "0"}
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert REFUSED in text_of(editor.post(added, fresh | comments | PUBLISH))
    assert not TextPage.objects.filter(slug="bravo").exists()
    assert NAME not in client.get(StoryIndexPage.objects.get().url).content.decode()


def test_words_that_the_site_brings_stop_no_update_and_looking_costs_the_same_with_more_classes(editor, pupil):
    page = TextPage.objects.get(role=TextPage.Role.PUPILS)
    TextPage.objects.filter(pk=page.pk).delete()
    PupilFactory(public_name="Renard")
    found_site()
    page = TextPage.objects.get(role=TextPage.Role.PUPILS)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert REFUSED in text_of(editor.post(url, form(page, introduction=f"Merci à {NAME}", **PUBLISH)))
        return len(queries)

    cost()
    few = cost()
    for _n in range(3):
        mate = PupilFactory(classroom=ClassroomFactory())
        change_pupil(pupil=mate, user=mate.classroom.owner, public_name=f"Autre {mate.pk.hex[:6]}", level="")
    cost()
    assert cost() == few
