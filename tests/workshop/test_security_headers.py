"""No inline script or style on a page; under Wagtail's admin a nonce for scripts, and no foreign host anywhere."""

import re

import pytest

from tests.classrooms.factories import ClassroomFactory, UserFactory

pytestmark = pytest.mark.django_db


def policy_of(response):
    header = response.headers["Content-Security-Policy"]
    return {name: words for name, *words in (part.split() for part in header.split(";") if part.strip())}


def assert_strict(policy):
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]


def assert_no_inline(html):
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html) == []
    assert re.findall(r"<style\b", html) == []
    assert re.findall(r"<[^>]+\sstyle=", html) == []
    assert re.findall(r"<[^>]+\son[a-z]+=", html) == []


@pytest.mark.parametrize("path", ["/", "/carnet/", "/compte/login/", "/compte/login/code/", "/courrier/", "/rien/"])
def test_pages_of_our_own_allow_no_inline_script_or_style(client, path):
    response = client.get(path)
    assert_strict(policy_of(response))
    assert_no_inline(response.content.decode())


@pytest.mark.parametrize("path", ["/", "/carnet/", "/compte/login/", "/admin/"])
def test_no_policy_names_a_foreign_host(client, path):
    client.force_login(UserFactory(admin=True))
    words = {word for values in policy_of(client.get(path, follow=True)).values() for word in values}
    known = {"'self'", "'none'", "'unsafe-inline'", "blob:", "data:"}
    assert {word for word in words if not word.startswith("'nonce-")} <= known


@pytest.mark.parametrize("path", ["/admin/", "/admin/account/", "/admin/pages/", "/admin/images/"])
def test_every_script_of_the_admin_bears_the_nonce_of_its_answer(client, path):
    client.force_login(UserFactory(admin=True))
    ClassroomFactory()
    response = client.get(path, follow=True)
    policy = policy_of(response)
    nonces = [word.removeprefix("'nonce-").rstrip("'") for word in policy["script-src"] if word.startswith("'nonce-")]
    html = response.content.decode()
    scripts = re.findall(r"<script\b[^>]*>", html)
    assert response.status_code == 200
    assert len(nonces) == 1
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert scripts
    assert [script for script in scripts if f'nonce="{nonces[0]}"' not in script] == []


def test_a_nonce_is_used_once(client):
    client.force_login(UserFactory(admin=True))
    first, second = (policy_of(client.get("/admin/", follow=True))["script-src"] for _ in range(2))
    assert first != second


def test_no_page_may_know_where_a_child_is(client):
    assert "geolocation=()" in client.get("/carnet/").headers["Permissions-Policy"]


def test_only_the_page_on_which_adults_find_projects_may_ask_where_they_are(client):
    assert "geolocation=(self)" in client.get("/projets/").headers["Permissions-Policy"]
    assert "geolocation=()" in client.get("/").headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/", "/carnet/", "/admin/login/"])
def test_other_sites_learn_nothing_and_guess_no_types(client, path):
    response = client.get(path)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/compte/login/", "/compte/email/", "/compte/2fa/", "/compte/password/change/", "/compte/reauthenticate/"]
)
def test_no_browser_keeps_a_page_of_an_account(client, path):
    client.force_login(UserFactory())
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_signing_out_clears_what_was_seen_and_never_the_storage_of_a_shared_tablet(client):
    client.force_login(UserFactory())
    asked = client.get("/compte/logout/")
    assert "Clear-Site-Data" not in asked.headers
    answer = client.post("/compte/logout/")
    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"cache"'
