"""Where eight cards lie on an A4 page, and the lines along which children cut them."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.printing.colours import INK, rgb
from workshop.printing.drawing import operators

COLUMNS, ROWS = 2, 4
PER_PAGE = COLUMNS * ROWS
WIDTH, HEIGHT = 95 * mm, 68 * mm
LEFT = (A4[0] - COLUMNS * WIDTH) / 2
TOP = A4[1] - (A4[1] - ROWS * HEIGHT) / 2
TICK = 4 * mm

SCISSORS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<circle cx="13" cy="17" r="8" fill="none" stroke="#1c2333" stroke-width="6"/>
<circle cx="13" cy="47" r="8" fill="none" stroke="#1c2333" stroke-width="6"/>
<path d="M19 23 L61 45 M19 41 L61 19" fill="none" stroke="#1c2333" stroke-width="6"/>
</svg>"""


def corner(place: int) -> tuple[float, float]:
    """Return the lower left corner of a card, counted from the top left in reading order."""
    row, column = divmod(place, COLUMNS)
    return LEFT + column * WIDTH, TOP - (row + 1) * HEIGHT


def draw_cutting_lines(canvas: Canvas, cards: int) -> None:
    """Neighbours share a line, so that one cut frees two cards; nothing is drawn around places without a card."""
    canvas.saveState()
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(1.8)
    canvas.setLineCap(1)
    canvas.setDash(5.2, 4.6)
    canvas.lines(list(_edges(cards)))
    canvas.setDash()
    canvas.setLineWidth(1)
    canvas.lines(_ticks(cards))
    canvas.restoreState()
    _draw_scissors(canvas)


def _edges(cards: int) -> list[tuple[float, float, float, float]]:
    """Each edge once, in a fixed order."""
    edges: dict[tuple[float, float, float, float], None] = {}
    for place in range(cards):
        x, y = corner(place)
        right, top = x + WIDTH, y + HEIGHT
        edges |= dict.fromkeys(
            [
                (x, y, right, y),
                (x, top, right, top),
                (x, y, x, top),
                (right, y, right, top),
            ]
        )
    return list(edges)


def _ticks(cards: int) -> list[tuple[float, float, float, float]]:
    """Marks in the margin for a guillotine."""
    columns, rows = min(cards, COLUMNS), -(-cards // COLUMNS)
    across = [LEFT + column * WIDTH for column in range(columns + 1)]
    down = [TOP - row * HEIGHT for row in range(rows + 1)]
    gap = 1.5 * mm
    ticks = [(x, TOP + gap, x, TOP + gap + TICK) for x in across]
    return ticks + [(LEFT - gap - TICK, y, LEFT - gap, y) for y in down]


def _draw_scissors(canvas: Canvas) -> None:
    size = 6 * mm
    width, _height, code = operators(SCISSORS)
    scale = size / width
    x, y = LEFT + 8 * mm, TOP + size / 2
    canvas._code.append(f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {y:.2f} cm {code} Q")
