import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.headers import looks_private
from classrooms.roster.reading import MAX_BYTES, MAX_ROWS, RosterError, read_file, read_text, with_headers
from classrooms.roster.text import tidy
from tests.classrooms.roster.lists import PRIVATE, onde


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8-sig", "utf-8-sig"), ("utf-8", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_an_onde_file_reads_alike_in_every_encoding(encoding, said, newline):
    table = read_file(onde(encoding=encoding, newline=newline))
    assert table.encoding == said
    assert table.delimiter == ";"
    assert table.headers[:3] == ("Nom élève", "Nom d'usage élève", "Prénom élève")
    assert table.headers[14] == "Cycle"
    assert [row.line for row in table.rows] == [2, 3, 4, 5]
    assert [row.cells[2] for row in table.rows] == ["LÉA", "Jean-Baptiste", "Inès", "Léa"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_what_is_never_kept_is_gone_once_a_file_is_read(encoding):
    seen = repr(read_file(onde(encoding=encoding)))
    assert [canary for canary in PRIVATE if canary in seen] == []


def test_private_cells_go_even_without_headers():
    data = b"Dupont;Lea;14/03/2015;0912345678A;12 rue des Lilas;75004 Paris;01 42 00 00 00;lea@example.org;CM2\n"
    (row,) = read_file(data).rows
    assert [cell for cell in row.cells if cell] == ["Dupont", "Lea", "CM2"]
    assert read_file(data).ignored == (2, 3, 4, 5, 6, 7)


def test_one_odd_cell_does_not_condemn_its_column():
    table = read_text("Nom;Prénom\nDUPONT;Léa\nMARTIN;14/03/2015")
    assert [row.cells[1] for row in table.rows] == ["Léa", ""]


def test_headers_may_come_below_a_title():
    table = read_text("École des Canaris\n\nListe du 3 septembre\nNom;Prénom;Classe\nDUPONT;Léa;CM2 A")
    assert table.headers == ("Nom", "Prénom", "Classe")
    assert [row.line for row in table.rows] == [5]


def test_a_list_of_people_has_no_headers_until_the_teacher_says_so():
    table = read_text("Vorname;Klasse\nLéa;CM2\nTom;CM1")
    assert table.headers is None
    assert with_headers(table).headers == ("Vorname", "Klasse")
    assert len(with_headers(table).rows) == 2


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Nom;Prénom\nDupont;Léa", ";"), ("Nom\tPrénom\nDupont\tLéa", "\t"), ("Nom,Prénom\nDupont,Léa", ","),
        ("Nom;Prénom;Adresse\nDupont;Léa;1, rue A, Paris\nMartin;Tom;2, rue B, Paris", ";"),
        ('"Full name","Birth year"\n"Dupont; Léa","2015"', ","),
        ("Léa Dupont\nTom Martin", ""), ("Prénom\nLéa\nTom", ""), ("Dupont, Léa\nMartin, Tom", ","),
    ],
)  # fmt: skip
def test_the_delimiter_is_found(text, delimiter):
    assert read_text(text).delimiter == delimiter


def test_the_first_line_that_excel_wants_is_passed_over():
    table = read_text("sep=;\r\nNom;Prénom\r\nDupont;Léa")
    assert (table.headers, table.rows[0].line) == (("Nom", "Prénom"), 3)


def test_a_quoted_cell_may_hold_delimiters_quotes_and_lines():
    table = read_text('Nom;Prénom\n"DU;PONT";"Léa ""la\ngrande"""\nMARTIN;Tom')
    assert table.rows[0].cells == ("DU;PONT", 'Léa "la grande"')
    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b" \r\n;;\r\n", "empty"), (b"\xef\xbb\xbf", "empty"), (b"Nom;Pr\xe9nom\n", "empty"),
        (b"PK\x03\x04rest of a workbook", "spreadsheet"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "spreadsheet"),
        (b"L\x00e\x00a\x00", "binary"), (b"%PDF-1.7", "binary"), (b"\xff\xfea", "unreadable"),
        (b"\x81\x8d", "unreadable"),
        (b"a" * (MAX_BYTES + 1), "too_heavy"), (b"L\n" * (MAX_ROWS + 1), "too_many_rows"),
        (b"x" * 201, "cell_too_long"), (b"a;" * 101, "too_many_columns"), (b'a;"b' + b"c" * 200_000, "cell_too_long"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_code(data, code):
    with pytest.raises(RosterError) as refusal:
        read_file(data)
    assert refusal.value.code == code


def test_a_refusal_tells_line_and_column():
    with pytest.raises(RosterError) as refusal:
        read_text("Nom;Prénom\nDupont;" + "x" * 201)
    assert (refusal.value.line, refusal.value.column) == (2, 1)


def test_pasted_text_has_the_same_limits():
    with pytest.raises(RosterError, match="too_heavy"):
        read_text("é" * (MAX_BYTES // 2 + 1))
    with pytest.raises(RosterError, match="binary"):
        read_text("Léa\x00")


def test_500_rows_are_welcome():
    assert len(read_text("Prénom\n" + "Léa\n" * MAX_ROWS).rows) == MAX_ROWS


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read_file(data)
    except RosterError as refusal:
        assert refusal.code


cells = st.text(st.characters(categories=["L", "P", "Zs"]), max_size=12)


@given(st.lists(st.tuples(cells, cells), max_size=8), st.sampled_from(";,\t"))
def test_what_a_spreadsheet_writes_is_read_back(rows, delimiter):
    rows = [("Canari", "Zoé"), *rows]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([("Nom", "Prénom"), *rows])
    tidied = [tuple(map(tidy, row)) for row in rows]
    kept = [tuple("" if looks_private(cell) else cell for cell in row) for row in tidied if any(row)]
    assert [row.cells for row in read_file(out.getvalue().encode()).rows] == kept
