"""QR codes as PDF operators."""

import segno
from reportlab.pdfgen.canvas import Canvas

from workshop.printing.colours import INK, rgb

# Choosing the best of eight masks is most of the work of making a code; any mask is valid, and scanners read this one.
MASK = 3
QUIET = 4  # modules of white around it, as the standard asks


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw within a white square of ``side`` points, quiet zone included. Error level M: a card gets dirty."""
    modules = segno.make_qr(text, error="m", mask=MASK, boost_error=False).matrix
    across = len(modules) + 2 * QUIET
    size = side / across
    code = [
        f"q {size:.4f} 0 0 {-size:.4f} {x:.2f} {y + side:.2f} cm 1 1 1 rg 0 0 {across} {across} re f",
        "{:.3f} {:.3f} {:.3f} rg".format(*rgb(INK)),
    ]
    for row, line in enumerate(modules, start=QUIET):
        # A hair taller than a module: else screens show white lines between the rows.
        code += [f"{QUIET + start} {row} {length} 1.02 re" for start, length in _runs(line)]
    canvas._code.append(" ".join([*code, "f Q"]))


def _runs(line: bytearray) -> list[tuple[int, int]]:
    """Return start and length of each stretch of dark modules."""
    runs, start = [], None
    for place, dark in enumerate([*line, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return runs
