"""A letter leaves in batches: never twice to one address, whatever ends in the middle, nothing that was withdrawn."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import Delivery, NewsletterIssue, StoryPage, Subscriber
from cms.models.newsletter import CLAIM_LASTS
from cms.newsletter.tasks import send_batch
from cms.templatetags.letters import letter_picture
from investigations.directory.models import CitizenProject
from tests.classrooms.factories import PupilFactory
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.newsletter import (
    LYON,
    Killed,
    MailServer,
    cause,
    deed,
    drafted,
    editor,
    got,
    parsed,
    project,
    readers,
    refused,
    sent_by,
    state_of,
    visit,
    work,
)
from tests.cms.stories import published_story

# Claims are worth what the commit is worth.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def tasks_wait_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "tests.cms.newsletter.MailServer"
    MailServer.answers, MailServer.closed = {}, None


def hours_pass(issue):
    issue.deliveries.filter(state="claimed").update(claimed_at=timezone.now() - CLAIM_LASTS * 2)


def test_what_is_withdrawn_is_in_no_draft_no_letter_and_no_archive(settings):
    settings.LETTER_BATCH = 1
    story, kept = published_story(), project("Le Verger")
    readers("a", "b", "c")
    client = editor()
    issue = sent_by(client, drafted())
    send_batch.func(issue.pk, issue.turn)
    assert story.title in parsed(mail.outbox[0])[1]
    archive = reverse("letter_issue", args=[1])
    assert story.title in text_of(Client().get(archive))
    image = re.search(r'src="http://testserver(/media/[^"]+)"', parsed(mail.outbox[0])[2])[1]
    assert Client().get(image).status_code == 200
    story.unpublish()
    work()
    assert got() == ["a", "b", "c"]
    assert [story.title in parsed(letter)[1] for letter in mail.outbox] == [True, False, False]
    assert story.title not in text_of(Client().get(archive)) and kept.name in text_of(Client().get(archive))
    assert Client().get(image).status_code == 404
    screen = client.get(reverse("letters:issue", args=[drafted().pk]))
    assert story.title not in text_of(screen)
    CitizenProject.objects.update(paused_at=timezone.now())
    assert kept.name not in text_of(Client().get(archive))
    NewsletterIssue.objects.update(archived=False)
    assert Client().get(archive).status_code == 404


def test_a_form_that_was_open_while_the_letter_left_does_not_call_it_back(monkeypatch):
    published_story()
    readers("a", "b")
    client, issue = editor(), drafted()
    form = nested_form_data({
        "subject": "Autre chose", "preheader": "", "introduction": "", "archived": "on",
        "items": streamfield([(part["type"], part["value"]) for part in issue.items.raw_data]),
    })  # fmt: skip
    edit, check = reverse("wagtailsnippets_cms_newsletterissue:edit", args=[issue.pk]), NewsletterIssue.clean

    def left_meanwhile(self):
        monkeypatch.setattr(NewsletterIssue, "clean", check)
        sent_by(editor(), issue)
        check(self)

    monkeypatch.setattr(NewsletterIssue, "clean", left_meanwhile)
    assert "en train de partir" in text_of(client.post(edit, form, follow=True))
    issue.refresh_from_db()
    assert (issue.subject, issue.number, state_of(issue)) == ("Les immanquables du jour", 1, "en cours d’envoi")
    work()
    assert got() == ["a", "b"] and state_of(issue) == "envoyée"
    client.post(edit, form)
    issue.refresh_from_db()
    assert (issue.subject, issue.number, state_of(issue)) == ("Autre chose", 1, "envoyée")


def test_a_letter_may_be_written_before_the_worker_has_drawn_the_pictures_of_its_story():
    story = published_story()
    story.public_images.get().renditions.all().delete()
    picture = letter_picture(StoryPage.objects.get(pk=story.pk))
    assert picture.url.endswith(story.public_images.get().file.url)


def test_a_letter_that_names_a_pupil_does_not_leave():
    story = published_story()
    PupilFactory(classroom=story.classroom, public_name="Zélie")
    project("Le Verger")
    readers("a")
    client, issue = editor(), drafted(introduction="Zélie a semé des fèves.")
    assert "nomme des élèves" in text_of(client.get(reverse("letters:issue", args=[issue.pk])))
    assert "« Zélie »" in text_of(deed(client, issue, "essai"))
    sent_by(client, issue)
    work()
    assert got() == [] and state_of(issue) == "brouillon"
    # Withdrawn, the story is not in it; what was written of it is.
    story.unpublish()
    assert "« Zélie »" in text_of(deed(client, issue, "essai"))
    answer = client.post(reverse("letters:send", args=[issue.pk]), follow=True)
    assert "une lettre partie ne revient pas" in said(answer)


def test_a_letter_that_has_left_is_corrected_and_names_no_pupil_either():
    """Its page is public: nobody sends it once more, and nobody would look."""
    story = published_story()
    PupilFactory(classroom=story.classroom, public_name="Zélie")
    readers("a")
    client = editor()
    issue = sent_by(client, drafted())
    work()
    assert state_of(issue) == "envoyée"
    edit = reverse("wagtailsnippets_cms_newsletterissue:edit", args=[issue.pk])
    items = streamfield([("story", story.pk)])
    form = nested_form_data({"subject": issue.subject, "preheader": "", "items": items, "archived": "on"})
    for words, shown in (("Zélie a semé des fèves.", False), ("Une classe a semé des fèves.", True)):
        page = client.post(edit, form | {"introduction": words}, follow=True)
        assert ("une lettre partie ne revient pas" in text_of(page)) is not shown
        assert (words in text_of(Client().get(reverse("letter_issue", args=[1])))) is shown
    assert state_of(issue) == "envoyée"


def test_a_worker_that_is_killed_makes_no_second_letter(settings):
    settings.LETTER_BATCH = 3
    project("Le Verger"), readers(*"abcdefgh")
    client = editor()
    issue = sent_by(client, drafted())
    # The process ends between the mail server's yes and our own note.
    crash = Killed()
    crash.left = True
    MailServer.answers = {"b": crash}
    with pytest.raises(Killed):
        work()
    assert got() == ["a", "b"]
    # The next batch waited already. The one in doubt stays where it is.
    DBTaskResult.objects.filter(status="RUNNING").delete()
    MailServer.answers = {}
    work(3)
    assert got() == list("abcdefgh")
    hours_pass(issue)
    work()
    assert got() == list("abcdefgh") and state_of(issue) == "envoyée"
    assert "attend quelqu’un" in text_of(client.get(reverse("wagtailadmin_home")))
    screen = text_of(client.get(reverse("letters:issue", args=[issue.pk])))
    assert "b@rue.example" in screen and "Toutes les renvoyer" in screen and "7 lettres parties" in screen
    doubtful = Delivery.objects.get(state="doubtful")
    deed(client, issue, "douteuses", only=doubtful.pk, again="1")
    work()
    assert got() == ["a", "b", *"bcdefgh"] and state_of(issue) == "envoyée"
    twice = [letter.extra_headers["Message-ID"] for letter in mail.outbox if letter.to == ["b@rue.example"]]
    assert len(set(twice)) == 1, "a mail reader knows that it is the same letter"
    assert "déjà réglé" in text_of(deed(client, issue, "douteuses", again="1"))
    # A task that runs twice, or comes late, does nothing.
    for turn in range(20):
        send_batch.func(issue.pk, turn)
    assert len(mail.outbox) == 9


def test_what_a_mail_server_answers(settings):
    project("Le Verger"), readers(*"abcd")
    client = editor()
    lost = TimeoutError("the line is dead")
    MailServer.answers = {"a": refused(550), "b": refused(451), "c": lost}
    issue = sent_by(client, drafted())
    work(4)
    states = dict(issue.deliveries.values_list("subscriber__email", "state"))
    assert {email[0]: state for email, state in states.items()} == {
        "a": "failed", "b": "failed", "c": "doubtful", "d": "sent"
    }  # fmt: skip
    assert got() == ["d"]
    assert "rue.example" not in str(list(issue.deliveries.values_list("reason", flat=True)))
    deed(client, issue, "douteuses", leave="1")
    assert not issue.deliveries.doubtful().exists()
    # A door that is closed costs no letter, and is said.
    MailServer.closed = ConnectionRefusedError("nobody is there")
    second = sent_by(client, drafted("La suite"))
    assert second.is_draft and not got()
    MailServer.closed = None
    second = sent_by(client, second)
    MailServer.closed = ConnectionRefusedError("nobody is there")
    send_batch.func(second.pk, second.turn)
    assert "nobody is there" in text_of(client.get(reverse("letters:issue", args=[second.pk])))
    assert set(second.deliveries.values_list("state", flat=True)) == {"queued"}
    MailServer.closed, MailServer.answers = None, {}
    work()
    assert got() == list("abcd")
    # Where none gets through, it stops and waits for somebody.
    readers(*"efgh")
    MailServer.answers = dict.fromkeys("abcdefgh", refused(554))
    third = sent_by(client, drafted("Encore"))
    work(3)
    assert (state_of(third), third.deliveries.filter(state="failed").count()) == ("en pause", 5)
    MailServer.answers = {}
    deed(client, third, "reprendre")
    work()
    assert len(got()) == 3


def test_pause_stop_and_who_leaves_or_comes_meanwhile(settings):
    settings.LETTER_BATCH = 2
    project("Le Verger"), readers(*"abcdef")
    client = editor()
    issue = sent_by(client, drafted())
    edit = reverse("wagtailsnippets_cms_newsletterissue:edit", args=[issue.pk])
    assert client.get(edit).status_code == 302
    send_batch.func(issue.pk, issue.turn)
    readers("late")
    deed(client, issue, "pause")
    work()
    assert got() == ["a", "b"] and state_of(issue) == "en pause"
    assert client.get(edit).status_code == 200
    screen = text_of(client.get(reverse("letters:issue", args=[issue.pk])))
    assert "2 sur 6" in screen and "Arrêter pour de bon" in screen
    # Who leaves gets none; who leaves, is forgotten and comes back gets no second one.
    Subscriber.objects.filter(email="c@rue.example").update(state="left")
    Subscriber.objects.filter(email="a@rue.example").delete()
    readers("a")
    Subscriber.objects.filter(email="a@rue.example").update(confirmed_at=issue.started_at)
    deed(client, issue, "reprendre")
    work()
    assert got() == ["a", "b", "d", "e", "f"] and state_of(issue) == "envoyée"
    second = sent_by(client, drafted("La suite"))
    send_batch.func(second.pk, second.turn)
    deed(client, second, "pause"), deed(client, second, "arreter"), deed(client, second, "reprendre")
    work()
    assert state_of(second) == "arrêtée" and len(got()) == 2
    delete = reverse("wagtailsnippets_cms_newsletterissue:delete", args=[second.pk])
    client.post(delete)
    assert NewsletterIssue.objects.filter(pk=second.pk).exists()
    assert signed_in(teacher=True).get(reverse("letters:index")).status_code == 404


def test_ten_thousand_readers_cost_as_much_a_batch_as_a_hundred(django_assert_max_num_queries, settings):
    settings.LETTER_BATCH = 20
    for number in range(3):
        project(f"Le Verger {number}", causes=[cause("ecologie")])
    visit(project("Ailleurs", **LYON))
    readers(*(f"r{number}" for number in range(10_000)))
    near = Subscriber.objects.order_by("pk")[:5_000].values_list("pk", flat=True)
    Subscriber.objects.filter(pk__in=list(near)).update(place="Paris 4e", latitude=48.856, longitude=2.36, kilometres=5)
    client = editor()
    issue = drafted()
    deed(client, issue, "essai")
    with django_assert_max_num_queries(90):
        screen = text_of(client.get(reverse("letters:issue", args=[issue.pk])))
    assert "10000 sur 10000" in screen.replace(" ", "").replace("sur", " sur ")
    client.post(reverse("letters:send", args=[issue.pk]))
    issue.refresh_from_db()
    costs = []
    for _ in range(2):
        with django_assert_max_num_queries(500) as queries:
            send_batch.func(issue.pk, NewsletterIssue.objects.get(pk=issue.pk).turn)
        costs.append(len(queries))
        # As if nine thousand were behind it.
        if len(costs) == 1:
            last = Subscriber.objects.order_by("pk")[9_000].pk
            NewsletterIssue.objects.filter(pk=issue.pk).update(reached=last)
    assert abs(costs[0] - costs[1]) <= 3, costs
    # Two statements a letter: it is claimed, and settled.
    assert costs[0] < 2 * 20 + 40, costs
    assert Delivery.objects.count() == 40
    with django_assert_max_num_queries(60):
        client.get(reverse("letters:subscribers"))
