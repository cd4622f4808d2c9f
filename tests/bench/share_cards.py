"""The card of a story, against what any card costs: the same picture cropped and a JPEG of that size written."""

import io
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps

from cms.sharing.card import PICTURE_WIDTH, QUALITY, SIZE, Card, draw
from tests.bench.results import Result, cpu_seconds
from tests.pictures import encoded, photograph

PICTURE = (1600, 1200)


def bare(picture: bytes) -> bytes:
    sheet, out = Image.new("RGB", SIZE, "white"), io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        sheet.paste(ImageOps.fit(opened.convert("RGB"), (PICTURE_WIDTH, SIZE[1])), (SIZE[0] - PICTURE_WIDTH, 0))
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def run() -> list[Result]:
    picture = encoded(photograph("coffee", PICTURE))
    card = Card(
        "Les abeilles du Verger du Passage ont retrouvé leur ruche", kicker="NATURE · PARIS 19E",
        byline="Par les enquêteurs de la classe CM2 des Lilas, École de la rue des Moineaux", picture=picture,
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        ours, theirs = cpu_seconds(partial(draw, card, fonts=Path(folder)), partial(bare, picture), rounds=9)
        weight = len(draw(card, fonts=Path(folder))) / 1000
    return [
        Result("bare Pillow: crop and write, CPU", f"{theirs * 1000:.0f} ms"),
        Result(f"share card of a story ({weight:.0f} kB), CPU", f"{ours * 1000:.0f} ms", ours / theirs, at_most=4),
        Result("a share card's file against 300 kB", f"{weight:.0f} kB", weight / 300, at_most=1),
    ]
