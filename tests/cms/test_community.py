"""The people around the directory: projects that recommend and invite each other, a sticker, letters to holders."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
import zxingcpp
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from classrooms.models import Pupil
from investigations.actions.create_investigation import create_investigation
from investigations.actions.update_investigation import change_project
from investigations.directory.models import (
    CitizenProject,
    NoInvitation,
    ProjectInvitation,
    Recommendation,
    Registration,
)
from investigations.directory.tasks import forget_unfinished_registrations
from investigations.models import Guide
from tests.classrooms.factories import ClassroomFactory, PupilFactory, UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter, fill_in
from tests.cms.stories import draft_story
from tests.cms.test_holding import at, inside, keep, project, sent  # noqa: F401 - fixtures
from tests.investigations.factories import CitizenProjectFactory
from tests.workshop.printing.raster import rasterised

pytestmark = pytest.mark.django_db
OTHER = "sam@radio.example"
WORDS = "Ils nous ont prêté leurs outils tout un hiver."


@pytest.fixture
def radio():
    radio = CitizenProjectFactory(name="Radio Goutte", slug="radio")
    keep(radio, OTHER, name="Sam Diallo")
    return radio


@pytest.fixture
def as_radio(radio, sent):  # noqa: F811
    client = Client()
    client.get(reverse("holder"))
    sent(lambda: client.post(reverse("holder"), {"email": OTHER}))
    client.post(reverse("holder_code"), {"code": code_in_letter(OTHER)})
    mail.outbox.clear()
    return client


def say(client, giver, receiver, sent, words=WORDS):  # noqa: F811
    page = at("recommendations", giver) + f"?q={receiver.name}"
    return sent(lambda: client.post(page, {"receiver": receiver.pk, "words": words}))


def public(project):  # noqa: F811
    return text_of(Client().get(project.get_absolute_url()))


def test_a_project_recommends_another_on_both_pages_and_takes_it_back(inside, project, radio, sent):  # noqa: F811
    mail.outbox.clear()
    found = text_of(inside.get(at("recommendations", project), {"q": "goutte"}))
    assert "Radio Goutte, Paris" in found
    assert "Le Verger du Passage, Paris" not in text_of(inside.get(at("recommendations", project), {"q": "verger"}))
    assert say(inside, project, radio, sent).status_code == 302
    assert WORDS in public(project)
    assert "Ils recommandent" in public(project)
    assert WORDS in public(radio)
    assert "Recommandé par" in public(radio)
    (letter,) = mail.outbox
    assert letter.to == [OTHER]
    assert WORDS in letter.body
    assert "In English" in letter.body
    assert EMAIL not in letter.body
    assert "Radio Goutte, Paris" not in text_of(inside.get(at("recommendations", project), {"q": "goutte"}))
    given = Recommendation.objects.get()
    with pytest.raises(ValueError, match="nothing"):
        _press(inside, project, "hide", given)
    _press(inside, project, "take_back", given)
    assert WORDS not in public(project)
    assert WORDS not in public(radio)


def _press(client, project, name, given):  # noqa: F811
    answer = client.post(at("recommendations", project), {name: given.pk})
    if answer.status_code == 404:
        raise ValueError("nothing of theirs")


def test_who_got_it_hides_it_for_good_and_a_pause_hides_it_for_a_while(
    inside, project, radio, as_radio, sent  # noqa: F811
):  # fmt: skip
    say(inside, project, radio, sent)
    given = Recommendation.objects.get()
    as_radio.post(at("pause", radio))
    assert WORDS not in public(project)
    as_radio.post(at("pause", radio))
    assert WORDS in public(project)
    CitizenProject.objects.filter(pk=project.pk).update(live=False)
    assert WORDS not in public(radio)
    CitizenProject.objects.filter(pk=project.pk).update(live=True)
    _press(as_radio, radio, "hide", given)
    assert WORDS not in public(project)
    assert WORDS not in public(radio)
    assert "pas montrée en ce moment" in text_of(inside.get(at("recommendations", project)))
    _press(as_radio, radio, "show", given)
    assert WORDS in public(radio)
    _press(as_radio, radio, "hide", given)
    # Taken back and given once more: hidden is hidden.
    _press(inside, project, "take_back", given)
    assert say(inside, project, radio, sent).status_code == 200
    assert not Recommendation.objects.said().exists()
    as_radio.post(at("delete", radio))
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Écrivez à sam@radio.example.", "Ni adresse"),
        ("Tout est sur www.radio.example", "Ni adresse"),
        ("Appelez le 01 23 45 67 89", "Ni adresse"),
        ("Sam DIALLO est formidable.", "sans nommer"),
        ("", "Dites pourquoi"),
        ("x" * 201, "200"),
    ],
)
def test_words_by_which_somebody_is_reached_are_refused(inside, project, radio, sent, words, why):  # noqa: F811
    assert why in text_of(say(inside, project, radio, sent, words))
    assert not Recommendation.objects.exists()


def test_only_between_published_projects_and_ten_at_most(inside, project, radio, sent, monkeypatch):  # noqa: F811
    draft = CitizenProjectFactory(name="Brouillon Goutte", live=False)
    page = inside.post(at("recommendations", project) + "?q=goutte", {"receiver": draft.pk, "words": WORDS})
    assert page.status_code == 200
    monkeypatch.setattr("investigations.directory.actions.recommend.AT_MOST", 0)
    assert "au plus" in text_of(say(inside, project, radio, sent))
    monkeypatch.undo()
    CitizenProject.objects.filter(pk=project.pk).update(live=False)
    assert "doivent être publiées" in text_of(say(inside, project, radio, sent))
    assert not Recommendation.objects.exists()


def test_an_editor_reads_and_removes_a_recommendation_and_writes_none(project, radio):  # noqa: F811
    given = Recommendation.objects.create(giver=project, receiver=radio, words=WORDS)
    editor = signed_in(editor=True)
    assert WORDS in text_of(editor.get("/admin/snippets/directory/recommendation/"))
    assert editor.get(f"/admin/snippets/directory/recommendation/edit/{given.pk}/").status_code == 302
    editor.post(f"/admin/snippets/directory/recommendation/delete/{given.pk}/")
    assert not Recommendation.objects.exists()


def invite(client, project, sent, **changes):  # noqa: F811
    typed = {"name": "Le Four", "email": "four@place.example", "words": "Venez, on vous attend."} | changes
    return sent(lambda: client.post(at("invite_project", project), typed))


def link(letter, name):
    return re.search(rf"^http\S+{name}\S+$", letter.body, re.MULTILINE)[0].removeprefix(settings.BASE_URL)


def test_an_invited_project_sees_who_invites_registers_and_editors_see_it(inside, project, sent):  # noqa: F811
    mail.outbox.clear()
    assert invite(inside, project, sent).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["four@place.example"]
    assert "Venez, on vous attend." in letter.body
    newcomer = Client()
    address = link(letter, "invitation=")
    opening = text_of(newcomer.get(address))
    assert "Le Verger du Passage" in opening
    assert "Venez, on vous attend." in opening
    secret = address.partition("=")[2]
    assert secret not in str(list(ProjectInvitation.objects.values()))
    newcomer.post(reverse("register"), {"invitation": secret})
    sent(lambda: fill_in(newcomer, contact={"contact_email": "four@place.example"}, projet={"name": "Le Four"}))
    sent(lambda: newcomer.post(reverse("register_code"), {"code": code_in_letter("four@place.example")}))
    made = CitizenProject.objects.get(name="Le Four")
    stays = ProjectInvitation.objects.get()
    assert (stays.by, stays.registered, stays.email, stays.name, stays.words) == (project, made, "", "", "")
    page = signed_in(editor=True).get(f"/admin/snippets/directory/citizenproject/edit/{made.pk}/")
    assert "Invité par « Le Verger du Passage »" in text_of(page)
    assert "Le Four" not in text_of(inside.get(at("invite_project", project)))
    CitizenProject.objects.filter(pk=made.pk).update(live=True)
    assert "Le Four" in text_of(inside.get(at("invite_project", project)))


def test_nobody_is_written_to_twice_in_a_month_or_after_saying_no(inside, project, radio, as_radio, sent):  # noqa: F811
    mail.outbox.clear()
    invite(inside, project, sent)
    assert "moins d’un mois" in text_of(invite(inside, project, sent, email="FOUR@place.example"))
    (letter,) = mail.outbox
    no_more = link(letter, "ne-plus-ecrire/")
    stranger = Client()
    assert "Ne plus m’écrire" in text_of(stranger.get(no_more))
    assert not NoInvitation.objects.exists()
    assert "C’est noté" in text_of(stranger.post(no_more))
    assert "four@" not in str(list(NoInvitation.objects.values()) + list(ProjectInvitation.objects.values()))
    mail.outbox.clear()
    assert "une lettre part, sauf si" in said(invite(as_radio, radio, sent))
    assert mail.outbox == []
    assert "four@" not in str(list(ProjectInvitation.objects.values()))
    assert stranger.get(reverse("register_no_letters", args=["rien"])).status_code == 404
    ProjectInvitation.objects.update(sent_at=timezone.now() - timedelta(days=31))
    forget_unfinished_registrations.enqueue()
    assert not ProjectInvitation.objects.exists()
    assert NoInvitation.objects.exists()


def test_invitations_are_few_and_a_program_sends_none(inside, project, sent, monkeypatch):  # noqa: F811
    mail.outbox.clear()
    assert invite(inside, project, sent, fax="1").status_code == 302
    assert "Ni adresse" in text_of(invite(inside, project, sent, words="Voyez http://mal.example"))
    CitizenProject.objects.filter(pk=project.pk).update(live=False)
    assert "doit être publiée" in text_of(invite(inside, project, sent))
    CitizenProject.objects.filter(pk=project.pk).update(live=True)
    monkeypatch.setattr("cms.holding.inviting.LETTERS_AN_HOUR", 0)
    assert "Beaucoup de lettres" in text_of(invite(inside, project, sent))
    monkeypatch.undo()
    monkeypatch.setattr("investigations.directory.actions.invite_project.A_MONTH", 0)
    assert "par mois au plus" in text_of(invite(inside, project, sent))
    assert mail.outbox == []
    assert not ProjectInvitation.objects.exists()
    Client().post(reverse("register"), {"invitation": "rien"})
    assert Registration.objects.get().invitation is None


def test_the_sticker_leads_to_the_public_page_and_speaks_of_pupils_once_they_told(inside, project):  # noqa: F811
    address = f"{settings.BASE_URL}{project.get_absolute_url()}"
    for asked, codes, width in (({}, 4, 595), ({"feuille": "1"}, 1, 298)):
        answer = inside.get(at("sticker", project), asked)
        assert answer.headers["Content-Type"] == "application/pdf"
        (page,) = rasterised(answer.content)
        assert [code.text for code in zxingcpp.read_barcodes(page)] == [address] * codes
        document = pypdf.PdfReader(io.BytesIO(answer.content))
        assert round(document.pages[0].mediabox.width) == width
        assert "Verger" in document.metadata.title
        assert document.trailer["/Root"]["/Lang"] == "fr"
        words = document.pages[0].extract_text()
        assert "Passage" in words
        assert "élèves" not in words
    story = draft_story(report__assignment__investigation__project=project)
    story.get_latest_revision().publish()
    editor = signed_in(editor=True)
    words = pypdf.PdfReader(io.BytesIO(editor.get(reverse("stories:sticker", args=[project.pk])).content))
    assert "élèves racontent" in " ".join(words.pages[0].extract_text().split())
    inside.post(at("pause", project))
    assert inside.get(at("sticker", project)).status_code == 404
    assert editor.get(reverse("stories:sticker", args=[project.pk])).status_code == 404


def test_holders_hear_when_a_class_chooses_them_and_of_whom_they_hear_nothing(project, radio, sent):  # noqa: F811
    keep(project, "noa@jardin.example", name="Noa")
    classroom = ClassroomFactory(name="Les CM2 de Zoé", levels=["CM1", "CM2"])
    pupils = [PupilFactory(classroom=classroom, public_name=name) for name in ("Kanza", "Tomek")]
    guide, teacher = Guide.objects.first(), classroom.owner
    # A name that is no town's: the letter says where the school is.
    teacher.last_name = "Quenouille"
    teacher.save()
    chosen = {"classroom": classroom, "guide": guide, "by": teacher}
    with translation.override("en"):
        investigation = sent(lambda: create_investigation(project=project, **chosen))
    assert [letter.to for letter in mail.outbox] == [[EMAIL], ["noa@jardin.example"]]
    letter = mail.outbox[0]
    assert letter.subject == "Une classe choisit « Le Verger du Passage »"
    for told in (classroom.school.name, classroom.school.commune, "CM1, CM2", "2 élèves", "In English"):
        assert told in letter.body, told
    for kept in ("Kanza", "Tomek", "Zoé", teacher.email, teacher.last_name):
        assert kept not in letter.body, kept
    assert len(pupils) == Pupil.objects.count()
    mail.outbox.clear()
    # The same class once more says nothing new; another project is told.
    sent(lambda: create_investigation(project=project, **chosen))
    sent(lambda: change_project(investigation=investigation, project=project, by=teacher))
    assert mail.outbox == []
    sent(lambda: change_project(investigation=investigation, project=radio, by=teacher))
    assert [letter.to for letter in mail.outbox] == [[OTHER]]


def test_a_story_is_told_once_and_who_wants_no_news_gets_none(inside, project, sent):  # noqa: F811
    story = draft_story(title="Le verger raconté", report__assignment__investigation__project=project)
    mail.outbox.clear()
    sent(lambda: story.get_latest_revision().publish())
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert "Le verger raconté" in letter.body
    assert story.url in letter.body
    mail.outbox.clear()
    story.refresh_from_db()
    story.title = "Le verger, raconté"
    sent(lambda: story.save_revision().publish())
    story.refresh_from_db()
    story.unpublish()
    sent(lambda: story.get_latest_revision().publish())
    assert mail.outbox == []
    assert "ne recevrez plus" in said(inside.post(at("news", project), {"hears": "0"}))
    assert "vous n’en recevez pas" in text_of(inside.get(at("entry", project)))
    other = ClassroomFactory()
    chosen = {"guide": Guide.objects.first(), "by": UserFactory(teacher=True)}
    sent(lambda: create_investigation(classroom=other, project=project, **chosen))
    assert mail.outbox == []
    assert "Vous recevrez" in said(inside.post(at("news", project), {"hears": "1"}))
