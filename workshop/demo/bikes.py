"""CM2 A at the bicycle workshop: accepted, composed and sent to the Rédaction.

Questions of *Portrait*: name, role, day, likes, hard, years, object, photos.
"""

from workshop.demo.script import Part, Picture, Sent, Shot, Story

REPORTS = [
    Sent(
        "Aïcha",
        [
            "Rosalie",
            "Elle est la chef des tournevis.",
            "Le matin, elle balaie les petites vis avec un aimant au bout d’un manche : elle dit qu’elle pêche. Puis "
            "elle ouvre le "
            "rideau de fer, et la première personne arrive toujours avec la même phrase : « Ça fait un bruit. » "
            "L’après-midi, "
            "elle tient la roue et c’est la personne qui répare. Elle n’a presque pas le droit de toucher, c’est la "
            "règle.",
            "Le moment où la roue retourne droit. Elle dit qu’on entend le silence et que c’est sa musique préférée.",
            "Dire à quelqu’un que son vélo est vraiment mort. Alors elle propose de garder la sonnette.",
            11,
            "Un dérive-chaîne. C’est un outil qui sert à ouvrir une chaîne sans la casser.",
        ],
        [
            Shot(
                "bikes_wheel",
                "La roue voilée. On la fait tourner et on regarde si elle danse.",
                "Une roue de vélo serrée dans un support d’atelier, devant un mur d’outils accrochés.",
            )
        ],
    ),
    Sent(
        "Wassim",
        [
            "Rosalie",
            "Elle répare et elle apprend aux autres.",
            "Elle a dit qu’une journée normale, c’est huit crevaisons, deux freins et un café renversé.",
            "Elle aime quand un enfant revient montrer que ça tient encore.",
            "Avoir froid aux doigts : en hiver, l’atelier n’a qu’un seul radiateur, et il chauffe surtout le chat.",
            11,
            "La pharmacie : un meuble de cent vingt tiroirs avec une pièce sauvée dans chacun.",
        ],
        [
            Shot(
                "bikes_wide",
                "L’atelier. Les vélos qui attendent sont pendus comme des chauves-souris.",
                "Un atelier : des vélos pendus au plafond, un vélo jaune sur un pied, un établi et un meuble à "
                "tiroirs.",
            )
        ],
    ),
    Sent(
        "Joséphine",
        [
            "Monsieur Tran",
            "Il est venu réparer son vélo il y a six ans et il n’est jamais reparti.",
            "Il arrive à deux heures. Il met son tablier, il choisit le vélo le plus triste et il lui parle. Il dit "
            "que la rouille, "
            "c’est du vélo qui s’ennuie.",
            "Coller une rustine. Il faut gratter, attendre que la colle ne brille plus, puis appuyer en comptant "
            "jusqu’à cent. Il compte "
            "en trois langues.",
            "« Les vélos électriques : on dirait des téléphones avec des pédales. »",
            6,
            "Sa boîte de rustines. Elle vient de Hanoï, elle est toute cabossée.",
        ],
        [
            Shot(
                "bikes_hands",
                "On appuie et on compte jusqu’à cent, en trois langues.",
                "Deux mains appuient une rustine rouge sur une chambre à air noire, à côté d’une boîte de rustines "
                "cabossée.",
            )
        ],
    ),
    Sent(
        "Ethan",
        [
            "Monsieur Tran",
            "Bénévole",
            "Il répare.",
            "Les rustines et le thé.",
            "Il a dit que le plus dur, c’est le genou. Le sien, pas celui du vélo.",
            6,
            "Une clé de quinze",
        ],
        [
            Shot(
                "bikes_bell",
                "Une sonnette sauvée. Elle marche encore, on a essayé (beaucoup).",
                "Une sonnette de vélo brillante sur un guidon, en gros plan.",
            )
        ],
    ),
    Sent(
        "Louise",
        [
            "Le chat Dérailleur",
            "Il surveille.",
            "Il dort dans le panier du vélo hollandais. À quatre heures, il change de panier.",
            "Qu’on démonte une roue : il aime bien quand ça fait tic tic tic.",
            None,
            3,
            "Un panier",
        ],
        [
            Shot(
                "bikes_cat",
                "Dérailleur, chat d’atelier.",
                "Un chat roux dort en boule dans le panier en osier d’un vélo.",
            )
        ],
    ),
]

STORY = Story(
    "La rouille, c’est du vélo qui s’ennuie",
    "Au bord de la Seine, un atelier soigne les vélos abandonnés. On y entre avec un drôle de bruit, on en sort avec "
    "les mains "
    "noires et un vélo qui roule. Portraits de Rosalie, de monsieur Tran et d’un chat.",
    [
        Picture("bikes_wide"),
        Part("Aïcha", 2, heading="Rosalie, la pêcheuse de vis"),
        Part("Aïcha", 3),
        Picture("bikes_wheel"),
        Part("Aïcha", 4),
        Part("Wassim", 4),
        Part("Joséphine", 2, heading="Monsieur Tran compte jusqu’à cent"),
        Part("Joséphine", 3),
        Picture("bikes_hands"),
        Part("Joséphine", 4, speaker="Monsieur Tran"),
        Part("Louise", 2, heading="Et Dérailleur"),
        Picture("bikes_cat"),
    ],
)
