"""“Les immanquables”: asked for and confirmed, written by an editor, sent once to each, left with one click."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.models import Delivery, NewsletterIssue, SilentAddress, Subscriber
from cms.newsletter.composing import compose
from cms.newsletter.links import token_of
from cms.strangers import AT_MOST
from tests.classrooms.screens import text_of
from tests.cms.newsletter import (
    CONFIRM,
    LYON,
    MailServer,
    asks,
    cause,
    deed,
    drafted,
    editor,
    got,
    parsed,
    project,
    readers,
    sent_by,
    signs_up,
    state_of,
    visit,
    words_of,
    work,
)
from tests.cms.stories import published_story
from tests.investigations.factories import ProjectPictureFactory

# Claims are worth what the commit is worth.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def tasks_wait_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "tests.cms.newsletter.MailServer"
    MailServer.answers, MailServer.closed = {}, None


def test_from_sign_up_to_one_click_and_the_next_issue():
    story = published_story()
    garden, ovens = project("Le Verger", causes=[cause("ecologie")]), project("Les Fours", **LYON)
    dug = visit(garden)
    page = Client().get(reverse("newsletter"))
    assert not page.cookies.get("sessionid")
    # Most give an address alone; who has chosen, or chose wrong, sees what.
    assert '<details class="coupon__fold">' in text_of(page)
    for chosen in ({"place": "75004"}, {"place": "Nulle part les Oies"}, {"causes": ["ecologie"]}):
        assert '<details class="coupon__fold" open>' in text_of(asks("", **chosen))
    # Whoever asks gets the same answer, and one who is known or a program changes nothing.
    thanks = {words_of(asks("noor@rue.example")), words_of(asks("Noor@Rue.example", place="75004", kilometres="2"))}
    assert len(thanks) == 1 and "Une lettre part à l’adresse" in thanks.pop()
    kept = str(list(DBTaskResult.objects.values())).lower()
    assert "noor" not in kept
    asks("robot@rue.example", website="http://spam.example")
    work()
    assert got() == ["noor", "noor"]
    assert not Subscriber.objects.confirmed().exists()
    path = re.search(r"http://testserver(/lettre/confirmer/\S+)", mail.outbox[0].body)[1]
    shown = Client().get(path)
    assert "Oui, je m’abonne" in text_of(shown)
    assert (shown["Cache-Control"], shown["Referrer-Policy"]) == ("no-store, private", "same-origin")
    assert not Subscriber.objects.confirmed().exists()
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert "la prochaine lettre est pour vous" in text_of(Client().post(path, follow=True))
    mail.outbox.clear()
    assert asks("noor@rue.example", place="69001").status_code == 200
    work()
    assert "la reçoit déjà" in mail.outbox[0].body
    signs_up("sacha@rue.example", place="75004", kilometres="2")
    signs_up("lyon@rue.example", place="69001", kilometres="5")

    # An editor's draft has what appeared; it is written on, previewed, tried, and sent to a number that was told.
    client = editor()
    response = client.post(reverse("letters:index"))
    issue = NewsletterIssue.objects.get()
    edit = reverse("wagtailsnippets_cms_newsletterissue:edit", args=[issue.pk])
    assert response.url == edit
    refs = [(block.block_type, block.value.pk) for block in issue.items]
    assert refs[0] == ("story", story.pk)
    assert {("visit", dug.pk), ("project", ovens.pk)} <= set(refs) and ("project", garden.pk) not in refs
    form = {
        "subject": "Des fèves et des abeilles", "preheader": "", "introduction": "Bonjour : voici la semaine.",
        "archived": "on", "items-count": str(len(refs)),
        **{f"items-{n}-{key}": value for n, (kind, pk) in enumerate(refs)
           for key, value in {"deleted": "", "order": n, "type": kind, "value": pk, "id": ""}.items()},
    }  # fmt: skip
    preview = reverse("wagtailsnippets_cms_newsletterissue:preview_on_edit", args=[issue.pk])
    assert client.post(preview, form).json()["is_valid"]
    for mode, words in {
        "html": "Des fèves et des abeilles",
        "text": "CAP OU PAS CAP",
        "en": "Read on the site",
    }.items():
        shown = text_of(client.get(f"{preview}?mode={mode}"))
        assert words in shown or mode == "en"
    assert client.post(edit, form).url == reverse("letters:issue", args=[issue.pk])
    screen = text_of(client.get(reverse("letters:issue", args=[issue.pk])))
    assert "3 sur 3 personnes abonnées" in screen
    assert "Envoyer à tout le monde" not in screen
    client.post(reverse("letters:send", args=[issue.pk]))
    assert state_of(issue) == "brouillon"
    assert "essai est partie" in text_of(deed(client, issue, "essai"))
    assert mail.outbox[-1].to == [client.user.email] and mail.outbox[-1].subject.startswith("[Essai] Des fèves")
    assert "3 lettres vont partir" in text_of(client.get(reverse("letters:send", args=[issue.pk])))
    mail.outbox.clear()
    client.post(reverse("letters:send", args=[issue.pk]))
    work()
    assert got() == ["lyon", "noor", "sacha"]
    assert state_of(issue) == "envoyée"

    # By place: each has the first one, and what is near them.
    bodies = {letter.to[0].partition("@")[0]: parsed(letter)[1] for letter in mail.outbox}
    assert "Les Fours" in bodies["lyon"] and "Le Verger" not in bodies["lyon"]
    assert "Le Verger" in bodies["noor"] and "Les Fours" not in bodies["noor"]
    assert all(story.title in body for body in bodies.values())

    # One click, as a mail reader makes it: no cookie, no form's token, no redirect.
    headers = next(parsed(letter)[0] for letter in mail.outbox if letter.to == ["noor@rue.example"])
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = headers["List-Unsubscribe"].strip(" <>").removeprefix("http://testserver")
    reader = Client(enforce_csrf_checks=True)
    assert "Ne plus recevoir la lettre ?" in text_of(reader.get(leave))
    assert Subscriber.objects.confirmed().count() == 3
    answer = reader.post(leave, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Subscriber.objects.confirmed().count()) == (200, 2)
    assert not answer.cookies.get("sessionid")
    second = sent_by(client, drafted())
    work()
    assert got() == ["lyon", "sacha"]
    assert (second.number, state_of(second)) == (2, "envoyée")
    assert "Vous ne recevrez plus" in text_of(reader.get(leave))
    reader.post(leave, {"back": "1"})
    assert Subscriber.objects.confirmed().count() == 3
    assert reader.get(leave.replace("desabonner/", "desabonner/x")).status_code == 410


def test_each_network_has_its_own_turns_whatever_way_its_address_is_written():
    """A server that listens to both kinds of addresses writes those of version 4 within version 6."""
    town, street = Client(REMOTE_ADDR="::ffff:198.51.100.7"), Client(REMOTE_ADDR="::ffff:203.0.113.9")
    for number in range(AT_MOST):
        asks(f"reader{number}@rue.example", town)
    assert "viennent de votre réseau" in text_of(asks("late@rue.example", town))
    assert "viennent de votre réseau" in text_of(asks("late@rue.example", Client(REMOTE_ADDR="198.51.100.7")))
    assert "viennent de votre réseau" not in text_of(asks("noor@rue.example", street))


def test_who_left_signs_up_again_like_anybody_and_nobody_does_it_for_them():
    project("Le Verger"), project("Les Fours", **LYON)
    signs_up("noor@rue.example", place="75004", kilometres="2")
    reader = Subscriber.objects.get()
    leave = reverse("letter_leave", args=[token_of(reader)])
    Client().post(leave)
    asks("noor@rue.example", place="69001")
    work()
    path = CONFIRM.search(mail.outbox[-1].body)[1]
    assert not Subscriber.objects.confirmed().exists()
    # Whoever typed the address has proved nothing yet: by the old link they come back to what they had.
    Client().post(leave, {"back": "1"})
    assert (Subscriber.objects.confirmed().get().place, Subscriber.objects.get().kilometres) == (reader.place, 2)
    Client().post(leave)
    assert Client().post(path).status_code == 410, "asked for before they left"
    asks("noor@rue.example")
    work()
    path = CONFIRM.search(mail.outbox[-1].body)[1]
    assert "la prochaine lettre est pour vous" in text_of(Client().post(path, follow=True))
    assert Subscriber.objects.confirmed().get().left_at is None
    Client().post(leave)
    assert Client().post(path).status_code == 410, "a letter of before opens nothing again"


def test_the_words_of_a_project_get_no_reader_s_key():
    words = "Un jardin, https://jardin.example/jeton-de-la-personne"
    project("Le Verger", summary=words)
    signs_up("noor@rue.example")
    client = editor()
    sent_by(client, drafted())
    work()
    (letter,) = mail.outbox
    key = token_of(Subscriber.objects.get())
    assert "jardin.example/jeton-de-la-personne" in letter.body
    assert key in letter.body and f"jardin.example/{key}" not in letter.body


def test_choices_are_changed_copied_and_erased_by_the_link_of_a_letter():
    project("Le Verger"), project("Les Fours", **LYON)
    page = signs_up("noor@rue.example", place="75004", causes=["ecologie"])
    path = page.redirect_chain[-1][0].partition("?")[0]
    changed = Client().post(path, {"place": "69001", "kilometres": "20", "language": "en"}, follow=True)
    assert "C’est noté" in text_of(changed)
    copy = json.loads(Client().get(path + "?copie=1").content)
    assert (copy["email"], copy["kilometres"], copy["language"], copy["causes"]) == ("noor@rue.example", 20, "en", [])
    # No door is kept: a point of some hundred metres.
    assert copy["latitude"] == round(copy["latitude"], 3)
    assert Client().post(path, {"place": "zzzzqq", "kilometres": "5", "language": "fr"}).status_code == 200
    assert Subscriber.objects.get().kilometres == 20
    assert "Tout est effacé" in text_of(Client().post(path, {"erase": "1"}))
    assert not Subscriber.objects.exists()
    assert Client().get(path).status_code == 410


def test_a_letter_stands_in_mail_readers_and_calls_nobody_else():
    story, garden = published_story(), project("L’Éveil & Cie")
    garden.picture, garden.picture_alt = ProjectPictureFactory(project=garden), "Trois carrés de légumes"
    garden.save()
    visit(garden), readers("noor")
    readers("kim", language="en")
    sent_by(editor(), drafted(introduction="Bonjour : voici « la semaine » !\n\nÀ bientôt."))
    work()
    french, english = sorted(mail.outbox, key=lambda letter: letter.to, reverse=True)
    message, text, html = parsed(french)
    assert message["List-Id"] == "Les immanquables <immanquables.testserver>"
    assert (message["Precedence"], message["Auto-Submitted"]) == ("bulk", "auto-generated")
    assert message["Archived-At"] == "<http://testserver/lettre/1/>"
    assert "<script" not in html and "<link" not in html and "javascript:" not in html
    hosts = set(re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(https?://[^/"')]+|//[^/"')]+)""", html))
    assert hosts == {"http://testserver"}
    # Every style on its element; in the head only what can't stand there.
    (sheet,) = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    assert re.sub(r"@media[^{]*\{(?:[^{}]*\{[^}]*\})*\s*\}", "", sheet).strip() == ""
    assert "prefers-color-scheme: dark" in sheet and "var(--" not in html
    for tag in re.findall(r"<(?:td|p|h1|h2|h3|a|img)\b[^>]*>", html):
        assert "style=" in tag, tag
    for image in re.findall(r"<img[^>]*>", html):
        assert re.search(r'alt="[^"]+"', image) and 'width="536"' in image
        address = re.search(r'src="http://testserver([^"]+)"', image)[1]
        assert Client().get(address).status_code == 200
    assert len(html.encode()) < 100_000, "Gmail cuts longer ones"
    for words in [story.title, "L’Éveil & Cie", "On sème des fèves.", "http://testserver/lettre/mes-choix/"]:
        assert words in text, words
    assert "<" not in text and "&amp;" not in text and max(map(len, text.splitlines())) < 140
    assert "Bonjour\u202f: voici «\u202fla semaine\u202f»\u202f!" in text
    _message, text, html = parsed(english)
    assert '<html lang="en">' in html and 'lang="fr"' in html and "Changer de lieu" not in text
    assert "http://testserver/en/projets/" in text and "http://testserver/en/lettre/mes-choix/" in text
    assert "Get the letter" in text_of(Client().get("/en/lettre/"))
    assert french.extra_headers["Message-ID"] != english.extra_headers["Message-ID"]


def test_bounces_and_complaints_come_from_the_service_that_delivers(settings):
    readers("gone", "full", "cross", "fine")
    address = reverse("letter_service", args=["brevo"])
    tell = lambda event, who, **more: Client().post(
        address, json.dumps({"event": event, "email": f"{who}@rue.example"}), content_type="application/json", **more
    )
    assert tell("hard_bounce", "gone").status_code == 404
    settings.LETTER_SERVICE = "brevo"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "anymail:a-long-password-for-tests"}
    assert tell("hard_bounce", "gone").status_code == 400
    key = {"HTTP_AUTHORIZATION": "Basic YW55bWFpbDphLWxvbmctcGFzc3dvcmQtZm9yLXRlc3Rz"}
    for event, who in [("hard_bounce", "gone"), ("spam", "cross"), ("delivered", "fine"), ("hard_bounce", "nobody")]:
        assert tell(event, who, **key).status_code == 200
    for _ in range(4):
        tell("soft_bounce", "full", **key)
    assert set(Subscriber.objects.values_list("email", "soft_bounces")) == {
        ("full@rue.example", 4), ("fine@rue.example", 0)
    }  # fmt: skip
    tell("soft_bounce", "full", **key)
    assert sorted(SilentAddress.objects.values_list("why", flat=True)) == ["bounced", "bounced", "complained"]
    screen = text_of(editor().get(reverse("letters:subscribers")))
    assert "2 adresses qui n’existent plus" in screen and "1 plainte" in screen and "rue.example" not in screen
    # It is asked nothing any more, whoever types it; and nobody learns that from the answer.
    assert words_of(asks("cross@rue.example")) == words_of(asks("new@rue.example"))
    work()
    assert got() == ["new"]


def test_an_editor_sees_numbers_and_one_address_at_a_time():
    readers("noor", "a", "b", place="Paris 4e", latitude=48.8, longitude=2.3, kilometres=5)
    readers("alone", place="Lyon", latitude=45.7, longitude=4.8, kilometres=5)
    client, page = editor(), reverse("letters:subscribers")
    screen = text_of(client.get(page))
    assert "4 personnes abonnées" in screen and "Paris 4e" in screen
    assert "Lyon" not in screen and "rue.example" not in screen
    assert "n’est pas abonnée" in text_of(client.post(page, {"email": "nobody@rue.example"}))
    assert "À 5 km au plus de : Paris 4e" in text_of(client.post(page, {"email": "Noor@rue.example"}))
    client.post(page, {"email": "noor@rue.example", "erase": "1"})
    assert not Subscriber.objects.filter(email="noor@rue.example").exists()


def test_a_draft_waits_on_its_day_and_what_has_had_its_time_is_forgotten(settings):
    settings.LETTER_DRAFT_DAY = (timezone.localdate().weekday() + 1) % 7
    project("Le Verger")
    old = timezone.now() - timedelta(days=8)
    asks("never@rue.example"), work()
    Subscriber.objects.update(asked_at=old)
    readers("left", left_at=old), readers("stays")
    Subscriber.objects.filter(email="left@rue.example").update(state="left", asked_at=old - timedelta(days=30))
    SilentAddress.objects.create(digest="0" * 64, why="bounced", since=timezone.now() - timedelta(days=366))
    call_command("daily"), work()
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["stays@rue.example"]
    assert not SilentAddress.objects.exists() and not NewsletterIssue.objects.exists()
    settings.LETTER_DRAFT_DAY = timezone.localdate().weekday()
    for _ in range(2):
        call_command("daily"), work()
    draft = NewsletterIssue.objects.get()
    assert draft.is_draft and [block.block_type for block in draft.items] == ["project"]
    client = editor()
    sent_by(client, draft), work()
    assert got() == ["stays"]
    # Nothing is new: no draft by itself, and an empty one for who asks.
    call_command("daily"), work()
    assert NewsletterIssue.objects.count() == 1 and len(compose().items) == 0
    NewsletterIssue.objects.filter(pk=draft.pk).update(ended_at=timezone.now() - timedelta(days=91))
    call_command("daily"), work()
    assert not Delivery.objects.exists()
    assert "1 lettre partie" in text_of(client.get(reverse("letters:issue", args=[draft.pk])))
