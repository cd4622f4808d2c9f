import pytest

from workshop.printing import fonts


def test_a_font_is_made_once_and_kept(tmp_path):
    made = []
    for _again in range(2):
        fonts._kept(tmp_path / "cache", "title.ttf", lambda: made.append(1) or b"cut")
    assert [path.read_bytes() for path in (tmp_path / "cache").iterdir()] == [b"cut"]
    assert made == [1]


def test_titles_have_the_letters_of_french_and_its_neighbours():
    fonts.register()
    assert fonts.covers(fonts.TITLE, "Éloïse Œuvrard Nguyễn Žižek Łukasz Ğülşen Ștefan L’Haÿ « »")


@pytest.mark.parametrize("font", [fonts.TEXT, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC, fonts.TITLE])
def test_every_font_has_the_signs_of_french_typography(font):
    fonts.register()
    assert fonts.covers(font, "«\u202fŒuvre\u202f!\u202f» l’œil… 10\u00a0€ – 3\u2009m, peut\u2011être")
