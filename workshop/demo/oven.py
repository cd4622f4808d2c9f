"""CE2-CM1 at the bread oven: a short story.

Questions of *Un lieu, une action*: name, see, noise, action, people, for whom, help, hours, photos.
"""

from workshop.demo.script import Part, Picture, Sent, Shot, Story

REPORTS = [
    Sent(
        "Awa",
        [
            "Le Four de la Place",
            ["Des outils", "Des gens qui parlent", "Une affiche"],
            "Beaucoup",
            "Le four ressemble à un igloo qui aurait chaud. À huit heures, il mange du bois. À onze heures, on enlève "
            "les braises avec un râteau et on jette une poignée de farine : si elle devient noire tout de suite, c’est "
            "trop chaud, si elle devient blonde, on peut y aller.",
            31,
            ["Aux voisins", "À tout le monde"],
            "Apporter une pâte, même ratée. Ici, on l’appelle une galette.",
            None,
        ],
        [
            Shot(
                "oven_wide",
                "Le four au milieu de la place. On le sent depuis le métro.",
                "Un four à pain rond en terre sur une place ; un feu brûle dedans, deux pains attendent sur un banc.",
            )
        ],
    ),
    Sent(
        "Mohamed",
        [
            "Le Four",
            ["Des gens qui parlent", "Un animal"],
            "Un peu",
            "On pétrit. Il faut pousser avec le bas de la main, plier, tourner, et recommencer cent fois. Monsieur "
            "Adama "
            "m’a dit d’appuyer comme si je voulais pousser la table jusqu’à Marseille.",
            12,
            ["Aux enfants", "Aux voisins"],
            "Venir allumer le feu à huit heures, parce que c’est toujours le même monsieur qui se lève.",
            None,
        ],
        [
            Shot(
                "oven_hands",
                "Mes mains et celles de monsieur Adama. On pousse la table jusqu’à Marseille.",
                "Deux mains, une d’adulte et une d’enfant, pétrissent une pâte ronde sur une table farinée.",
            )
        ],
    ),
    Sent(
        "Salomé",
        [
            "Le Four de la Place des Miettes",
            ["Des outils", "Des gens qui parlent"],
            "Un peu",
            "Quand les pains sortent, tout le monde se tait. Il faut les écouter : s’ils craquent, c’est qu’ils sont "
            "contents. Le mien a craqué trois fois.",
            31,
            ["À tout le monde"],
            "« Prendre le pain le plus moche. C’est toujours le meilleur. »",
            None,
        ],
        [
            Shot(
                "oven_loaves",
                "Les pains sortent. Chut.",
                "Une pelle en bois sort un pain doré de la bouche du four ; deux autres pains fument derrière.",
            )
        ],
    ),
]

STORY = Story(
    "Écoutez le pain, il craque",
    "Nous avons pris le métro avec vingt-deux boules de pâte dans nos sacs. Sur une place du 19e, des voisins ont "
    "bâti un "
    "four avec leurs pieds. On y apporte sa pâte, on repart avec des amis.",
    [
        Picture("oven_wide"),
        Part("Awa", 3),
        Part("Mohamed", 3, heading="Pousser la table jusqu’à Marseille"),
        Picture("oven_hands"),
        Part("Salomé", 3, heading="Le silence des pains"),
        Picture("oven_loaves"),
        Part("Salomé", 6, speaker="Monsieur Adama"),
    ],
)
