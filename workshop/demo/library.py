"""CE2-CM1 at the street library: open, with reports to be reviewed. Children's mistakes are still theirs.

Questions of *Un lieu, une action*: name, see, noise, action, people, for whom, help, hours, photos.
"""

from typing import Any

from workshop.demo.script import Sent, Shot

REPORTS = [
    Sent(
        "Zoé",
        [
            "La Boîte à pages",
            ["Des livres", "Des gens qui parlent", "Une affiche"],
            "Un peu",
            "Une dame range les livres par couleur, sauf les livres de cuisine, elle les range par odeur. Elle "
            "s’appelle Ginette. "
            "Elle a lu une histoire de loup et un monsieur qui passait s’est assis aussi.",
            14,
            ["Aux enfants", "Aux voisins", "À tout le monde"],
            "Apporter un livre qu’il a aimé, avec un petit mot dedans pour dire pourquoi.",
            "Jour et nuit ; l’heure du conte, le samedi à 11 h",
        ],
        [
            Shot("library_wide", "La boîte avec ses portes ouvertes. Le toit est un vrai petit toit."),
            Shot("library_books", "Mon livre est le bleu. J’ai mis un mot dedans."),
        ],
        outcome="accepted",
    ),
    Sent(
        "Kofi",
        [
            "La boite à page",
            ["Des livres", "Des gens qui parlent"],
            "Un peu",
            "Les gens prènent un livre et il en laisse un. Il y a même un livre en portugais que personne ne sait "
            "lire sauf la "
            "boulangère alors elle vien lire le jeudi.",
            9,
            ["Aux voisins", "À tout le monde"],
            "Réparer la charnière de gauche, elle fait un bruit de canard.",
            None,
        ],
        [Shot("library_wide_dusk", "La boîte le soir quand on est repassé avec mon père.")],
        outcome="submitted",
    ),
    Sent(
        "Suzanne",
        [
            "La Boîte à pages, place du Marché-aux-Mots",
            ["Des plantes", "Des livres", "Une affiche"],
            "C’est calme",
            "Une grande sœur lit à son petit frère. Il tourne les pages trop vite et elle dit : « Attends, le dragon "
            "n’a pas fini sa "
            "phrase. » Après ils ont échangé le livre contre un autre, avec un dragon aussi.",
            6,
            ["Aux enfants", "Aux personnes âgées"],
            "Fabriquer un marque-page et le cacher dans un livre.",
            None,
        ],
        [Shot("library_hands", "On ne voit que les mains, j’ai fait attention.")],
        outcome="submitted",
    ),
    Sent(
        "Tiago",
        [
            "Boite a pages",
            ["Des livres", "Un animal"],
            "Beaucoup",
            "Il y avait un pigeon dans la boite. Il lisait pas mais il voulait pas sortir. Ginette lui a dit que "
            "c’etait ouvert jour et "
            "nuit donc il avait le droit.",
            21,
            ["À la nature", "À tout le monde"],
            "Mettre un panneau interdit au pigeon ou alors des livre de pigeon.",
            "jour et nuit, même le pigeon",
        ],
        [Shot("library_pigeon", "Le pigeon. Il était calme.")],
        outcome="submitted",
    ),
    Sent(
        "Anna",
        [
            "La Boîte à pages",
            ["Des livres", "Des gens qui parlent", "Une affiche"],
            "Un peu",
            "Un monsieur très grand a pris le livre tout en bas et une petite fille a pris le livre tout en haut. "
            "Ils se sont aidés.",
            8,
            ["Aux enfants", "Aux voisins"],
            "Venir le samedi à onze heures, c’est l’heure de l’histoire.",
            "Jour et nuit. L’histoire, c’est le samedi à 11 heures, pas à 10.",
        ],
        [Shot("library_books", "L’étagère du haut.")],
        outcome="submitted",
    ),
    Sent(
        "Nino",
        [
            "la boite",
            ["Des livres"],
            "Un peu",
            "on échange",
            3,
            ["À tout le monde"],
            "je sais pas",
            None,
        ],
        [Shot("library_bench", "le banc")],
        outcome="returned",
        remarks={
            3: "Qui échange quoi ? Raconte ce que tu as vu, comme dans un film.",
            6: "Demande à Ginette samedi : elle a sûrement une idée.",
            -1: "Ta photo du banc est très réussie.",
        },
    ),
    Sent(
        "Rose",
        [
            "La Boîte à pages",
            ["Des livres", "Des plantes"],
            None,
            "Ginette a une clé autour du cou mais la boîte n’est jamais fermée. J’ai demandé à quoi sert la clé et "
            "elle a di",
            None,
            None,
            None,
            None,
        ],
        outcome="draft",
    ),
]

# What the class adds to the guide before it goes to the repair café: half of the workshop.
OWN_QUESTIONS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("short_text", "Quel est l’objet le plus bizarre que vous avez réparé ?", "Demande aussi à qui il était.", {}),
    ("number", "Combien d’objets ont été sauvés ?", "Regarde le mur à la craie.", {"minimum": 0, "maximum": None}),
    ("choice", "Oserais-tu ouvrir un grille-pain ?", "Débranché !", {"choices": ["Oui", "Non", "Avec quelqu’un"]}),
    ("photos", "Montre un objet avant et après", "Deux photos, au même endroit.", {"minimum": 2, "maximum": 2}),
]
