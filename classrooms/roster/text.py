"""Text as people and school software write it, made comparable."""

import re
import unicodedata

APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′＇", "'"))
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_SIGNS = re.compile("[’‘–—«»“”]")
_NO_WORD = re.compile(r"[\W_]+")
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def tidy(text: str) -> str:
    """Keep what can be seen: one kind of apostrophe and blank, no control or direction marks, NFC."""
    text = "".join(" " if char.isspace() else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
    return " ".join(unicodedata.normalize("NFC", text).translate(APOSTROPHES).split())


def plain(text: str) -> str:
    """Fold to what two writings of one name share: no accents, case or punctuation, œ as oe, single spaces.

    Letters of every script stay; ``plain(plain(text)) == plain(text)``.
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    french = _SIGNS.sub(" ", _MARKS.sub("", text))
    if french.isascii():
        # Nearly all of a register: ten times as fast, and the same.
        return " ".join(_NO_WORD.sub(" ", french).split())
    text = text.translate(_LETTERS)
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(_NO_WORD.sub(" ", text).split())
