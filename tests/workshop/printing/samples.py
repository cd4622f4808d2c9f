"""Cards as a class would get them, made without Django."""

from pathlib import Path
from typing import Any

from workshop.printing.cards import Card, CardWords

ARTWORK = Path(__file__).parents[3] / "classrooms/static/classrooms/artwork"
ANIMALS = sorted((ARTWORK / "animals").glob("*.svg"))
SECRETS = sorted((ARTWORK / "secrets").glob("*.svg"))
COLOURS = ["#c62f2f", "#2f7a35", "#2456a6"]
NAMES = ["Inès", "Léo B.", "Zoé", "Œdipe", "Nguyễn Thảo", "Jean-Christophe-Alexandre", "Ğülşen", "Marie Lou de la T."]
WORDS = CardWords(
    title="Cartes du CM2 B",
    author="Cap ou pas cap",
    language="fr",
    role="Enquêteur-citoyen / Enquêtrice-citoyenne",
    address="Sans scanner, va sur",
    code="Code de la classe",
    pictures="Mes quatre images dans cet ordre",
)


def card(number: int = 0, **changes: Any) -> Card:
    secrets = [SECRETS[(number + step * 5) % len(SECRETS)] for step in range(4)]
    given = {
        "name": NAMES[number % len(NAMES)],
        "classroom": "CM2 B de Mme Petitpont",
        "school": "École des Ormes imaginaires",
        "animal_svg": ANIMALS[number % len(ANIMALS)].read_text(),
        "colour": COLOURS[number % len(COLOURS)],
        "class_code": "KRTBLM",
        "secret_svgs": tuple(path.read_text() for path in secrets),
        "secret_labels": tuple(path.stem for path in secrets),
        "qr_text": f"https://cap.example.org/carnet/#ABCDEFGHIJKLMNOPQRSTUV{number + 1000}",
        "address_in_words": "cap.example.org/carnet",
    }
    return Card(**{**given, **changes})


def cards(count: int) -> list[Card]:
    return [card(number) for number in range(count)]
