"""The numbers under which an association or a firm is registered in France, and whether one can be right.

RNA: W and nine digits. SIREN: nine digits, SIRET: fourteen, both with Luhn's checksum (INSEE). La Poste has more
offices than Luhn leaves room for: of theirs, five divides the sum of the digits.
"""

import re
from enum import StrEnum

LA_POSTE = "356000000"
_RNA = re.compile(r"W\d{9}", re.ASCII)


class Number(StrEnum):
    RNA = "RNA"
    SIREN = "SIREN"
    SIRET = "SIRET"


def tidy(typed: str) -> str:
    return re.sub(r"[\s.\u00a0\u202f-]", "", typed).upper()


def kind_of(number: str) -> Number | None:
    """By its shape alone."""
    if _RNA.fullmatch(number):
        return Number.RNA
    if not (number.isascii() and number.isdecimal()):
        return None
    return {9: Number.SIREN, 14: Number.SIRET}.get(len(number))


def can_be_right(number: str) -> bool:
    match kind_of(number):
        case None:
            return False
        case Number.RNA:
            return True
        case Number.SIREN:
            return _luhn(number)
        case _ if number.startswith(LA_POSTE) and not _luhn(number):
            return sum(map(int, number)) % 5 == 0
        case _:
            return _luhn(number) and _luhn(number[:9])


def _luhn(number: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
