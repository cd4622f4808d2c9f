"""The consents of a class: forms to print, what came back, what is missing, and one taken back."""

import io
import re
import uuid

import pytest
import zxingcpp
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from cms.models import StoryPage
from investigations.consents import usual_end
from investigations.models import Consent, Photo
from tests.browser import LAPTOP, PHONE
from tests.classrooms.factories import PupilFactory, UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.stories import published_story
from tests.investigations.factories import ConsentFactory, InvestigationFactory
from tests.workshop.printing.raster import rasterised

What = Consent.What


@pytest.fixture
def investigation(db):
    return InvestigationFactory(opened=True)


@pytest.fixture
def pupils(investigation):
    return [PupilFactory(classroom=investigation.classroom, public_name=name) for name in ("Ada", "Noé")]


@pytest.fixture
def teacher(investigation):
    return signed_in(investigation.classroom.owner)


def table(investigation):
    return reverse("investigations:consents", args=[investigation.pk])


def signed(*ticks, **changes):
    """What the form sends: both signed, for the site and in print, from today."""
    day = timezone.localdate()
    sent = {
        "give": list(ticks), "starts_on": day.isoformat(), "ends_on": usual_end().isoformat(), "web": "on",
        "print": "on", "signed": "both", "kept": "paper", "pupils_agree": "on",
    }  # fmt: skip
    return {name: value for name, value in (sent | changes).items() if value is not None}


def tick(pupil, what):
    return f"pupil:{pupil.pk}:{what}"


def test_a_class_is_ticked_in_one_go_and_what_is_missing_is_plain(investigation, pupils, teacher):
    page = text_of(teacher.get(table(investigation)))
    assert page.count(">manque<") == 6
    assert "un formulaire de rentrée" in page
    sent = signed(tick(pupils[0], "image"), tick(pupils[0], "texts"), tick(pupils[1], "texts"))
    answer = teacher.post(table(investigation), sent, follow=True)
    assert "3 autorisations enregistrées" in said(answer)
    page = text_of(answer)
    assert page.count(">manque<") == 3
    assert "2 sur 2" in page
    given = Consent.objects.get(what=What.IMAGE)
    assert (given.pupil, given.signed, given.kept, given.pupil_agrees) == (pupils[0], "both", "paper", True)
    assert given.recorded_by == investigation.classroom.owner
    again = teacher.post(table(investigation), sent, follow=True)
    assert "0 autorisation" in said(again)
    assert Consent.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"give": []}, "Cochez ce qui est autorisé"),
        ({"pupils_agree": None}, "Demandez aussi à chaque élève"),
        ({"web": None, "print": None}, "Dites où l’on peut publier"),
        ({"ends_on": "2020-01-01", "starts_on": "2019-01-01"}, "Ce dernier jour est passé"),
        ({"ends_on": "2090-01-01"}, "5 ans au plus"),
        ({"ends_on": ""}, "Il manque une date"),
        ({"signed": "one"}, "Il manque une date, une signature"),
        ({"signed": "self"}, "Il manque une date, une signature"),
    ],
)
def test_what_is_not_a_consent_is_refused_in_words_and_the_ticks_stay(investigation, pupils, teacher, changes, words):
    key = tick(pupils[0], "image")
    answer = teacher.post(table(investigation), signed(key, **changes))
    assert answer.status_code == 200
    assert words in said(answer)
    assert not Consent.objects.exists()
    if changes.get("give") != []:
        assert re.search(rf'value="{key}"[^>]*checked', answer.content.decode())


def test_one_signature_is_enough_where_the_school_says_so(investigation, pupils, teacher):
    school = investigation.classroom.school
    school.both_sign = False
    school.save()
    teacher.post(table(investigation), signed(tick(pupils[0], "image"), signed="one"))
    assert Consent.objects.get().signed == "one"


def test_an_adult_who_was_met_signs_for_themselves(investigation, pupils, teacher):
    answer = teacher.post(table(investigation), {"add": "1", "name": "  Yvonne   Petit "}, follow=True)
    assert "Yvonne Petit est dans la liste" in said(answer)
    assert "déjà dans la liste" in said(
        teacher.post(table(investigation), {"add": "1", "name": "Yvonne Petit"}, follow=True)
    )
    adult = investigation.interviewees.get()
    teacher.post(table(investigation), signed(f"adult:{adult.pk}:image", pupils_agree=None))
    given = Consent.objects.get()
    assert (given.interviewee, given.signed, given.pupil_agrees) == (adult, "self", False)


def test_a_pupil_of_another_class_is_not_ticked(investigation, pupils, teacher):
    stranger = PupilFactory()
    teacher.post(table(investigation), signed(tick(stranger, "image"), tick(pupils[0], "image")))
    assert [given.pupil for given in Consent.objects.all()] == [pupils[0]]


def test_the_table_costs_the_same_for_two_pupils_and_for_ten(
    investigation, pupils, teacher, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(100) as counted:
            teacher.get(table(investigation))
        return len(counted)

    ConsentFactory(pupil=pupils[0], investigation=investigation)
    queries()
    before = queries()
    for _n in range(8):
        ConsentFactory(pupil=PupilFactory(classroom=investigation.classroom), investigation=investigation)
    assert queries() == before


def test_the_forms_are_a_page_each_filled_in_and_their_code_leads_to_the_pupils_line(investigation, pupils, teacher):
    school = investigation.classroom.school
    school.contact = "secretariat@ecole.example"
    school.save()
    answer = teacher.post(reverse("investigations:consent_forms", args=[investigation.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    document = answer.content
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]
    assert len(pages) == 2
    for page, pupil in zip(pages, pupils, strict=True):
        words = " ".join(page.split())
        for expected in (pupil.public_name, investigation.project.name, "deux responsables légaux", school.contact):
            assert expected in words
    (code,) = zxingcpp.read_barcodes(rasterised(document)[0])
    assert code.text == settings.BASE_URL + reverse("investigations:consents_of", args=[investigation.pk, pupils[0].pk])
    alone = text_of(teacher.get(code.text.removeprefix(settings.BASE_URL)))
    assert "Ada" in alone
    assert "Noé" not in alone


def test_the_form_of_one_pupil_is_printed_from_their_line(investigation, pupils, teacher):
    form = reverse("investigations:consent_form", args=[investigation.pk, pupils[1].pk])
    alone = reverse("investigations:consents_of", args=[investigation.pk, pupils[1].pk])
    for screen in (table(investigation), alone):
        page = text_of(teacher.get(screen))
        assert f'href="{form}"' in page
        assert "Son formulaire" in page
    answer = teacher.get(form)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "noe" not in answer["Content-Disposition"]
    (only,) = PdfReader(io.BytesIO(answer.content)).pages
    assert "Noé" in only.extract_text()
    assert "Ada" not in only.extract_text()


def test_names_with_markup_are_printed_as_they_are(investigation, pupils, teacher):
    project = investigation.project
    project.name = "Ici & <b>là</b> <font size=90>"
    project.save()
    answer = teacher.post(reverse("investigations:consent_forms", args=[investigation.pk]))
    assert "<font size=90>" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


@pytest.mark.django_db
def test_withdrawing_tells_first_then_does_it_in_one_step(client):
    story = published_story()
    given = Consent.objects.get(what=What.TEXTS)
    teacher = signed_in(story.classroom.owner)
    url = reverse("investigations:withdraw_consent", args=[story.investigation_id, given.pk])
    page = text_of(teacher.get(url))
    assert "Le jardin secret" in page
    assert "textes en sortent" in page
    assert StoryPage.objects.get().missing() == []
    assert "n’est plus public" in said(teacher.post(url, follow=True))
    given.refresh_from_db()
    assert given.withdrawn_by == story.classroom.owner
    assert "déjà retirée" in text_of(teacher.get(url))
    assert "déjà retirée" in said(teacher.post(url, follow=True))


@pytest.mark.django_db
def test_an_editor_takes_back_what_carries_a_story_and_meets_pupils_as_the_public_does(client):
    story = published_story()
    pupil = Photo.objects.get().pupil
    editor = signed_in(UserFactory(editor=True))
    page = text_of(editor.get(reverse("stories:consents", args=[story.pk])))
    assert "Renard, CM2" in page
    assert pupil.public_name not in page
    other = ConsentFactory(pupil=pupil, investigation=story.investigation, what=What.IMAGE)
    withdraw = "stories:withdraw_consent"
    assert editor.get(reverse(withdraw, args=[story.pk, other.pk])).status_code == 404
    given = Consent.objects.get(what=What.TEXTS)
    url = reverse(withdraw, args=[story.pk, given.pk])
    assert pupil.public_name not in text_of(editor.get(url))
    assert "n’est plus public" in said(editor.post(url, follow=True))
    assert not StoryPage.objects.get().drop_blocks(lambda block: block.block_type == "paragraph")


@pytest.mark.django_db
def test_a_refused_publication_leads_to_what_is_missing_and_each_name_is_dealt_with(client):
    story = published_story()
    pupil = Photo.objects.get().pupil
    pupil.public_name = "Rose"
    pupil.save()
    story.introduction = "Une rose blanche. Et Rose la dessine."
    story.save_revision()
    teacher = signed_in(story.classroom.owner)
    url = reverse("stories:consents", args=[story.pk])
    page = teacher.get(url).content.decode()
    flower, child = re.findall(r'name="nobody" value="(\w+)"', page)
    assert "ne nomme personne" in said(teacher.post(url, {"nobody": flower}, follow=True))
    assert "l’animal a pris la place" in said(teacher.post(url, {"animal": child}, follow=True))
    draft = StoryPage.objects.get().get_latest_revision_as_object()
    assert draft.introduction == "Une rose blanche. Et Renard la dessine."
    assert draft.missing() == []
    assert "n’est plus dans le récit" in said(teacher.post(url, {"nobody": uuid.uuid4().hex}, follow=True))
    editor = signed_in(UserFactory(editor=True))
    assert editor.post(url, {"nobody": flower}).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_a_pile_of_forms_is_ticked_by_hand(page, site, axe, investigation, pupils, size):
    session = signed_in(investigation.classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.set_viewport_size(size)
    page.goto(site + table(investigation))
    axe(page, context=".sheet")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="tout cocher").last.click()
    page.get_by_label("Ada : ses textes").uncheck()
    page.get_by_label("Chaque élève coché a été interrogé").check()
    page.get_by_role("button", name="Enregistrer ce qui est coché").click()
    expect(page.get_by_text("1 autorisation enregistrée.")).to_be_visible()
    page.get_by_role("link", name="Retirer : ").click()
    expect(page.get_by_text("Rien de publié ni d’écrit n’en dépend.")).to_be_visible()
    axe(page, context=".sheet")
    page.get_by_role("button", name="Retirer l’autorisation").click()
    expect(page.get_by_text("Rien de publié n’en dépendait.")).to_be_visible()
