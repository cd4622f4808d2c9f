"""The two families of the house, registered with ReportLab at first use.

Atkinson Hyperlegible comes as static files, without the narrow spaces that French needs: they are added. Bricolage
Grotesque is variable, of which ReportLab would take the lightest instance: the weight for titles is cut from it. Both
are done once, and kept in memory or in a folder.
"""

import functools
import io
import threading
from collections.abc import Callable
from pathlib import Path

import fontpkg_atkinson_hyperlegible
import fontpkg_bricolage_grotesque
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as FontFile
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

TEXT, BOLD, ITALIC, BOLD_ITALIC = "Atkinson", "Atkinson-Bold", "Atkinson-Italic", "Atkinson-BoldItalic"
TITLE = "Bricolage-Title"

_ATKINSON = {TEXT: "Regular", BOLD: "Bold", ITALIC: "Italic", BOLD_ITALIC: "BoldItalic"}
_TITLE_AXES = {"wght": 750, "wdth": 92, "opsz": 40}
_TITLE_FILE = "bricolage-title-2.ttf"  # raise the number when the axes or the letters change
# Latin with every accent, punctuation, currency: a sixth of the glyphs, so that the file loads fast.
_LETTERS = [*range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), 0x20AC, 0x2192]
# Of an em; None for the hyphen, which looks like the other one.
_ADDED = {0x2009: 1 / 5, 0x202F: 1 / 6, 0x2011: None}
_lock = threading.Lock()


def register(cache: Path | None = None) -> None:
    """Make the house's fonts known to ReportLab; ``cache`` keeps the cut title weight from one process to the next."""
    with _lock:
        known = pdfmetrics.getRegisteredFontNames()
        if TITLE in known:
            return
        for name, style in _ATKINSON.items():
            data = _kept(cache, f"atkinson-{style.lower()}-1.ttf", functools.partial(_complete, text_file(style)))
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(data)))
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
    return _kept(cache, _TITLE_FILE, _cut_title)


def _kept(cache: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    if cache is None:
        return make()
    kept = cache / name
    if kept.is_file():
        return kept.read_bytes()
    data = make()
    cache.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{threading.get_ident()}.part")
    fresh.write_bytes(data)
    fresh.replace(kept)
    return data


def _complete(source: str) -> bytes:
    font = FontFile(source, recalcTimestamp=False)
    _add_signs(font)
    return _saved(font)


def _add_signs(font: FontFile) -> None:
    letters, em = font.getBestCmap(), font["head"].unitsPerEm
    for code, wide in _ADDED.items():
        if code in letters:
            continue
        name = letters[ord("-")]
        if wide is not None:
            name = f"uni{code:04X}"
            font["glyf"][name], font["hmtx"][name] = Glyph(), (round(em * wide), 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


@functools.cache
def _cut_title() -> bytes:
    font = FontFile(_file(fontpkg_bricolage_grotesque.ROOT, ".ttf"), recalcTimestamp=False)
    options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LETTERS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, _TITLE_AXES, updateFontNames=False)
    _add_signs(font)
    return _saved(font)


def _saved(font: FontFile) -> bytes:
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def _file(root: Path, ending: str) -> str:
    return str(next(path for path in sorted((Path(root) / "files").iterdir()) if path.name.endswith(ending)))
