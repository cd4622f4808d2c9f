"""Codes that people read aloud and type: a class's code, a school's number in the national register (UAI)."""

import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Protocol

# Consonants only, so that no syllable can be read. Left out of the twenty: G (like C), N (like M), W (like V twice)
# and Q (like O). Sixteen letters, 16^6 = 16.8 million codes: enough for a code that counts while a door is open.
ALPHABET = "BCDFHJKLMPRSTVXZ"
LENGTH = 6
# Abbreviations that pupils know or find, anywhere in a code.
BLOCKED = (
    "BTCH", "BTRD", "BZ", "CLT", "DCD", "FCK", "FDP", "HH", "HTLR", "KK", "LSD", "MRD", "MST", "PD", "PTF", "PTR",
    "SDF", "SHT", "SLP", "SS", "SX", "TRD", "VTF", "XX", "ZB",
)  # fmt: skip

# The remainder by 23 picks the letter, among 23 without I, O and Q.
UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Chooser(Protocol):
    """What is asked of a source of chance: the modules ``secrets`` and ``random`` both have it."""

    def choice(self, seq: Sequence[str], /) -> str: ...


def new_code(rng: Chooser = secrets) -> str:
    """Return six letters of `ALPHABET` without a blocked abbreviation; whether it is free is for the caller to see."""
    while True:
        code = "".join(rng.choice(ALPHABET) for _ in range(LENGTH))
        if not any(word in code for word in BLOCKED):
            return code


def parse_code(text: str) -> str | None:
    """Read a class code as a child types it: any case, spaces and dashes anywhere. None if it can't be one."""
    code = re.sub(r"[\s\-‐-―_.·]", "", unicodedata.normalize("NFKC", text))
    if not code.isascii():
        return None
    code = code.upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def valid_uai(code: str) -> bool:
    """Whether the letter follows from the seven digits, as in 0750655E (lycée Louis-le-Grand). Case does not matter.

    Algorithm: https://blog.juliendelmas.fr/?qu-est-ce-que-le-code-rne-ou-uai, which the State's own
    mission-apprentissage/catalogue-apprentissage follows in server/src/common/utils/uaiUtils.js.
    """
    if not re.fullmatch(r"[0-9]{7}[A-Za-z]", code):
        return False
    return UAI_LETTERS[int(code[:7]) % 23] == code[7].upper()
