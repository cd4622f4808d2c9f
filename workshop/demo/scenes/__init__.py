"""What the children photograph, drawn by code: flat printer's colours, halftone and grain, on warm paper."""

from collections.abc import Callable

from PIL import Image

from workshop.demo.scenes import bikes, courtyard, garden, library

SCENES: dict[str, Callable[[], Image.Image]] = {
    "garden_wide": garden.wide,
    "garden_can": garden.can,
    "garden_hands": garden.hands,
    "garden_snail": garden.snail,
    "garden_gate": courtyard.gate,
    "garden_table": courtyard.table,
    "compost_hands": courtyard.compost,
    "bikes_wide": bikes.wide,
    "bikes_wheel": bikes.repair_wheel,
    "bikes_hands": bikes.patch,
    "bikes_bell": bikes.bell,
    "bikes_cat": bikes.cat,
    "library_wide": library.wide,
    "library_wide_dusk": library.dusk,
    "library_books": library.shelf,
    "library_hands": library.reading,
    "library_pigeon": library.pigeon,
    "library_bench": library.seat,
}


def draw(scene: str) -> Image.Image:
    return SCENES[scene]()
