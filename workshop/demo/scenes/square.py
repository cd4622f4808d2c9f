"""Outdoors in the 19th: the bread oven, the beehives, the walking bus."""

from PIL import Image

from workshop.demo.paint import (
    BRICK,
    INK,
    LEAF,
    LILAC,
    PAPER,
    SKY,
    SUN,
    Sheet,
    blob,
    box,
    mix,
    oval,
    shade,
    smooth,
    tint,
)
from workshop.demo.props import SKINS, WOOD, cast, facades, flower, hand, planks, plant, tree

CLAY = mix(BRICK, SUN, 0.45)
CRUST = mix(BRICK, SUN, 0.5)
HONEY = mix(SUN, BRICK, 0.22)


def loaf(s: Sheet, x: float, y: float, size: float, turn: float = 0) -> None:
    with s.at(x, y, turn, size):
        cast(s, 16, 60, 180, 34, shade(WOOD, 0.8))
        s.fill(oval(0, 0, 170, 92), CRUST)
        s.dots(oval(0, 0, 170, 92, -20, 120), shade(CRUST, 0.6))
        for dx in (-90, -20, 50):
            s.line(smooth([(dx, 44), (dx + 26, 0), (dx + 66, -50)]), tint(SUN, 0.55), 20)
        for _ in range(26):
            s.fill(oval(s.rng.uniform(-120, 120), s.rng.uniform(-56, 40), 4), PAPER)


def oven() -> Image.Image:
    s = Sheet(tint(SUN, 0.28), seed=91)
    facades(s, 700)
    tree(s, 1420, 800, 1.1)
    s.fill(box(0, 740, 1600, 480), tint(BRICK, 0.25))
    for y in (790, 880, 1010):
        s.line([(0, y), (1600, y)], tint(BRICK, 0.38), 5)
    cast(s, 720, 1090, 640, 60, shade(BRICK, 0.6))
    for row in range(3):
        for column in range(8):
            x = 270 + column * 112 - (row % 2) * 30
            s.fill(box(x, 860 + row * 76, 104, 68, 14), mix(tint(INK, 0.35), BRICK, s.rng.uniform(0.05, 0.3)))
    s.fill(oval(700, 866, 450, 440, 180, 360), CLAY)
    s.dots([*oval(700, 866, 450, 440, 280, 360), (760, 866)], shade(CLAY, 0.55), pitch=15)
    for _ in range(30):
        x, y = s.rng.uniform(340, 1040), s.rng.uniform(560, 830)
        s.line([(x, y), (x + 26, y - 8)], tint(SUN, 0.7), 4)
    s.fill([*oval(700, 866, 220, 240, 180, 360)], tint(BRICK, 0.5))
    s.fill([*oval(700, 866, 184, 200, 180, 360)], INK)
    for x, h, colour in [(640, 110, BRICK), (700, 160, mix(BRICK, SUN, 0.5)), (764, 100, SUN)]:
        s.fill(
            smooth(
                [(x - 46, 862), (x - 30, 862 - h * 0.5), (x, 862 - h), (x + 26, 862 - h * 0.5), (x + 46, 862)],
                closed=True,
            ),
            colour,
        )
    s.fill(box(470, 860, 460, 32, 8), shade(CLAY, 0.35))
    s.fill(box(920, 330, 110, 250), shade(CLAY, 0.15))
    for x, y, r in [(990, 250, 46), (1050, 170, 66), (1150, 80, 90)]:
        s.fill(blob(x, y, r, r * 0.8, s.rng), PAPER)
    s.line([(1210, 1170), (1090, 700)], WOOD, 24)
    s.fill(box(1040, 560, 90, 160, 40), WOOD)
    s.fill(box(60, 960, 360, 34, 6), WOOD)
    s.fill(box(90, 994, 28, 150), shade(WOOD, 0.3))
    s.fill(box(360, 994, 28, 150), shade(WOOD, 0.3))
    loaf(s, 150, 930, 0.5)
    loaf(s, 310, 928, 0.56, 4)
    return s.printed()


def dough() -> Image.Image:
    s = Sheet(WOOD, seed=93)
    planks(s, -20, -20, 1640, 1260, 4, mix(WOOD, PAPER, 0.2))
    s.fill(blob(800, 560, 720, 420, s.rng, bumps=19, rough=0.1), mix(WOOD, PAPER, 0.62))
    for _ in range(240):
        s.fill(oval(s.rng.gauss(800, 420), s.rng.gauss(560, 300), s.rng.uniform(3, 9)), PAPER)
    cast(s, 840, 640, 420, 200, shade(WOOD, 0.6))
    s.fill(blob(800, 540, 400, 240, s.rng, bumps=13, rough=0.05), tint(SUN, 0.3))
    s.dots(blob(900, 600, 280, 160, s.rng, rough=0.05), mix(SUN, BRICK, 0.25), pitch=14, part=0.4)
    with s.at(240, 240, 12):
        s.fill(oval(0, 0, 170, 150), SKY)
        s.fill(oval(0, -8, 140, 118), PAPER)
        s.dots(oval(20, 10, 110, 90, -30, 100), tint(INK, 0.4), pitch=11, part=0.4)
    with s.at(1330, 240, 34):
        s.fill(box(-190, -44, 380, 88, 30), mix(WOOD, BRICK, 0.35))
        s.dots(box(-190, 6, 380, 38, 16), shade(WOOD, 0.7))
        s.fill(box(-290, -20, 110, 40, 20), shade(WOOD, 0.4))
        s.fill(box(180, -20, 110, 40, 20), shade(WOOD, 0.4))
    hand(s, 470, 900, 34, skin=SKINS[3], sleeve=PAPER, size=1.5, fingers=(-4, 6, 14, 24), thumb=-30)
    hand(s, 1150, 880, -34, skin=SKINS[2], sleeve=BRICK, size=1.3, flip=True, fingers=(-4, 6, 14, 24), thumb=-30)
    return s.printed()


def loaves() -> Image.Image:
    s = Sheet(INK, seed=94)
    s.fill(oval(800, 760, 900, 760, 180, 360), CLAY)
    s.dots(oval(800, 760, 900, 760, 180, 360), shade(CLAY, 0.4), pitch=18, part=0.4)
    s.fill(oval(800, 760, 700, 590, 180, 360), mix(BRICK, INK, 0.55))
    s.fill(oval(800, 760, 560, 430, 180, 360), mix(BRICK, INK, 0.2))
    s.dots(oval(800, 760, 420, 300, 180, 360), SUN, pitch=16, part=0.5)
    s.fill(box(0, 740, 1600, 480), mix(CLAY, INK, 0.35))
    s.dots(box(0, 740, 1600, 120), SUN, pitch=16, part=0.35)
    loaf(s, 620, 730, 0.9, -3)
    loaf(s, 1010, 740, 0.8, 5)
    s.fill([(580, 1220), (640, 900), (960, 900), (1020, 1220)], WOOD)
    s.fill(box(470, 840, 660, 130, 60), mix(WOOD, SUN, 0.2))
    s.line([(520, 870), (1080, 870)], mix(WOOD, PAPER, 0.5), 8)
    loaf(s, 800, 870, 1.25)
    for x, top in [(640, 470), (800, 410), (960, 480)]:
        s.line(smooth([(x, top + 190), (x + 30, top + 130), (x - 20, top + 60), (x + 14, top)]), PAPER, 12)
    return s.printed()


def bee(s: Sheet, x: float, y: float, size: float, turn: float = 0) -> None:
    with s.at(x, y, turn, size):
        for dx, dy, tilt in [(-10, -40, -40), (16, -44, 20)]:
            with s.at(dx, dy, tilt):
                s.fill(oval(0, -22, 20, 40), tint(SKY, 0.25))
        s.fill(oval(0, 0, 58, 36), SUN)
        for stripe in (-26, 2, 28):
            s.line([(stripe, -28), (stripe - 3, 28)], INK, 13)
        s.fill(oval(56, 2, 26, 24), INK)
        s.line(smooth([(66, -12), (80, -34), (94, -38)]), INK, 5)


def hives() -> Image.Image:
    s = Sheet(tint(SKY, 0.25), seed=96)
    s.fill(oval(250, 200, 100), tint(SUN, 0.9))
    s.fill(blob(980, 170, 240, 46, s.rng), PAPER)
    for y, part in ((560, 0.3), (640, 0.5)):
        x = -30.0
        while x < 1640:
            w = s.rng.uniform(110, 230)
            top = y - s.rng.uniform(20, 110)
            s.fill(
                [(x, 760), (x, top), (x + 24, top - 40), (x + w - 24, top - 40), (x + w, top), (x + w, 760)],
                tint(SKY, part),
            )
            s.fill(box(x + w * 0.3, top - 70, 14, 34), tint(BRICK, 0.6))
            x += w
    s.fill(box(0, 720, 1600, 500), tint(SKY, 0.62))
    for x in range(-200, 1800, 170):
        s.line([(800 + (x - 800) * 0.7, 720), (800 + (x - 800) * 1.6, 1220)], tint(SKY, 0.74), 8)
    s.line([(0, 722), (1600, 722)], PAPER, 12)
    for x, colour in [(330, SUN), (760, BRICK), (1190, LEAF)]:
        _hive(s, x, 1080, colour)
    for x in range(20, 1620, 120):
        plant(s, x, 1240, s.rng.uniform(110, 190), LEAF, 7)
        flower(s, x + 30, 1110 + s.rng.uniform(-30, 30), 24, s.rng.choice([LILAC, PAPER, BRICK]))
    for _ in range(15):
        bee(s, s.rng.uniform(150, 1450), s.rng.uniform(240, 640), s.rng.uniform(0.32, 0.6), s.rng.uniform(-40, 30))
    return s.printed()


def _hive(s: Sheet, x: float, base: float, colour: str) -> None:
    with s.at(x, base):
        cast(s, 60, 10, 260, 34, shade(SKY, 0.6))
        for leg in (-130, 100):
            s.fill(box(leg, -50, 30, 60), shade(WOOD, 0.45))
        for level, tone in ((-210, colour), (-360, mix(colour, PAPER, 0.25))):
            s.fill(box(-160, level, 320, 160), tone)
            s.dots(box(60, level, 100, 160), shade(tone, 0.5))
            s.fill(box(-50, level + 56, 100, 26, 12), shade(tone, 0.4))
        s.fill(box(-184, -400, 368, 44, 8), tint(INK, 0.5))
        s.line([(-170, -390), (170, -390)], PAPER, 7)
        s.fill(box(-90, -74, 180, 22, 8), INK)
        s.fill(box(-180, -52, 360, 22), WOOD)
        for dx in (-70, 0, 84):
            bee(s, dx, -84, 0.34, s.rng.uniform(-20, 20))


def frame() -> Image.Image:
    s = Sheet(tint(LEAF, 0.4), seed=98)
    for _ in range(7):
        s.fill(
            blob(s.rng.uniform(0, 1600), s.rng.uniform(0, 1200), 300, 240, s.rng), tint(LEAF, s.rng.uniform(0.3, 0.6))
        )
    s.fill(box(220, 170, 1160, 800, 10), WOOD)
    s.fill(box(150, 150, 1300, 70, 10), mix(WOOD, SUN, 0.25))
    s.fill(box(280, 230, 1040, 690), HONEY)
    for row in range(13):
        for column in range(19):
            x, y = 312 + column * 56 + (row % 2) * 28, 262 + row * 53
            if x > 1300:
                continue
            tone = s.rng.choice([SUN, tint(SUN, 0.6), mix(SUN, BRICK, 0.4), HONEY])
            s.fill(oval(x, y, 25, 25, 30, 390)[::7], tone)
    s.dots([(900, 230), (1320, 230), (1320, 920), (560, 920)], shade(HONEY, 0.5), pitch=18, part=0.3)
    for _ in range(26):
        bee(s, s.rng.uniform(360, 1240), s.rng.uniform(310, 860), 0.8, s.rng.uniform(0, 360))
    hand(s, 130, 640, 34, skin=PAPER, sleeve=PAPER, size=1.25, fingers=(20, 26, 32, 38), thumb=-10)
    hand(s, 1470, 640, -34, skin=PAPER, sleeve=PAPER, size=1.25, flip=True, fingers=(20, 26, 32, 38), thumb=-10)
    return s.printed()


def pedibus() -> Image.Image:
    s = Sheet(tint(SKY, 0.16), seed=101)
    facades(s, 640)
    s.fill(box(0, 640, 1600, 120), tint(INK, 0.25))
    s.fill(box(0, 750, 1600, 480), tint(INK, 0.6))
    for x in range(60, 1600, 240):
        s.fill([(x, 780), (x + 120, 780), (x + 60, 1200), (x - 120, 1200)], PAPER)
    s.line([(0, 754), (1600, 754)], PAPER, 14)
    with s.at(220, 700):
        s.line([(0, 0), (0, -420)], tint(INK, 0.7), 20)
        s.fill(oval(0, -470, 110), SUN)
        s.fill(oval(0, -470, 88), LEAF)
        for dx, h in ((-36, 50), (4, 64), (40, 44)):
            s.line([(dx, -470 + h / 2), (dx, -470 - h / 2)], PAPER, 17)
            s.fill(oval(dx, -482 - h / 2, 13), PAPER)
    for number, x in enumerate(range(520, 1500, 170)):
        _walker(s, x, 1060 + (number % 2) * 40, s.rng.choice([BRICK, SKY, LILAC, LEAF]), 0.86 + (number == 0) * 0.5)
    s.line(smooth([(560, 810), (900, 860), (1460, 850)]), BRICK, 8)
    return s.printed()


def _walker(s: Sheet, x: float, base: float, colour: str, size: float) -> None:
    """Seen from behind: a hood, a bright vest, a school bag; no face."""
    with s.at(x, base, size=size):
        cast(s, 20, 4, 90, 18, INK)
        for leg, lift in ((-22, 0), (24, -14)):
            s.line([(leg, -110), (leg * 1.5, -14 + lift)], shade(SKY, 0.45), 34)
            s.line([(leg * 1.5 - 6, -4 + lift), (leg * 1.5 + 18, -4 + lift)], BRICK, 22)
        s.fill(smooth([(-66, -110), (-74, -230), (-40, -300), (40, -300), (74, -230), (66, -110)], closed=True), SUN)
        for y in (-150, -190):
            s.line([(-66, y), (66, y)], PAPER, 13)
        s.fill(box(-46, -276, 92, 112, 20), colour)
        s.dots(box(4, -276, 42, 112, 16), shade(colour, 0.5))
        s.fill(oval(0, -340, 52, 56), shade(colour, 0.15))
        s.fill(oval(0, -404, 15), PAPER)


def shoes() -> Image.Image:
    s = Sheet(tint(INK, 0.4), seed=103)
    s.dots(box(0, 0, 1600, 1200), tint(INK, 0.52), pitch=16, part=0.4)
    s.fill([(-20, 260), (1620, 60), (1620, 330), (-20, 560)], PAPER)
    s.fill(oval(810, 700, 430, 330), SUN)
    s.fill(oval(810, 700, 370, 276), tint(INK, 0.4))
    for x, y, turn, colour in [
        (600, 760, -8, BRICK),
        (860, 740, 6, BRICK),
        (1240, 900, 10, SKY),
        (1440, 880, 14, SKY),
        (160, 930, -12, LEAF),
        (350, 950, -4, LEAF),
    ]:
        with s.at(x, y, turn):
            s.dots(box(-74, -180, 180, 420, 76), INK, part=0.6)
            s.fill(box(-92, -200, 180, 420, 84), PAPER)
            s.fill(box(-80, -188, 156, 400, 76), colour)
            s.fill(oval(0, 130, 58, 70), shade(colour, 0.5))
            for lace in (-80, -40, 0, 40):
                s.line([(-36, lace), (36, lace + 16)], PAPER, 12)
            s.line([(70, -150), (84, 120)], shade(colour, 0.3), 8)
    return s.printed()
