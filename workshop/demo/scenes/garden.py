"""The shared garden: the whole of it, and what stands and crawls in it."""

import math

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
from workshop.demo.props import EARTH, GRASS, SKINS, WOOD, cast, facades, flower, hand, leaf, planks, plant, tree


def wide() -> Image.Image:
    s = Sheet(tint(SKY, 0.16), seed=4)
    s.fill(oval(1270, 170, 92), tint(SUN, 0.85))
    s.fill(blob(420, 150, 190, 40, s.rng), PAPER)
    s.fill(blob(820, 90, 150, 28, s.rng), PAPER)
    facades(s, 620)
    s.fill(box(0, 560, 1600, 110), tint(BRICK, 0.34))
    for row in range(4):
        for brick in range(22):
            s.line(
                [(brick * 76 + (row % 2) * 38, 566 + row * 27), (brick * 76 + (row % 2) * 38, 590 + row * 27)],
                tint(BRICK, 0.5),
                3,
            )
        s.line([(0, 564 + row * 27), (1600, 564 + row * 27)], tint(BRICK, 0.5), 3)
    tree(s, 250, 700, 1.15)
    _shed(s)
    s.fill(smooth([(-20, 660), (400, 650), (900, 668), (1620, 650)]) + [(1620, 1220), (-20, 1220)], GRASS)
    s.fill(
        smooth([(700, 660), (640, 800), (480, 1000), (380, 1220)])
        + list(reversed(smooth([(800, 660), (860, 800), (900, 1000), (960, 1220)]))),
        tint(SUN, 0.5),
    )
    _tufts(s, 150, 690, 1180)
    for x, y, size in [(930.0, 740.0, 0.62), (500, 730, 0.55), (1230, 860, 0.9), (240, 870, 0.86)]:
        _bed(s, x, y, size)
    _can(s, 720, 1040, 0.62)
    for _ in range(26):
        x, y = s.rng.choice([s.rng.uniform(0, 380), s.rng.uniform(1000, 1600)]), s.rng.uniform(1090, 1220)
        plant(s, x, y + 60, s.rng.uniform(90, 170), mix(LEAF, SUN, s.rng.uniform(0, 0.3)), 6)
        if s.rng.random() < 0.6:
            flower(s, x, y - 60, s.rng.uniform(16, 26), s.rng.choice([BRICK, PAPER, LILAC]))
    return s.printed()


def _shed(s: Sheet) -> None:
    with s.at(1330, 690):
        s.fill(box(-150, -230, 300, 240), mix(LEAF, SKY, 0.5))
        for x in range(-150, 150, 30):
            s.line([(x, -230), (x, 10)], shade(mix(LEAF, SKY, 0.5), 0.25), 3)
        s.fill([(-190, -220), (0, -330), (190, -220)], shade(BRICK, 0.1))
        s.dots([(0, -330), (190, -220), (30, -220)], shade(BRICK, 0.5))
        s.fill(box(-50, -160, 100, 170), shade(mix(LEAF, SKY, 0.5), 0.5))
        s.line([(84, -150), (84, 6)], WOOD, 9)
        s.fill([(66, -30), (102, -30), (84, 12)], tint(INK, 0.6))
        s.line([(118, -140), (118, 6)], WOOD, 9)
        for tooth in (104, 118, 132):
            s.line([(tooth, -24), (tooth, 8)], tint(INK, 0.7), 5)


def _bed(s: Sheet, x: float, y: float, size: float) -> None:
    with s.at(x, y, size=size):
        s.dots([(-260, 130), (250, 130), (330, 175), (-200, 175)], shade(GRASS, 0.7), part=0.7)
        s.fill([(-250, 0), (-200, -60), (260, -60), (250, 0)], EARTH)
        for row, colour in enumerate([LEAF, mix(LEAF, SUN, 0.3)]):
            for number in range(6):
                px = -205 + number * 86 + row * 20
                plant(s, px, -34 + row * 30, s.rng.uniform(90, 140) - row * 20, colour, 6)
                if s.rng.random() < 0.5:
                    s.fill(oval(px + 14, -80 + row * 24, 17), BRICK if row else SUN)
        planks(s, -254, 0, 508, 136, 3)
        s.fill(box(-30, 36, 92, 58, 6), shade(INK, 0))
        s.line([(-14, 58), (44, 58)], PAPER, 4)
        s.line([(-14, 74), (20, 74)], PAPER, 4)


def _tufts(s: Sheet, count: int, low: float, high: float) -> None:
    for _ in range(count):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(low, high)
        h = 8 + (y - low) / (high - low) * 20
        for lean in (-0.5, 0, 0.5):
            s.line([(x, y), (x + lean * h, y - h)], mix(GRASS, LEAF, 0.5), 3)


def _can(s: Sheet, x: float, y: float, size: float) -> None:
    with s.at(x, y, size=size):
        cast(s, 60, 196, 260, 34, shade(GRASS, 0.8))
        body = shade(BRICK, 0)
        s.line(smooth([(-60, -120), (-200, -190), (-250, -40), (-130, 90)]), shade(body, 0.2), 24)
        s.line(smooth([(90, 110), (220, 10), (330, -150)]), body, 40)
        with s.at(345, -172, 38):
            s.fill([(-30, 30), (-64, -30), (64, -30), (30, 30)], shade(body, 0.15))
            s.fill(oval(0, -30, 64, 18), tint(BRICK, 0.45))
            for hole in range(-40, 41, 20):
                s.fill(oval(hole, -30, 4), INK)
        s.fill([(-150, -120), (130, -120), (160, 190), (-170, 190)], body)
        s.fill(oval(-5, 190, 165, 26), body)
        s.dots([(40, -120), (130, -120), (160, 200), (50, 210)], shade(body, 0.55))
        s.fill(box(-116, -100, 26, 250, 13), tint(BRICK, 0.55))
        s.fill(oval(-10, -120, 140, 30), shade(body, 0.45))
        s.fill(oval(-10, -114, 118, 21), tint(SKY, 0.75))
        s.line([(-168, 60), (152, 60)], shade(body, 0.3), 7)


def can() -> Image.Image:
    s = Sheet(tint(SUN, 0.35), seed=9)
    for _ in range(9):
        s.fill(
            blob(s.rng.uniform(0, 1600), s.rng.uniform(60, 420), 240, 190, s.rng), tint(LEAF, s.rng.uniform(0.35, 0.6))
        )
    s.dots(box(0, 0, 1600, 640), tint(LEAF, 0.8), pitch=22, part=0.35)
    with s.at(1240, 780):
        s.fill(box(-210, -560, 420, 640, 60), SKY)
        s.dots(box(20, -560, 190, 640, 40), shade(SKY, 0.5))
        for hoop in (-440, -220, -10):
            s.fill(box(-216, hoop, 432, 26, 8), shade(SKY, 0.35))
        s.fill(oval(0, -545, 205, 46), shade(SKY, 0.45))
        s.fill(box(-150, -480, 40, 420, 20), tint(SKY, 0.6))
        s.line([(-210, -40), (-280, -40)], tint(INK, 0.7), 26)
        s.line([(-272, -40), (-272, 0)], tint(INK, 0.7), 22)
        s.fill(smooth([(-272, 18), (-286, 50), (-272, 66), (-258, 50)], closed=True), tint(SKY, 0.5))
    s.fill(smooth([(-20, 820), (500, 790), (1000, 826), (1620, 800)]) + [(1620, 1220), (-20, 1220)], GRASS)
    _tufts(s, 170, 840, 1220)
    _can(s, 640, 800, 1.45)
    for _ in range(30):
        x = s.rng.choice([s.rng.uniform(0, 330), s.rng.uniform(1080, 1600)])
        y = s.rng.uniform(1080, 1300)
        s.line(smooth([(x, y + 80), (x + 12, y), (x, y - 90)]), LEAF, 7)
        s.fill(oval(x + 46, y - 20, 44, 38), mix(LEAF, SUN, 0.2))
        s.line([(x + 46, y - 20), (x + 78, y - 34)], tint(LEAF, 0.5), 3)
        flower(s, x, y - 96, s.rng.uniform(34, 50), s.rng.choice([SUN, mix(BRICK, SUN, 0.5), BRICK]), BRICK)
    return s.printed()


def hands() -> Image.Image:
    s = Sheet(soil := mix(EARTH, WOOD, 0.22), seed=12)
    s.dots(box(0, 0, 1600, 1200), shade(soil, 0.35), pitch=20, part=0.5)
    for _ in range(260):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(0, 1200)
        s.fill(
            blob(x, y, s.rng.uniform(6, 22), s.rng.uniform(5, 16), s.rng, bumps=7),
            mix(soil, s.rng.choice([INK, BRICK, SUN]), s.rng.uniform(0.1, 0.35)),
        )
    planks(s, -20, -20, 1640, 150, 2)
    s.dots(box(0, 130, 1600, 50), INK, pitch=10, part=0.7)
    for x, h in [(170, 250), (420, 180), (1260, 220), (1470, 290)]:
        plant(s, x, 480, h, mix(LEAF, SUN, 0.25), 7)
    for x in (640, 960):
        s.fill(oval(x, 470, 66, 40), shade(EARTH, 0.62))
        s.fill(oval(x, 478, 48, 27), INK)
    with s.at(640, 462, -24):
        _bean(s, 1.1)
    with s.at(900, 330, 30):
        _bean(s, 1.35)
    for dx in (-14, 12):
        s.line([(905 + dx, 376), (925 + dx, 420)], tint(SUN, 0.6), 4)
    hand(s, 420, 990, 24, skin=SKINS[1], sleeve=SKY, size=1.45, fingers=(-14, -2, 8, 20))
    hand(s, 1180, 960, -22, skin=SKINS[2], sleeve=SUN, size=1.2, flip=True, fingers=(-8, 2, 12, 24), thumb=-40)
    for bean, turn in [((1070, 905), 10), ((1130, 880), 60), ((1100, 955), -30)]:
        with s.at(*bean, turn):
            _bean(s, 0.9)
    return s.printed()


def _bean(s: Sheet, size: float) -> None:
    with s.at(0, 0, size=size):
        s.fill(
            smooth([(-34, 0), (-22, -24), (10, -20), (36, -6), (30, 20), (0, 14), (-22, 24)], closed=True),
            tint(LILAC, 0.7),
        )
        s.line(smooth([(-20, -10), (0, -12), (18, -6)]), PAPER, 5)


def snail() -> Image.Image:
    s = Sheet(tint(LEAF, 0.24), seed=21)
    for _ in range(8):
        s.fill(
            blob(s.rng.uniform(0, 1600), s.rng.uniform(0, 500), 260, 200, s.rng), tint(LEAF, s.rng.uniform(0.3, 0.5))
        )
    s.fill(oval(1250, 220, 150), tint(SUN, 0.7))
    for x, size in [(260, 1.2), (1390, 1.0)]:
        for number in range(9):
            leaf(s, x, 860, -160 + number * 17, 420 * size, mix(LEAF, SUN, 0.12 + 0.05 * (number % 4)), vein=True)
    planks(s, -20, 800, 1640, 420, 3)
    s.dots([(300, 836), (1350, 836), (1420, 880), (380, 880)], shade(WOOD, 0.7), pitch=12, part=0.7)
    s.line(smooth([(-20, 846), (200, 838), (420, 850)]), tint(SKY, 0.3), 14)
    foot = tint(BRICK, 0.3)
    s.fill(
        smooth(
            [
                (330, 846),
                (460, 800),
                (700, 780),
                (980, 770),
                (1120, 640),
                (1230, 610),
                (1290, 660),
                (1270, 740),
                (1200, 810),
                (1100, 846),
            ],
            closed=True,
        ),
        foot,
    )
    s.dots(
        smooth([(330, 846), (460, 816), (700, 806), (1000, 806), (1200, 800), (1100, 846)], closed=True),
        shade(foot, 0.45),
    )
    for x, y in [(1200, 480), (1310, 500)]:
        s.line(smooth([(x - 8, 640), (x - 4, 560), (x, y)]), foot, 20)
        s.fill(oval(x, y, 22), foot)
        s.fill(oval(x + 4, y - 2, 10), INK)
    s.line(smooth([(1262, 690), (1300, 700), (1326, 690)]), foot, 12)
    shell = mix(BRICK, SUN, 0.4)
    s.fill(oval(740, 560, 300, 276), shell)
    turns = [(angle, 276 - angle * 0.245) for angle in range(0, 1081, 12)]
    coil = [
        (740 + r * math.cos(math.radians(a + 60)), 560 + r * 0.92 * math.sin(math.radians(a + 60))) for a, r in turns
    ]
    s.line(coil, shade(shell, 0.42), 26)
    s.line([(x - 5, y - 7) for x, y in coil[4:]], mix(shell, PAPER, 0.35), 9)
    s.dots(oval(740, 560, 300, 276, -50, 130), shade(shell, 0.6), pitch=13, part=0.5)
    s.fill(oval(610, 430, 54, 48), "#d8538a")
    s.fill(oval(594, 416, 15, 11), PAPER)
    return s.printed()
