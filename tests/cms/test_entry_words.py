"""What stands on a project's entry names no pupil of a class that came there, unless an editor has read it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from classrooms.actions.change_pupil import change_pupil
from investigations.directory.models import CitizenProject
from investigations.models import Wish
from tests.classrooms.factories import PupilFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.test_holding import answers, at, inside, project, sent  # noqa: F401 - fixtures
from tests.investigations.admin.test_projects import PROJECTS, form
from tests.investigations.factories import InvestigationFactory, ReportFactory

pytestmark = pytest.mark.django_db
HIDDEN = "ZE\u0301PHY\u00adRINE"
WORDS = ("summary", "description", "how_it_was_made", "needs_hands", "needs_things", "needs_money", "opening_hours",
    "accessibility", "welcome_when", "welcome_how")  # fmt: skip
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def pupil(project):  # noqa: F811
    pupil = PupilFactory(public_name="Zéphyrine M.")
    InvestigationFactory(classroom=pupil.classroom, project=project)
    return pupil


def public(project):  # noqa: F811
    return text_of(Client().get(project.get_absolute_url()))


def test_a_change_that_names_who_came_is_read_first_and_only_editors_hear_why(inside, project, pupil):  # noqa: F811
    PupilFactory(public_name="Octave")
    sentence = f"Merci à {HIDDEN} pour le mur."
    typed = dict.fromkeys(WORDS, sentence) | {"contact_phone": "01 02 03 04 05"}
    page = inside.post(at("change", project), answers(project, **typed), follow=True)
    current = CitizenProject.objects.get(pk=project.pk)
    assert [field for field in WORDS if HIDDEN in getattr(current, field)] == []
    assert current.contact_phone == "01 02 03 04 05", "the rest is changed at once"
    assert HIDDEN not in public(project)
    assert "La Rédaction relit avant que tout paraisse" in said(page)
    for seen in (said(page), text_of(inside.get(at("entry", project)))):
        assert "prénom" not in seen.lower()
    editor, desk = signed_in(editor=True), reverse("entries:review", args=[project.pk])
    review = text_of(editor.get(desk))
    assert review.count("une classe venue ici a un élève de ce nom") == len(WORDS)
    assert f"« {HIDDEN} » (« {sentence} »)" in review
    editor.post(desk, {"approve": "1", "revision": current.latest_revision_id})
    assert HIDDEN in public(project), "an editor has read it"


def test_whoever_came_by_another_name_counts_and_other_words_are_public_at_once(inside, project, pupil):  # noqa: F811
    change_pupil(pupil=pupil, user=pupil.classroom.owner, public_name="Colombe", level="")
    PupilFactory(public_name="Octave")
    for fine in ("Une colombe et une zéphyrine.", "Octave tient la caisse."):
        inside.post(at("change", project), answers(project, summary=fine))
        assert fine in public(project)
    inside.post(at("change", project), answers(project, summary="Zéphyrine a ri."))
    assert "Zéphyrine" not in public(project)
    inside.post(at("change", project), answers(project, summary="Une élève a ri.", opening_hours="Lundi"))
    assert "Une élève a ri." in public(project)
    report = ReportFactory(assignment__investigation__project=project)
    wish = Wish.objects.create(project=project, report=report, about=Wish.About.HOURS, words="Avec Colombe")
    inside.post(at("wishes", project), {"accept": wish.pk})
    assert "Colombe" not in public(project)


def test_the_holder_s_picture_and_a_new_name_are_read_with_the_hint(inside, project, pupil):  # noqa: F811
    inside.post(at("change", project), answers(project, name="Le Verger de Zéphyrine"))
    page = text_of(signed_in(editor=True).get(reverse("entries:review", args=[project.pk])))
    assert "« Zéphyrine » (« Le Verger de Zéphyrine »)" in page
    assert "Le Verger de Zéphyrine" not in public(project)


def test_an_editor_publishes_a_visitor_s_name_only_after_saying_that_it_names_nobody(project, pupil):  # noqa: F811
    editor, url = signed_in(editor=True), reverse(f"{PROJECTS}:edit", args=[project.pk])
    typed = form(summary="Le square Zéphyrine est tout près.", picture_alt="", point_stays="on")
    assert "prénom d’un élève" not in text_of(editor.post(url, typed, follow=True)), "a draft is kept"
    assert 'name="names_nobody"' in text_of(editor.get(url))
    answer = text_of(editor.post(url, typed | PUBLISH))
    assert "« Zéphyrine » (« Le square Zéphyrine est tout près. ») est le prénom d’un élève" in answer
    assert "Zéphyrine" not in public(project)
    wrong = form(summary="Bravo.", slug="merci-zephyrine", point_stays="on")
    assert "(« merci-zephyrine »)" in text_of(editor.post(url, wrong | PUBLISH))
    editor.post(url, typed | PUBLISH | {"names_nobody": "on"})
    assert "Le square Zéphyrine" in text_of(Client().get(CitizenProject.objects.get(pk=project.pk).get_absolute_url()))
    editor.post(url, form(summary="Bravo.", point_stays="on") | PUBLISH)
    assert 'name="names_nobody"' not in text_of(editor.get(url))


def test_a_change_costs_the_same_with_more_classes(inside, project, pupil):  # noqa: F811
    def cost(words):
        with CaptureQueriesContext(connection) as queries:
            inside.post(at("change", project), answers(project, summary=words))
        return len(queries)

    cost("Bonjour.")
    few = cost("Bonsoir.")
    for _n in range(3):
        mate = PupilFactory()
        InvestigationFactory(classroom=mate.classroom, project=project)
        change_pupil(pupil=mate, user=mate.classroom.owner, public_name=f"Autre {mate.pk.hex[:6]}", level="")
    cost("Bonne nuit.")
    assert cost("À demain.") == few
