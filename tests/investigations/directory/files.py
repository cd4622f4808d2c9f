"""Files of other directories, as they come and as they break."""

import json

from investigations.directory.importing.rna import COLUMNS

HEADER = "id;titre;resume;theme;adresse;code postal;ville;lat;lng;mail;site web"
GARDEN = "a1;Jardin Lune;On sème.;jardinage;2 rue Bleue;75004;Paris;48,8560;2,36;lune@rue.example;lune.example"
PRESS = "a2;La Presse;On imprime.;culture;3 rue Verte;75019;Paris;48.88;2.38;;"


def table(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def rna(**said: str) -> str:
    usual = {
        "id": "W751000001", "titre": "LES AMIS DU CANAL", "objet": "nettoyer les berges", "objet_social1": "024000",
        "adrs_numvoie": "5", "adrs_typevoie": "QUAI", "adrs_libvoie": "DE LA LOIRE", "adrs_codeinsee": "75119",
        "adrs_codepostal": "75019", "adrs_libcommune": "Paris", "date_disso": "0001-01-01", "position": "A",
    }  # fmt: skip
    known = usual | said
    return ";".join(f'"{known.get(name, "")}"' for name in COLUMNS)


def register(*rows: str) -> bytes:
    return table(*rows, header=";".join(COLUMNS))


def elements(*more: dict) -> bytes:
    compost = {
        "id": "k1", "name": "Compost des Cerises", "geo": {"latitude": 48.87, "longitude": 2.39},
        "address": {"streetAddress": "7 rue Jaune", "postalCode": "75020", "addressLocality": "Paris"},
        "openHours": {"Mo": "09:00-12:00", "Sa": "10:00-18:00"}, "categories": ["Compost", "Alimentation"],
        "description": "<p>On composte &amp; on papote.</p><script>alert(1)</script> Écrire à zoe@compost.example",
        "website": "https://compost.example",
    }  # fmt: skip
    return json.dumps({"data": [compost, *more], "ontology": "gogofull"}).encode()


COMMUNES = b"code;code postal;nom;lat;lon\n75119;75019;Paris;48.8896;2.3838\n93055;93500;Pantin;48.8966;2.4017\n"
