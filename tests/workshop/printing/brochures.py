"""Brochures of made-up projects, some with a lot to say."""

import io
import random
from itertools import cycle, islice

from PIL import Image

from workshop.geo import Point
from workshop.printing.brochure import Brochure, numbers_by_cause
from workshop.printing.brochure_entry import Entry

NAMES = [
    "Le Jardin de l’Escargot", "L’Atelier du Pédalier", "La Boîte à pages", "Radio Gouttière", "Œuvrer à Ménilmontant",
    "Association des habitantes et des habitants du passage des Trois-Couronnes pour une rue qui respire",
    "Compost de l’Îlot", "Au Four !", "Épicerie Zéro", "La Fabrique « À deux mains »", "19 voisins",
]  # fmt: skip
CAUSES = ["Écologie", "Culture", "Alimentation", "Solidarité", "Mobilités", "Éducation"]
SUMMARIES = [
    "Un jardin partagé caché derrière un mur d’école, où l’on jardine lentement et où l’on goûte ensemble.",
    "On y répare son vélo soi-même.",
    "Chaque mercredi, des voisins cuisinent les invendus du marché, puis dressent une table de vingt mètres dans la "
    "cour de l’ancienne imprimerie : on y vient avec son assiette, ses enfants, et de quoi raconter aux autres.",
]
FACTS = [
    ("Ouvert :", "mercredi et samedi, 14 h à 18 h ; le dimanche matin pour le grand arrosage"),
    ("Cherche des bras :", "deux personnes pour arroser en août"),
    ("Cherche du matériel :", "une échelle de trois mètres, des pots, des planches"),
    ("Cherche des dons :", "pour la pompe"),
]
MARKS = ["on entre sans marche", "accueille des classes", "toilettes"]


def brochure(count: int, *, pictures: bool = True) -> Brochure:
    made = random.Random(4)
    entries = [
        Entry(
            number=number, name=f"{name} {number}" if number > len(NAMES) else name,
            section="Paris 4e" if number <= count / 2 else "Paris 19e", summary=made.choice(SUMMARIES),
            causes=tuple(made.sample(CAUSES, made.choice([1, 1, 2]))), address=f"{number} rue des Essais, 75004 Paris",
            facts=tuple(fact for fact in FACTS if made.random() < 0.5),
            marks=tuple(mark for mark in MARKS if made.random() < 0.5),
            qr_text=f"https://cap.example.org/projets/projet-{number}/",
            address_in_words=f"cap.example.org/projets/projet-{number}/",
            point=None if number == 3 else Point(made.gauss(48.855 if number <= count / 2 else 48.885, 0.003),
                                                 made.gauss(2.36 if number <= count / 2 else 2.38, 0.004)),
            picture=photograph(number) if pictures and made.random() < 0.6 else None,
        )
        for number, name in enumerate(islice(cycle(NAMES), count), start=1)
    ]  # fmt: skip
    return Brochure(
        title="Projets citoyens, Paris", author="Cap ou pas cap", language="fr",
        lede=f"{count} projets que portent des voisins.", entries=entries,
        causes=sorted(numbers_by_cause(entries).items()), day="27 novembre 2026",
        qr_text="https://cap.example.org/projets/", address_in_words="cap.example.org/projets/",
        scan="La liste à jour, la carte et les récits des enfants", plan="Le plan", on_plan="plan", north="Nord",
        off_plan="Hors du plan :", unplaced="Lieu à préciser :", by_cause="Par cause", by_name="Par nom",
        imprint_title="Ce livret", imprint=["Imprimé le 27 novembre 2026.", "Licence Ouverte 2.0."],
    )  # fmt: skip


def photograph(number: int) -> bytes:
    """With as much in it as one from a camera."""
    noise = Image.effect_noise((256, 192), 60).convert("RGB")
    data = io.BytesIO()
    Image.blend(noise, Image.new("RGB", (256, 192), f"#5c7a{number % 200 + 20:02x}"), 0.6).save(
        data, "JPEG", quality=72
    )
    return data.getvalue()
