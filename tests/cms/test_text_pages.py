"""The legal notice and the notices about data: there from the first day, true to the settings, the editors' own."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from cms.actions.found_site import found_site
from cms.models import HomePage, LegalSettings, TextPage
from tests.browser import LAPTOP, PHONE, TABLET
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.classrooms.screens import at, signed_in, text_of
from tests.cms.stories import published_story

Role = TextPage.Role
LEGAL = reverse("wagtailsettings:edit", args=["cms", "legalsettings"])
SAID = {
    "publisher": "Les Voisins curieux", "number": "", "address": "1 rue du Bac, Paris", "phone": "01 99 00 00 01",
    "email": "bonjour@example.org", "director": "Zoé Martin", "host": "Nuage du Quartier",
    "host_address": "2 rue du Bac", "host_phone": "01 99 00 00 02",
    "dpo": "Noé Petit", "dpo_email": "donnees@example.org",
}  # fmt: skip


def text(role):
    return TextPage.objects.get(role=role)


def form_of(page, **changed):
    return {"title": page.title, "slug": page.slug, "introduction": page.introduction, "body": "null",
            "parts-count": 0} | changed  # fmt: skip


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.django_db
def test_every_public_page_leads_to_the_four_texts_and_anyone_may_read_them(client):
    story = published_story()
    texts = [text(role).url for role in Role]
    public = [
        "/", "/recits/", "/classes/", story.url, story.get_parent().url, story.project.get_absolute_url(),
        reverse("projects"), reverse("search"), reverse("removal", args=[story.pk]), reverse("removal_sent"),
        "/nulle-part/", reverse("account_login"), *texts,
    ]  # fmt: skip
    for address in public:
        footer = text_of(client.get(address)).partition("<footer class=")[2]
        assert [url for url in texts if f'href="{url}"' not in footer] == [], address
    for role in Role:
        assert text(role).title in text_of(client.get(text(role).url))


@pytest.mark.django_db
def test_the_notices_say_what_is_promised(client):
    pupils, parents = (text_of(client.get(text(role).url)) for role in (Role.PUPILS, Role.PARENTS))
    assert "« Renard, CM2 »" in pupils
    assert "S’il te plaît, ne publie pas ma photo" in pupils
    assert "trois mois après la fermeture de ta classe" in pupils
    assert not re.search(r"\b(vous|votre|vos)\b", text(Role.PUPILS).body.replace("vous faites ensemble", ""))
    assert "Une autorisation générale signée à la rentrée ne suffit pas" in parents
    assert "Demander le retrait" in parents
    assert "CNIL" in parents


@pytest.mark.django_db
def test_founding_again_leaves_what_editors_wrote_and_brings_back_what_is_gone(client):
    editor, legal = signed_in(editor=True), text(Role.LEGAL)
    changed = form_of(legal, title="Qui sommes-nous", slug="qui", **{"action-publish": "1"})
    assert editor.post(edit(legal), changed).status_code == 302
    text(Role.HOLDERS).delete()
    found_site()
    found_site()
    assert TextPage.objects.count() == len(Role)
    assert (text(Role.LEGAL).title, text(Role.LEGAL).url) == ("Qui sommes-nous", "/qui/")
    assert 'href="/qui/"' in text_of(client.get("/"))
    assert 'href="/mentions-legales/"' not in text_of(client.get("/"))
    assert text(Role.HOLDERS).live


@pytest.mark.django_db
def test_what_is_not_public_is_not_led_to(client):
    text(Role.HOLDERS).unpublish()
    assert "donnees-projets" not in text_of(client.get("/"))
    found_site()
    assert not text(Role.HOLDERS).live


@pytest.mark.django_db
def test_a_copy_takes_no_role_not_even_by_its_earlier_drafts(client):
    editor, legal = signed_in(editor=True), text(Role.LEGAL)
    legal.save_revision().publish()
    copied = {"new_title": "Une copie", "new_slug": "copie", "new_parent_page": legal.get_parent().pk,
              "copy_subpages": "", "publish_copies": "on", "alias": ""}  # fmt: skip
    assert editor.post(reverse("wagtailadmin_pages:copy", args=[legal.pk]), copied).status_code == 302
    copy = TextPage.objects.get(slug="copie")
    assert copy.role == ""
    assert {revision.as_object().role for revision in copy.revisions.all()} == {""}
    copy.get_latest_revision().publish()
    assert TextPage.objects.get(slug="copie").role == ""
    assert "Une copie" in text_of(client.get("/copie/"))
    assert "Éditeur du site" not in text_of(client.get("/copie/"))
    assert text(Role.LEGAL) == legal


@pytest.mark.django_db
def test_an_editor_adds_a_text_and_a_teacher_changes_none(client):
    add = reverse("wagtailadmin_pages:add", args=["cms", "textpage", HomePage.objects.get().pk])
    values = {
        "title": "L’équipe",
        "slug": "equipe",
        "introduction": "",
        "body": "null",
        "action-publish": "1",
        "parts-count": 0,
    }
    assert signed_in(editor=True).post(add, values).status_code == 302
    assert "L’équipe" in text_of(client.get("/equipe/"))
    assert "Nous écrire" not in text_of(client.get("/equipe/"))
    teacher = signed_in(ClassroomFactory().owner)
    for address in (edit(text(Role.LEGAL)), add):
        assert teacher.get(address).status_code == 404
        assert teacher.post(address, values).status_code == 404


@pytest.mark.django_db
def test_what_the_association_has_not_said_is_marked_until_it_is(client):
    editor = signed_in(editor=True)
    page = text_of(client.get(text(Role.LEGAL).url))
    assert "[à compléter : nom de l’association]" in page
    assert "[à compléter : adresse e-mail pour les données personnelles]" in text_of(client.get(text(Role.PUPILS).url))
    home = text_of(editor.get(reverse("wagtailadmin_home")))
    assert LEGAL in home
    assert "directrice ou directeur de la publication" in home
    form = f"{LEGAL}{LegalSettings.load().pk}/"
    assert "Il manque encore" in text_of(editor.get(form))
    assert editor.post(form, SAID).status_code == 302
    page = text_of(client.get(text(Role.LEGAL).url))
    assert "à compléter" not in page
    for value in filter(None, SAID.values()):
        assert value in page
    assert 'href="mailto:donnees@example.org"' in text_of(client.get(text(Role.PARENTS).url))
    assert "Tout est dit" in text_of(editor.get(form))
    assert "Mentions légales à compléter" not in text_of(editor.get(reverse("wagtailadmin_home")))


@pytest.mark.django_db
def test_teachers_have_no_hand_in_who_publishes():
    teacher = signed_in(ClassroomFactory().owner)
    teacher.post(f"{LEGAL}{LegalSettings.load().pk}/", SAID)
    assert LegalSettings.load().publisher == ""
    assert "Mentions légales à compléter" not in text_of(teacher.get(reverse("wagtailadmin_home")))


@pytest.mark.django_db
def test_more_texts_cost_no_more(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    addresses = ["/recits/", text(Role.PARENTS).url]
    before = [cost(address) for address in addresses]
    home = HomePage.objects.get()
    for number in range(5):
        home.add_child(instance=TextPage(title=f"Texte {number}", slug=f"texte-{number}"))
    assert [cost(address) for address in addresses] == before
    TextPage.objects.filter(role=Role.HOLDERS).update(live=False)
    assert [cost(address) for address in addresses] == before


@pytest.mark.django_db
def test_a_teacher_finds_the_notices_on_the_class_page():
    classroom = ClassroomFactory()
    page = text_of(signed_in(classroom.owner).get(at("page", classroom.pk)))
    assert "Données des élèves" in page
    for role in (Role.PUPILS, Role.PARENTS, Role.HOLDERS):
        assert f'href="{text(role).url}"' in page
    assert f'href="{text(Role.LEGAL).url}"' not in page


@pytest.mark.django_db
def test_the_notebook_leads_to_the_pupils_notice_and_knows_when_it_moves(client):
    def version():
        return re.search(r'data-version="(\w+)"', text_of(client.get("/carnet/")))[1]

    before = version()
    assert 'href="/tes-donnees/"' in text_of(client.get("/carnet/"))
    assert before == version()
    page = text(Role.PUPILS)
    page.slug = "ton-carnet"
    page.save_revision().publish()
    assert 'href="/ton-carnet/"' in text_of(client.get("/carnet/"))
    assert version() != before
    page.unpublish()
    assert "colophon" not in text_of(client.get("/carnet/"))


@pytest.mark.browser
def test_the_texts_read_well_to_everybody_and_print_on_two_sheets(page, site, axe):
    texts = [site + text(role).url for role in Role]
    for size in (PHONE, TABLET, LAPTOP):
        page.set_viewport_size(size)
        for address in texts:
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.emulate_media(media="print")
    for address in texts:
        page.goto(address)
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator(".standing__others")).to_be_hidden()
        expect(page.locator(".footer")).to_be_hidden()
        sheets = re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True))
        assert len(sheets) in {1, 2}, address


@pytest.mark.browser
def test_a_pupil_reads_the_notice_and_comes_back_to_the_notebook(page, site):
    PupilFactory()
    page.goto(site + "/carnet/")
    page.get_by_role("link", name="Ce que ton carnet garde de toi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que ton carnet garde de toi")
    page.get_by_role("link", name="Retourner dans mon carnet").click()
    expect(page.get_by_label("Quel est le code de ta classe")).to_be_visible()


@pytest.mark.browser
def test_an_editor_sees_what_is_missing_in_the_form(page, site, axe):
    session = signed_in(editor=True).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(site + reverse("wagtailadmin_home"))
    page.get_by_role("link", name="Compléter", exact=True).click()
    expect(page.get_by_text("Il manque encore")).to_be_visible()
    page.get_by_label("nom de l’association").fill("Les Voisins curieux")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".help-warning")).not_to_contain_text("nom de l’association")
    expect(page.locator(".help-warning")).to_contain_text("adresse du siège")
