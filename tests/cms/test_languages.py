"""A public address has one content, whoever reads it; a room speaks its visitor's language."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.classrooms.screens import signed_in
from tests.cms.stories import published_story

pytestmark = pytest.mark.django_db


def addresses(story):
    found = [reverse(name) for name in ("projects", "open_data", "search")]
    return ["/", "/recits/", "/classes/", *found, story.url, story.get_parent().url, story.project.get_absolute_url()]


def test_every_public_page_has_an_address_in_each_language_that_no_visitor_changes():
    story = published_story("Le jardin secret")
    teacher = signed_in(story.classroom.owner)
    english = Client(headers={"Accept-Language": "en"})
    english.cookies["django_language"] = "en"
    for french in addresses(story):
        for language, address in [("fr", french), ("en", f"/en{french}")]:
            answers = [client.get(address) for client in (Client(), english, teacher)]
            first = answers[0]
            assert [answer.status_code for answer in answers] == [200, 200, 200], address
            assert {answer.content for answer in answers} == {first.content}, address
            for answer in answers:
                assert not answer.cookies, address
                assert "Vary" not in answer.headers, address
            page = first.content.decode()
            assert f'<html lang="{language}"' in page
            assert first.headers["Content-Language"] == language
            other, name = ("en", f"/en{french}") if language == "fr" else ("fr", french)
            assert f'href="{name}" hreflang="{other}" lang="{other}"' in page
            assert f'<link rel="canonical" href="http://testserver{address}">' in page
            assert page.count('rel="canonical"') == 1
            for code, path in [("fr", french), ("en", f"/en{french}")]:
                assert f'<link rel="alternate" hreflang="{code}" href="http://testserver{path}">' in page
            ways = set(re.findall(r'<a[^>]*href="(/[^"?]*)', page)) - {name}
            rooms = ("/carnet/", "/compte/", "/projets/inscrire/", "/projets/projets.", "/projets/atom")
            if language == "en":
                strays = {way for way in ways if not way.startswith(("/en/", *rooms))}
                assert not {way for way in strays if not re.search(r"\.(ics|vcf|pdf|csv|geojson|json|xml)$", way)}
    assert '<h1 class="story__title">' in Client().get(f"/en{story.url}").content.decode()
    assert '<article class="story" lang="fr">' in Client().get(f"/en{story.url}").content.decode()


def test_a_question_goes_along_into_the_other_language_and_what_is_not_there_has_no_address():
    page = Client().get("/en/projets/?q=jardin&page=2").content.decode()
    assert 'href="/projets/?q=jardin&amp;page=2" hreflang="fr"' in page
    assert "canonical" not in page
    lost = Client().get("/en/nowhere/")
    assert lost.status_code == 404
    assert "canonical" not in lost.content.decode()
    assert 'href="/en/"' in lost.content.decode()
    assert Client().get("/fr/projets/").status_code == 404


def test_a_room_speaks_its_visitors_language_and_remembers_what_an_english_page_said():
    english = Client(headers={"Accept-Language": "en"})
    for address in [reverse("register"), reverse("holder"), reverse("account_login")]:
        assert '<html lang="fr"' in Client().get(address).content.decode()
        assert '<html lang="en"' in english.get(address).content.decode()
    newcomer = Client()
    link = re.search(r'href="(/projets/inscrire/[^"]*)"', newcomer.get("/en/projets/").content.decode())[1]
    assert '<html lang="en"' in newcomer.get(link).content.decode()
    assert '<html lang="en"' in newcomer.get(reverse("register")).content.decode()
    newcomer.post(reverse("set_language"), {"language": "fr", "next": reverse("register")})
    assert '<html lang="fr"' in newcomer.get(reverse("register")).content.decode()


def test_what_machines_read_and_what_is_embedded_is_the_same_for_everybody():
    story = published_story("Le jardin secret")
    project = story.project
    english = Client(headers={"Accept-Language": "en"})
    english.cookies["django_language"] = "en"
    for address in [
        reverse("projects_geojson"), reverse("project_vcard", args=[project.slug]),
        reverse("embedded_list"), reverse("embedded_project", args=[project.slug]), reverse("sitemap"),
    ]:  # fmt: skip
        answer = english.get(address)
        assert answer.status_code == 200
        assert b"/en/" not in answer.content, address
        assert answer.content == Client().get(address).content
    with override("en"):
        whole = f"http://testserver{project.get_absolute_url()}"
    assert "/en/projets/" in whole
    assert Client().get(reverse("oembed"), {"url": whole}).json()["title"] == project.name
    assert Client().get(reverse("oembed"), {"url": f"http://testserver/en{story.url}"}).json()["title"] == story.title
    linked = re.search(r'"@id": ?"([^"]*)"', Client().get(f"/en{project.get_absolute_url()}").content.decode())[1]
    assert linked == f"http://testserver{project.get_absolute_url()}#projet"
