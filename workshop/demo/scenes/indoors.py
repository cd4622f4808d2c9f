"""Indoors: repair café, tool library, radio, grocery, memories."""

import math

from PIL import Image

from workshop.demo.paint import BRICK, INK, LEAF, LILAC, PAPER, SKY, SUN, Sheet, box, mix, oval, shade, smooth, tint
from workshop.demo.props import SKINS, WOOD, cast, hand, leaf, planks

STEEL = tint(INK, 0.42)
CHALK = mix(INK, PAPER, 0.85)


def toaster(s: Sheet, x: float, base: float, size: float = 1) -> None:
    with s.at(x, base, size=size):
        cast(s, 40, 0, 330, 34, shade(WOOD, 0.8))
        for dx in (-110, 60):
            s.fill(box(dx, -430, 110, 160, 30), mix(WOOD, SUN, 0.5))
            s.fill(box(dx + 12, -418, 86, 140, 22), tint(SUN, 0.75))
        s.fill(box(-250, -330, 500, 310, 90), tint(SKY, 0.42))
        s.dots(box(60, -330, 190, 310, 80), shade(SKY, 0.4), pitch=13)
        s.fill(box(-190, -330, 380, 30, 14), INK)
        s.fill(box(-210, -290, 34, 190, 17), PAPER)
        s.fill(box(-250, -60, 500, 46, 20), INK)
        s.fill(box(244, -250, 30, 130, 8), INK)
        s.fill(box(236, -250, 76, 40, 12), BRICK)
        s.line(smooth([(-250, -70), (-330, -60), (-370, 0), (-480, -10), (-560, 40)]), INK, 16)


def repair() -> Image.Image:
    s = Sheet(shade(LEAF, 0.55), seed=111)
    s.dots(box(0, 0, 1600, 720), INK, pitch=22, part=0.3)
    for row in range(5):
        for column in range(13):
            x, y = 110 + column * 112, 90 + row * 104
            for stroke in range(4):
                s.line([(x + stroke * 17, y), (x + stroke * 17 - 4, y + 54)], CHALK, 5)
            if s.rng.random() < 0.9:
                s.line([(x - 12, y + 44), (x + 64, y + 12)], CHALK, 5)
    s.line([(1180, 0), (1180, 210)], INK, 7)
    s.fill([(1040, 330), (1110, 206), (1250, 206), (1320, 330)], SUN)
    s.fill(oval(1180, 334, 60, 30), PAPER)
    s.dots([(1050, 334), (1310, 334), (1560, 800), (760, 800)], SUN, pitch=17, part=0.4)
    planks(s, -20, 780, 1640, 450, 3)
    s.fill(box(-20, 764, 1640, 30), mix(WOOD, PAPER, 0.3))
    toaster(s, 800, 980, 1.05)
    for x, y, turn, colour in [(300, 1080, 70, BRICK), (1290, 1040, -50, SUN), (1400, 1110, -80, SKY)]:
        with s.at(x, y, turn):
            cast(s, 14, 20, 40, 140, shade(WOOD, 0.7))
            s.line([(0, 10), (0, 170)], STEEL, 14)
            s.fill(box(-26, -140, 52, 160, 24), colour)
            s.line([(-8, -116), (-8, -6)], tint(colour, 0.4), 7)
    for x, y in [(960, 1120), (1010, 1090), (1046, 1140), (480, 1130)]:
        s.fill(oval(x, y, 16), STEEL)
        s.line([(x - 8, y), (x + 8, y)], INK, 5)
    with s.at(1400, 900):
        s.fill(box(-70, -90, 140, 130, 30), BRICK)
        s.line(oval(90, -30, 44, 38, -90, 90), BRICK, 22)
        s.fill(oval(0, -90, 70, 22), shade(BRICK, 0.6))
    return s.printed()


def tools() -> Image.Image:
    s = Sheet(tint(SUN, 0.75), seed=113)
    for y in range(60, 1200, 60):
        for x in range(40, 1600, 60):
            s.fill(oval(x, y, 5), shade(SUN, 0.3))
    outline = shade(SUN, 0.28)
    for away in (True, False):
        colours = [outline] * 6 if away else [BRICK, LEAF, SKY, LILAC, STEEL, INK]
        by = 0 if away else -16
        with s.at(by, by):
            _hammer(s, 260, 300, colours[0], away)
            _saw(s, 760, 260, colours[1], away)
            if away:
                _drill(s, 1290, 330, outline, away)
            _spirit(s, 420, 940, colours[3], away)
            _hammer(s, 1400, 860, colours[2], away)
            _saw(s, 1000, 860, colours[4], away)
    s.fill(box(1120, 560, 300, 84, 10), PAPER)
    s.line([(1150, 590), (1390, 590)], BRICK, 9)
    s.line([(1150, 616), (1300, 616)], tint(INK, 0.5), 9)
    s.dots(box(0, 0, 1600, 90), shade(SUN, 0.5), pitch=13)
    return s.printed()


def _hammer(s: Sheet, x: float, y: float, colour: str, flat: bool) -> None:
    with s.at(x, y, 8):
        s.fill(box(-24, -120, 48, 420, 22), colour if flat else WOOD)
        s.fill(box(-24, 120, 48, 180, 22), colour)
        s.fill(box(-120, -190, 230, 90, 14), colour if flat else shade(STEEL, 0.4))
        s.fill([(-120, -190), (-190, -130), (-110, -100)], colour if flat else shade(STEEL, 0.4))


def _saw(s: Sheet, x: float, y: float, colour: str, flat: bool) -> None:
    with s.at(x, y, -6):
        teeth = [point for n in range(18) for point in ((-80 + n * 22, 96 - n * 2), (-69 + n * 22, 70 - n * 2))]
        s.fill([(-80, -80), (320, -20), (320, 40), *reversed(teeth)], colour if flat else tint(SKY, 0.35))
        s.fill(smooth([(-80, -110), (-230, -90), (-250, 110), (-80, 120)], closed=True), colour)
        s.fill(oval(-160, 10, 46, 56), tint(SUN, 0.75))


def _drill(s: Sheet, x: float, y: float, colour: str, flat: bool) -> None:
    with s.at(x, y):
        s.fill(box(-210, -130, 330, 150, 50), colour)
        s.fill([(-180, 0), (-60, 0), (-90, 230), (-200, 230)], colour)
        s.fill(box(-230, 200, 170, 66, 20), colour)
        s.fill([(120, -110), (190, -80), (190, -30), (120, 0)], colour if flat else INK)
        s.line([(190, -55), (290, -55)], colour if flat else STEEL, 16)


def _spirit(s: Sheet, x: float, y: float, colour: str, flat: bool) -> None:
    s.fill(box(x - 300, y - 60, 600, 120, 16), colour)
    if not flat:
        s.fill(box(x - 80, y - 34, 160, 60, 28), mix(LEAF, SUN, 0.6))
        s.fill(oval(x + 10, y - 6, 30, 18), PAPER)


def radio() -> Image.Image:
    s = Sheet(mix(LILAC, INK, 0.35), seed=117)
    wall = mix(LILAC, INK, 0.2)
    for row in range(10):
        for column in range(14):
            x, y = 20 + column * 118, 20 + row * 96
            s.fill(box(x, y, 108, 86, 16), wall)
            s.fill([(x + 10, y + 76), (x + 54, y + 20), (x + 98, y + 76)], shade(wall, 0.3))
            s.fill([(x + 54, y + 20), (x + 98, y + 76), (x + 54, y + 76)], tint(LILAC, 0.72))
    s.fill(box(0, 940, 1600, 280), WOOD)
    s.fill(box(0, 920, 1600, 40), mix(WOOD, PAPER, 0.3))
    s.line([(1640, 300), (1240, 120), (860, 360)], INK, 30)
    s.fill(oval(1240, 120, 36), STEEL)
    with s.at(760, 520, -14):
        s.fill(oval(0, -110, 190, 230), INK)
        s.fill(oval(0, -130, 164, 200), STEEL)
        for y in range(-300, 60, 30):
            half = 164 * math.sqrt(max(0.0, 1 - ((y + 130) / 200) ** 2))
            s.line([(-half, y), (half, y)], INK, 6)
        for x in range(-150, 160, 30):
            half = 200 * math.sqrt(max(0.0, 1 - (x / 164) ** 2))
            s.line([(x, -130 - half), (x, -130 + half)], INK, 6)
        s.dots(oval(0, -130, 164, 200, -60, 90), INK, pitch=12, part=0.5)
        s.fill(box(-196, 20, 392, 54, 20), BRICK)
        s.fill([(-140, 70), (140, 70), (96, 330), (-96, 330)], INK)
        s.line([(-90, 100), (-66, 300)], STEEL, 12)
    for r in (290, 370, 450):
        s.line(oval(720, 400, r, r, 150, 205), SUN, 13)
    with s.at(290, 160):
        s.fill(box(-190, -80, 380, 150, 22), INK)
        s.fill(box(-170, -60, 340, 110, 14), BRICK)
        for x in (-110, -36, 36, 110):
            s.fill(oval(x, -4, 24), PAPER)
    with s.at(1180, 1040):
        cast(s, 20, 90, 330, 40, shade(WOOD, 0.8))
        s.fill([(-300, -60), (300, -60), (340, 90), (-340, 90)], INK)
        for n in range(7):
            x = -240 + n * 80
            s.line([(x, -40), (x * 1.1, 70)], STEEL, 7)
            at = s.rng.uniform(-24, 46)
            s.fill(box(x * 1.04 - 22, at, 44, 24, 6), s.rng.choice([BRICK, SUN, LEAF, SKY]))
    with s.at(250, 1040, -8):
        cast(s, 16, 16, 170, 110, shade(WOOD, 0.7))
        s.fill(box(-140, -110, 280, 220), PAPER)
        for y in (-70, -34, 2, 38):
            s.line([(-110, y), (100, y)], SKY, 8)
    return s.printed()


def grocery() -> Image.Image:
    s = Sheet(tint(LEAF, 0.24), seed=121)
    s.fill(box(0, 0, 1600, 150), LEAF)
    for x in range(0, 1600, 200):
        s.fill([*box(x, 0, 100, 150), (x, 0)], PAPER)
        s.fill(oval(x + 50, 150, 50, 44, 0, 180), PAPER)
        s.fill(oval(x + 150, 150, 50, 44, 0, 180), LEAF)
    s.dots(box(0, 150, 1600, 110), shade(LEAF, 0.4), pitch=13, part=0.4)
    fruits = [BRICK, mix(BRICK, SUN, 0.5), SUN, LEAF, LILAC, mix(LEAF, SUN, 0.6)]
    for row, base in enumerate((560, 860, 1160)):
        s.fill(box(0, base, 1600, 26), mix(WOOD, PAPER, 0.2))
        s.dots(box(0, base + 26, 1600, 40), shade(LEAF, 0.5), pitch=12, part=0.5)
        for column in range(3):
            _crate(s, 90 + column * 500, base, fruits[(row * 3 + column * 2) % 6])
    s.line([(800, 150), (800, 250)], INK, 8)
    with s.at(800, 300):
        s.fill(oval(0, 0, 74), STEEL)
        s.fill(oval(0, 0, 60), PAPER)
        s.line([(0, 0), (32, -34)], BRICK, 8)
        for a in range(0, 360, 30):
            c, d = math.cos(math.radians(a)), math.sin(math.radians(a))
            s.line([(c * 46, d * 46), (c * 54, d * 54)], INK, 4)
    return s.printed()


def _crate(s: Sheet, x: float, base: float, colour: str) -> None:
    for row in range(3):
        for n in range(7):
            cx, cy = x + 46 + n * 56 + (row % 2) * 24, base - 150 + row * 34 - s.rng.uniform(0, 14)
            s.fill(oval(cx, cy, 42, 40), mix(colour, s.rng.choice([PAPER, INK]), s.rng.uniform(0, 0.14)))
            s.fill(oval(cx - 14, cy - 14, 9, 7), tint(colour, 0.35))
            leaf(s, cx, cy - 36, s.rng.uniform(-110, -50), 24, LEAF)
    planks(s, x, base - 90, 430, 96, 2)
    s.dots(box(x + 300, base - 90, 130, 96), shade(WOOD, 0.6), part=0.4)
    s.fill(box(x + 150, base - 78, 130, 66, 8), INK)
    s.line([(x + 172, base - 56), (x + 256, base - 56)], CHALK, 7)
    s.line([(x + 172, base - 34), (x + 222, base - 34)], CHALK, 7)


def memories() -> Image.Image:
    s = Sheet(shade(WOOD, 0.3), seed=125)
    planks(s, -20, -20, 1640, 1260, 4, shade(WOOD, 0.25))
    s.dots([(170, 170), (1540, 110), (1580, 1100), (130, 1150)], INK, pitch=13)
    s.fill([(120, 120), (1490, 60), (1540, 1060), (80, 1110)], tint(SUN, 0.4))
    river = smooth([(150, 560), (420, 640), (760, 570), (1100, 690), (1470, 640)])
    s.line(river, tint(SKY, 0.6), 84)
    s.fill(oval(740, 572, 290, 104), tint(SKY, 0.6))
    s.fill(oval(740, 572, 220, 44), tint(SUN, 0.4))
    for a, b in [
        ((200, 200), (620, 520)),
        ((620, 110), (560, 500)),
        ((1300, 120), (820, 530)),
        ((300, 1040), (700, 640)),
        ((1360, 1000), (960, 640)),
        ((150, 380), (1500, 300)),
        ((120, 880), (1500, 880)),
    ]:
        s.line([a, b], tint(BRICK, 0.35), 13)
    s.dots([(120, 120), (800, 92), (780, 1080), (80, 1110)], tint(SUN, 0.8), pitch=18, part=0.35)
    s.line([(810, 90), (800, 1082)], tint(INK, 0.2), 6)
    for x, y in [(430, 330), (1060, 330), (1270, 880), (560, 860)]:
        s.fill([(x - 30, y - 46), (x + 30, y - 46), (x, y)], BRICK)
        s.fill(oval(x, y - 60, 36), BRICK)
        s.fill(oval(x, y - 60, 14), PAPER)
    with s.at(1180, 560, -7):
        s.dots(box(-200, -120, 460, 300, 20), INK, part=0.6)
        s.fill(box(-230, -150, 460, 300, 24), INK)
        s.fill(box(-200, -126, 400, 150, 14), SUN)
        s.line([(-160, -92), (120, -92)], INK, 9)
        s.fill(box(-130, -50, 260, 90, 44), tint(INK, 0.75))
        for x in (-80, 80):
            s.fill(oval(x, -6, 32), PAPER)
            s.fill(oval(x, -6, 15), INK)
        s.fill([(-140, 150), (-110, 80), (110, 80), (140, 150)], tint(INK, 0.7))
    hand(s, 560, 1040, 12, skin=tint(SKINS[2], 0.9), sleeve=LILAC, size=1.35, fingers=(-30, -4, 34, 44), thumb=-54)
    return s.printed()
