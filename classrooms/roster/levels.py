"""School levels, CP to 3e, read as people and ONDE write them."""

import re

from classrooms.roster.text import plain

LEVELS = ("CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e")

_COURSES = {"elementaire": "CE", "moyen": "CM"}
_ORDINALS = {"sixieme": "6e", "cinquieme": "5e", "quatrieme": "4e", "troisieme": "3e"}
_YEARS = {"premiere": "1", "deuxieme": "2", "seconde": "2"}


def parse_level(text: str) -> str | None:
    """Return one of `LEVELS`, or None: "CM2", "C.M.2", "COURS MOYEN 2E ANNEE", "6EME", "sixième", "6ème B", "CM2 A"."""
    words = plain(text)
    if words in {"cp", "c p"} or words.startswith("cours preparatoire"):
        return "CP"
    if course := re.fullmatch(r"c ?([em]) ?([12])(?: ?[a-z])?", words):
        return f"C{course[1].upper()}{course[2]}"
    if course := re.fullmatch(r"cours (elementaire|moyen) (\w+?)(?:re|ere|er|e|eme|nd|nde)?(?: annee)?", words):
        year = _YEARS.get(words.split()[2], course[2])
        return f"{_COURSES[course[1]]}{year}" if year in {"1", "2"} else None
    if college := re.fullmatch(r"([3-6]) ?(?:e|eme|ieme)?(?: [a-z0-9]{1,2})?", words):
        return f"{college[1]}e"
    return _ORDINALS.get(words.split(" ")[0])
