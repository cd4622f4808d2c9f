"""What the children photograph, drawn by code: flat printer's colours, halftone and grain, on warm paper."""

from collections.abc import Callable

from PIL import Image

from workshop.demo.scenes import bikes, courtyard, garden, indoors, library, square

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
    "oven_wide": square.oven,
    "oven_hands": square.dough,
    "oven_loaves": square.loaves,
    "bees_wide": square.hives,
    "bees_hands": square.frame,
    "pedibus_wide": square.pedibus,
    "pedibus_shoes": square.shoes,
    "repair_wide": indoors.repair,
    "tools_wall": indoors.tools,
    "radio_microphone": indoors.radio,
    "grocery_crates": indoors.grocery,
    "memories_map": indoors.memories,
}


def draw(scene: str) -> Image.Image:
    return SCENES[scene]()
