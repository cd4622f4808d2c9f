"""A new document of the house: small, tagged with its language, and the same bytes for the same content."""

from typing import IO

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

# By default ReportLab writes every stream as ASCII, in pure Python: ten times slower with photographs.
rl_config.useA85 = 0
# A picture named inside a text is fetched or read from the disk, whoever wrote it: nothing that we print does that.
rl_config.trustedHosts, rl_config.trustedSchemes = ["none.invalid"], []


def new_canvas(file: IO[bytes], *, title: str, author: str, language: str) -> Canvas:
    """Return an A4 portrait canvas without the hour of its making."""
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, lang=language)
    name(canvas, title=title, author=author)
    return canvas


def name(canvas: Canvas, *, title: str, author: str) -> None:
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(author)
    canvas.setViewerPreference("DisplayDocTitle", "true")
