"""The two families of the house, registered with ReportLab at first use.

Atkinson Hyperlegible comes as static files. Bricolage Grotesque is variable, of which ReportLab would take the lightest
instance: the weight for titles is cut from it once, and kept in memory or in a folder.
"""

import functools
import io
import threading
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_bricolage_grotesque
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as FontFile
from fontTools.varLib.instancer import instantiateVariableFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT, BOLD, ITALIC, BOLD_ITALIC = "Atkinson", "Atkinson-Bold", "Atkinson-Italic", "Atkinson-BoldItalic"
TITLE = "Bricolage-Title"

_ATKINSON = {TEXT: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}
_TITLE_AXES = {"wght": 750, "wdth": 92, "opsz": 40}
_TITLE_FILE = "bricolage-title-1.ttf"  # raise the number when the axes or the letters change
# Latin with every accent, punctuation, currency: a sixth of the glyphs, so that the file loads fast.
_LETTERS = [*range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0x20AC, 0x2192]
_lock = threading.Lock()


def register(cache: Path | None = None) -> None:
    """Make the house's fonts known to ReportLab; ``cache`` keeps the cut title weight from one process to the next."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        if TITLE in known:
            return
        for name, style in _ATKINSON.items():
            pdfmetrics.registerFont(TTFont(name, text_file(style)))
        pdfmetrics.registerFontFamily(TEXT, TEXT, BOLD, ITALIC, BOLD_ITALIC)
        pdfmetrics.registerFont(TTFont(TITLE, io.BytesIO(title_bytes(cache))))


@functools.lru_cache(maxsize=4096)
def covers(font: str, text: str) -> bool:
    """Say whether a font has every letter of a text."""
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return all(ord(letter) in glyphs for letter in text)


def text_file(style: str) -> str:
    """Where the text face lies: Regular, Bold, Italic or BoldItalic."""
    return _file(fontpkg_atkinson_hyperlegible.ROOT, f"-{style}.ttf")


def title_bytes(cache: Path | None) -> bytes:
    """The title weight as a font file of its own; ``cache`` as in ``register``."""
    if cache is None:
        return _cut_title()
    kept = cache / _TITLE_FILE
    if kept.is_file():
        return kept.read_bytes()
    data = _cut_title()
    cache.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{threading.get_ident()}.part")
    fresh.write_bytes(data)
    fresh.replace(kept)
    return data


@functools.cache
def _cut_title() -> bytes:
    font = FontFile(_file(fontpkg_bricolage_grotesque.ROOT, ".ttf"), recalcTimestamp=False)
    options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, _TITLE_AXES, updateFontNames=False)
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def _file(root: Path, ending: str) -> str:
    return str(next(path for path in sorted((Path(root) / "files").iterdir()) if path.name.endswith(ending)))
