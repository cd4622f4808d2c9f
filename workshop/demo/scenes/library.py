"""The street library on its square."""

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
from workshop.demo.props import SKINS, WOOD, cast, facades, hand, leaf, tree

COVERS = (BRICK, SKY, SUN, LEAF, LILAC, tint(SKY, 0.6), tint(BRICK, 0.65), mix(LEAF, SUN, 0.4))


def books(s: Sheet, x: float, base: float, w: float, height: float) -> None:
    """A shelf's worth of spines standing on base."""
    right = x + w
    while x < right - height * 0.12:
        thick, tall = s.rng.uniform(0.12, 0.26) * height, s.rng.uniform(0.72, 1) * height
        thick = min(thick, right - x)
        colour = s.rng.choice(COVERS)
        s.fill(box(x, base - tall, thick - 2, tall, 3), colour)
        if s.rng.random() < 0.6:
            s.fill(box(x + thick * 0.2, base - tall * 0.82, thick * 0.6, tall * 0.2), tint(colour, 0.25))
        s.line([(x + thick * 0.24, base - tall * 0.14), (x + thick * 0.7, base - tall * 0.14)], tint(colour, 0.3), 3)
        x += thick


def box_of_pages(s: Sheet, x: float, base: float, size: float = 1, *, lit: bool = False) -> None:
    with s.at(x, base, size=size):
        s.fill(box(-34, -260, 68, 270), shade(WOOD, 0.4))
        s.fill(box(-300, -820, 600, 580), shade(LEAF, 0.1))
        inside = tint(SUN, 0.95) if lit else shade(WOOD, 0.55)
        s.fill(box(-262, -790, 524, 520), inside)
        for shelf in (-620, -446, -272):
            books(s, -250, shelf, s.rng.uniform(380, 500), 140)
            s.fill(box(-262, shelf, 524, 18), WOOD)
        for side in (-1, 1):
            door = [(side * 300, -820), (side * 500, -770), (side * 500, -190), (side * 300, -240)]
            s.fill(door, mix(LEAF, SKY, 0.35))
            panes = [(side * 328, -776), (side * 472, -740), (side * 472, -470), (side * 328, -490)]
            s.fill(panes, tint(SUN, 0.6) if lit else tint(SKY, 0.3))
            s.line([(side * 400, -756), (side * 400, -480)], mix(LEAF, SKY, 0.35), 10)
            s.fill(
                [(side * 328, -440), (side * 472, -416), (side * 472, -240), (side * 328, -280)],
                shade(mix(LEAF, SKY, 0.35), 0.2),
            )
        roof = [(-380, -810), (0, -1010), (380, -810)]
        s.fill(roof, BRICK)
        s.dots([(0, -1010), (380, -810), (80, -810)], shade(BRICK, 0.55))
        for row in (1, 2, 3):
            y, half = -1010 + row * 52, row * 100
            for tile in range(-half, half, 50):
                s.line(oval(tile + 25, y, 25, 16, 0, 180), shade(BRICK, 0.3), 4)
        s.fill(oval(0, -880, 42), PAPER)
        s.fill([(-26, -894), (0, -884), (26, -894), (26, -866), (0, -856), (-26, -866)], SKY)
        s.line([(0, -884), (0, -856)], PAPER, 4)


def bench(s: Sheet, x: float, base: float, size: float = 1) -> None:
    with s.at(x, base, size=size):
        cast(s, 30, 10, 330, 26, shade(SUN, 0.7))
        for side in (-1, 1):
            s.line(smooth([(side * 240, 0), (side * 210, -110), (side * 240, -300)]), shade(LEAF, 0.3), 26)
        for y in (-290, -232, -130, -104):
            s.fill(box(-320, y, 640, 38 if y < -200 else 22, 8), mix(LEAF, SUN, 0.12))
            s.line([(-306, y + 6), (306, y + 6)], mix(LEAF, SUN, 0.4), 4)


def _square(s: Sheet, ground: str) -> None:
    s.fill(box(0, 820, 1600, 400), ground)
    for row in range(7):
        y = 836 + row * row * 7 + row * 22
        for column in range(-9, 10):
            x = 800 + column * (120 + row * 34)
            s.line(oval(x, y + 20, 60 + row * 17, 16 + row * 3, 180, 360), shade(ground, 0.14), 4)


def wide() -> Image.Image:
    s = Sheet(tint(SKY, 0.2), seed=71)
    s.fill(blob(1150, 120, 220, 40, s.rng), PAPER)
    facades(s, 830)
    _square(s, tint(SUN, 0.42))
    tree(s, 180, 900, 1.25)
    tree(s, 1480, 880, 1.0, mix(LEAF, SUN, 0.25))
    cast(s, 960, 1092, 420, 42, shade(SUN, 0.7))
    box_of_pages(s, 820, 1090, 0.94)
    bench(s, 260, 1110, 0.78)
    s.fill(box(190, 966, 100, 20, 3), BRICK)
    s.fill(box(182, 948, 96, 18, 3), SKY)
    _pigeon(s, 1290, 1110, 0.36)
    _pigeon(s, 1420, 1150, 0.42, flip=True)
    return s.printed()


def dusk() -> Image.Image:
    night = mix(SKY, INK, 0.55)
    s = Sheet(mix(SKY, LILAC, 0.5), seed=72)
    s.fill(box(0, 330, 1600, 400), mix(mix(SKY, LILAC, 0.5), BRICK, 0.3))
    s.fill(oval(1330, 170, 64), tint(SUN, 0.5))
    s.fill(oval(1300, 156, 56), mix(SKY, LILAC, 0.5))
    x = -30.0
    while x < 1640:
        w, top = s.rng.uniform(180, 280), s.rng.uniform(330, 470)
        s.fill(box(x, top, w, 900), night)
        s.fill([(x, top), (x + 30, top - 70), (x + w - 30, top - 70), (x + w, top)], shade(night, 0.4))
        for row in range(3):
            for column in range(2):
                lit = s.rng.random() < 0.4
                s.fill(box(x + 36 + column * w * 0.42, top + 40 + row * 118, 38, 66), SUN if lit else shade(night, 0.5))
        x += w
    _square(s, mix(SKY, INK, 0.35))
    glow = oval(800, 700, 640, 560)
    s.dots(glow, mix(SUN, BRICK, 0.2), pitch=18, part=0.38)
    s.fill(oval(800, 1096, 520, 70), mix(SUN, SKY, 0.45))
    s.line([(190, 1100), (190, 330)], INK, 26)
    s.fill([(130, 330), (160, 230), (220, 230), (250, 330)], SUN)
    s.fill([(120, 232), (190, 180), (260, 232)], INK)
    box_of_pages(s, 800, 1090, 0.98, lit=True)
    return s.printed()


def shelf() -> Image.Image:
    s = Sheet(shade(WOOD, 0.5), seed=75)
    s.dots(box(0, 0, 1600, 1200), INK, pitch=20, part=0.4)
    books(s, -20, 520, 760, 430)
    books(s, 960, 520, 700, 420)
    with s.at(820, 520, 9):
        s.fill(box(-70, -440, 120, 440, 6), LILAC)
        s.fill(box(-50, -380, 80, 90), PAPER)
    s.fill(box(-20, 520, 1640, 56), WOOD)
    s.line([(0, 532), (1600, 532)], mix(WOOD, PAPER, 0.4), 8)
    s.dots(box(0, 576, 1600, 60), INK, pitch=11, part=0.6)
    books(s, -20, 1130, 560, 480)
    books(s, 1130, 1130, 500, 460)
    with s.at(560, 660, 0):
        s.fill(box(20, 16, 430, 456, 10), INK)
        s.fill(box(0, 0, 430, 460, 10), SKY)
        s.fill(box(0, 0, 46, 460, 8), shade(SKY, 0.35))
        s.fill(
            smooth([(90, 330), (150, 250), (230, 270), (300, 170), (380, 220), (380, 400), (90, 400)], closed=True),
            tint(SKY, 0.3),
        )
        s.fill(oval(300, 130, 52), SUN)
        s.fill([(180, 320), (300, 320), (270, 360), (200, 360)], BRICK)
        s.fill([(240, 310), (240, 200), (300, 300)], PAPER)
        s.line([(240, 320), (240, 196)], INK, 6)
    with s.at(940, 640, 7):
        s.fill(box(0, 0, 150, 230, 4), PAPER)
        for y in (60, 96, 132, 168):
            s.line([(22, y), (126 if y < 160 else 80, y)], SKY, 5)
        s.fill(smooth([(75, 40), (58, 22), (66, 10), (75, 20), (84, 10), (92, 22)], closed=True), BRICK)
    s.fill(box(-20, 1130, 1640, 80), WOOD)
    s.line([(0, 1142), (1600, 1142)], mix(WOOD, PAPER, 0.4), 8)
    return s.printed()


def reading() -> Image.Image:
    s = Sheet(mix(LEAF, SUN, 0.12), seed=77)
    for y in range(-10, 1200, 190):
        s.fill(box(-20, y, 1640, 160, 20), mix(LEAF, SUN, 0.2))
        s.line([(0, y + 14), (1600, y + 14)], mix(LEAF, SUN, 0.45), 7)
        s.dots(box(-20, y + 120, 1640, 70), shade(LEAF, 0.5), pitch=13, part=0.5)
    s.dots([(330, 300), (1360, 300), (1420, 900), (300, 900)], shade(LEAF, 0.7), part=0.7)
    s.fill([(230, 250), (1370, 250), (1370, 870), (230, 870)], BRICK)
    for side in (-1, 1):
        s.fill(
            smooth(
                [
                    (800, 270),
                    (800 + side * 200, 220),
                    (800 + side * 540, 240),
                    (800 + side * 540, 830),
                    (800 + side * 200, 810),
                    (800, 850),
                ]
            ),
            PAPER,
        )
    s.dots([(800, 262), (900, 230), (900, 820), (800, 848)], tint(INK, 0.5), pitch=12, part=0.4)
    s.line([(800, 262), (800, 850)], tint(INK, 0.35), 5)
    dragon = LEAF
    s.line(smooth([(310, 700), (380, 560), (470, 640), (560, 500), (650, 560), (700, 430)], steps=16), dragon, 62)
    for x, y in [(380, 520), (470, 596), (556, 456), (640, 520)]:
        s.fill([(x - 24, y + 12), (x, y - 46), (x + 24, y + 12)], SUN)
    s.fill(oval(700, 400, 66, 50), dragon)
    s.fill(oval(724, 386, 11), PAPER)
    s.fill(smooth([(756, 400), (790, 350), (784, 410), (790, 456), (756, 424)], closed=True), BRICK)
    for y in range(330, 760, 46):
        s.line([(870, y), (1270 if (y // 46) % 4 else 1120, y)], tint(INK, 0.45), 9)
    hand(s, 240, 1080, 12, skin=SKINS[1], sleeve=SUN, size=1.15, fingers=(-6, 0, 6, 12), thumb=-40)
    hand(s, 1330, 1110, -16, skin=SKINS[0], sleeve=LILAC, size=0.95, flip=True, fingers=(-6, 0, 6, 12), thumb=-30)
    return s.printed()


def pigeon() -> Image.Image:
    s = Sheet(shade(WOOD, 0.45), seed=79)
    s.dots(box(0, 0, 1600, 1200), INK, pitch=20, part=0.35)
    s.fill(box(0, 0, 110, 1200), mix(LEAF, SKY, 0.35))
    s.fill(box(1490, 0, 110, 1200), mix(LEAF, SKY, 0.35))
    s.fill(box(110, 130, 1380, 40), WOOD)
    books(s, 120, 1010, 420, 620)
    books(s, 1180, 1010, 310, 580)
    s.fill(box(110, 1010, 1380, 60), WOOD)
    s.line([(110, 1022), (1490, 1022)], mix(WOOD, PAPER, 0.4), 8)
    s.dots(box(110, 1070, 1380, 60), INK, pitch=11, part=0.6)
    cast(s, 860, 1014, 290, 24, shade(WOOD, 0.8))
    _pigeon(s, 850, 1010, 1.5)
    return s.printed()


def _pigeon(s: Sheet, x: float, base: float, size: float, flip: bool = False) -> None:
    grey = tint(SKY, 0.62)
    with s.at(x, base, 0, size, flip):
        for leg in (-10, 46):
            s.line([(leg, -80), (leg + 4, -8)], mix(BRICK, "#d8738a", 0.5), 13)
            for toe in (-26, 4, 30):
                s.line([(leg + 4, -10), (leg + 4 + toe, 0)], mix(BRICK, "#d8738a", 0.5), 10)
        s.fill(
            smooth(
                [
                    (-250, -120),
                    (-150, -220),
                    (0, -300),
                    (90, -380),
                    (150, -330),
                    (150, -200),
                    (90, -90),
                    (-60, -64),
                    (-180, -96),
                ],
                closed=True,
            ),
            grey,
        )
        s.fill(smooth([(-300, -96), (-180, -170), (-120, -120), (-200, -84)], closed=True), shade(grey, 0.35))
        s.fill(
            smooth([(30, -300), (70, -400), (170, -390), (168, -300), (100, -240)], closed=True), mix(LEAF, SKY, 0.5)
        )
        s.dots(
            smooth([(60, -290), (90, -350), (170, -340), (168, -290), (110, -240)], closed=True),
            LILAC,
            pitch=11,
            part=0.6,
        )
        s.fill(oval(118, -420, 66, 60), grey)
        s.fill([(176, -430), (232, -408), (174, -398)], SUN)
        s.fill(oval(136, -430, 14), BRICK)
        s.fill(oval(138, -430, 7), INK)
        wing = smooth([(-220, -130), (-110, -240), (40, -270), (60, -180), (-40, -110)], closed=True)
        s.fill(wing, shade(grey, 0.15))
        for dx in (0, 56):
            s.line(smooth([(-120 + dx, -210), (-90 + dx, -160), (-104 + dx, -116)]), INK, 20)
        s.dots(
            smooth([(-60, -80), (100, -120), (150, -220), (110, -96), (0, -66)], closed=True),
            shade(grey, 0.6),
            pitch=11,
        )


def seat() -> Image.Image:
    s = Sheet(tint(SKY, 0.22), seed=83)
    s.fill(box(0, 0, 1600, 760), tint(LEAF, 0.3))
    for x, y, r in [(200, 200, 300), (640, 120, 340), (1150, 180, 320), (1500, 90, 260)]:
        s.fill(blob(x, y, r, r * 0.8, s.rng), tint(LEAF, s.rng.uniform(0.42, 0.7)))
    s.dots(box(0, 0, 1600, 520), LEAF, pitch=22, part=0.3)
    s.fill(box(0, 640, 1600, 600), tint(SUN, 0.45))
    for _ in range(70):
        leaf(
            s,
            s.rng.uniform(0, 1600),
            s.rng.uniform(700, 1180),
            s.rng.uniform(0, 360),
            s.rng.uniform(26, 48),
            s.rng.choice([mix(BRICK, SUN, 0.4), SUN, BRICK]),
        )
    bench(s, 800, 1010, 1.9)
    with s.at(980, 760, -6):
        s.fill(box(-110, -30, 230, 34, 6), BRICK)
        s.fill(box(-100, -24, 214, 18), PAPER)
        s.fill(box(-80, -64, 200, 32, 6), SKY)
    return s.printed()
