"""“I can help”: a neighbour and who keeps a project write to each other, and neither sees the other's address."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cms.strangers import AT_MOST
from investigations.directory.actions.keep_entry import delete_entry, pause_entry
from investigations.directory.actions.offer_help import LETTERS_A_DAY, MOST_ANSWERS
from investigations.directory.models import BlockedHelper, EntryReport, HelpOffer, HelpWords, ProjectHolder
from investigations.directory.offer_tasks import forget_offers
from tests.classrooms.screens import said, signed_in, text_of
from tests.cms.registering import EMAIL, code_in_letter
from tests.cms.test_holding import inside, project, sent  # noqa: F401 - fixtures
from tests.investigations.factories import CitizenProjectFactory
from tests.permissions.world import space_of

pytestmark = pytest.mark.django_db
HELPER = "camille@rue.example"
WORDS = "Je sais tailler les pommiers, et j’ai une échelle."
LINK = re.compile(r"http://testserver(/\S+)")


def at(name, *args):
    return reverse(f"holder_{name}", args=args)


def form_of(project):  # noqa: F811
    return reverse("help_offer", args=[project.slug])


def typed(**changes):
    return {"brings": ["hands", "things"], "words": WORDS, "moment": "Le samedi", "name": "Camille", "email": HELPER
            } | changes  # fmt: skip


def offer(client, project, sent, **changes):  # noqa: F811
    """To the end: the page that says thanks."""
    code_page = sent(lambda: client.post(form_of(project), typed(**changes))).headers["Location"]
    code = code_in_letter(changes.get("email", HELPER).lower())
    return sent(lambda: client.post(code_page, {"code": code})).headers["Location"]


def letters_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def test_a_neighbour_helps_and_nobody_sees_an_address(project, inside, sent):  # noqa: F811
    type(project).objects.filter(pk=project.pk).update(needs_hands="Deux personnes en août")
    client = Client()
    mail.outbox.clear()
    page = text_of(Client().get(project.get_absolute_url()))
    assert form_of(project) in page
    shown = text_of(client.get(form_of(project)))
    assert "Deux personnes en août" in shown
    assert "moins de 18 ans" in shown
    # What has to be filled in is said at the head and at each of four; what comes next is told beside.
    assert "ce qui porte le mot « obligatoire »" in shown
    assert shown.count("field__must") == 4
    assert shown.index("Ce qui se passe ensuite") < shown.index("Le projet vous lit.")
    half = text_of(client.post(form_of(project), typed(brings=[], email="x")))
    assert WORDS in half
    assert half.count("field__error") == 2
    code_page = sent(lambda: client.post(form_of(project), typed())).headers["Location"]
    # Until the address has answered nobody hears of it, and no letter carries a stranger's words.
    (letter,) = mail.outbox
    assert (letter.to, WORDS in letter.body, "Camille" in letter.body) == ([HELPER], False, False)
    assert "Personne n’a encore écrit" in text_of(inside.get(at("help", project.pk)))
    assert "n’est pas le bon" in text_of(client.post(code_page, {"code": "000000"}))
    first = code_in_letter(HELPER)
    sent(lambda: client.post(code_page, {"again": "1"}))
    assert "n’est pas le bon" in text_of(client.post(code_page, {"code": first}))
    mine = sent(lambda: client.post(code_page, {"code": code_in_letter(HELPER)})).headers["Location"]
    assert client.get(code_page).status_code == 404
    assert text_of(client.get(mine)).count("Fait :") == 2
    assert "c’est parti" in text_of(client.get(mine))
    (letter,) = letters_to(EMAIL)
    assert WORDS in letter.body
    assert "propose son aide" in letter.subject
    assert "Des bras, du temps, Du matériel" in letter.body
    assert "Quelqu’un propose son aide" in text_of(inside.get(at("entry", project.pk)))
    asked = HelpOffer.objects.get()
    one = at("help_one", project.pk, asked.pk)
    assert one in letter.body
    assert "à lire" in text_of(inside.get(at("help", project.pk)))
    read = text_of(inside.get(one))
    assert WORDS in read
    assert "à lire" not in text_of(inside.get(at("help", project.pk)))
    answer = "Avec joie : samedi dix heures, devant le portail."
    assert "part" in said(sent(lambda: inside.post(one, {"words": answer}, follow=True)))
    letter = letters_to(HELPER)[-1]
    assert answer in letter.body
    assert letter.reply_to == []
    link = LINK.findall(letter.body)[-1]
    thread = text_of(client.get(link))
    assert answer in thread
    assert WORDS in thread
    sent(lambda: client.post(link, {"words": "J’y serai."}))
    assert "J’y serai." in letters_to(EMAIL)[-1].body
    assert "propose son aide" in text_of(inside.get(at("entry", project.pk)))
    holder = ProjectHolder.objects.get(email=EMAIL)
    to_holder, to_helper = letters_to(EMAIL), letters_to(HELPER)
    assert not any(HELPER in f"{one.subject}{one.body}{one.extra_headers}{one.from_email}" for one in to_holder)
    assert not any(word in f"{one.subject}{one.body}{one.from_email}" for one in to_helper for word in
                   (EMAIL, holder.name))  # fmt: skip
    everything = read + thread + page + text_of(Client().get(project.get_absolute_url()))
    assert HELPER not in everything
    assert holder.email not in everything
    # Nobody else, not even the editors.
    for stranger in (Client(), signed_in(editor=True), space_of(CitizenProjectFactory(), "autre@jardin.example")):
        assert stranger.get(one).status_code in {302, 404}
        assert WORDS not in text_of(stranger.get(one, follow=True))
    assert [client.get(reverse("help_thread", args=[token])).status_code for token in
            ("x", asked.key, asked.door_token, f"{asked.key}:x")] == [404] * 4  # fmt: skip
    # It goes by either one's hand, and whole.
    assert "ne sont plus sur ce site" in text_of(client.post(link, {"delete": "1"}))
    assert not HelpOffer.objects.exists()
    assert not HelpWords.objects.exists()
    assert client.get(link).status_code == 404
    assert inside.get(one).status_code == 404


def test_who_was_not_answered_has_said_what_there_is_to_say(client, project, inside, sent):  # noqa: F811
    thread = offer(client, project, sent).partition("?")[0]
    mail.outbox.clear()
    refused = sent(lambda: client.post(thread, {"words": "Alors ? Alors ?"}))
    assert "pas encore répondu" in text_of(refused)
    assert not letters_to(EMAIL)
    sent(lambda: inside.post(at("help_one", project.pk, HelpOffer.objects.get().pk), {"words": "Venez."}))
    sent(lambda: client.post(thread, {"words": "J’arrive."}))
    assert "J’arrive." in letters_to(EMAIL)[-1].body


def test_who_doesnt_want_to_hear_of_it_doesnt(project, inside, sent):  # noqa: F811
    client = Client()
    offer(client, project, sent)
    one = at("help_one", project.pk, HelpOffer.objects.get().pk)
    assert "signalé" in said(inside.post(one, {"report": "1"}, follow=True))
    assert not HelpOffer.objects.exists()
    report = EntryReport.objects.get()
    assert (WORDS in report.words, report.email, HELPER in report.words) == (True, "", False)
    assert HELPER not in str(list(BlockedHelper.objects.values()))
    # Whoever is blocked sees no difference, and nobody hears them.
    mail.outbox.clear()
    thanks = offer(client, project, sent, email=HELPER.upper())
    assert "c’est parti" in text_of(client.get(thanks))
    assert not letters_to(EMAIL)
    offer(client, project, sent, email=HELPER.replace("@", "+encore@"))
    assert not letters_to(EMAIL)
    HelpOffer.objects.latest("pk").delete()
    assert "propose son aide" not in text_of(inside.get(at("entry", project.pk)))
    silenced = HelpOffer.objects.get()
    assert inside.get(at("help_one", project.pk, silenced.pk)).status_code == 404
    offer(client, project, sent, email="alex@rue.example")
    assert [WORDS in one.body for one in letters_to(EMAIL)] == [True]
    # News switched off are no letters switched off; and there is a switch for these.
    ProjectHolder.objects.update(hears_news=False)
    offer(client, project, sent, email="dominique@rue.example")
    assert len(letters_to(EMAIL)) == 2
    assert "plus de propositions" in said(inside.post(at("help", project.pk), {"takes": "0"}, follow=True))
    assert form_of(project) not in text_of(Client().get(project.get_absolute_url()))
    assert client.get(form_of(project)).status_code == 404
    inside.post(at("help", project.pk), {"takes": "1"})
    pause_entry(project=project)
    assert client.post(form_of(project), typed()).status_code == 404
    delete_entry(project=project)
    assert not HelpOffer.objects.exists()
    assert not BlockedHelper.objects.exists()


def test_programs_floods_and_links_reach_nobody(project, inside, sent, monkeypatch):  # noqa: F811
    client = Client()
    mail.outbox.clear()
    assert client.post(form_of(project), typed(website="x")).headers["Location"] == project.get_absolute_url()
    for words in ("Voyez http://spam.example", "WWW.spam.example", "<a href=x>", "[url=x]"):
        assert "Pas de lien" in text_of(client.post(form_of(project), typed(words=words)))
    assert not HelpOffer.objects.exists()
    for _ in range(5):
        assert sent(lambda: client.post(form_of(project), typed())).status_code == 302
    assert "codes sont déjà partis" in text_of(client.post(form_of(project), typed()))
    assert len(mail.outbox) == 5
    asked = HelpOffer.objects.latest("pk")
    code_page = reverse("help_code", args=[asked.door_token])
    assert "codes sont déjà partis" in text_of(client.post(code_page, {"again": "1"}))
    for _ in range(5):
        client.post(code_page, {"code": "000000"})
    assert "n’est pas le bon" in text_of(client.post(code_page, {"code": code_in_letter(HELPER)}))
    for n in range(AT_MOST - 6):
        assert client.post(form_of(project), typed(email=f"b{n}@rue.example")).status_code == 302
    assert "de votre réseau" in text_of(client.post(form_of(project), typed(email="c@rue.example")))
    # Many in a day are read in the space, without a letter each; and there is an end to a conversation.
    many = [HelpOffer(project=project, key=f"{n:064}", email=f"{n}@rue.example", name="N", words="W", brings=[],
                      proved_at=timezone.now(), said_at=timezone.now()) for n in range(LETTERS_A_DAY)]  # fmt: skip
    HelpOffer.objects.bulk_create(many)
    mail.outbox.clear()
    fresh = HelpOffer.objects.latest("pk")
    HelpOffer.objects.filter(pk=fresh.pk).update(proved_at=None)
    fresh.refresh_from_db()
    monkeypatch.setattr("investigations.directory.actions.offer_help.LETTERS_A_DAY", LETTERS_A_DAY - 1)
    code = fresh.new_code()
    fresh.save()
    sent(lambda: client.post(reverse("help_code", args=[fresh.door_token]), {"code": code}))
    assert not mail.outbox
    assert "20 personnes" in text_of(inside.get(at("entry", project.pk)))
    one = at("help_one", project.pk, fresh.pk)
    for _ in range(MOST_ANSWERS):
        HelpWords.objects.create(offer=fresh, from_holder=True, words="Oui")
    assert "autre moyen" in text_of(inside.post(one, {"words": "Encore"}))
    assert "Pas de lien" in text_of(inside.post(one, {"words": "http://x"}))


def test_who_writes_in_english_is_answered_in_english(client, project, inside, sent):  # noqa: F811
    assert "I can help" in text_of(client.get(f"/en{form_of(project)}"))
    ProjectHolder.objects.update(language="")
    code_page = sent(lambda: client.post(f"/en{form_of(project)}", typed())).headers["Location"]
    assert code_page.startswith("/en/")
    assert "your code" in letters_to(HELPER)[-1].subject
    sent(lambda: client.post(code_page, {"code": code_in_letter(HELPER)}))
    assert "propose son aide" in letters_to(EMAIL)[-1].subject
    sent(lambda: inside.post(at("help_one", project.pk, HelpOffer.objects.get().pk), {"words": "Welcome."}))
    answer = letters_to(HELPER)[-1]
    assert "answers you" in answer.subject
    assert "Welcome." in text_of(client.get(LINK.findall(answer.body)[-1]))
    assert LINK.findall(answer.body)[-1].startswith("/en/")


def test_words_have_their_time(client, project, sent):  # noqa: F811
    offer(client, project, sent)
    sent(lambda: client.post(form_of(project), typed(email="jamais@rue.example")))
    forget_offers.call()
    assert HelpOffer.objects.count() == 2
    HelpOffer.objects.filter(proved_at=None).update(asked_at=timezone.now() - timedelta(hours=25))
    BlockedHelper.objects.create(project=project, digest="x", blocked_at=timezone.now() - timedelta(days=366))
    forget_offers.call()
    assert HelpOffer.objects.get().email == HELPER
    HelpOffer.objects.update(moved_at=timezone.now() - timedelta(days=61))
    forget_offers.call()
    assert not HelpOffer.objects.exists()
    assert not BlockedHelper.objects.exists()


@pytest.mark.browser
def test_the_pages_for_taking_part_read_well_to_everybody(page, site, axe, settings):
    settings.HELLOASSO_CLIENT_ID = "a"
    project = CitizenProjectFactory(name="Le Verger du Passage", slug="verger", needs_hands="Deux personnes en août")  # noqa: F811
    client = space_of(project, EMAIL)
    page.goto(site + project.get_absolute_url())
    page.get_by_role("link", name="Je peux aider").click()
    page.get_by_label("Votre message").fill(WORDS)
    page.get_by_role("button", name="Recevoir le code").click()
    expect(page.locator(".field__error")).to_have_count(3)
    axe(page)
    page.get_by_label("Des bras, du temps : Deux personnes en août").check()
    page.get_by_label("Votre prénom").fill("Camille")
    page.get_by_label("Votre adresse e-mail").fill(HELPER)
    page.get_by_role("button", name="Recevoir le code").click()
    axe(page)
    page.get_by_label("Le code à six chiffres").fill(code_in_letter(HELPER))
    page.get_by_role("button", name="Envoyer mon message").click()
    expect(page.get_by_role("status")).to_contain_text("c’est parti")
    axe(page)
    page.context.add_cookies(
        [{"name": "holder", "value": client.cookies["holder"].value, "url": site + reverse("holder")}]
    )
    page.goto(site + at("entry", project.pk))
    page.get_by_role("link", name="Quelqu’un propose son aide").click()
    axe(page)
    page.get_by_role("link", name="Camille").click()
    axe(page)
    page.get_by_label("Votre réponse").fill("Avec joie.")
    page.get_by_role("button", name="Répondre par e-mail").click()
    expect(page.get_by_text("Votre réponse vient de partir")).to_be_visible()
    page.goto(site + reverse("give"))
    axe(page)
