"""CM2 A at the shared garden: accepted, told and published. Questions: who, what, where, when, how, why, photos."""

from workshop.demo.script import Gallery, Part, Picture, Sent, Shot, Story

REPORTS = [
    Sent(
        "Les Loupes",
        [
            "Odile, qui a la clé du jardin depuis le premier jour.",
            "C’est un jardin qui n’est à personne et à tout le monde. Il y a seize bacs en bois et quarante familles. "
            "Chacun s’occupe d’un bout, mais le samedi on met toutes les récoltes sur la grande table et on partage.",
            "Derrière un mur plus haut que deux maîtresses. Quand on pousse la grille, on n’entend plus les "
            "voitures. On "
            "entend un robinet qui goutte et un merle qui râle.",
            "Il y a sept ans, au printemps. Avant, c’était une cour fermée avec une machine à laver dedans.",
            "On vient quand la grille est ouverte. Il y a un cahier avec un stylo attaché : on écrit ce qu’on a "
            "arrosé, comme "
            "ça personne n’arrose deux fois. L’eau vient du toit, elle descend dans un gros tonneau bleu.",
            "« Parce qu’on habitait tous la même rue et qu’on ne se disait pas bonjour. Maintenant, on se dispute "
            "pour les "
            "tomates, c’est beaucoup mieux. »",
        ],
        [
            Shot(
                "garden_wide",
                "Le jardin vu de la grille. Il est dix heures, il y a encore de l’ombre.",
                "Un jardin entre des immeubles : des bacs en bois plantés de légumes, un arrosoir rouge, un abri et "
                "un arbre.",
            ),
            Shot(
                "garden_can",
                "L’arrosoir commun. Il s’appelle Gérard, c’est écrit dessous.",
                "Un arrosoir rouge posé dans l’herbe, entre des capucines, devant un tonneau bleu.",
            ),
        ],
    ),
    Sent(
        "Les Boussoles",
        [
            "Bachir, il est jardinier seulement ici. Son vrai métier, c’est conducteur de métro.",
            "On y apprend à faire pousser. Bachir nous a montré comment semer des fèves : on fait un trou avec le "
            "doigt "
            "jusqu’à la deuxième ligne, on met la fève couchée sur le côté, on rebouche et on lui souhaite bonne nuit.",
            "Au fond, près du mur où il fait le plus chaud.",
            "Bachir est arrivé la deuxième année, par hasard : il cherchait la boulangerie.",
            "Chaque bac a une ardoise avec le nom de ce qui dort dessous. Les outils sont dans l’abri, on les rend "
            "propres. "
            "La seule règle, c’est : on ne marche jamais sur la terre, parce qu’elle respire.",
            "« Toute la journée, je suis sous la terre, dans le noir. Ici, je suis dessus. »",
        ],
        [
            Shot(
                "garden_hands",
                "Moi je tiens les fèves, Bachir fait les trous.",
                "Deux mains ouvertes au-dessus d’un bac de terre ; une fève tombe dans un petit trou, à côté d’une "
                "pousse.",
            ),
        ],
        first={
            1: "On y aprend a faire poussé. Bachir nous a montrer les fèves.",
            5: "Parce que il aime bien",
        },
        remarks={
            1: "Bravo pour ce détail ! Peux-tu en dire un peu plus ? Comment sème-t-on une fève ?",
            5: "Mets entre guillemets les mots exacts de la personne.",
        },
    ),
    Sent(
        "Les Plumes",
        [
            "Mme Ferreira, du troisième étage. Elle descend avec son tabouret.",
            "Il y a un coin où l’on ne fait rien, exprès. Les orties y poussent, et les papillons pondent dessus. "
            "Il y a aussi un hôtel à insectes : vingt-six chambres, toutes occupées, et pas de petit déjeuner.",
            "Dans le coin gauche, sous le figuier.",
            "Le figuier est plus vieux que le jardin. Personne ne l’a planté.",
            "Quand on trouve un escargot dans les salades, on ne l’écrase pas : on le porte dans le coin sauvage. Il "
            "revient "
            "en trois jours. Mme Ferreira a mis du vernis à ongles sur une coquille pour vérifier.",
            "« Un jardin trop propre, c’est un salon. Moi, j’en ai déjà un. »",
        ],
        [
            Shot(
                "garden_snail",
                "L’escargot au vernis rose. Il était déjà revenu.",
                "Un escargot à la coquille marquée d’un point rose avance sur le bord d’un bac en bois, près d’une "
                "salade.",
            ),
        ],
    ),
    Sent(
        "Les Lanternes",
        [
            "Odile et un monsieur qui s’appelle aussi Odile, mais c’est son nom de famille.",
            "Ils font du compost : ils donnent les épluchures à des vers et les vers rendent de la terre.",
            "À côté de la grille, parce que ça sent un peu la forêt.",
            "Depuis quatre ans.",
            "Il faut une part de frais et une part de sec. Frais, c’est les épluchures. Sec, c’est les feuilles "
            "mortes. Si on se "
            "trompe, ça devient de la soupe.",
            "« Avant, je jetais ma poubelle. Maintenant, je la nourris. »",
        ],
        [
            Shot(
                "compost_hands",
                "La terre du compost sent la forêt, c’est vrai, j’ai vérifié.",
                "Deux mains pleines de terre noire au-dessus d’un bac à compost ; un ver de terre en sort.",
            ),
        ],
    ),
    Sent(
        "Les Semelles",
        [
            "Personne : on était chargés du chemin.",
            "On a compté 412 pas entre l’école et le jardin, et deux passages piétons. On est passés trois fois "
            "devant sans le "
            "voir, en allant à la piscine !",
            "Rue de l’Escargot. Il y a une vraie coquille dessinée sur la plaque.",
            "On est partis à 9 h 35 et arrivés à 9 h 52, parce que Diego avait un lacet.",
            "On marche deux par deux. Le maître du temps dit « stop » aux rues.",
            "On voulait savoir si quelqu’un de la classe connaissait déjà l’endroit. Réponse : zéro sur vingt-quatre.",
        ],
        [
            Shot(
                "garden_gate",
                "La grille. Vous aussi, vous êtes déjà passés devant.",
                "Une grille verte entrouverte dans un grand mur, avec une pancarte en forme d’escargot ; derrière, "
                "des feuilles.",
            ),
        ],
    ),
    Sent(
        "Les Oreilles",
        [
            "Une dame qui ne voulait pas dire son nom.",
            "Elle vient juste s’asseoir.",
            None,
            None,
            "Elle s’assoit et elle écoute.",
            "« Ça ne regarde personne. »",
        ],
        [Shot("garden_table", "La table de six mètres. On l’a mesurée avec nos bras.")],
        outcome="set_aside",
    ),
]

STORY = Story(
    "Le jardin qu’on ne voyait pas",
    "Il est à 412 pas de l’école, et personne ne l’avait remarqué. Derrière une grille verte, quarante familles "
    "jardinent, partagent leurs tomates et laissent les orties tranquilles. Nous avons poussé la grille.",
    [
        Picture("garden_wide"),
        Part("Les Semelles", 1),
        Picture("garden_gate"),
        Part("Les Loupes", 2, heading="De l’autre côté du mur"),
        Part("Les Loupes", 1),
        Part("Les Loupes", 5, speaker="Odile"),
        Part("Les Loupes", 4),
        Part("Les Boussoles", 1, heading="Souhaiter bonne nuit à une fève"),
        Gallery(["garden_hands", "garden_can", "garden_snail"]),
        Part("Les Boussoles", 5, speaker="Bachir"),
        Part("Les Plumes", 1, heading="Le coin où l’on ne fait rien"),
        Part("Les Plumes", 4),
        Part("Les Plumes", 5, speaker="Mme Ferreira"),
        Part("Les Lanternes", 4, heading="De la soupe ou de la terre"),
        Part("Les Lanternes", 5, speaker="Odile"),
    ],
    facts={"À pied": "412 pas de l’école", "Familles": "40", "Bacs en bois": "16", "Né": "il y a sept ans"},
    correction="Nous avions écrit que le tonneau était vert. Il est bleu : nous sommes retournés voir.",
)
