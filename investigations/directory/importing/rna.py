"""The register of French associations (RNA, file "waldec"): no points, no contacts, and what is over is in it too."""

from collections.abc import Mapping, Sequence

from investigations.directory.importing.capitals import readable
from investigations.directory.importing.communes import Communes
from investigations.directory.importing.entries import Entry, cut, entry_of

_ADDRESS = (
    "complement", "numvoie", "repetition", "typevoie", "libvoie", "distrib", "codeinsee", "codepostal", "libcommune"
)  # fmt: skip
COLUMNS = (
    "id", "id_ex", "siret", "rup_mi", "gestion", "date_creat", "date_decla", "date_publi", "date_disso", "nature",
    "groupement", "titre", "titre_court", "objet", "objet_social1", "objet_social2",
    *(f"adrs_{part}" for part in _ADDRESS), "adrg_declarant", "adrg_complemid", "adrg_complemgeo", "adrg_libvoie",
    "adrg_distrib", "adrg_codepostal", "adrg_achemine", "adrg_pays", "dir_civilite", "siteweb", "publiweb",
    "observation", "position", "maj_time",
)  # fmt: skip
NEEDED = ("id", "titre", "position", "date_disso", "objet", "objet_social1", "adrs_codepostal", "adrs_libcommune")
_NEVER = {"", "0001-01-01"}
_LOOK = {"001": "politics", "040": "religion"}
# First three digits of objet_social1: the family.
_CAUSE = {
    "002": "citoyennete", "003": "citoyennete", "005": "citoyennete", "006": "culture", "007": "culture",
    "009": "culture", "011": "bien-etre", "013": "culture", "014": "citoyennete", "015": "education",
    "016": "education", "017": "bien-etre", "018": "citoyennete", "019": "citoyennete", "020": "citoyennete",
    "021": "citoyennete", "022": "economie", "023": "economie", "024": "ecologie", "030": "habitat", "032": "habitat",
    "036": "culture",
}  # fmt: skip


def entry_of_rna(row: Mapping[str, str], communes: Communes) -> Entry:
    """Raises Refused."""
    family = row["objet_social1"].strip().zfill(6)[:3]
    street = [row.get(f"adrs_{part}", "").strip() for part in ("numvoie", "repetition", "typevoie", "libvoie")]
    commune = row["adrs_libcommune"]
    purpose = readable(" ".join(row["objet"].split()), commune=commune)
    purpose = purpose[:1].upper() + purpose[1:]
    short = " ".join(row.get("titre_court", "").split())
    title = readable(" ".join(row["titre"].split()), initials=short, commune=commune)
    said = {
        "source_id": row["id"].strip(), "name": short if len(title) > 120 and short else title,
        "summary": cut(purpose, 250), "description": purpose if len(purpose) > 250 else "",
        "address": " ".join(part for part in street if part and part != "_"), "postcode": row["adrs_codepostal"],
        "commune": commune,
        "website": row.get("siteweb", "") if row.get("publiweb", "").strip() == "1" else "",
    }  # fmt: skip
    insee = row.get("adrs_codeinsee", "").strip()
    entry = entry_of(said, communes, point_from_commune=True, insee=insee)
    entry.causes = (_CAUSE[family],) if family in _CAUSE else ()
    entry.look = _LOOK.get(family, "")
    ended = row["date_disso"].strip()
    if row["position"].strip().upper() in {"D", "S"} or ended not in _NEVER:
        entry.dissolved = ended if ended not in _NEVER else row["position"].strip().upper()
    return entry


def missing(headers: Sequence[str]) -> list[str]:
    return [name for name in NEEDED if name not in headers]
