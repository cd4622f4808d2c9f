"""Adults and children of the demo. Names are made up; surnames are dropped by the import, as in real use."""

PASSWORD = "cap-ou-pas-cap"  # noqa: S105 - printed by ``manage.py welcome``, for a demo on one's own machine

SCHOOL = {
    "name": "École élémentaire des Lanternes (fictive)",
    "address": "7 rue des Lanternes",
    "postcode": "75004",
    "commune": "Paris",
    "latitude": 48.85495,
    "longitude": 2.36035,
    "contact": "secretariat@lanternes.example",
}

TEACHER = ("maitresse@demo.example", "Camille", "Fontaine-Demo")
COLLEAGUE = ("maitre@demo.example", "Idriss", "Belmont-Demo")
EDITOR = ("redaction@demo.example", "Solène", "Marchal-Demo")
ADMIN = ("admin@demo.example", "Ada", "Minerve-Demo")

PUBLISHER = {
    "publisher": "Cap ou pas cap (association fictive)",
    "number": "RNA W000000000",
    "address": "3 rue des Lanternes, 75004 Paris",
    "phone": "01 99 00 00 00",
    "email": "bonjour@demo.example",
    "director": "Solène Marchal-Demo",
    "host": "Hébergement des Lanternes (fictif)",
    "host_address": "9 rue des Lanternes, 75004 Paris",
    "host_phone": "01 99 00 00 09",
    "dpo": "Ada Minerve-Demo",
    "dpo_email": "donnees@demo.example",
}

# Two pairs that only a letter of the surname tells apart: Inès, Gabriel.
CM2_A = """
BAOBAB Adam
BOUSSOLE Inès
CARNET Gabriel
CERFVOLANT Louise
DELALUNE Aïcha
DUPONTNEUF Noé
FANAL Mariam
GIROUETTE Ethan
HIRONDELLE Jeanne
JONQUILLE Sacha
KALEIDO Fatou
LAMPION Raphaël
LUCIOLE Lina
MARELLE Gabriel
MIRABEAU Joséphine
NUAGE Wassim
OLIVETTE Inès
PAPYRUS Chloé
QUINQUET Ismaël
REVERBERE Nour
SABLIER Léonie
TOURNESOL Diego
VOILIER Yasmine
ZEPHYR Thaïs
"""

CE2_CM1 = """
AMARANTE Alice;CE2
BICYCLE Mohamed;CM1
CABANE Romy;CE2
CASSIS Léo;CE2
DAHLIA Suzanne;CM1
ETINCELLE Kofi;CM1
FIGUIER Salomé;CE2
GALET Ibrahim;CE2
GRENADINE Zoé;CM1
HAMAC Nino;CE2
ISATIS Assia;CM1
LIMON Victor;CE2
MIRADOR Anna;CE2
MOULINET Tiago;CM1
NENUPHAR Eden;CE2
ORANGER Manon;CM1
PAPRIKA Elias;CE2
ROULOTTE Awa;CM1
SAULE Basile;CM1
TIPI Rose;CE2
VERVEINE Samuel;CM1
WAPITI Lou;CE2
"""

TEAMS = ["Les Loupes", "Les Boussoles", "Les Plumes", "Les Lanternes", "Les Semelles", "Les Oreilles"]
