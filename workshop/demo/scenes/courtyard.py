"""The garden's gate, its long table and its compost."""

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
from workshop.demo.props import EARTH, GRASS, SKINS, WOOD, cast, hand, leaf, planks, plant, tree


def gate() -> Image.Image:
    s = Sheet(tint(SKY, 0.2), seed=31)
    s.fill(box(0, 0, 1600, 1000), tint(SUN, 0.42))
    s.fill(box(0, 0, 1600, 90), tint(BRICK, 0.5))
    s.dots(box(0, 90, 1600, 40), shade(SUN, 0.5), pitch=12, part=0.5)
    for _ in range(60):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(140, 930)
        s.fill(box(x, y, s.rng.uniform(60, 130), s.rng.uniform(26, 44), 8), tint(SUN, s.rng.uniform(0.5, 0.62)))
    opening = box(560, 210, 520, 800)
    s.fill(opening, tint(LEAF, 0.35))
    with s.at(860, 1000):
        for dx, dy, r, part in [(-160, -560, 220, 0.55), (80, -620, 200, 0.7), (0, -420, 240, 0.62)]:
            s.fill([(min(max(x, -298), 218), max(y, -788)) for x, y in blob(dx, dy, r, r, s.rng)], tint(LEAF, part))
        s.fill(box(-300, -230, 520, 240), GRASS)
        s.fill([(-120, -230), (-20, -230), (150, 10), (-290, 10)], tint(SUN, 0.55))
        for x in (-250, -190, 120, 170):
            plant(s, x, -150, s.rng.uniform(120, 190), LEAF, 8)
    s.fill(box(520, 170, 600, 46), shade(tint(SUN, 0.6), 0.3))
    s.fill(box(518, 200, 44, 810), shade(tint(SUN, 0.6), 0.22))
    s.fill(box(1080, 200, 44, 810), shade(tint(SUN, 0.6), 0.22))
    _leaf_of_gate(s, 562, 215, 210, 40)
    _leaf_of_gate(s, 1080, 215, -92, -70)
    s.fill(box(0, 1000, 1600, 220), tint(INK, 0.35))
    s.fill(box(0, 1000, 1600, 30), tint(INK, 0.22))
    for x in range(-60, 1700, 190):
        s.line([(x, 1030), (x - 70, 1200)], tint(INK, 0.48), 5)
    s.line([(0, 1104), (1600, 1104)], tint(INK, 0.48), 5)
    s.dots([(560, 1002), (1080, 1002), (1230, 1090), (720, 1090)], tint(SUN, 0.8), pitch=13, part=0.7)
    _sign(s, 1330, 480)
    _ivy(s)
    return s.printed()


def _leaf_of_gate(s: Sheet, x: float, top: float, w: float, lean: float) -> None:
    """Half of an iron gate, turned open: ``lean`` is how far its free edge stands lower."""
    iron = shade(LEAF, 0.1)

    def place(part: float, y: float) -> tuple[float, float]:
        return x + w * part, top + y * (780 + abs(lean)) + (abs(lean) * -0.5 * part)

    for part in (0.02, 0.2, 0.4, 0.6, 0.8, 0.98):
        s.line([place(part, 0.02), place(part, 1)], iron, 13)
        px, py = place(part, 0)
        s.fill([(px - 13, py + 26), (px, py - 26), (px + 13, py + 26)], iron)
    for y in (0.08, 0.5, 0.55, 0.95):
        s.line([place(0, y), place(1, y)], iron, 16)
    s.fill([place(0, 0.56), place(1, 0.56), place(1, 0.95), place(0, 0.95)], shade(LEAF, 0.25))
    s.dots([place(0.5, 0.56), place(1, 0.56), place(1, 0.95), place(0.5, 0.95)], INK, part=0.4)


def _sign(s: Sheet, x: float, y: float) -> None:
    s.line([(x, y - 170), (x, y - 120)], INK, 7)
    with s.at(x, y, -4):
        s.dots(box(-140, -112, 310, 250, 26), shade(SUN, 0.6))
        s.fill(box(-160, -130, 310, 250, 26), PAPER)
        s.line([*box(-146, -116, 282, 222, 18), (-146 + 264, -116)], SKY, 7)
        s.fill(
            smooth([(-110, 70), (-40, 52), (60, 50), (96, -6), (124, 20), (110, 70)], closed=True), mix(BRICK, SUN, 0.4)
        )
        s.line([(104, 0), (96, -54)], mix(BRICK, SUN, 0.4), 8)
        s.line([(114, 4), (126, -44)], mix(BRICK, SUN, 0.4), 8)
        for r, colour in ((74, BRICK), (52, SUN), (32, BRICK), (14, SUN)):
            s.fill(oval(-8 + (74 - r) * 0.2, -10 + (74 - r) * 0.2, r), colour)


def _ivy(s: Sheet) -> None:
    for x0, length in [(40, 560), (130, 380), (230, 470), (1500, 640), (1590, 420)]:
        s.line(smooth([(x0, 60), (x0 + 30, length * 0.5), (x0 - 20, length)]), shade(LEAF, 0.3), 6)
        for step in range(int(length / 17)):
            y = 50 + step * 17
            leaf(
                s,
                x0 + s.rng.uniform(-16, 26),
                y,
                s.rng.uniform(-30, 210),
                s.rng.uniform(38, 62),
                mix(LEAF, SUN, s.rng.uniform(0, 0.4)),
                vein=True,
            )


def table() -> Image.Image:
    s = Sheet(GRASS, seed=37)
    s.fill(box(0, 0, 1600, 300), tint(LEAF, 0.45))
    tree(s, 200, 360, 0.95)
    tree(s, 1420, 340, 0.8, mix(LEAF, SUN, 0.2))
    s.dots([(120, 1160), (1620, 1160), (1300, 520), (460, 500)], shade(GRASS, 0.6), pitch=13)
    for left, right in [(690, 720), (900, 930)]:
        s.fill(box(left - 560, 760, 40, 400), shade(WOOD, 0.4))
        s.fill(box(right + 480, 760, 40, 400), shade(WOOD, 0.4))
    top = [(560, 330), (1040, 330), (1620, 930), (-20, 930)]
    s.fill(top, WOOD)
    for board in range(1, 6):
        part = board / 6
        s.line([(560 + 480 * part, 330), (-20 + 1640 * part, 930)], shade(WOOD, 0.25), 5)
    s.fill([(-20, 930), (1620, 930), (1620, 980), (-20, 980)], shade(WOOD, 0.3))
    _bowl(s, 520, 740, 1.25, BRICK)
    _bowl(s, 900, 520, 0.7, LILAC)
    _bowl(s, 1160, 760, 1.1, LEAF)
    with s.at(820, 780, 8):
        s.fill(box(-130, -60, 260, 130, 14), tint(SKY, 0.3))
        for number in range(6):
            s.fill(oval(-90 + number * 36, -6 + (number % 2) * 26, 22, 20), mix(LEAF, SUN, 0.3))
    return s.printed()


def _bowl(s: Sheet, x: float, y: float, size: float, fruit: str) -> None:
    with s.at(x, y, size=size):
        cast(s, 46, 84, 180, 36, shade(WOOD, 0.7))
        for dx, dy in [(-80, -20), (-20, -34), (46, -26), (92, -12), (-48, -64), (12, -78), (58, -58)]:
            s.fill(oval(dx, dy, 40, 38), fruit)
            s.fill(oval(dx - 12, dy - 12, 9, 7), tint(fruit, 0.4))
            leaf(s, dx, dy - 34, -70, 20, LEAF)
        s.fill([*oval(0, 0, 150, 104, 0, 180)], tint(SKY, 0.45))
        s.dots([*oval(0, 0, 150, 104, 0, 70), (20, 0)], shade(SKY, 0.4))
        s.line([(-150, 0), (150, 0)], PAPER, 12)


def compost() -> Image.Image:
    s = Sheet(shade(WOOD, 0.4), seed=44)
    planks(s, -20, -20, 1640, 360, 3, mix(WOOD, INK, 0.12))
    s.fill(blob(800, 940, 1150, 640, s.rng, bumps=19, rough=0.05), EARTH)
    for _ in range(200):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(380, 1200)
        s.fill(
            blob(x, y, s.rng.uniform(8, 26), s.rng.uniform(6, 16), s.rng, bumps=7),
            mix(EARTH, s.rng.choice([INK, BRICK, WOOD]), s.rng.uniform(0.15, 0.4)),
        )
    peel = mix(BRICK, SUN, 0.55)
    s.line(smooth([(160, 560), (260, 500), (360, 570), (300, 650)]), peel, 34)
    s.line(smooth([(1290, 520), (1390, 470), (1480, 540)]), mix(LEAF, SUN, 0.55), 30)
    for x, y, r in [(1240, 700, 52), (190, 800, 44)]:
        s.fill(oval(x, y, r, r * 0.84), PAPER)
        s.fill(oval(x - 8, y - 6, r * 0.7, r * 0.5), tint(SUN, 0.4))
    for x, y, turn in [(420, 470, 20), (1120, 450, 150), (700, 420, 80), (1420, 760, 200)]:
        leaf(s, x, y, turn, 130, mix(BRICK, SUN, 0.35), vein=True)
    hand(s, 560, 1010, 40, skin=SKINS[0], sleeve=LEAF, size=1.5, fingers=(2, 10, 18, 26), thumb=-20)
    hand(s, 1040, 1010, -40, skin=SKINS[0], sleeve=LEAF, size=1.5, flip=True, fingers=(2, 10, 18, 26), thumb=-20)
    heap = shade(EARTH, 0.35)
    s.fill(blob(800, 760, 300, 170, s.rng, bumps=17, rough=0.09), heap)
    s.dots(blob(860, 800, 220, 120, s.rng), INK, pitch=15)
    for _ in range(40):
        s.fill(
            blob(s.rng.gauss(800, 110), s.rng.gauss(750, 60), 16, 11, s.rng, bumps=6),
            mix(EARTH, WOOD, s.rng.uniform(0, 0.4)),
        )
    worm = mix("#d8738a", BRICK, 0.15)
    body = smooth([(690, 780), (720, 680), (800, 690), (830, 600), (900, 560)])
    s.line(body, worm, 30)
    for number in range(4, len(body) - 3, 4):
        x, y = body[number]
        s.fill(oval(x, y, 5), shade(worm, 0.25))
    s.line(body[18:24], tint(worm, 0.4), 30)
    return s.printed()
