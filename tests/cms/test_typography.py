import datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cms import typography
from cms.templatetags.typography import hour
from cms.typography import typeset

N = "\u202f"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Cap ou pas cap ?", f"Cap ou pas cap{N}?"),
        ("Cap ou pas cap?", f"Cap ou pas cap{N}?"),
        ("Oui !", f"Oui{N}!"),
        ("Quoi ?!", f"Quoi{N}?!"),
        ("Trois mots : a ; b", f"Trois mots{N}: a{N}; b"),
        ("l'école d'à côté", "l’école d’à côté"),
        ("l&#x27;école", "l’école"),
        ("« Bonjour »", f"«{N}Bonjour{N}»"),
        ('Il dit "bonjour" et part.', f"Il dit «{N}bonjour{N}» et part."),
        ("Il dit &quot;bonjour&quot;.", f"Il dit «{N}bonjour{N}»."),
        ("Et puis...", "Et puis…"),
        ("Et puis \u2026", "Et puis…"),
        ("Le \u2026 manque", "Le \u2026 manque"),
        ("Paris - Lyon", "Paris – Lyon"),
        ("un vide-grenier", "un vide-grenier"),
        ("samedi 1 décembre, le 11 mai, le 1 à 1 mètre", "samedi 1er décembre, le 11 mai, le 1 à 1 mètre"),
        ("12 min à pied, 80 %", f"12{N}min à pied, 80{N}%"),
        ("1 200 habitants", f"1{N}200 habitants"),
        ("le coeur des soeurs, un oeuf, une oeuvre", "le cœur des sœurs, un œuf, une œuvre"),
        ("à 10:30", "à 10:30"),
        ("https://exemple.fr/?a=b;c", "https://exemple.fr/?a=b;c"),
        ("AT&amp;T &lt;3 &eacute;", "AT&amp;T &lt;3 &eacute;"),
        ("\ue0005\ue001 l'eau", "\ue0005\ue001 l’eau"),
    ],
)
def test_french_text_gets_french_signs(written, read):
    assert typeset(written, language="fr") == read


@pytest.mark.parametrize(
    "html",
    [
        '<a title="Cap ou pas cap ?" href="/?q=l\'eau">x</a>',
        "<pre>a ? b</pre>",
        "<code>l'a ?</code>",
        "<textarea>l'eau ?</textarea>",
        "<svg><text>l'eau ?</text></svg>",
        "<script>let a = b ? 'c' : 'd';</script>",
        "<!-- l'eau ? -->",
        '<p lang="en">It\'s here ?</p>',
    ],
)
def test_what_is_not_french_text_is_left_alone(html):
    assert typeset(html, language="fr") == html


def test_text_after_a_verbatim_element_is_typeset_again():
    assert typeset("<p><code>a ?</code> oui ?</p>", language="fr") == f"<p><code>a ?</code> oui{N}?</p>"


def test_a_sign_alone_after_an_element_keeps_to_it():
    assert typeset("<strong>Cap</strong> ?", language="fr") == f"<strong>Cap</strong>{N}?"


def test_a_french_part_of_an_english_page_is_typeset():
    assert typeset('<p>Who?</p><p lang="fr">Qui ?</p>', language="en") == f'<p>Who?</p><p lang="fr">Qui{N}?</p>'


def test_english_is_left_alone():
    assert typeset('It\'s "here" ?', language="en") == 'It\'s "here" ?'


def test_doing_it_twice_changes_nothing_more():
    page = '<p>L\'eau : "claire" ! « Vraiment ? » ... 12 min - coeur</p>'
    once = typeset(page, language="fr")
    assert typeset(once, language="fr") == once


SCRAPS = [
    *"aZé'\"…;!?:«».- %€12 0\u202f_(&", "...", "oeu", "Oeil", " 1 mars", " 12 km", " 10 ans", "&#x27;", " - ", "a@b.fr"
]  # fmt: skip


@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
def test_what_a_glance_leaves_alone_the_rules_leave_alone(text):
    """Each rule names what it can't do without (``_PERHAPS``); one that forgot would never be applied."""
    if not typography._PERHAPS.search(text):
        for pattern, replacement in [*typography._RULES, (typography._LIGATURE, "!")]:
            assert pattern.sub(replacement, text) == text


def test_unclosed_elements_do_not_lose_the_thread():
    assert typeset("<ul><li>a ?<li>b ?</ul><p>c ?", language="fr") == f"<ul><li>a{N}?<li>b{N}?</ul><p>c{N}?"


def test_the_filter_escapes_what_is_not_known_to_be_safe():
    with override("fr"):
        out = Template("{% load typography %}{{ words|typo }}").render(Context({"words": "<b>l'eau</b> ?"}))
    assert out == f"&lt;b&gt;l’eau&lt;/b&gt;{N}?"


def test_the_filter_follows_the_language_in_force():
    template = Template("{% load typography %}{% filter typo %}<p>Qui ?</p>{% endfilter %}")
    with override("en"):
        assert template.render(Context()) == "<p>Qui ?</p>"
    with override("fr"):
        assert template.render(Context()) == f"<p>Qui{N}?</p>"


def test_an_hour_is_written_as_people_of_the_language_do():
    half_past = datetime.datetime(2026, 12, 1, 9, 5, tzinfo=datetime.UTC)
    assert [hour(half_past), hour(half_past.replace(minute=0))] == ["10 h 05", "10 h"]
    with override("en"):
        assert hour(half_past) == "10:05"
