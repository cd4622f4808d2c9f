"""Lists as schools have them. Names, numbers and addresses are made up."""

ONDE_HEADERS = (
    "Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;Adresse2;Cp2;"
    "Commune2;Pays2; Cycle;Niveau;Libellé classe;Identifiant classe;Attestation fournie;Autorisation associations;"
    "Autorisation photo;Décision de passage"
)
# What must appear nowhere behind the reading of a file.
PRIVATE = (
    "14/03/2015", "02/11/2014", "29/02/2016", "31/12/2015", "0912345678A", "0912345679B", "091234567CC", "0612345680D",
    "12 rue des Fausses-Adresses", "3 bis, impasse du Canari", "Bâtiment Serin", "75004", "75019", "PARIS CANARI",
    "FRANCE", "9977", "Oui", "Passage en 6ème",
)  # fmt: skip
_ROWS = (
    "DUPONT;;LÉA;14/03/2015;F;0912345678A;12 rue des Fausses-Adresses;75004"
    ";PARIS CANARI;FRANCE;;;;;CYCLE III;CM2;CM2 A;9977;Oui;Oui;Oui;Passage en 6ème",
    "MARTIN ;LE GALL;Jean-Baptiste;02/11/2014;M;0912345679B;3 bis, impasse du Canari;75019"
    ";PARIS CANARI;FRANCE;;;;;CYCLE III;CM2;CM2 A;9977;Oui;;Oui;",
    'D\'ANGELO;;"Inès";29/02/2016;F;091234567CC;"Bâtiment Serin; 3 bis, impasse du Canari";75019'
    ';PARIS CANARI;FRANCE;;;;;CYCLE III;CM1;CM2 A;9977;Oui;Oui;;',
    "DURAND;;Léa;31/12/2015;F;0612345680D;12 rue des Fausses-Adresses;75004"
    ";PARIS CANARI;FRANCE;;;;;CYCLE III;COURS MOYEN 1RE ANNEE;CM1 B;9977;Oui;Oui;;",
)  # fmt: skip


def onde(*, encoding="utf-8-sig", newline="\r\n", stray=True):
    """Return an ONDE export; ``stray`` puts in the blanks and apostrophes found in real ones."""
    text = newline.join((ONDE_HEADERS, *_ROWS)) + newline
    if stray:
        text = text.replace("d'usage", "d\u2019usage").replace("Prénom élève", "Prénom\u00a0élève ")
        text = text.replace("LÉA;", "\u00a0LÉA ;").replace("D'ANGELO", "D\u2019ANGELO").replace(";CM2;", ";CM2 ;")
    return text.encode(encoding)
