"""Makes our web fonts out of the fontpkg packages: Latin subsets, with the narrow no-break space French needs."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import fontpkg_atkinson_hyperlegible as atkinson
import fontpkg_bricolage_grotesque as bricolage
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib.instancer import instantiateVariableFont

NARROW_SPACE = 0x202F
_SIZE_OF_TEXT = 20
_STAMP = ".built"
_LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x218, 0x219, 0x21A, 0x21B, 0x2C6, 0x2DA, 0x2DC, NARROW_SPACE, 0x2002, 0x2003, 0x2009),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2032, 0x2033),
    *(0x2039, 0x203A, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212),
]


@dataclass(frozen=True)
class Cut:
    """One file to make: a static font, or a point in the axes of a variable one."""

    name: str
    source: Path
    axes: dict[str, float] = field(default_factory=dict)


_TEXT = atkinson.ROOT / "files"
_TITLE = bricolage.ROOT / "files" / "BricolageGrotesque[opsz,wdth,wght].ttf"
CUTS = (
    Cut("atkinson-400.woff2", _TEXT / "AtkinsonHyperlegible-Regular.ttf"),
    Cut("atkinson-400-italic.woff2", _TEXT / "AtkinsonHyperlegible-Italic.ttf"),
    Cut("atkinson-700.woff2", _TEXT / "AtkinsonHyperlegible-Bold.ttf"),
    Cut("bricolage-800.woff2", _TITLE, {"opsz": 96, "wdth": 82, "wght": 800}),
    Cut("bricolage-600.woff2", _TITLE, {"opsz": 24, "wdth": 88, "wght": 600}),
)


def build(target: Path) -> list[Path]:
    """Write the woff2 files into `target` and return those made; nothing is made when they are there already."""
    recipe = _recipe()
    stamp = target / _STAMP
    if stamp.is_file() and stamp.read_text() == recipe and all((target / cut.name).is_file() for cut in CUTS):
        return []
    target.mkdir(parents=True, exist_ok=True)
    made = list(_write(target))
    stamp.write_text(recipe)
    return made


def _recipe() -> str:
    sources = b"".join(cut.source.read_bytes() for cut in CUTS)
    return hashlib.sha256(sources + Path(__file__).read_bytes()).hexdigest()


def _write(target: Path) -> Iterator[Path]:
    for cut in CUTS:
        font = TTFont(cut.source)
        if cut.axes:
            font = instantiateVariableFont(font, cut.axes)
        _add_narrow_space(font)
        options = Options()
        options.flavor = "woff2"
        options.hinting = False
        # Letters of our subset carry their accents in them: nothing has to be put together.
        options.layout_features = ["locl", "kern", "liga", "tnum", "ordn", "sups"]
        options.drop_tables += ["STAT", "gasp"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_LATIN)
        subsetter.subset(font)
        _drop_unseen_kerning(font, size=cut.axes.get("opsz", _SIZE_OF_TEXT))
        font.flavor = "woff2"
        path = target / cut.name
        partial = path.with_suffix(".part")
        font.save(partial)
        partial.replace(path)
        yield path


def _drop_unseen_kerning(font: TTFont, *, size: float) -> None:
    """Many pairs move by less than half a pixel at the size that a cut is made for: unseen, and a tenth of the file."""
    least = font["head"].unitsPerEm / 2 / size
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            pairs = getattr(subtable, "ExtSubTable", subtable)
            records = [pair for one in getattr(pairs, "PairSet", []) for pair in one.PairValueRecord]
            records += [pair for one in getattr(pairs, "Class1Record", []) for pair in one.Class2Record]
            for pair in records:
                if pair.Value1 and abs(getattr(pair.Value1, "XAdvance", 0)) < least:
                    pair.Value1.XAdvance = 0


def _add_narrow_space(font: TTFont) -> None:
    """Atkinson has no U+202F; without it the browser takes the space from some other font, too wide."""
    if NARROW_SPACE in font.getBestCmap():
        return
    name = "uni202F"
    font["glyf"][name] = Glyph()
    font["hmtx"][name] = (round(font["head"].unitsPerEm / 6), 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW_SPACE] = name
