"""The words that ship with the software. They are content in French, as a teacher would type it, not interface."""

from typing import Any

CAUSES = [
    ("ecologie", "Écologie, alimentation et énergie", "Ecology, food and energy"),
    ("culture", "Culture, médias et lien social", "Culture, media and social ties"),
    ("education", "Éducation et formation", "Education and training"),
    ("bien-etre", "Bien-être", "Well-being"),
    ("mobilites", "Modes de déplacement", "Getting around"),
    ("habitat", "Habitat et urbanisme", "Housing and town planning"),
    ("economie", "Économie sociale et solidaire", "Social and solidarity economy"),
    ("citoyennete", "Citoyenneté, droits et solidarités", "Citizenship, rights and solidarity"),
]

CANNED_REMARKS = [
    "Bravo pour ce détail ! Peux-tu en dire un peu plus ?",
    "Relis-toi à voix haute : il manque un mot.",
    "Écris une phrase entière, avec une majuscule et un point.",
    "Qui t’a dit cela ? Écris son nom ou son métier.",
    "Mets entre guillemets les mots exacts de la personne.",
    "La photo est floue : en as-tu une autre ?",
    "On reconnaît quelqu’un sur la photo : choisis-en une autre.",
]


def _ask(kind: str, label: str, help: str = "", *, required: bool = False, **more: Any) -> dict[str, Any]:
    return {"type": kind, "value": {"label": label, "help": help, "required": required, **more}}


GUIDES: list[dict[str, Any]] = [
    {
        "slug": "premiere-rencontre",
        "title": "Première rencontre",
        "introduction": "Six petites questions que se posent tous les journalistes : qui, quoi, où, quand, comment, pourquoi.",
        "questions": [
            _ask("short_text", "Qui rencontres-tu ?", "Demande le prénom et ce que la personne fait ici.", required=True),
            _ask("long_text", "Que fait ce projet ?", "Raconte-le comme à quelqu’un qui n’est jamais venu.", required=True),
            _ask("short_text", "Où êtes-vous ?", "Décris l’endroit : la rue, la cour, le jardin, les bruits."),
            _ask("short_text", "Quand le projet a-t-il commencé ?", "Une année, une saison, ou une petite histoire."),
            _ask("long_text", "Comment ça marche ?", "Qui fait quoi ? Avec quels outils ?"),
            _ask("long_text", "Pourquoi ce projet existe-t-il ?", "Écris les mots exacts de la personne.", required=True),
            _ask("photos", "Montre le projet", "Un lieu, un objet, des mains au travail. Pas de visage.", minimum=1, maximum=4),
        ],
    },
    {
        "slug": "portrait",
        "title": "Portrait",
        "introduction": "Tu fais le portrait d’une personne qui agit dans le quartier.",
        "questions": [
            _ask("short_text", "Comment s’appelle la personne ?", "Le prénom suffit.", required=True),
            _ask("short_text", "Quel est son rôle dans le projet ?", "Bénévole, responsable, voisine…"),
            _ask("long_text", "Que fait-elle pendant une journée ici ?", "Commence par le matin.", required=True),
            _ask("long_text", "Qu’est-ce qui lui plaît le plus ?", "Demande un exemple.", required=True),
            _ask("long_text", "Qu’est-ce qui est difficile ?"),
            _ask("number", "Depuis combien d’années est-elle là ?", minimum=0, maximum=100),
            _ask("short_text", "Quel objet la représente ?", "Un outil, un livre, une plante…"),
            _ask("photos", "Photographie cet objet", "L’objet seul, de près.", minimum=1, maximum=2),
        ],
    },
    {
        "slug": "un-lieu-une-action",
        "title": "Un lieu, une action",
        "introduction": "Tu observes un lieu et ce que l’on y fait ensemble.",
        "questions": [
            _ask("short_text", "Quel est le nom du lieu ?", required=True),
            _ask("checklist", "Que vois-tu ?", "Coche tout ce que tu vois.",
                 choices=["Des plantes", "Des outils", "Des livres", "Des gens qui parlent", "Une affiche", "Un animal"]),
            _ask("choice", "Y a-t-il du bruit ?", choices=["C’est calme", "Un peu", "Beaucoup"]),
            _ask("long_text", "Quelle action se passe ici ?", "Qui agit ? Pour qui ?", required=True),
            _ask("number", "Combien de personnes participent ?", "Compte-les, ou demande.", minimum=0, maximum=1000),
            _ask("choices", "À qui cela sert-il ?",
                 choices=["Aux enfants", "Aux voisins", "Aux personnes âgées", "À la nature", "À tout le monde"]),
            _ask("long_text", "Que pourrait faire un voisin pour aider ?", "Une chose que l’on peut faire dès demain."),
            _ask("short_text", "Quand peut-on venir ?",
                 "Cherche sur la porte ou l’affiche, ou demande. Si la fiche dit vrai, passe cette question.",
                 about_entry="hours"),
            _ask("photos", "Montre le lieu", "Une photo de loin, une photo de près.", minimum=1, maximum=4),
        ],
    },
]  # fmt: skip

# Of an entry that goes back to its holder: what it lacks, and what to do. In both languages of the site.
CANNED_REASONS: list[tuple[str, str]] = [
    (
        "Nous n’avons pas trouvé l’adresse. Pouvez-vous écrire le numéro et la rue, ou le nom du lieu tel qu’on le lit "
        "sur place ? Vos voisins pourront alors venir.",
        "We could not find the address. Could you write the number and the street, or the name of the place as it "
        "reads on the spot? Then your neighbours can come.",
    ),
    (
        "Nous aimerions mieux comprendre ce qui se passe chez vous. Deux ou trois phrases suffisent : ce qu’on y fait, "
        "qui vient, comment on peut s’y joindre.",
        "We would like to understand better what happens at your place. Two or three sentences will do: what people do "
        "there, who comes, how one can join.",
    ),
    (
        "Un lien de la fiche ne s’ouvre pas. Pouvez-vous le copier de nouveau depuis votre navigateur, ou l’enlever ?",
        "A link of the entry does not open. Could you copy it again from your browser, or take it out?",
    ),
    (
        "Ce projet a déjà une fiche, croyons-nous. Si c’est bien le même, dites-le nous : nous les réunirons. Sinon, "
        "un mot qui les distingue dans le nom aidera tout le monde.",
        "We believe that this project has an entry already. If it is the same one, tell us: we will bring them "
        "together. If not, a word in the name that tells them apart will help everybody.",
    ),
    (
        "La fiche nomme une personne, ou donne un numéro privé, dans un texte que tout le monde peut lire. Pouvez-vous "
        "l’enlever ? Le contact a sa place plus bas, où seuls la Rédaction et les enseignant·es le lisent.",
        "The entry names a person, or gives a private number, in a text that everybody can read. Could you take it "
        "out? The contact has its place further down, where only the editors and the teachers read it.",
    ),
    (
        "L’annuaire accueille ce que des habitant·es font ensemble, pour le quartier. Nous n’avons pas reconnu cela "
        "dans la fiche : si nous nous trompons, dites-nous ce que le projet apporte à ses voisins.",
        "The directory is for what inhabitants do together, for the neighbourhood. We did not recognise that in the "
        "entry: if we are wrong, tell us what the project brings to its neighbours.",
    ),
]
