"""A picture in twelve colours: what a reader sees in its place until it has come."""

from typing import IO

from PIL import Image

ACROSS, DOWN = 4, 3
CELLS = ACROSS * DOWN
DIGITS = 6


def colours_of(file: IO[bytes]) -> str:
    """Row by row, six digits each. The file is read from its start, and left there."""
    file.seek(0)
    with Image.open(file) as image:
        image.draft("RGB", (64, 64))
        small = image.convert("RGB").resize((ACROSS, DOWN), Image.Resampling.BOX)
    file.seek(0)
    return small.tobytes().hex()


def cells_of(colours: str) -> list[tuple[int, int, str]]:
    """Column, row and colour, where they are known."""
    found = [colours[at : at + DIGITS] for at in range(0, len(colours), DIGITS)]
    return [(place % ACROSS, place // ACROSS, f"#{colour}") for place, colour in enumerate(found)]
