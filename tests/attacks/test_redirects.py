"""Nobody is led elsewhere by a next=, and nothing that was typed becomes a header or a file of another kind."""

import re
import uuid
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from investigations.models import Photo
from tests.attacks.corpus import ELSEWHERE, HEADERS, SCRIPT, polyglots
from tests.classrooms.factories import UserFactory
from tests.classrooms.screens import signed_in
from tests.cms.stories import draft_story, published_story
from tests.investigations.api.tablet import tablet_of
from tests.investigations.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
PASSWORD = "un-bon-mot-de-passe"


def here(answer):
    """As a browser reads the address: backslashes are slashes, tabs and line ends nothing, http:host is http://host."""
    address = re.sub(r"[\t\r\n]", "", answer.headers.get("Location", "/")).replace("\\", "/")
    address = re.sub(r"^(https?):/*", r"\1://", address.strip(), flags=re.IGNORECASE)
    parts = urlsplit(urljoin("http://testserver/", address))
    return (parts.scheme, parts.netloc) == ("http", "testserver") and not address.startswith("///")


def ways(target):
    """Each place that takes an address to go on to, with the method it takes."""
    user = UserFactory(admin=True, password=PASSWORD)
    client, story = signed_in(user), draft_story("Le jardin secret")
    sign_in = {"login": user.email, "password": PASSWORD, "next": target}
    yield Client().post("/compte/login/", sign_in)
    yield Client().post("/compte/login/", sign_in, query_params={"next": target})
    yield Client().get("/compte/login/code/", {"next": target})
    yield Client().get("/admin/login/", {"next": target})
    yield Client().get("/_util/login/", {"next": target})
    yield signed_in(user).post("/compte/logout/", {"next": target})
    yield client.get("/compte/login/", {"next": target})
    yield client.post(f"/compte/reauthenticate/?next={target}", {"password": PASSWORD, "next": target})
    yield client.post("/langue/setlang/", {"language": "fr", "next": target}, headers={"Referer": target})
    yield client.post(reverse("wagtailadmin_pages:unpublish", args=[story.pk]), {"next": target})
    yield client.post(reverse("wagtailadmin_pages:lock", args=[story.pk]), {"next": target})
    yield client.post(reverse("wagtailadmin_pages:delete", args=[story.pk]), {"next": target})


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_next_leads_elsewhere(target, settings):
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1", "[::1]", "localhost"]  # the most that anybody allows
    for number, answer in enumerate(ways(target)):
        assert here(answer), (number, answer.headers["Location"])


def test_the_reader_of_addresses_sees_where_they_lead():
    class Answer:
        headers: dict[str, str] = {}

    for target in ELSEWHERE:
        Answer.headers = {"Location": target}
        assert not here(Answer), target
    Answer.headers = {"Location": "/admin/?a=//b"}
    assert here(Answer)


@pytest.mark.parametrize("text", HEADERS)
def test_nothing_typed_becomes_a_header(text):
    for answer in ways(text):
        assert "pwn" not in answer.cookies
        assert not [value for value in answer.headers.values() if "\r" in value or "\n" in value]


@pytest.mark.parametrize("field", ["who", "words", "email"])
def test_a_letter_gets_no_second_addressee(client, field, django_capture_on_commit_callbacks):
    editor, story = UserFactory(editor=True), published_story("Titre\r\nBcc: pwn@example.org")
    words = {"who": "other", "words": "Retirez.", "email": "parent@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("removal", args=[story.pk]), words | {field: words[field] + "\r\nBcc: pwn@example.org"})
        client.post("/compte/login/code/", {"email": f"{editor.email}\r\nBcc: pwn@example.org"})
    for letter in mail.outbox:
        assert letter.recipients() == [editor.email]
        assert "\nBcc:" not in letter.message().as_string().partition("\n\n")[0]


@pytest.mark.parametrize("name", polyglots())
def test_a_file_of_two_kinds_is_new_pixels_or_nothing(name, django_capture_on_commit_callbacks):
    data, is_photo = polyglots()[name]
    assignment, photo = AssignmentFactory(), uuid.uuid4()
    tablet = tablet_of(assignment)
    with django_capture_on_commit_callbacks(execute=True):
        answer = tablet.send_photo(data, assignment, photo=photo)
    assert (answer.status_code == 201) == is_photo
    if not is_photo:
        assert 400 <= answer.status_code < 500
        assert not Photo.objects.exists()
        return
    kept = Photo.objects.get()
    for file in (kept.clean, kept.thumbnail, kept.original, kept.masked, kept.masked_thumbnail):
        stored = file.open("rb").read()
        assert SCRIPT not in stored
        assert b"%PDF" not in stored
    shown = tablet.get(f"photos/{photo}/clean")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
