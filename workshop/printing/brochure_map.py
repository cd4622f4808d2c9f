"""A sketch of where projects are: numbered pins on a grid with letters and figures, as on a town plan. No streets.

Pins that would hide each other step aside, and a hairline leads back to the place.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from workshop.geo import Point, distance_m
from workshop.printing import fonts
from workshop.printing.colours import BRICK, GREY, HAIRLINE, INK, PAPER, WHITE, rgb
from workshop.printing.text import Style, draw_line

PIN = 2.3 * mm
MARGIN = 9 * mm
# Narrower, the letters would be a pattern of their own.
CELL_LEAST = 24 * mm
NICE = [metres * 10**power for power in range(1, 7) for metres in (1, 2, 5)]
METRES_LEAST = 400.0
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NUMBER = Style(fonts.BOLD, 7.2, 5, WHITE)
EDGE = Style(fonts.BOLD, 8, 6, GREY)
GROUP = Style(fonts.TITLE, 15, 8, "#a3957a")
SCALE = Style(fonts.TEXT, 8, 6, INK)


@dataclass(frozen=True, slots=True)
class Pin:
    number: int
    place: tuple[float, float]
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """In points of the page, from the lower left; ``metres`` to a point; ``step`` is a cell's side in metres."""

    width: float
    height: float
    metres: float
    step: float
    pins: tuple[Pin, ...]
    cells: Mapping[int, str]
    # Too far from all the others to be on the same sheet.
    off: tuple[int, ...]

    @property
    def cell(self) -> float:
        return self.step / self.metres


def lay_out(points: Mapping[int, Point], width: float, height: float) -> Sketch | None:
    """None where nobody has said where anything is."""
    if not points:
        return None
    middle = Point(median(p.lat for p in points.values()), median(p.lon for p in points.values()))
    far = {number: distance_m(middle, point) for number, point in points.items()}
    usual = sorted(far.values())[max(0, math.ceil(len(far) * 0.8) - 1)]
    limit = max(2 * METRES_LEAST, 4 * usual)
    on = {number: _metres(point, middle) for number, point in points.items() if far[number] <= limit}
    west, east = min(x for x, _ in on.values()), max(x for x, _ in on.values())
    south, north = min(y for _, y in on.values()), max(y for _, y in on.values())
    wide, high = max(METRES_LEAST, east - west), max(METRES_LEAST, north - south)
    metres = max(wide / (width - 2 * MARGIN), high / (height - 2 * MARGIN))
    x0, y0 = (west + east) / 2 - metres * width / 2, (south + north) / 2 - metres * height / 2
    places = {number: ((x - x0) / metres, (y - y0) / metres) for number, (x, y) in on.items()}
    step = next(nice for nice in NICE if nice / metres >= CELL_LEAST)
    cell = step / metres
    cells = {number: f"{LETTERS[int(x // cell)]}{int((height - y) // cell) + 1}" for number, (x, y) in places.items()}
    pins = _apart(places, width, height)
    return Sketch(width, height, metres, step, pins, cells, tuple(sorted(set(points) - set(on))))


def draw_sketch(canvas: Canvas, sketch: Sketch, groups: Mapping[str, list[int]], *, north: str) -> None:
    """With the lower left corner at the origin. ``groups``: the numbers of each commune or arrondissement."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, 0, sketch.width, sketch.height)
    canvas.clipPath(frame, stroke=0, fill=0)
    places = {pin.number: pin.place for pin in sketch.pins}
    pins = {pin.number: pin.at for pin in sketch.pins}
    named = {name: [places[one] for one in numbers if one in places] for name, numbers in groups.items()}
    for there in named.values():
        _draw_ground(canvas, there)
    _draw_grid(canvas, sketch)
    for name, there in named.items():
        if there:
            # Above its pins, where none of them hides it; at the top of the sheet, below them.
            spots = [pins[one] for one in groups[name] if one in pins]
            x, y = sum(spot[0] for spot in there) / len(there), max(spot[1] for spot in spots) + 4 * mm
            if y > sketch.height - 6 * mm:
                y = min(spot[1] for spot in spots) - 8 * mm
            draw_line(canvas, name, max(0, min(x - 30 * mm, sketch.width - 60 * mm)), y, GROUP, width=60 * mm,
                      centred=True)  # fmt: skip
    canvas.restoreState()
    _draw_edges(canvas, sketch)
    for pin in sketch.pins:
        _draw_lead(canvas, pin)
    for pin in sketch.pins:
        draw_pin(canvas, *pin.at, pin.number)
    _draw_scale(canvas, sketch, north)


def draw_pin(canvas: Canvas, x: float, y: float, number: int, *, radius: float = PIN) -> None:
    canvas.setFillColorRGB(*rgb(BRICK))
    canvas.setStrokeColorRGB(*rgb(WHITE))
    canvas.setLineWidth(0.7)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    style = Style(NUMBER.font, NUMBER.size * radius / PIN, NUMBER.least, NUMBER.colour)
    draw_line(canvas, str(number), x - radius, y - 0.34 * style.size, style, width=2 * radius, centred=True)


def _metres(point: Point, middle: Point) -> tuple[float, float]:
    """Flat, around the middle: over a town that is exact to a hair."""
    north = distance_m(Point(middle.lat, middle.lon), Point(point.lat, middle.lon))
    east = distance_m(Point(middle.lat, middle.lon), Point(middle.lat, point.lon))
    return math.copysign(east, point.lon - middle.lon), math.copysign(north, point.lat - middle.lat)


def _apart(places: Mapping[int, tuple[float, float]], width: float, height: float) -> tuple[Pin, ...]:
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    side = 2 * PIN * 1.04

    def is_free(x: float, y: float) -> bool:
        if not (PIN <= x <= width - PIN and PIN <= y <= height - PIN):
            return False
        column, row = int(x // side), int(y // side)
        near = (one for c in (-1, 0, 1) for r in (-1, 0, 1) for one in taken.get((column + c, row + r), ()))
        return all((x - a) ** 2 + (y - b) ** 2 >= side**2 for a, b in near)

    pins = []
    for number, (x, y) in sorted(places.items()):
        at = next((spot for spot in _around(x, y, side) if is_free(*spot)), (x, y))
        taken.setdefault((int(at[0] // side), int(at[1] // side)), []).append(at)
        pins.append(Pin(number, (x, y), at))
    return tuple(pins)


def _around(x: float, y: float, side: float) -> "list[tuple[float, float]]":
    spots = [(x, y)]
    for ring in range(1, 26):
        distance, count = 0.55 * side * ring, 6 * ring
        spots += [
            (x + distance * math.cos(turn), y + distance * math.sin(turn))
            for turn in (math.tau * (place + 0.5) / count for place in range(count))
        ]
    return spots


def _draw_ground(canvas: Canvas, there: list[tuple[float, float]]) -> None:
    """Where a commune's projects lie: a patch, not its border."""
    if not there:
        return
    outline = _hull(there)
    path = canvas.beginPath()
    path.moveTo(*outline[0])
    for spot in [*outline[1:], outline[0]]:
        path.lineTo(*spot)
    canvas.setFillColorRGB(*rgb(PAPER))
    canvas.setStrokeColorRGB(*rgb(PAPER))
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    canvas.setLineWidth(16 * mm)
    canvas.drawPath(path, stroke=1, fill=1)


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(spots: list[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for x, y in spots:
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


def _draw_grid(canvas: Canvas, sketch: Sketch) -> None:
    canvas.setStrokeColorRGB(*rgb(HAIRLINE))
    canvas.setLineWidth(0.5)
    for place in range(1, math.ceil(sketch.width / sketch.cell)):
        canvas.line(place * sketch.cell, 0, place * sketch.cell, sketch.height)
    for place in range(1, math.ceil(sketch.height / sketch.cell)):
        y = sketch.height - place * sketch.cell
        canvas.line(0, y, sketch.width, y)


def _draw_edges(canvas: Canvas, sketch: Sketch) -> None:
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setLineWidth(1)
    canvas.rect(0, 0, sketch.width, sketch.height)
    cell = sketch.cell
    for place in range(math.ceil(sketch.width / cell)):
        wide = min(cell, sketch.width - place * cell)
        if wide > 4 * mm:
            draw_line(canvas, LETTERS[place], place * cell, sketch.height + 4, EDGE, width=wide, centred=True)
    for place in range(math.ceil(sketch.height / cell)):
        high = min(cell, sketch.height - place * cell)
        if high > 4 * mm:
            y = sketch.height - place * cell - high / 2 - 3
            draw_line(canvas, str(place + 1), -5 * mm, y, EDGE, width=4 * mm, centred=True)


def _draw_lead(canvas: Canvas, pin: Pin) -> None:
    if pin.at == pin.place:
        return
    canvas.setStrokeColorRGB(*rgb(BRICK))
    canvas.setFillColorRGB(*rgb(BRICK))
    canvas.setLineWidth(0.5)
    canvas.line(*pin.place, *pin.at)
    canvas.circle(*pin.place, 1.1, stroke=0, fill=1)


def _draw_scale(canvas: Canvas, sketch: Sketch, north: str) -> None:
    """Below the frame: a bar as long as a cell is wide, and where north is."""
    y, cell = -7 * mm, sketch.cell
    canvas.setStrokeColorRGB(*rgb(INK))
    canvas.setFillColorRGB(*rgb(INK))
    canvas.setLineWidth(1)
    canvas.rect(0, y, cell / 2, 1.6 * mm, stroke=1, fill=1)
    canvas.rect(cell / 2, y, cell / 2, 1.6 * mm, stroke=1, fill=0)
    metres = int(sketch.step)
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    draw_line(canvas, words.replace(" ", "\u00a0"), cell + 6, y, SCALE, width=30 * mm)
    x = sketch.width - 3 * mm
    arrow = canvas.beginPath()
    arrow.moveTo(x, y + 5 * mm)
    arrow.lineTo(x - 1.8 * mm, y - 1 * mm)
    arrow.lineTo(x, y + 0.4 * mm)
    arrow.lineTo(x + 1.8 * mm, y - 1 * mm)
    arrow.close()
    canvas.drawPath(arrow, stroke=0, fill=1)
    draw_line(canvas, north, x - 22 * mm, y, SCALE, width=18 * mm)
