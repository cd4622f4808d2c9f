"""The form that families sign: one A4 page a pupil, in French whatever the interface speaks: the rule is French."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, INK, rgb
from workshop.printing.document import new_canvas
from workshop.printing.qr import draw_qr
from workshop.printing.text import Style, draw_line

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
TEXT_WIDTH = WIDTH - 2 * MARGIN
QR = 28 * mm

BRAND = Style(fonts.TITLE, 12, 0, BRICK)
TITLE = Style(fonts.TITLE, 28, 14)
HEAD = Style(fonts.TITLE, 15)
NAME = Style(fonts.BOLD, 19, 9)
LABEL = Style(fonts.TEXT, 8.5, 7, GREY)
LINE = Style(fonts.TEXT, 11.5, 7)

THINGS = (
    ("son image", "des photos où votre enfant est reconnaissable. Sinon, son visage est masqué."),
    ("son prénom", "sans nom de famille. Sinon, c’est un animal qui signe : « {pen_name} »."),
    ("ses textes", "ce que votre enfant a écrit ou dit pour cette enquête. Sinon, ils restent dans la classe."),
)


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """One pupil's page. Days are written out; ``signatures`` is 1 or 2; ``contact`` may be empty."""

    name: str
    pen_name: str  # "Renard, CM2"
    classroom: str
    school: str
    contact: str
    project: str
    site: str  # "cap.example.org"
    starts_on: str
    ends_on: str
    signatures: int
    qr_text: str


def consent_forms_pdf(pages: Sequence[ConsentForm], *, title: str, font_cache: Path | None = None) -> bytes:
    """Return a page for each, the same bytes for the same content. Raises ValueError where there is none."""
    if not pages:
        raise ValueError("no form to print")
    fonts.register(font_cache)
    file = io.BytesIO()
    canvas = new_canvas(file, title=title, author="Cap ou pas cap", language="fr")
    for page in pages:
        _Page(canvas, page).draw()
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Page:
    """Drawn from the top down; ``y`` is where the next thing begins."""

    def __init__(self, canvas: Canvas, form: ConsentForm) -> None:
        self.canvas, self.form = canvas, form
        self.y = HEIGHT - MARGIN
        self.body = ParagraphStyle("body", fontName=fonts.TEXT, fontSize=11.5, leading=16, textColor=HexColor(INK))
        self.small = ParagraphStyle("small", parent=self.body, fontSize=10.5, leading=14.5)

    def draw(self) -> None:
        self._head()
        self._purpose()
        self._choices()
        self._days()
        self._rights()
        self._child()
        self._signatures()

    def _line(self, text: str, style: Style, *, x: float = MARGIN, width: float = TEXT_WIDTH) -> float:
        return draw_line(self.canvas, text, x, self.y, style, width=width)

    def _paragraph(self, markup: str, style: ParagraphStyle, *, x: float = MARGIN, width: float = TEXT_WIDTH) -> float:
        """Draw below ``y`` and return how high it came out. ``markup`` holds escaped text only."""
        paragraph = Paragraph(_unbroken(markup), style)
        _wide, high = paragraph.wrapOn(self.canvas, width, HEIGHT)
        paragraph.drawOn(self.canvas, x, self.y - high)
        return high

    def _box(self, x: float, y: float) -> None:
        self.canvas.setStrokeColorRGB(*rgb(INK))
        self.canvas.setLineWidth(1.2)
        self.canvas.rect(x, y, 4.2 * mm, 4.2 * mm)

    def _heading(self, text: str) -> None:
        self.y -= 10.5 * mm
        self._line(text, HEAD)
        self.y -= 2.5 * mm

    def _head(self) -> None:
        form, beside = self.form, TEXT_WIDTH - QR - 6 * mm
        draw_qr(self.canvas, form.qr_text, WIDTH - MARGIN - QR, HEIGHT - MARGIN - QR + 4 * mm, QR)
        draw_line(
            self.canvas, "pour l’enseignant·e", WIDTH - MARGIN - QR, HEIGHT - MARGIN - QR, LABEL, width=QR, centred=True
        )
        self._line("Cap ou pas cap", BRAND, width=beside)
        self.y -= 11 * mm
        self._line("Autorisation de publier", TITLE, width=beside)
        self.y -= 9.5 * mm
        self._line(form.name, NAME, width=beside)
        self.y -= 6.5 * mm
        self._line(f"{form.classroom} · {form.school}", LINE, width=beside)
        self.y -= 2 * mm

    def _purpose(self) -> None:
        form = self.form
        self._heading("Pour cette enquête, et pour elle seulement")
        self.y -= self._paragraph(
            f"La classe rencontre un projet du quartier, <b>{escape(form.project)}</b>, et raconte cette rencontre "
            f"dans un récit. Le récit est relu par l’enseignant·e, puis publié sur le site <b>{escape(form.site)}</b>. "
            "Il peut être imprimé (journal de la classe, diplôme, exposition). Enquêter en classe ne demande pas "
            "d’autorisation ; publier, oui.",
            self.body,
        )

    def _choices(self) -> None:
        self._heading("Nous autorisons la publication de…")
        across = [(0, "oui"), (13 * mm, "non")]
        right = WIDTH - MARGIN - 24 * mm
        for offset, word in across:
            draw_line(self.canvas, word, right + offset, self.y + 3 * mm, LABEL, width=10 * mm)
        for what, why in THINGS:
            words = escape(why.format(pen_name=self.form.pen_name))
            high = self._paragraph(f"<b>{what}</b> : {words}", self.body, width=TEXT_WIDTH - 30 * mm)
            for offset, _word in across:
                self._box(right + offset, self.y - 5 * mm)
            self.y -= max(high, 5 * mm) + 2.5 * mm
        self.y -= 4.6 * mm
        for x, words in ((0, "sur le site"), (40 * mm, "imprimé")):
            self._box(MARGIN + x, self.y - 1 * mm)
            self._line(words, LINE, x=MARGIN + x + 6.5 * mm)

    def _days(self) -> None:
        self.y -= 7.5 * mm
        self._line(
            f"Du {self.form.starts_on} au {self.form.ends_on}. Ensuite, ce qui est autorisé ici est retiré.", LINE
        )

    def _rights(self) -> None:
        self._heading("Vos droits")
        contact = f" Contact : <b>{escape(self.form.contact)}</b>." if self.form.contact else ""
        self.y -= self._paragraph(
            "Vous pouvez dire non à tout : l’enfant participe à l’enquête comme les autres. Vous pouvez retirer cette "
            "autorisation à tout moment, sans donner de raison, auprès de l’école, ou par « Demander le retrait » sous "
            "chaque récit : ce qui est publié est retiré tout de suite du site. Vous pouvez demander à voir ce qui est "
            "gardé sur votre enfant, à le corriger ou à l’effacer, et saisir la CNIL. Ce papier reste à l’école."
            f"{contact}",
            self.small,
        )

    def _child(self) -> None:
        self._heading("L’avis de l’enfant")
        self.y -= 4 * mm
        for x, words in ((0, "je suis d’accord"), (40 * mm, "je préfère que non, pour : ……………………………………………………")):
            self._box(MARGIN + x, self.y - 1 * mm)
            self._line(words, LINE, x=MARGIN + x + 6.5 * mm, width=TEXT_WIDTH - x)

    def _signatures(self) -> None:
        both = self.form.signatures == 2
        self._heading("Signature des deux responsables légaux" if both else "Signature d’un responsable légal")
        wide, high = (TEXT_WIDTH - 8 * mm) / 2, 36 * mm
        bottom = self.y - high
        for place in range(self.form.signatures):
            x = MARGIN + place * (wide + 8 * mm)
            self.canvas.setStrokeColorRGB(*rgb(INK))
            self.canvas.setLineWidth(0.8)
            self.canvas.rect(x, bottom, wide, high)
            for offset, words in ((high - 6 * mm, "Nom"), (high - 14 * mm, "Date"), (high - 22 * mm, "Signature")):
                draw_line(self.canvas, words, x + 3 * mm, bottom + offset, LABEL, width=wide)
        self.y = bottom


def _unbroken(text: str) -> str:
    """French marks stay with the word that they belong to."""
    return re.sub("« ", "«\u00a0", re.sub(" ([:;!?»])", "\u00a0\\1", text))
