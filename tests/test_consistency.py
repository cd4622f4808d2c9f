"""The house checks itself: what nobody should have to remember in a review."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template import Context, Origin, Template
from wagtail.models import Page

from tests.catalogue import APPS, ROOT, sentences, untranslated
from tests.cms.stories import published_story
from tests.undefined_variables import UndefinedVariable

LABELS = ["workshop", "cms", "investigations", "directory", "classrooms"]
LONGEST_FILE = 400
# Rows that are no secret between adults who may come in, or only reached through one that has visible_to.
WITHOUT_VISIBLE_TO = {
    "cms.PublicImage": "public by nature; Wagtail's collections say who may change it",
    "cms.PublicRendition": "a size of a public image",
    "cms.NewspaperStory": "reached through its newspaper",
    "cms.LegalSettings": "one row for the whole site, public by nature",
    "cms.SilentAddress": "digests of addresses, shown to nobody",
    "cms.PublishingSettings": "one row for the whole site",
    "classrooms.User": "shown by an owner's class, never listed",
    "classrooms.ClassroomTeacher": "reached through its class",
    "classrooms.Invitation": "reached through its class, or by the token in the letter",
    "classrooms.FormerName": "keyed digests, shown to nobody",
    "directory.BlockedHelper": "digests of addresses, shown to nobody",
    "directory.Cause": "public",
    "directory.NoInvitation": "digests of addresses, shown to nobody",
    "directory.Place": "a row of the search for places: live projects only, and only through it",
    "directory.Square": "counts of live projects",
    "directory.ImportSeen": "digests of identifiers while a file is read, shown to nobody",
    "directory.FormerAddress": "an address that was public, of an entry that is",
    "directory.HolderVisit": "of the browser that has its secret",
    "directory.Registration": "of the browser that has its secret",
    "investigations.Guide": "the same for every teacher",
    "cms.NameCheck": "reached through its story",
    "investigations.ReportVersion": "reached through its report",
    "investigations.Mask": "reached through its photo",
    "investigations.Remark": "reached through its report",
    "investigations.AnswerVerdict": "reached through its report",
}
# Names of formats, not addresses that a browser fetches; and what .example says.
NO_ADDRESS = re.compile(r"https?://(www\.w3\.org/|ogp\.me/|schema\.org|[\w.-]*\bexample\b|127\.0\.0\.1|localhost)")


def ours(*patterns, roots=(*APPS, "templates")):
    for root in roots:
        for pattern in patterns:
            for path in sorted((ROOT / root).rglob(pattern)):
                if "migrations" not in path.parts:
                    yield path


@pytest.mark.engine
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_sentence_has_its_english(domain):
    problems = untranslated(domain)
    assert problems == [], f"{len(problems)} of {len(sentences(domain))}: make translations, then fill locale/en"


@pytest.mark.engine
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_sentences_are_found_in_every_kind_of_source(domain):
    places = {sentence.where.split(":")[0].rpartition(".")[2] for sentence in sentences(domain)}
    assert places >= ({"js"} if domain == "djangojs" else {"py", "html"})


@pytest.mark.engine
def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<style\b|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|\sstyle=|\son[a-z]+=\""
    )
    found = {str(path.relative_to(ROOT)): inline.findall(path.read_text()) for path in ours("*.html")}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.engine
def test_no_page_script_or_sheet_names_a_foreign_host():
    address = re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+[^\s\"')]*")
    comments = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*|\{#.*?#\}", re.DOTALL)
    strays = {}
    for path in ours("*.html", "*.css", "*.js", "*.svg"):
        text = path.read_text()
        if path.suffix in {".js", ".css"}:
            text = comments.sub("", text)
        hits = [hit for hit in address.findall(text) if not NO_ADDRESS.match(hit)]
        if hits:
            strays[str(path.relative_to(ROOT))] = hits
    assert strays == {}


@pytest.mark.engine
def test_no_file_grows_beyond_what_one_reads_at_a_sitting():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in ours("*.py", "*.js", "*.css", "*.html", roots=(*APPS, "templates", "tests"))
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.engine
def test_every_model_says_who_may_see_it():
    silent = {
        model._meta.label
        for label in LABELS
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model._default_manager, "visible_to") and not issubclass(model, Page)
    }
    assert silent - set(WITHOUT_VISIBLE_TO) == set(), "give it visible_to, or say here why it needs none"
    assert set(WITHOUT_VISIBLE_TO) - silent == set(), "no longer without visible_to, or gone"


@pytest.mark.django_db
def test_every_page_type_can_be_read(client):
    published_story()
    for model in apps.get_app_config("cms").get_models():
        if issubclass(model, Page):
            page = model.objects.live().first()
            assert page is not None, f"{model.__name__} has no live page: give it a factory"
            assert client.get(page.get_url()).status_code == 200, model.__name__


@pytest.mark.engine
def test_settings_name_every_variable_that_operating_explains():
    source = "".join(path.read_text() for path in (ROOT / "workshop" / "settings").glob("*.py"))
    readers = (
        "text|number|flag|words|folder|made_folder|required|signing_secret|key"
        "|area|weekday|site_address|sender|tiles_on_this_host|tiles_source|service|cache_in_front|mail_server"
    )
    read = set(re.findall(rf"""\b(?:{readers})\(["']([A-Z_]+)["']""", source))
    table = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "operating.md").read_text(), re.MULTILINE))
    assert read == table


@pytest.mark.engine
def test_an_undefined_variable_fails_in_our_templates_only():
    own = Template("{{ nobody }}", origin=_origin(ROOT / "templates" / "made-up.html"))
    with pytest.raises(UndefinedVariable, match="nobody"):
        own.render(Context())
    assert Template("{{ nobody|default:'–' }}", origin=own.origin).render(Context()) == "–"
    assert Template("{{ nobody }}", origin=_origin(Path("/elsewhere/x.html"))).render(Context()) == ""


def _origin(path):
    return Origin(str(path), path.name)
