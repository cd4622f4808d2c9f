"""Twelve projects that do not exist, at places where they could. Website and giving page are plainly made up."""

from typing import Any


def _project(
    name: str, slug: str, causes: list[str], address: str, postcode: str, point: tuple[float, float],
    summary: str, description: str, *, when: str = "", how: str = "", pupils: int | None = None,
    levels: str = "", access: str = "", hours: str = "",
) -> dict[str, Any]:  # fmt: skip
    return {
        "name": name, "slug": slug, "causes": causes, "address": address, "postcode": postcode, "commune": "Paris",
        "latitude": point[0], "longitude": point[1], "summary": summary, "description": description,
        "website": f"https://{slug}.example", "helloasso_url": f"https://www.helloasso.com/associations/demo-fictive-{slug}",
        "contact_name": "Personne fictive", "contact_email": f"bonjour@{slug}.example",
        "welcomes_classes": bool(when), "welcome_when": when, "welcome_how": how, "max_pupils": pupils,
        "welcome_levels": levels.split(), "accessibility": access, "opening_hours": hours,
    }  # fmt: skip


PROJECTS = [
    _project(
        "Le Jardin de l’Escargot", "jardin-de-l-escargot", ["ecologie", "bien-etre"],
        "12 rue de l’Escargot (fictive)", "75004", (48.85335, 2.36150),
        "Un jardin partagé caché derrière un mur d’école, où l’on jardine lentement et où l’on goûte ensemble.",
        "Il y avait ici une cour fermée par une grille. Des voisins ont demandé la clé, apporté de la terre et semé "
        "des "
        "radis. Aujourd’hui quarante familles partagent seize bacs, un abri à outils et une table de six mètres. "
        "Tout le monde peut pousser la porte quand elle est ouverte : mercredi et samedi après-midi, et le dimanche "
        "matin pour le grand arrosage. On apprend à semer, à récupérer l’eau de pluie et à laisser un coin sauvage "
        "pour les hérissons et les abeilles.",
        when="Mardi et jeudi matin, de mars à novembre", pupils=26, levels="CP CE1 CE2 CM1 CM2",
        how="Deux bénévoles font visiter le jardin par petits groupes. Chacun sème quelque chose et repart avec trois "
        "graines dans une enveloppe. Prévoir des chaussures qui ne craignent rien.",
        access="Allées de plain-pied, un bac à hauteur de fauteuil, pas de toilettes.",
    ),
    _project(
        "L’Atelier du Pédalier", "atelier-du-pedalier", ["mobilites", "economie"],
        "3 quai des Rayons (fictif)", "75004", (48.85210, 2.35890),
        "On y répare son vélo soi-même, avec les outils de l’atelier et les conseils de celles et ceux qui savent.",
        "L’atelier récupère des vélos abandonnés dans les caves et les remet en route. Les habitants viennent avec "
        "une crevaison ou une chaîne qui saute, et repartent en sachant réparer. Chaque pièce sauvée est rangée dans "
        "un "
        "tiroir : on appelle le grand meuble « la pharmacie ». L’adhésion est libre, à partir de cinq euros par an.",
        when="Vendredi après-midi", pupils=14, levels="CM1 CM2 6e 5e",
        how="Par demi-classe. Les élèves démontent une roue, trouvent le trou et collent une rustine.",
        access="Une marche à l’entrée, rampe sur demande.",
    ),
    _project(
        "La Boîte à pages", "boite-a-pages", ["culture", "education"],
        "Place du Marché-aux-Mots (fictive)", "75004", (48.85530, 2.36310),
        "Une bibliothèque de rue en bois, ouverte jour et nuit : on prend un livre, on en laisse un autre.",
        "Construite par des voisins avec les portes d’une armoire, la Boîte à pages contient environ deux cents "
        "livres, "
        "des bandes dessinées jusqu’aux romans en portugais. Chaque samedi, la gardienne de la boîte range, répare "
        "et lit une histoire à "
        "voix haute sur le banc. Aucune inscription, aucune amende.",
        when="Tous les jours ; lecture à voix haute sur demande", pupils=30, levels="CP CE1 CE2 CM1 CM2 6e",
        how="Rendez-vous sur la place. Chaque élève peut déposer un livre et en choisir un.",
        access="Sur la place, sans marche ; l’étagère du bas est à 60 cm.",
        hours="Jour et nuit ; l’heure du conte, le samedi à 10 h",
    ),
    _project(
        "Le Café des Bricoles", "cafe-des-bricoles", ["economie", "ecologie"],
        "21 rue du Tournevis (fictive)", "75004", (48.85610, 2.35720),
        "Un samedi sur deux, on répare grille-pain, lampes et jouets autour d’un café.",
        "Au lieu de jeter, on ouvre, on cherche, on comprend. Une dizaine de bénévoles (une électricienne à la "
        "retraite, un "
        "couturier, deux lycéens) aident à réparer ce que l’on apporte. Depuis l’ouverture, 812 objets sont repartis "
        "en état "
        "de marche et sont notés à la craie sur le mur.",
        when="Samedi matin, et un jeudi par mois", pupils=24, levels="CE2 CM1 CM2 6e 5e 4e 3e",
        how="Les élèves apportent un petit appareil en panne, sans prise de courant, et l’ouvrent avec un bénévole.",
        access="De plain-pied, toilettes accessibles.",
    ),
    _project(
        "Radio Gouttière", "radio-gouttiere", ["culture", "citoyennete"],
        "5 passage des Ondes (fictif)", "75004", (48.85880, 2.35480),
        "La radio du quartier, faite dans une ancienne loge de concierge par des gens qui n’en avaient jamais fait.",
        "Chaque semaine, une émission raconte la rue : les travaux, les recettes, les chansons des voisins. Le "
        "studio tient "
        "dans neuf mètres carrés tapissés de boîtes à œufs. On y apprend à poser une question, à se taire et à "
        "monter le son.",
        when="Mercredi et jeudi", pupils=15, levels="CM1 CM2 6e 5e 4e 3e",
        how="Par demi-classe : une heure pour préparer, une heure pour enregistrer une chronique de trois minutes.",
        access="Rez-de-chaussée sur cour, porte de 80 cm.",
    ),
    _project(
        "Le Cercle des Souvenirs", "cercle-des-souvenirs", ["culture", "bien-etre"],
        "Quai des Mémoires (fictif)", "75004", (48.85170, 2.35670),
        "Des anciens du quartier racontent, des plus jeunes écoutent et gardent les voix.",
        "Autour d’une grande carte de 1950, les habitants les plus âgés montrent où était la laiterie, le "
        "bateau-lavoir, "
        "la première télévision. Chaque récit est enregistré, écrit et rangé dans une boîte en fer que tout le monde "
        "peut ouvrir.",
        when="Mardi après-midi", pupils=28, levels="CE2 CM1 CM2 6e",
        how="Les élèves viennent avec un objet et trois questions. Goûter compris.",
        access="Ascenseur, boucle magnétique.",
    ),
    _project(
        "Le Pédibus des Lanternes", "pedibus-des-lanternes", ["mobilites", "education"],
        "Départ : square des Quatre-Vents (fictif)", "75004", (48.85710, 2.36480),
        "Un autobus sans moteur : des parents emmènent les enfants à l’école à pied, à heure fixe.",
        "Trois lignes, onze arrêts peints au sol, et des gilets jaunes dans le vent. Les parents conduisent à tour "
        "de rôle. "
        "Il y a moins de voitures devant l’école, et l’on arrive réveillé.",
    ),
    _project(
        "Les Ruches de la Butte", "ruches-de-la-butte", ["ecologie", "education"],
        "40 allée du Miel (fictive)", "75019", (48.87930, 2.38310),
        "Six ruches sur un toit, des apiculteurs amateurs, et un miel qui a le goût des tilleuls.",
        "Les abeilles butinent à trois kilomètres à la ronde : tilleuls, robiniers, lierre des murs. Les bénévoles "
        "ouvrent "
        "les ruches le dimanche, comptent, notent et n’en prennent jamais trop.",
        when="De mai à septembre, le matin", pupils=12, levels="CM1 CM2 6e 5e",
        how="Combinaisons prêtées. Prévenir des allergies. Une ruche vitrée pour regarder sans risque.",
        access="Toit accessible par un escalier seulement ; ruche vitrée au rez-de-chaussée.",
    ),
    _project(
        "L’Épicerie du Bon-Accueil", "epicerie-du-bon-accueil", ["citoyennete", "economie"],
        "88 rue du Canal-Vert (fictive)", "75019", (48.88690, 2.37780),
        "Une vraie épicerie où chacun paie selon ce qu’il a, et où l’on cuisine ensemble le jeudi.",
        "Fruits et légumes de la région, pâtes, couches, savon. Les mêmes étagères pour tous : les uns paient le "
        "prix affiché, "
        "les autres un dixième. Personne ne sait qui paie quoi, et c’est fait exprès.",
        when="Lundi matin", pupils=20, levels="CM1 CM2 6e 5e 4e 3e",
        how="Les élèves remplissent les étagères, pèsent, et comparent les étiquettes.",
        access="De plain-pied, allées larges.",
    ),
    _project(
        "L’Outilthèque de l’Ourcq", "outiltheque-de-l-ourcq", ["economie", "habitat"],
        "9 rue de la Perceuse (fictive)", "75019", (48.88960, 2.38120),
        "Une bibliothèque, mais d’outils : on emprunte une perceuse comme on emprunte un roman.",
        "Une perceuse sert treize minutes dans toute sa vie. Ici, trois cents outils servent tous les jours. Chacun "
        "a sa "
        "silhouette dessinée au mur, pour savoir où le reposer.",
        when="Jeudi après-midi", pupils=16, levels="CM1 CM2 6e 5e 4e 3e",
        how="Atelier « je fabrique un nichoir » avec des outils à main.",
        access="Une marche de 8 cm, rampe amovible.",
    ),
    _project(
        "Le Four de la Place", "four-de-la-place", ["bien-etre", "habitat"],
        "Place des Miettes (fictive)", "75019", (48.87690, 2.39270),
        "Un four à pain en terre au milieu de la place : on l’allume le samedi, chacun apporte sa pâte.",
        "Les habitants ont bâti le four avec de l’argile, du sable et de la paille, pieds nus. À huit heures on fait "
        "le feu, à onze "
        "heures on enfourne, à midi on partage. Il y a des pains ronds, des galettes, et toujours une brioche "
        "surprise.",
        when="Un vendredi par mois", pupils=28, levels="CP CE1 CE2 CM1 CM2",
        how="Chaque élève façonne un petit pain et le mange tiède.",
        access="Sur la place, sans marche.",
    ),
    _project(
        "Compost et Compagnie", "compost-et-compagnie", ["ecologie", "habitat"],
        "2 quai des Épluchures (fictif)", "75019", (48.88870, 2.38690),
        "Trois bacs en bois au bord du canal transforment les épluchures de cent foyers en terre noire.",
        "On dépose son seau, on couvre de feuilles, on mélange avec le grand tire-bouchon. Six mois plus tard, "
        "chacun repart "
        "avec un sac de terre. Les vers font presque tout ; les voisins font le reste, et font connaissance.",
        when="Mercredi matin", pupils=25, levels="CP CE1 CE2 CM1 CM2 6e",
        how="Loupes et gants fournis : on cherche les habitants du compost et on les dessine.",
        access="Sol stabilisé, un bac bas.",
    ),
]  # fmt: skip

# Project, the scene that its holder has photographed, what can be seen in it.
PICTURES = {
    "radio-gouttiere": ("radio_microphone", "Un micro sur pied devant un mur tapissé de boîtes à œufs."),
    "outiltheque-de-l-ourcq": ("tools_wall", "Un mur d’outils, chacun accroché dans sa silhouette dessinée."),
    "epicerie-du-bon-accueil": ("grocery_crates", "Des cageots de légumes empilés devant une épicerie."),
}

# Project, in so many days, at what hour, for how many hours, words, place if elsewhere.
VISITS = [
    ("jardin-de-l-escargot", 4, 10, 2, "On plante les bulbes. Venez avec des gants.", ""),
    ("jardin-de-l-escargot", 18, 15, 3, "Goûter d’hiver et échange de graines.", "Square de l’Escargot (fictif)"),
    ("atelier-du-pedalier", 6, 14, 4, "Atelier ouvert : apportez votre vélo, on a les outils.", ""),
    ("cafe-des-bricoles", 9, 10, 3, "On répare grille-pains et lampes autour d’un café.", ""),
]
