"""CM2 A at the beehives: a short story. Questions: who, what, where, when, how, why, photos."""

from workshop.demo.script import Part, Picture, Sent, Shot, Story

REPORTS = [
    Sent(
        "Les Lanternes",
        [
            "Six mille abeilles par ruche, et Corinne.",
            "Ce sont six ruches sur un toit. Corinne les ouvre le dimanche, très lentement. Elle dit bonjour avant, et "
            "elle n’a jamais été piquée un dimanche où elle avait dit bonjour.",
            "Sur un toit du 19e. On voit Montmartre, et les gens d’en bas ont l’air d’abeilles.",
            "Depuis neuf étés.",
            "On souffle un peu de fumée, alors les abeilles croient qu’il y a le feu et mangent du miel pour "
            "l’emporter. Le "
            "ventre plein, elles ne peuvent plus se plier pour piquer. C’est une ruse de ruche.",
            "« Je suis venue pour le miel. Je suis restée pour le bruit. »",
        ],
        [
            Shot(
                "bees_wide",
                "Les ruches ont des couleurs pour que chaque abeille retrouve sa maison.",
                "Trois ruches jaune, rouge et verte sur un toit de zinc ; des abeilles volent, et au loin les toits "
                "de Paris.",
            )
        ],
    ),
    Sent(
        "Les Plumes",
        [
            "Corinne.",
            "Une abeille visite mille fleurs par jour et rapporte une goutte. Pour un pot de miel, il faut faire "
            "quatre fois le "
            "tour de la Terre. Nous, on s’est plaints pour l’escalier.",
            "Au sixième étage, sans ascenseur.",
            None,
            "Chaque cadre est comme un livre : on le sort, on lit, on le remet à la même page. Les cases fermées "
            "avec un petit "
            "couvercle, c’est le miel. Les autres, c’est la chambre des bébés.",
            "« On n’en prend jamais trop. C’est leur hiver, pas le nôtre. »",
        ],
        [
            Shot(
                "bees_hands",
                "Corinne lit un cadre. On entend la page.",
                "Deux mains gantées de blanc tiennent un cadre en bois plein d’alvéoles dorées et d’abeilles.",
            )
        ],
    ),
]

STORY = Story(
    "Quatre fois le tour de la Terre",
    "C’est ce que volent les abeilles pour remplir un seul pot de miel. Nous, nous avons monté six étages pour les "
    "voir, sur "
    "un toit du 19e arrondissement.",
    [
        Picture("bees_wide"),
        Part("Les Plumes", 1),
        Part("Les Lanternes", 1, heading="Toujours dire bonjour"),
        Part("Les Lanternes", 4),
        Part("Les Lanternes", 5, speaker="Corinne"),
        Part("Les Plumes", 4, heading="Un livre qui bourdonne"),
        Picture("bees_hands"),
        Part("Les Plumes", 5, speaker="Corinne"),
    ],
)
