"""A file of a made-up neighbours' map that an editor has brought in, and what waits of it."""

import io

from classrooms.models import User
from investigations.directory.actions.settle_requests import claim_entry
from investigations.directory.importing.columns import propose
from investigations.directory.importing.running import run_file
from investigations.directory.models import CitizenProject, ImportRun, ImportSource

HEADER = "id;nom;description;categorie;adresse;code postal;ville;latitude;longitude;email"
ROWS = """\
v1;La Grainothèque du square;On y prend des graines, on en rend à l’automne.;jardinage;Square des Semis (fictif);75019;Paris;48.8841;2.3795;
v2;Repas du premier lundi;Chacun apporte un plat. Écrire à fatou@repas.example;lien social;6 rue du Couvert (fictive);75019;Paris;48.8862;2.3768;
v3;La Bricothèque;On emprunte une perceuse comme un livre.;réemploi;11 rue des Outils (fictive);75019;Paris;48.8829;2.3841;
v4;Pédibus des Buttes;Des parents accompagnent les enfants à pied.;mobilité;Place des Pas (fictive);75019;Paris;2.3812;48.8802;
v5;Jardin partagé de l’Escargot;Un jardin derrière l’école.;jardinage;12 rue de l’Escargot (fictive);75004;Paris;48.8534;2.3616;
v6;;une ligne sans nom;culture;;75019;Paris;;;
"""  # noqa: E501 - rows of a file


def bring_in(*, editor: User) -> ImportRun:
    source = ImportSource.objects.create(
        name="Carte des voisins (fictive)", format="csv", licence="ODbL", address="https://carte.example"
    )
    data = f"{HEADER}\n{ROWS}".encode()
    run = ImportRun.objects.create(
        source=source, state=ImportRun.State.RUNNING, file_name="carte-des-voisins.csv", size=len(data),
        mapping=propose(HEADER.split(";")), started_by=editor,
    )  # fmt: skip
    run_file(run, io.BytesIO(data))
    return run


def claim(project: CitizenProject) -> None:
    claim_entry(
        project=project, name="Inès Fictive", email="ines@demo.example",
        words="Je garde la boîte depuis 2019 : mon prénom est sur le petit carton, à l’intérieur de la porte.",
    )  # fmt: skip
