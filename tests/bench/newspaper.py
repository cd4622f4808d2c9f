"""A paper of forty pages with sixty photographs, against WeasyPrint on like content; how much memory it takes."""

import base64
import io
import subprocess
import sys
from dataclasses import replace
from functools import partial
from html import escape
from itertools import count

import numpy
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML

from cms.newspapers.words import PIXELS, QUALITY
from tests.bench.results import Result, cpu_seconds
from tests.workshop.printing.newspapers import newspaper
from workshop.printing import fonts
from workshop.printing.newspaper import newspaper_pdf
from workshop.printing.newspaper_parts import Heading, Paper, Picture, Quote, Text

STORIES, WORDS, PICTURES = 20, 720, 3
CSS = """
@page { size: A4; margin: 15mm } body { font: 10pt/1.34 sans-serif; hyphens: auto }
article { break-before: page } .text { columns: 3; column-gap: 7mm; column-rule: .6pt solid #ccc }
img { width: 100% } blockquote { font-size: 15pt } p { margin: 0; orphans: 2; widows: 2 }
"""
MEMORY = """
import django
django.setup()
from tests.peaks import peak_mb
from tests.bench.newspaper import paper
from workshop.printing.newspaper import newspaper_pdf
made = paper()
newspaper_pdf(made)
print(peak_mb())
"""


def paper() -> Paper:
    """No two pictures are alike: the same bytes would be stored once."""
    made = newspaper(STORIES, words=WORDS, pictures=PICTURES)
    grain = count()
    stories = [
        replace(story, blocks=[_grained(block, next(grain)) if isinstance(block, Picture) else block
                               for block in story.blocks])
        for story in made.stories
    ]  # fmt: skip
    return replace(made, stories=stories)


def _grained(picture: Picture, seed: int) -> Picture:
    size = (round(PIXELS * picture.width / max(picture.width, picture.height)),
            round(PIXELS * picture.height / max(picture.width, picture.height)))  # fmt: skip
    image = Image.open(io.BytesIO(picture.jpeg)).resize(size)
    noise = numpy.random.default_rng(seed).normal(0, 5, (size[1], size[0], 3))
    out = io.BytesIO()
    grained = numpy.clip(numpy.asarray(image) + noise, 0, 255).astype("uint8")
    Image.fromarray(grained).save(out, "JPEG", quality=QUALITY)
    return replace(picture, jpeg=out.getvalue(), width=size[0], height=size[1])


def run() -> list[Result]:
    fonts.register()
    made = paper()
    page = as_html(made)
    ours, theirs = cpu_seconds(partial(newspaper_pdf, made), HTML(string=page).write_pdf, rounds=3)
    pdf = newspaper_pdf(made)
    pages, weight = len(PdfReader(io.BytesIO(pdf)).pages), len(pdf) / 1_000_000
    pictures = sum(isinstance(block, Picture) for story in made.stories for block in story.blocks)
    told = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    megabytes = float(told.stdout.split()[-1])
    name = f"paper of {pages} pages, {pictures} photos ({weight:.1f} MB), CPU"
    return [
        Result(name, f"{ours:.2f} s"),
        Result("the same by WeasyPrint, CPU", f"{theirs:.2f} s", theirs / ours, at_least=8),
        Result("the paper's file against 10 MB", f"{weight:.1f} MB", weight / 10, at_most=1),
        Result("memory of a process that makes it, against 300 MB", f"{megabytes:.0f} MB", megabytes / 300, at_most=1),
    ]


def as_html(made: Paper) -> str:
    parts = [f"<html lang=fr><style>{CSS}</style><title>{escape(made.title)}</title><h1>{escape(made.title)}</h1>"]
    for story in made.stories:
        parts.append(f"<article><h2>{escape(story.title)}</h2><p>{escape(story.lede)}</p><div class=text>")
        for block in story.blocks:
            match block:
                case Heading(text):
                    parts.append(f"<h3>{escape(text)}</h3>")
                case Text(runs):
                    parts.append(f"<p>{''.join(escape(run.text) for run in runs)}</p>")
                case Quote(text, name):
                    parts.append(f"<blockquote>{escape(text)}<br>{escape(name)}</blockquote>")
                case Picture(jpeg):
                    data = base64.b64encode(jpeg).decode()
                    parts.append(f'<img src="data:image/jpeg;base64,{data}"><p>{escape(block.caption)}</p>')
        parts.append("</div></article>")
    return "".join(parts)
