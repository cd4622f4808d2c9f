"""The printer's colours, the same as on the screen (static/css custom properties)."""

PAPER = "#fbf6ec"
INK = "#1c2333"
BRICK = "#b8371b"
LEAF = "#1f6b4a"
SKY = "#1f5f8b"
SUN = "#f5c04a"
LILAC = "#6b4a9e"
GREY = "#5b6270"
HAIRLINE = "#d9d0bf"
WHITE = "#ffffff"


def rgb(colour: str) -> tuple[float, float, float]:
    """Read ``#rrggbb`` or ``#rgb`` as three numbers from 0 to 1. Raises ValueError for anything else."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(f"not a colour: {colour!r}")
    red, green, blue = bytes.fromhex(digits)
    return red / 255, green / 255, blue / 255
