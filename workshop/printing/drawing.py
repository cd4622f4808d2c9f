"""Draw our own simple SVGs with PDF operators.

The subset: path, circle, ellipse, rect, polygon with fill, stroke, stroke-width; round caps and joins; no groups, no
transforms. Thirty cards hold 150 drawings: each becomes one form that the pages refer to.
"""

import functools
from collections.abc import Mapping
from xml.etree import ElementTree

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from reportlab.pdfgen.canvas import Canvas

from workshop.printing.colours import INK, rgb

NAMESPACE = "{http://www.w3.org/2000/svg}"
ROUND = 0.5522847498  # a quarter of a circle as one Bézier curve


class OperatorPen(BasePen):
    """Collects PDF path operators; BasePen turns quadratic curves into cubic ones."""

    def __init__(self) -> None:
        super().__init__(None)
        self.operators: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.operators.append(f"{_numbers(*pt)} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.operators.append(f"{_numbers(*pt)} l")

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        self.operators.append(f"{_numbers(*pt1, *pt2, *pt3)} c")

    def _closePath(self) -> None:
        self.operators.append("h")

    def _endPath(self) -> None:
        pass


@functools.lru_cache(maxsize=512)
def operators(svg: str, colour: str = INK) -> tuple[float, float, str]:
    """Return width, height and operators of a drawing, y still downwards. ``colour`` stands for currentColor.

    Raises ValueError for what the subset does not hold.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own files, handed in by the caller
    _left, _top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    code = ["1 J 1 j"]
    for element in root:
        code += _painted(element.tag.removeprefix(NAMESPACE), element.attrib, colour)
    return width, height, " ".join(code)


class Forms:
    """The drawings of one document, each stored once."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.known: dict[tuple[str, str], str] = {}

    def prepare(self, svg: str, colour: str = INK) -> None:
        """Store a drawing; between pages, since a form begun on a page would end it."""
        if (svg, colour) in self.known:
            return
        name = f"drawing{len(self.known)}"
        width, height, code = operators(svg, colour)
        self.canvas.beginForm(name, 0, 0, width, height)
        self.canvas._code.append(f"1 0 0 -1 0 {_numbers(height)} cm {code}")
        self.canvas.endForm()
        self.known[svg, colour] = name

    def draw(self, svg: str, x: float, y: float, side: float, colour: str = INK) -> None:
        """Draw with the lower left corner at x, y, ``side`` points wide."""
        width = operators(svg, colour)[0]
        scale = side / width
        self.canvas.saveState()
        self.canvas.transform(scale, 0, 0, scale, x, y)
        self.canvas.doForm(self.known[svg, colour])
        self.canvas.restoreState()


def _painted(tag: str, given: Mapping[str, str], colour: str) -> list[str]:
    fill, stroke = given.get("fill", INK), given.get("stroke", "none")
    code = []
    if fill != "none":
        code.append(f"{_numbers(*rgb(_resolved(fill, colour)))} rg")
    if stroke != "none":
        code.append(f"{_numbers(*rgb(_resolved(stroke, colour)))} RG {given.get('stroke-width', '1')} w")
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    return [*code, *_outline(tag, given), paint[fill != "none", stroke != "none"]]


def _outline(tag: str, given: Mapping[str, str]) -> list[str]:
    number = {name: float(given.get(name, 0)) for name in ("cx", "cy", "r", "rx", "ry", "x", "y", "width", "height")}
    if tag == "path":
        pen = OperatorPen()
        parse_path(given["d"], pen)
        return pen.operators
    if tag in ("circle", "ellipse"):
        rx, ry = (number["r"],) * 2 if tag == "circle" else (number["rx"], number["ry"])
        return rounded(number["cx"] - rx, number["cy"] - ry, 2 * rx, 2 * ry, rx, ry)
    if tag == "rect":
        return rounded(number["x"], number["y"], number["width"], number["height"], number["rx"], number["rx"])
    if tag == "polygon":
        points = given["points"].replace(",", " ").split()
        pairs = zip(points[::2], points[1::2], strict=True)
        return [f"{x} {y} {'l' if place else 'm'}" for place, (x, y) in enumerate(pairs)] + ["h"]
    raise ValueError(f"no such shape here: {tag}")


def rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> list[str]:
    """Return the outline of a box with round corners; an ellipse is one whose corners meet."""
    if not rx:
        return [f"{_numbers(x, y, width, height)} re"]
    right, bottom, dx, dy = x + width, y + height, rx * (1 - ROUND), ry * (1 - ROUND)
    return [
        f"{_numbers(x + rx, y)} m {_numbers(right - rx, y)} l",
        f"{_numbers(right - dx, y, right, y + dy, right, y + ry)} c {_numbers(right, bottom - ry)} l",
        f"{_numbers(right, bottom - dy, right - dx, bottom, right - rx, bottom)} c {_numbers(x + rx, bottom)} l",
        f"{_numbers(x + dx, bottom, x, bottom - dy, x, bottom - ry)} c {_numbers(x, y + ry)} l",
        f"{_numbers(x, y + dy, x + dx, y, x + rx, y)} c h",
    ]


def _resolved(paint: str, colour: str) -> str:
    return colour if paint == "currentColor" else paint


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
