"""A holder keeps their entry, with a code by e-mail and no password."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.holding.forms import EntryForm
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, HolderVisit, ProjectHolder
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """What waits for the commit of ``act`` happens."""

    def after(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return after


@pytest.fixture
def project():
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger")
    keep(project, EMAIL)
    return project


def keep(project, email, name="Noor Haddad"):
    return ProjectHolder.objects.create(project=project, email=email, name=name, confirmed_at=timezone.now())


@pytest.fixture
def inside(project, client, sent):
    client.get(reverse("holder"))
    asked = client.post
    sent(lambda: asked(reverse("holder"), {"email": EMAIL.upper()}))
    sent(lambda: asked(reverse("holder_code"), {"code": code_in_letter()}))
    return client


def at(name, project):
    return reverse(f"holder_{name}", args=[project.pk])


def answers(project, **changes):
    """The form as the browser sends it back, with some fields changed."""
    form = EntryForm(instance=newest_version(project))
    known = {}
    for field in form:
        value = field.value()
        if value in (None, False, ""):
            continue
        known[field.name] = (
            [getattr(one, "pk", one) for one in value] if field.name == "causes" else "on" if value is True else value
        )
    return known | changes


def test_with_a_code_a_holder_is_in_and_sees_what_happened(inside, project):
    page = inside.get(reverse("holder"), follow=True)
    assert page.redirect_chain[-1][0] == at("entry", project)
    assert "Votre fiche est publiée" in text_of(page)
    assert page.headers["Cache-Control"] == "no-store, private"
    cookie = inside.cookies["holder"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/projets/mon-projet/")
    assert cookie.value not in HolderVisit.objects.get().key


def test_an_address_that_keeps_nothing_gets_the_same_answer_and_no_letter(client, project, sent):
    known = sent(lambda: client.post(reverse("holder"), {"email": EMAIL}, follow=True))
    unknown = sent(lambda: Client().post(reverse("holder"), {"email": "rien@rue.example"}, follow=True))
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert _without(text_of(known), EMAIL) == _without(text_of(unknown), "rien@rue.example")
    assert HolderVisit.objects.count() == 2


def _without(page, email):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(email, ""))


def test_small_changes_are_public_at_once(inside, project, client):
    done = inside.post(at("change", project), answers(project, opening_hours="Dimanche", needs_hands="Une échelle"))
    assert done.headers["Location"] == at("entry", project)
    page = text_of(Client().get(project.get_absolute_url()))
    assert "Dimanche" in page
    assert "Une échelle" in page
    assert not CitizenProject.objects.get().has_unpublished_changes


def test_what_matters_is_read_first_and_the_public_sees_the_former_version(inside, project):
    editor = UserFactory(editor=True)
    change = answers(project, name="Le Grand Verger", address="9 rue Neuve", summary="Plus grand.", website="v.example")
    answer = inside.post(at("change", project), change, follow=True)
    assert "relus avant de paraître" in said(answer)
    assert answer.redirect_chain[-1][0] == at("place", project)
    assert "attend la Rédaction" in text_of(inside.get(at("entry", project)))
    page = text_of(Client().get(project.get_absolute_url()))
    assert "Le Verger du Passage" in page
    assert "Plus grand." in page
    assert "9 rue Neuve" not in page
    assert "v.example" not in page
    assert CitizenProject.objects.get().point == project.point
    # A small change while it waits is public, and the waiting version keeps both.
    inside.post(at("change", project), answers(project, opening_hours="Lundi"))
    assert "Lundi" in text_of(Client().get(project.get_absolute_url()))
    state = CitizenProject.objects.get().current_workflow_state
    state.current_task_state.approve(user=editor)
    page = text_of(Client().get(project.get_absolute_url()))
    for words in ["Le Grand Verger", "9 rue Neuve", "https://v.example", "Lundi", "Plus grand.", "Lieu à préciser"]:
        assert words in page


def test_what_the_editors_gave_back_returns_to_them(inside, project, sent):
    editor = UserFactory(editor=True)
    inside.post(at("change", project), answers(project, name="Le Grand Verger"))
    task = CitizenProject.objects.get().current_workflow_state.current_task_state
    sent(lambda: task.reject(user=editor, comment="Trop grand"))
    letter = mail.outbox[-1]
    assert (letter.to, "Une question" in letter.subject, "Trop grand" in letter.body) == ([EMAIL], True, True)
    assert reverse("holder") in letter.body
    assert "demande un changement" in text_of(inside.get(at("entry", project)))
    inside.post(at("change", project), answers(project, name="Le Petit Verger"))
    current = CitizenProject.objects.get()
    assert current.current_workflow_state.current_task_state.status == "in_progress"
    sent(lambda: current.current_workflow_state.current_task_state.approve(user=editor))
    assert CitizenProject.objects.get().name == "Le Petit Verger"
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == ([EMAIL], "« Le Petit Verger » est en ligne")
    assert project.get_absolute_url() in letter.body


def test_while_an_editor_has_locked_it_nothing_changes(inside, project):
    CitizenProject.objects.update(locked=True)
    answer = inside.post(at("change", project), answers(project, opening_hours="Dimanche"), follow=True)
    assert "en train de lire" in said(answer)
    assert CitizenProject.objects.get().opening_hours == ""


def test_a_pause_hides_it_everywhere_outlives_a_publication_and_ends(inside, project):
    editor = UserFactory(editor=True)
    inside.post(at("change", project), answers(project, name="Le Grand Verger"))
    assert "ne la verra plus" in text_of(inside.get(at("pause", project)))
    assert "en pause" in said(inside.post(at("pause", project), follow=True))
    public = Client()
    hidden = [reverse("projects"), f"{reverse('projects')}?q=verger", f"{reverse('search')}?q=verger"]
    assert public.get(project.get_absolute_url()).status_code == 404
    assert all("Verger du Passage" not in text_of(public.get(address)) for address in hidden)
    CitizenProject.objects.get().current_workflow_state.current_task_state.approve(user=editor)
    assert public.get(project.get_absolute_url()).status_code == 404
    inside.post(at("pause", project))
    assert "Le Grand Verger" in text_of(public.get(project.get_absolute_url()))
    history = text_of(inside.get(at("entry", project)))
    assert "Fiche mise en pause" in history
    assert "Pause finie" in history


def test_a_holder_deletes_an_entry_unless_classes_investigate_it(inside, project):
    investigation = InvestigationFactory(project=project)
    assert "Mettez-la en pause" in said(inside.post(at("delete", project), follow=True))
    assert CitizenProject.objects.filter(pk=project.pk).exists()
    investigation.delete()
    assert "pour de bon" in text_of(inside.get(at("delete", project)))
    inside.post(at("delete", project))
    assert not CitizenProject.objects.exists()
    assert not ProjectHolder.objects.exists()
    assert inside.get(at("entry", project)).status_code == 404


def test_a_second_person_says_yes_and_keeps_it_too(inside, project, sent):
    invite = {"name": "Léo", "email": "Leo@rue.example"}
    sent(lambda: inside.post(at("people", project), invite))
    assert "Noor Haddad vous propose" in mail.outbox[-1].subject
    leo = Client()
    sent(lambda: leo.post(reverse("holder"), {"email": "leo@rue.example"}))
    sent(lambda: leo.post(reverse("holder_code"), {"code": code_in_letter("leo@rue.example")}))
    assert leo.get(at("change", project)).status_code == 404
    assert at("accept", project) in text_of(leo.get(reverse("holder")))
    leo.post(at("accept", project))
    assert leo.get(at("change", project)).status_code == 200
    assert inside.get(at("change", project)).status_code == 200
    assert "déjà" in text_of(inside.post(at("people", project), invite))


def test_who_hands_over_is_out_when_the_other_said_yes(inside, project, sent):
    sent(lambda: inside.post(at("people", project), {"name": "Léo", "email": "leo@rue.example", "hands_over": "on"}))
    assert inside.get(at("entry", project)).status_code == 200
    leo = Client()
    sent(lambda: enter_space_in(leo, sent))
    leo.post(at("accept", project))
    assert inside.get(at("entry", project)).status_code == 404
    assert ProjectHolder.objects.get().name == "Léo"


def enter_space_in(client, sent):
    sent(lambda: client.post(reverse("holder"), {"email": "leo@rue.example"}))
    client.post(reverse("holder_code"), {"code": code_in_letter("leo@rue.example")})


def test_the_last_one_does_not_leave_and_who_declines_is_forgotten(inside, project, sent):
    mine = ProjectHolder.objects.get()
    answer = inside.post(at("people", project), {"remove": mine.pk}, follow=True)
    assert "Personne d’autre ne tient cette fiche" in said(answer)
    sent(lambda: inside.post(at("people", project), {"name": "Léo", "email": "leo@rue.example"}))
    leo = Client()
    enter_space_in(leo, sent)
    leo.post(at("accept", project), {"no": "1"})
    assert ProjectHolder.objects.get() == mine


def test_signing_out_ends_the_session_on_the_server(inside, project):
    secret = inside.cookies["holder"].value
    answer = inside.post(reverse("holder_sign_out"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    inside.cookies["holder"] = secret
    assert inside.get(at("entry", project)).headers["Location"] == reverse("holder")
    assert not HolderVisit.objects.exists()


def test_a_session_ends_after_a_working_day(inside, project):
    HolderVisit.objects.update(entered_at=timezone.now() - timezone.timedelta(hours=9))
    assert inside.get(at("entry", project)).status_code == 302


def test_another_project_is_not_there(inside, project):
    other = CitizenProjectFactory()
    keep(other, "autre@rue.example")
    for name in ["entry", "change", "pause", "delete", "people", "accept"]:
        assert inside.get(at(name, other)).status_code == 404
        assert inside.post(at(name, other)).status_code == 404
    stranger = ProjectHolder.objects.get(project=other)
    assert inside.post(at("people", project), {"remove": stranger.pk}).status_code == 404
    assert Client().get(at("entry", project)).headers["Location"] == reverse("holder")


def test_before_the_code_nobody_is_in(client, project, sent):
    sent(lambda: client.post(reverse("holder"), {"email": EMAIL}))
    assert client.get(at("entry", project)).status_code == 302
    right = code_in_letter()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        client.post(reverse("holder_code"), {"code": wrong})
    assert "pas le bon" in text_of(client.post(reverse("holder_code"), {"code": right}))
    assert client.get(at("entry", project)).status_code == 302


def test_history_names_no_editor(inside, project):
    editor = UserFactory(editor=True, first_name="Ombeline", last_name="Secrète")
    project.save_revision(user=editor, log_action=True).publish(user=editor)
    assert ModelLogEntry.objects.for_instance(project).exists()
    page = text_of(inside.get(at("entry", project)))
    assert "Ombeline" not in page
    assert signed_in(editor).get(reverse("wagtailadmin_home")).status_code == 200


def test_letters_come_in_the_language_in_which_a_holder_came_in(inside, project, sent):
    def subject():
        holder = ProjectHolder.objects.get()
        sent(lambda: write("entry_published", to=holder.email, project=project, holder=holder))
        return mail.outbox[-1].subject

    assert subject().endswith("est en ligne")
    english = type(inside)()
    english.post(reverse("set_language"), {"language": "en", "next": "/"})
    english.get(reverse("holder"))
    sent(lambda: english.post(reverse("holder"), {"email": EMAIL}))
    sent(lambda: english.post(reverse("holder_code"), {"code": code_in_letter()}))
    assert subject().endswith("is online")
