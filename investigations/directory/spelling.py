"""“Did you mean …”: the nearest words among those that the directory itself uses."""

import re

from django.core.cache import cache
from rapidfuzz import fuzz, process

from classrooms.roster.text import plain
from investigations.directory.finding import by_words
from investigations.directory.models import CitizenProject

# Fewer hits than this call for it.
FEW = 3
# Half a word's letters in common is no likeness.
ALIKE = 72
SHORTEST = 4
_READ = 5000
_TEN_MINUTES = 600


def suggestion(words: str) -> str:
    """The same words spelled as the directory spells them, where that finds more than nothing; else nothing."""
    suggested = spelled(words, directory_words())
    return suggested if suggested and by_words(suggested) else ""


def spelled(words: str, vocabulary: dict[str, str]) -> str:
    """The words as the vocabulary has them (without accents → as written); nothing where these are the same."""
    asked = plain(words).split()
    better = [_nearest(word, vocabulary) for word in asked]
    return "" if [plain(word) for word in better] == asked else " ".join(better)


def directory_words() -> dict[str, str]:
    return cache.get_or_set("directory-words", _vocabulary, _TEN_MINUTES) or {}


def _nearest(word: str, vocabulary: dict[str, str]) -> str:
    if word in vocabulary or len(word) < SHORTEST:
        return vocabulary.get(word, word)
    found = process.extractOne(word, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return vocabulary[found[0]] if found else word


def _vocabulary() -> dict[str, str]:
    """Without accents → as written."""
    known: dict[str, str] = {}
    rows = CitizenProject.objects.live().order_by("pk").values_list("name", "summary", "description", "commune")
    for row in rows[:_READ]:
        for word in re.findall(r"[^\W\d_]+", " ".join(row).lower()):
            if len(word) >= SHORTEST:
                known.setdefault(plain(word), word)
    return known
