"""Texts wholly in capitals, as registers have them, become readable; what may be initials stays as it is."""

import re

from classrooms.roster.text import plain

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?(?<=\.)|[^\W_]+")
_VOWEL = re.compile(r"[AEIOUYÀÂÄÆÉÈÊËÎÏÔÖŒÙÛÜŸ]")
_ROMAN = re.compile(r"[IVX]{2,}E?")
# Of a commune's name: no capital where they stand by themselves.
_SMALL = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sous", "sur"}


def readable(text: str, *, initials: str = "", commune: str = "") -> str:
    """``initials``: what is known to be some. Proper names but the commune's can't be known: they lose their capital.

    A word stays if it has no vowel, a digit or full stops in it, is a Roman number, one consonant, alone in brackets,
    or all that there is.
    """
    if text != text.upper() or text == text.lower() or len(_WORD.findall(text)) < 2:
        return text
    known = plain(initials)
    places = {word.casefold() for word in _WORD.findall(commune)} - _SMALL

    def lowered(match: re.Match[str]) -> str:
        word, before, behind = (
            match[0],
            text[max(0, match.start() - 1) : match.start()],
            text[match.end() : match.end() + 1],
        )
        elided, in_brackets = behind in {"'", "’"}, before + behind == "()"
        if in_brackets or plain(word) == known or (_is_code(word) and not elided):
            return word
        return word.capitalize() if word.casefold() in places else word.lower()

    lower = _WORD.sub(lowered, text)
    start = next((place for place, char in enumerate(lower) if char.isalnum()), 0)
    return lower[:start] + lower[start : start + 1].upper() + lower[start + 1 :]


def _is_code(word: str) -> bool:
    has_sign = "." in word or any(char.isdigit() for char in word)
    return has_sign or not _VOWEL.search(word) or bool(_ROMAN.fullmatch(word))
