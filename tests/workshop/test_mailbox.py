"""The demo's letters, readable in a browser."""

import re

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_to_files(tmp_path, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")


def send(subject, text):
    EmailMessage(subject, text, to=["zoe@ecole.example"]).send()


def test_a_letter_is_listed_and_can_be_read(client):
    send("Votre code de connexion", "Bonjour Zoé,\nvoici le code : À1B2C3")
    page = client.get("/courrier/")
    assert "Votre code de connexion" in page.content.decode()
    letter = client.get(f"/courrier/{page.context['letters'][0].name}/")
    assert letter.status_code == 200
    assert "À1B2C3" in letter.content.decode()
    assert "zoe@ecole.example" in letter.content.decode()


def test_what_a_letter_says_is_text_and_never_markup(client):
    send("<b>gras</b>", "<script>alert(1)</script>")
    name = client.get("/courrier/").context["letters"][0].name
    html = client.get(f"/courrier/{name}/").content.decode()
    assert "<script>alert" not in html
    assert "<b>gras" not in html


def test_an_empty_mailbox_says_so(client):
    assert "Aucun message" in client.get("/courrier/").content.decode()


def test_a_letter_that_is_not_there_is_a_404(client):
    assert client.get("/courrier/..%2F..%2Fsecrets-0/").status_code == 404
    assert client.get("/courrier/rien/").status_code == 404


def test_a_letter_of_html_stands_in_a_frame_that_runs_nothing(client):
    letter = EmailMultiAlternatives("La semaine", "Bonjour", to=["zoe@ecole.example"])
    letter.attach_alternative('<html><head></head><body><p style="color: red">Bonjour</p></body></html>', "text/html")
    letter.send()
    page = client.get(f"/courrier/{client.get('/courrier/').context['letters'][0].name}/").content.decode()
    framed = client.get(re.search(r'<iframe[^>]*src="([^"]+)"', page)[1])
    assert '<p style="color: red">Bonjour</p>' in framed.content.decode()
    policy = framed.headers["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy and "'unsafe-inline'" in policy and "script-src 'self'" in policy


def test_two_letters_of_one_connection_are_two(client):
    get_connection().send_messages([EmailMessage(f"Lettre {n}", "…", to=["a@ecole.example"]) for n in (1, 2)])
    assert [letter.subject for letter in client.get("/courrier/").context["letters"]] == ["Lettre 2", "Lettre 1"]
