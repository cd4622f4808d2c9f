"""What leaves the site as a file: a spreadsheet runs nothing, a print shows text as it was typed."""

import csv
import dataclasses
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from reportlab import rl_config

from classrooms.actions.add_pupils import NewPupil, add_pupils
from tests.attacks.corpus import FORMULAS, MARKUP
from tests.classrooms.factories import ClassroomFactory, UserFactory
from tests.classrooms.screens import at, signed_in
from tests.cms.stories import draft_story
from tests.test_consistency import ROOT, ours
from tests.workshop.printing.brochures import brochure
from tests.workshop.printing.newspapers import newspaper, photograph, project
from workshop.printing.brochure import brochure_pdf
from workshop.printing.consent_forms import ConsentForm, consent_forms_pdf
from workshop.printing.flow import flowing_pdf, ready, words
from workshop.printing.newspaper import newspaper_pdf
from workshop.printing.newspaper_parts import Heading, Paper, Quote, Story, Text
from workshop.printing.typesetting import Run
from workshop.spreadsheets import plain_cell

STARTS = tuple("=+-@\t\r＝＋－＠")
REPORTS = [
    "wagtailadmin_reports:site_history", "wagtailadmin_reports:aging_pages", "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks", "wagtailadmin_reports:page_types_usage",
    "wagtailredirects:index",
]  # fmt: skip


@pytest.mark.engine
@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_is_text_wherever_a_spreadsheet_cuts_it(text):
    cells = [cell for line in plain_cell(text).splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.lstrip().startswith(STARTS)]
    assert plain_cell(text).replace("'", "") == text.replace("'", "")


@pytest.mark.engine
def test_numbers_and_words_stay_as_they_are():
    for value in [-3, 2.5, None, "Le jardin – avec un tiret", "a=b", "zoe@ecole.example"]:
        assert plain_cell(value) is value


@pytest.fixture
def admin(db):
    """Formulas wherever a report may take a cell from: titles, names of people, addresses of redirects."""
    user = UserFactory(admin=True, first_name="=1+1", last_name="@SUM(1)")
    client = signed_in(user)
    for number, formula in enumerate(FORMULAS):
        story = draft_story(f"récit {number}")
        story.title = formula
        story.locked, story.locked_by = True, user
        story.save_revision(user=user, clean=False).publish(user=user)
        form = {"old_path": f"/pwn{number}", "is_permanent": "on", "redirect_link": f"https://example.org/{number}"}
        client.post(reverse("wagtailredirects:add"), form)
    return client


def test_no_report_holds_a_formula(admin, subtests):
    for report in REPORTS:
        with subtests.test(report):
            _holds_no_formula(admin, report)


def _holds_no_formula(admin, report):
    table = admin.get(reverse(report), {"export": "csv"}).getvalue().decode()
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert len(rows) > 1 or "workflow" in report
    for cell in (cell for row in rows for cell in row):
        assert not [part for part in cell.split(";") if part.lstrip().startswith(STARTS)], cell
    book = load_workbook(io.BytesIO(admin.get(reverse(report), {"export": "xlsx"}).getvalue()))
    for cell in (cell for row in book.active.iter_rows() for cell in row):
        assert cell.data_type != "f"
        assert not str(cell.value or "").lstrip().startswith(STARTS), cell.value


@pytest.mark.engine
def test_no_table_is_written_past_the_one_that_keeps_cells_plain():
    """Wagtail's exports pass workshop.spreadsheets; one of our own must, too."""
    writers = [path for path in ours("*.py") if "csv.writer(" in path.read_text() or "DictWriter(" in path.read_text()]
    assert [path for path in writers if "plain_cell" not in path.read_text()] == []


@pytest.mark.django_db
def test_cards_show_names_as_they_were_typed():
    classroom = ClassroomFactory(name="<b>CM2</b> & <img src='file:///etc/passwd'>")
    names = [text.format(n=1)[:40] for text in MARKUP]
    add_pupils(classroom=classroom, pupils=[NewPupil(public_name=name, level="CM2") for name in dict.fromkeys(names)])
    answer = signed_in(classroom.owner).post(at("print_cards", classroom.pk), {"all": "1"})
    assert answer["Content-Type"] == "application/pdf"
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.getvalue())).pages)
    printed = printed.replace("\n", "").replace(" ", "")
    assert "<svg/onload=pwn(1)>" in printed
    assert "&lt;script&gt;pwn(1)" in printed


@pytest.mark.engine
def test_a_print_fetches_no_picture_that_a_text_names():
    import workshop.printing.document  # noqa: F401

    assert rl_config.trustedSchemes == []
    assert rl_config.trustedHosts == ["none.invalid"]


# ReportLab reads markup in a Paragraph: each module that sets one has a test here that fills all its words.
PARAGRAPHS = {
    "workshop/printing/brochure.py", "workshop/printing/brochure_entry.py", "workshop/printing/consent_forms.py",
    "workshop/printing/flow.py",
}  # fmt: skip
TYPED = [
    "<b>x</b>", "<img src='file:///etc/hostname'/>", "<a href='http://127.0.0.1/'>x</a>", "a & b < c", "<para><br/>x",
]  # fmt: skip


@pytest.mark.engine
def test_whoever_sets_a_paragraph_is_tried():
    setting = {path for path in ours("*.py") if re.search(r"\bParagraph\(", path.read_text())}
    assert {path.relative_to(ROOT).as_posix() for path in setting} == PARAGRAPHS


@pytest.mark.engine
@pytest.mark.parametrize("markup", TYPED)
def test_a_consent_form_shows_words_as_they_were_typed(markup):
    typed = {field.name: markup for field in dataclasses.fields(ConsentForm) if field.type in {str, "str"}}
    form = ConsentForm(**{**typed, "signatures": 2, "qr_text": "https://cap.example.org/"})
    pdf = PdfReader(io.BytesIO(consent_forms_pdf([form], title=markup)))
    printed = re.sub(r"\s", "", pdf.pages[0].extract_text())
    assert printed.count(re.sub(r"\s", "", markup)) == len(typed) - 1  # all but what the QR code holds
    assert "/Annots" not in pdf.pages[0]


@pytest.mark.engine
@pytest.mark.parametrize("markup", TYPED)
def test_a_brochure_shows_words_as_they_were_typed(markup):
    printed = brochure(1, pictures=False)
    (entry,) = printed.entries
    said = dict.fromkeys(("name", "section", "summary", "address", "address_in_words"), markup)
    entry = dataclasses.replace(entry, **said, causes=(markup,), facts=((markup, markup),), marks=(markup,))
    words = {
        field.name: markup
        for field in dataclasses.fields(printed)
        if field.type in {str, "str"} and field.name not in {"language", "qr_text"}
    }
    printed = dataclasses.replace(printed, **words, entries=[entry], causes=[(markup, [1])], imprint=[markup])
    pages = PdfReader(io.BytesIO(brochure_pdf(printed))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    # Eight of the entry, five of the rest that stand in a text of their own, and both indexes.
    assert text.count(re.sub(r"\s", "", markup)) >= 15
    links = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    leads = {link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})}
    assert leads <= {entry.qr_text, printed.qr_text}


@pytest.mark.engine
@pytest.mark.parametrize("markup", TYPED)
def test_a_document_that_flows_shows_words_as_they_were_typed(markup):
    ready()
    pdf = flowing_pdf([words(markup)], title=markup, author=markup, language="fr", foot=markup)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    assert re.sub(r"\s", "", page.extract_text()).count(re.sub(r"\s", "", markup)) == 2  # the text and the foot
    assert "/Annots" not in page


@pytest.mark.engine
@pytest.mark.parametrize("markup", TYPED)
def test_a_paper_shows_words_as_they_were_typed(markup):
    blocks = [
        Heading(markup), Text([Run(markup), Run(markup, bold=True)], mark="•"), Quote(markup, markup, markup),
        dataclasses.replace(photograph("landscape"), caption=markup, credit=markup),
    ]  # fmt: skip
    told = Story(markup, markup, markup, markup, blocks, dataclasses.replace(project(), name=markup, summary=markup))
    said = {field.name: markup for field in dataclasses.fields(Paper) if field.type in {str, "str"}}
    printed = dataclasses.replace(
        newspaper(1),
        **{**said, "language": "fr", "address": "https://cap.example.org/"},
        stories=[told],
        imprint=[markup],
    )
    pages = PdfReader(io.BytesIO(newspaper_pdf(printed))).pages
    text = re.sub(r"\s|\u202f|\u00ad", "", "".join(page.extract_text() for page in pages))
    assert text.count(re.sub(r"\s", "", markup)) >= 16
    links = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    leads = {link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})}
    assert leads == {told.project.address, printed.address}
