"""Papers of made-up classes, with the French that children and typographers write."""

import functools
import io
import random
from itertools import cycle, islice

from PIL import Image, ImageOps
from skimage import data

from workshop.printing.newspaper_parts import Block, Heading, Paper, Picture, Project, Quote, Story, Text
from workshop.printing.typesetting import Run

SENTENCES = [
    "Au fond de la cour, derrière le portail vert, il y a un jardin que presque personne ne connaît.",
    "On y entre par une petite porte en bois, et tout de suite ça sent la menthe et la terre mouillée.",
    "Madame Rosalie nous a montré comment on retourne le compost : il faut une fourche et beaucoup de patience.",
    "Les vers de terre travaillent jour et nuit, sans jamais se plaindre, et ils ne demandent pas de salaire\u202f!",
    "Nous avons compté quarante-sept espèces de plantes, dont l’œillet, la bourrache et le fenouil.",
    "Quand il pleut trop, l’eau est gardée dans de grandes cuves bleues, pour l’arrosage du mois d’août.",
    "Tout le monde peut venir\u202f: il suffit de pousser la porte le mercredi ou le samedi après-midi.",
    "Extraordinairement, les voisins se sont mis d’accord en une seule réunion, ce qui n’arrive jamais.",
    "Ils ont planté 1\u202f200 bulbes en une matinée, puis ils ont mangé une soupe à l’oignon tous ensemble.",
    "À la fin, Aïcha a demandé «\u202fest-ce qu’on peut revenir\u202f?\u202f», et la réponse a été oui, bien sûr.",
]
TITLES = [
    "Le jardin que personne ne voyait", "Un vélo, ça se répare", "La boîte à pages de la rue des Ormes",
    "Au four\u202f! Le pain qui rassemble", "Radio Gouttière émet depuis une cave",
    "Ils cuisinent ce que le marché jette",
    "Une bibliothèque dans une cabine", "Les abeilles du toit",
]  # fmt: skip
HEADINGS = ["On y entre comment\u202f?", "Ce que nous avons vu", "Et après\u202f?"]
QUOTES = [
    ("Un jardin, c’est une conversation qui dure toute l’année.", "Rosalie, jardinière"),
    ("Si tu sais tenir une clef, tu sais réparer un vélo.", "Monsieur Karim, paroles recueillies par Renard, CM2"),
    ("On ne jette rien\u202f: on se demande d’abord à qui cela peut servir.", "une personne du projet"),
]


@functools.lru_cache(maxsize=32)
def photograph(kind: str, place: int = 0, pixels: int = 900) -> Picture:
    """Real photographs of scikit-image, cut to a shape."""
    wide, high = {"landscape": (3, 2), "portrait": (3, 4), "panorama": (12, 5), "square": (1, 1)}[kind]
    pictures = (data.coffee, data.chelsea, data.rocket, data.astronaut)
    image = Image.fromarray(pictures[place % 4]())
    size = (pixels, round(pixels * high / wide)) if wide >= high else (round(pixels * wide / high), pixels)
    out = io.BytesIO()
    ImageOps.fit(image, size).save(out, "JPEG", quality=78)
    captions = ["Une tasse sur la table du jardin.", "Le chat de la maison, qui surveille.", "Tout là-haut.", ""]
    return Picture(out.getvalue(), *size, captions[place % 4], "Photo\u202f: Renard, CM2" if place % 2 else "")


def project(number: int = 1) -> Project:
    return Project(
        label="LE PROJET", name="Le Jardin de l’Escargot",
        summary="Un jardin partagé caché derrière un mur d’école, où l’on jardine lentement et où l’on goûte ensemble.",
        facts=[("Où\u202f?", "12 rue des Ormes, 75019 Paris"),
               ("Quand\u202f?", "mercredi et samedi, de 14\u202fh à 18\u202fh")],
        school="École élémentaire des Ormes", way="650\u202fm, 9 minutes à pied",
        address=f"https://cap.example.org/projets/jardin-{number}/",
        address_in_words=f"cap.example.org/projets/jardin-{number}", scan="La page du projet",
    )  # fmt: skip


def story(number: int, *, words: int, pictures: list[str], made: random.Random) -> Story:
    blocks: list[Block] = []
    so_far, quotes, shown = 0, 0, list(pictures)
    every = max(1, words // (len(pictures) + 1))
    while so_far < words:
        said = " ".join(made.choice(SENTENCES) for _sentence in range(made.randint(2, 4)))
        if so_far and made.random() < 0.28:
            blocks.append(
                Heading(made.choice(["On y entre comment\u202f?", "Ce que nous avons vu", "Et après\u202f?"]))
            )
        blocks.append(Text([Run(said[:40]), Run(said[40:60], italic=True), Run(said[60:])]))
        so_far += len(said.split())
        if shown and so_far >= every * (len(pictures) - len(shown) + 1):
            blocks.append(photograph(shown.pop(0), number + len(shown)))
        if so_far > (quotes + 1) * 170:
            blocks.append(
                Quote(*QUOTES[(number + quotes) % 3], question="Pourquoi un jardin ici\u202f?" if quotes else "")
            )
            quotes += 1
    blocks += [photograph(kind, number) for kind in shown]
    title = TITLES[(number - 1) % len(TITLES)]
    return Story(
        title=title, kicker="ÉCOLOGIE · LE JARDIN DE L’ESCARGOT",
        lede="Derrière un mur gris, des voisins font pousser des légumes, et une amitié. La classe y est allée à pied.",
        byline="Par les enquêteurs de la classe de CM2 B", blocks=blocks, project=project(number),
    )  # fmt: skip


def newspaper(stories: int = 3, *, words: int = 420, pictures: int = 3, seed: int = 4) -> Paper:
    made = random.Random(seed)
    kinds = cycle(["landscape", "portrait", "landscape", "landscape", "portrait", "panorama"])
    return Paper(
        title="Les Enquêteurs des Ormes", author="La classe de CM2 B", language="fr",
        motto="Le journal de ceux qui poussent les portes", classroom="La classe de CM2 B",
        school="École élémentaire des Ormes, Paris 19e", number="N°\u202f2", day="27 novembre 2026",
        stories=[
            story(number, words=words, pictures=list(islice(kinds, pictures)), made=made)
            for number in range(1, stories + 1)
        ],
        contents="Dans ce numéro", imprint_title="Qui a fait ce journal\u202f?",
        imprint=["La classe de CM2 B\u202f: Aïcha, Bilal, Éloïse, Renard et Mésange.",
                 "Imprimé à l’école. Relu par l’enseignante."],
        address="https://cap.example.org/classes/cm2-b/", address_in_words="cap.example.org/classes/cm2-b",
        scan="Les récits, avec toutes les photos",
    )  # fmt: skip
