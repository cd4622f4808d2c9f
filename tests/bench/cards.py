"""Thirty investigator cards against WeasyPrint making the same ones from HTML."""

import base64
from functools import partial
from html import escape

import segno
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from tests.bench.results import Result, cpu_seconds
from tests.workshop.printing.samples import WORDS, cards
from workshop.printing import fonts
from workshop.printing.cards import Card, cards_pdf
from workshop.printing.colours import INK
from workshop.printing.qr import MASK

STYLE = """
@page { size: A4; margin: 12.5mm 10mm }
body { margin: 0; font-family: sans-serif; font-size: 7.5pt; color: #1c2333 }
article { float: left; width: 95mm; height: 68mm; border: 1.8pt dashed; box-sizing: border-box; position: relative;
  page-break-inside: avoid }
.band { position: absolute; left: 2.4mm; top: 2.4mm; right: 2.4mm; height: 8.5mm; color: white; font-weight: bold }
.animal { position: absolute; left: 6mm; top: 12mm; width: 25.5mm }
h1 { position: absolute; left: 35mm; top: 14mm; margin: 0; font-size: 24pt }
.class { position: absolute; left: 35mm; top: 27mm }
.keys { position: absolute; left: 6mm; top: 39mm; width: 54mm }
.code { font-size: 19pt; letter-spacing: .22em; font-weight: bold }
figure { display: inline-block; width: 12mm; margin: 0; text-align: center; font-size: 6pt }
figure img { width: 8.8mm }
.qr { position: absolute; right: 4.5mm; bottom: 4.2mm; width: 29mm }
"""


def picture(svg: str, css: str = "") -> str:
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="{css}" src="data:image/svg+xml;base64,{data}">'


def as_html(card: Card) -> str:
    pictures = "".join(
        f"<figure>{place} {picture(svg)} {escape(label)}</figure>"
        for place, (svg, label) in enumerate(zip(card.secret_svgs, card.secret_labels, strict=True), start=1)
    )
    code = segno.make_qr(card.qr_text, error="m", mask=MASK, boost_error=False).svg_data_uri(dark=INK)
    return f"""<article><p class="band" style="background: {card.colour}">{escape(WORDS.role)}</p>
        {picture(card.animal_svg.replace("<svg ", f'<svg color="{card.colour}" '), "animal")}
        <h1>{escape(card.name)}</h1><p class="class"><b>{escape(card.classroom)}</b><br>{escape(card.school)}</p>
        <div class="keys">{WORDS.address} <b>{escape(card.address_in_words)}</b><br>{WORDS.code}
        <span class="code">{escape(card.class_code)}</span><br>{WORDS.pictures}<br>{pictures}</div>
        <img class="qr" src="{code}"></article>"""


def by_weasyprint(made: list[Card], configuration: FontConfiguration) -> bytes | None:
    html = f"<html lang=fr><style>{STYLE}</style>{''.join(map(as_html, made))}"
    return weasyprint.HTML(string=html).write_pdf(font_config=configuration)


def run() -> list[Result]:
    fonts.register()
    made = cards(30)
    theirs, ours = cpu_seconds(
        partial(by_weasyprint, made, FontConfiguration()), partial(cards_pdf, made, WORDS), rounds=5
    )
    weight = len(cards_pdf(made, WORDS)) / 1000
    return [
        Result("30 investigator cards, WeasyPrint, CPU", f"{theirs * 1000:.0f} ms"),
        Result(f"30 investigator cards ({weight:.0f} kB), CPU", f"{ours * 1000:.0f} ms", theirs / ours, at_least=3),
    ]
