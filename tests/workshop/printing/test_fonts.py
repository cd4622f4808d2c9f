from workshop.printing import fonts


def test_the_title_weight_is_cut_once_and_kept(tmp_path):
    made = fonts._title_bytes(tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.read_bytes() == made
    kept.write_bytes(b"kept")
    assert fonts._title_bytes(tmp_path / "cache") == b"kept"


def test_titles_have_the_letters_of_french_and_its_neighbours():
    fonts.register()
    assert fonts.covers(fonts.TITLE, "Éloïse Œuvrard Nguyễn Žižek Łukasz Ğülşen Ștefan L’Haÿ « »")
