"""The bicycle workshop."""

import math

from PIL import Image

from workshop.demo.paint import BRICK, INK, LEAF, LILAC, PAPER, SKY, SUN, Sheet, box, mix, oval, shade, smooth, tint
from workshop.demo.props import SKINS, WOOD, cast, hand, planks

STEEL = tint(INK, 0.42)


def bicycle(s: Sheet, x: float, y: float, size: float, colour: str, turn: float = 0) -> None:
    """A bicycle with its wheels' hubs at y, the bottom bracket between them."""
    with s.at(x, y, turn, size):
        for hub in (-190, 190):
            wheel(s, hub, 0, 140)
        crank, seat, head = (-30, 20), (-84, -170), (120, -176)
        for a, b in [
            ((-190, 0), crank),
            (crank, seat),
            (seat, head),
            (crank, head),
            ((-190, 0), (-76, -140)),
            ((190, 0), (108, -206)),
        ]:
            s.line([a, b], colour, 17)
        s.line([seat, (-96, -218)], STEEL, 13)
        s.fill(smooth([(-160, -232), (-60, -226), (-40, -212), (-100, -206), (-158, -210)], closed=True), INK)
        s.line(smooth([(108, -206), (112, -240), (160, -262), (186, -236)]), STEEL, 13)
        s.line([(160, -260), (190, -234)], shade(BRICK, 0.3), 20)
        s.fill(oval(*crank, 34), INK)
        s.fill(oval(*crank, 20), STEEL)
        s.line([(-62, -10), (2, 50)], STEEL, 11)
        s.line([(-16, 54), (24, 54)], INK, 14)
        s.line([(-30, -12), (-190, -14)], INK, 5)
        s.line([(-30, 52), (-190, 16)], INK, 5)


def wheel(s: Sheet, x: float, y: float, r: float) -> None:
    s.line(oval(x, y, r), INK, r * 0.12)
    s.line(oval(x, y, r * 0.9), STEEL, r * 0.045)
    for spoke in range(0, 360, 20):
        angle = math.radians(spoke)
        s.line(
            [(x, y), (x + r * 0.9 * math.cos(angle), y + r * 0.9 * math.sin(angle))],
            tint(INK, 0.5),
            max(1.5, r * 0.012),
        )
    s.fill(oval(x, y, r * 0.1), STEEL)
    s.fill(oval(x, y, r * 0.05), INK)


def wide() -> Image.Image:
    s = Sheet(tint(SUN, 0.38), seed=51)
    s.fill(box(0, 0, 1600, 70), shade(WOOD, 0.45))
    s.fill(box(60, 130, 470, 470, 6), shade(SKY, 0.1))
    for x, y in [(76, 146), (302, 146), (76, 376), (302, 376)]:
        s.fill(box(x, y, 212, 212), tint(SKY, 0.3))
        s.fill([(x, y + 212), (x + 120, y), (x + 180, y), (x + 60, y + 212)], tint(SKY, 0.18))
    _pharmacy(s, 1010, 190)
    for x, colour in [(640, LEAF), (900, LILAC)]:
        s.line([(x, 60), (x, 130)], INK, 8)
        bicycle(s, x + 30, 400, 0.62, colour, 96)
    s.fill(box(0, 880, 1600, 340), tint(BRICK, 0.42))
    for number in range(-8, 18):
        s.line([(800 + number * 110, 880), (800 + number * 290, 1220)], tint(BRICK, 0.6), 5)
    for y in (940, 1040, 1170):
        s.line([(0, y), (1600, y)], tint(BRICK, 0.6), 5)
    _bench(s)
    cast(s, 700, 1110, 420, 50, shade(BRICK, 0.6))
    s.line([(655, 760), (655, 1100)], STEEL, 26)
    s.line([(520, 1116), (655, 1080), (800, 1116)], STEEL, 22)
    bicycle(s, 690, 880, 1.22, SUN)
    s.line([(655, 720), (620, 690)], INK, 34)
    for x, y, turn in [(250, 1130, 20), (330, 1160, 80), (1050, 1150, -30)]:
        wrench(s, x, y, turn, 0.5)
    s.line([(1390, 0), (1390, 60)], INK, 5)
    s.fill([(1320, 130), (1356, 58), (1424, 58), (1460, 130)], BRICK)
    return s.printed()


def _pharmacy(s: Sheet, x: float, y: float) -> None:
    s.dots(box(x + 30, y + 20, 520, 560), shade(SUN, 0.6))
    s.fill(box(x, y, 520, 560, 8), shade(WOOD, 0.25))
    for row in range(7):
        for column in range(7):
            left, top = x + 14 + column * 71, y + 14 + row * 77
            tone = s.rng.choice([WOOD, mix(WOOD, SUN, 0.3), mix(WOOD, BRICK, 0.25), tint(SKY, 0.55)])
            s.fill(box(left, top, 65, 70, 5), tone)
            s.fill(box(left + 16, top + 12, 33, 18), PAPER)
            s.fill(oval(left + 32, top + 48, 8), INK)


def _bench(s: Sheet) -> None:
    s.fill(box(1080, 790, 540, 40), WOOD)
    s.fill(box(1080, 830, 540, 20), shade(WOOD, 0.35))
    s.fill(box(1130, 850, 46, 240), shade(WOOD, 0.2))
    s.fill(box(1500, 850, 46, 240), shade(WOOD, 0.2))
    s.fill(box(1200, 700, 90, 92, 10), BRICK)
    s.dots(box(1246, 700, 44, 92, 8), shade(BRICK, 0.5))
    for x, colour in ((1216, STEEL), (1240, SUN), (1266, LEAF)):
        s.line([(x, 700), (x + 4, 620)], colour, 12)
    wheel(s, 1430, 660, 124)


def wrench(s: Sheet, x: float, y: float, turn: float, size: float = 1, colour: str = STEEL) -> None:
    with s.at(x, y, turn, size):
        s.fill(box(-22, -160, 44, 330, 20), colour)
        for end, way in ((-180, -1), (180, 1)):
            jaw = oval(0, end, 56, 56, 115, 425) if way > 0 else oval(0, end, 56, 56, -65, 245)
            s.fill([*jaw, (-24, end + way * 6), (24, end + way * 6)][::1], colour)
        s.line([(-8, -110), (-8, 110)], tint(INK, 0.2), 6)


def repair_wheel() -> Image.Image:
    s = Sheet(tint(SKY, 0.3), seed=53)
    planks(s, 0, 0, 1600, 860, 6, tint(SKY, 0.45))
    outline = shade(tint(SKY, 0.45), 0.3)
    for x, turn, size, colour in [
        (140, 8, 1.0, SUN),
        (300, -4, 0.8, BRICK),
        (1330, 6, 1.0, STEEL),
        (1470, -6, 0.82, LEAF),
    ]:
        s.fill(box(x - 40, 150, 110, 480, 40), outline)
        wrench(s, x, 400, turn, size, colour)
        s.fill(oval(x, 190, 11), INK)
    s.fill(box(0, 980, 1600, 240), WOOD)
    s.fill(box(0, 960, 1600, 40), mix(WOOD, PAPER, 0.25))
    cast(s, 860, 1060, 460, 46, shade(WOOD, 0.7))
    for side in (-1, 1):
        s.line([(800 + side * 130, 1050), (800 + side * 60, 540)], BRICK, 40)
        s.line([(800 + side * 130, 1050), (800 + side * 60, 540)], mix(BRICK, PAPER, 0.25), 10)
    s.fill(box(560, 1020, 480, 60, 20), BRICK)
    wheel(s, 800, 520, 440)
    s.line(oval(800, 520, 424, 424, 200, 290), tint(INK, 0.2), 9)
    for reach, start in ((500, -58), (536, -50)):
        s.line(oval(800, 520, reach, reach, start, start + 30), INK, 9)
    s.fill(smooth([(1230, 560), (1330, 500), (1380, 540), (1340, 590), (1250, 600)], closed=True), shade(BRICK, 0.3))
    s.fill(box(1180, 545, 66, 40, 8), STEEL)
    s.fill(oval(330, 1060, 90, 60), INK)
    s.fill(oval(330, 1050, 90, 60), SKY)
    s.fill(oval(330, 1046, 66, 42), shade(SKY, 0.5))
    for x, y in [(300, 1040), (340, 1052), (362, 1034), (322, 1064)]:
        s.fill(oval(x, y, 11), STEEL)
    return s.printed()


def patch() -> Image.Image:
    s = Sheet(WOOD, seed=57)
    planks(s, -20, -20, 1640, 1260, 5, mix(WOOD, SUN, 0.15))
    tube = smooth([(-60, 300), (340, 520), (800, 560), (1260, 480), (1680, 210)])
    s.line([(x + 24, y + 40) for x, y in tube], shade(WOOD, 0.45), 176)
    s.line(tube, INK, 170)
    s.line([(x, y - 44) for x, y in tube], tint(INK, 0.75), 16)
    s.fill(oval(800, 556, 150, 74), tint(INK, 0.7))
    s.fill(oval(800, 552, 122, 58), BRICK)
    s.line([*oval(800, 552, 122, 58)], tint(BRICK, 0.5), 7)
    with s.at(330, 170, -9):
        s.dots(box(-160, -90, 380, 240, 18), shade(WOOD, 0.7))
        s.fill(box(-190, -120, 380, 240, 26), SKY)
        s.fill(box(-170, -100, 340, 200, 18), tint(SUN, 0.9))
        s.fill(oval(-80, 0, 64), BRICK)
        s.fill(oval(-80, 0, 30), PAPER)
        for y in (-44, -8, 28):
            s.line([(16, y), (140, y)], INK, 12)
        s.fill([(150, 60), (190, 40), (190, 96), (160, 118)], shade(SKY, 0.4))
    for x, y in [(1210, 150), (1330, 220), (1420, 120)]:
        cast(s, x + 14, y + 14, 62, 40, shade(WOOD, 0.7))
        s.fill(oval(x, y, 62, 44), BRICK)
        s.fill(oval(x, y, 42, 28), tint(INK, 0.75))
    hand(s, 500, 890, 38, skin=SKINS[2], sleeve=LEAF, size=1.42, fingers=(10, 16, 22, 30), thumb=-16)
    hand(
        s,
        1100,
        885,
        -36,
        skin=SKINS[3],
        sleeve=tint(SKY, 0.8),
        size=1.42,
        flip=True,
        fingers=(10, 16, 22, 30),
        thumb=-16,
    )
    return s.printed()


def bell() -> Image.Image:
    s = Sheet(tint(LEAF, 0.35), seed=59)
    for x, y, r, part in [
        (240.0, 260.0, 300, 0.5),
        (1300, 200, 380, 0.28),
        (1180, 980, 420, 0.5),
        (300, 1000, 260, 0.25),
    ]:
        s.fill(oval(x, y, r), tint(LEAF, part))
    s.dots(box(0, 0, 1600, 1200), tint(LEAF, 0.62), pitch=26, part=0.28)
    bar = smooth([(-40, 860), (420, 800), (1000, 800), (1660, 930)])
    s.line(bar, STEEL, 88)
    s.line([(x, y - 22) for x, y in bar], PAPER, 14)
    s.line(bar[-14:], INK, 120)
    for x, y in bar[-13::3]:
        s.line([(x, y - 56), (x - 8, y + 56)], tint(INK, 0.75), 9)
    s.fill(box(690, 700, 220, 170, 30), shade(STEEL, 0.4))
    s.fill([*oval(800, 690, 380, 360, 180, 360)], SUN)
    s.fill(oval(800, 690, 380, 92), shade(SUN, 0.25))
    s.dots([*oval(800, 690, 380, 360, 270, 360), (800, 690)], shade(SUN, 0.6), pitch=15)
    s.line(oval(800, 690, 300, 290, 200, 250), PAPER, 30)
    s.fill(oval(800, 336, 34, 26), STEEL)
    s.line([(1120, 740), (1260, 650)], STEEL, 40)
    s.fill(oval(1276, 640, 50, 42), INK)
    for turn in (205, 225, 315, 335):
        across, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        s.line([(800 + across * reach, 620 + down * reach) for reach in (450, 540)], BRICK, 16)
    return s.printed()


def cat() -> Image.Image:
    s = Sheet(tint(LILAC, 0.22), seed=61)
    s.dots(box(0, 0, 1600, 1200), tint(LILAC, 0.4), pitch=24, part=0.3)
    s.fill(box(0, 960, 1600, 260), tint(BRICK, 0.4))
    wheel(s, 800, 1150, 420)
    s.line(smooth([(330, 330), (560, 380), (1040, 380), (1270, 330)]), STEEL, 34)
    for x in (330, 1270):
        s.line([(x, 330), (x + (60 if x > 800 else -60), 300)], shade(BRICK, 0.35), 56)
    fur = mix(BRICK, SUN, 0.5)
    s.fill(
        smooth(
            [(420, 620), (470, 450), (640, 370), (860, 360), (1060, 420), (1170, 560), (1180, 700), (430, 720)],
            closed=True,
        ),
        fur,
    )
    for x, top in [(760, 376), (870, 380), (980, 420), (1080, 490)]:
        s.line(smooth([(x, top), (x + 24, top + 60), (x + 10, top + 110)]), shade(fur, 0.35), 24)
    s.dots(smooth([(900, 640), (1040, 460), (1160, 560), (1180, 700), (900, 720)], closed=True), shade(fur, 0.5))
    for x, turn in ((488, -16), (660, 12)):
        with s.at(x, 420, turn):
            s.fill([(-62, 40), (0, -84), (62, 40)], fur)
            s.fill([(-30, 30), (0, -40), (30, 30)], tint(BRICK, 0.5))
    s.fill(oval(574, 510, 178, 140), fur)
    for x in (500, 642):
        s.line(oval(x, 500, 38, 24, 10, 170), INK, 9)
    s.fill([(552, 546), (596, 546), (574, 572)], shade(BRICK, 0.2))
    s.line(smooth([(536, 592), (556, 600), (574, 576), (592, 600), (612, 592)]), INK, 7)
    for side in (-1, 1):
        for dy in (-8, 14):
            s.line([(574 + side * 70, 560 + dy), (574 + side * 210, 552 + dy * 2.4)], PAPER, 4)
    s.line(smooth([(1150, 640), (1210, 560), (1170, 470), (1060, 600), (900, 650)]), shade(fur, 0.12), 56)
    _basket(s)
    return s.printed()


def _basket(s: Sheet) -> None:
    cane = mix(WOOD, SUN, 0.35)
    s.fill([(380, 650), (1220, 650), (1130, 1010), (470, 1010)], shade(cane, 0.35))
    for row in range(7):
        for column in range(14):
            y = 668 + row * 49
            inset = (y - 650) * 0.25
            w = (840 - 2 * inset) / 14
            x = 380 + inset + column * w
            if (row + column) % 2:
                s.fill(box(x + 2, y, w - 4, 42, 14), cane)
            else:
                s.fill(box(x + w * 0.2, y - 4, w * 0.6, 50, 10), mix(cane, BRICK, 0.25))
    s.dots([(860, 650), (1220, 650), (1130, 1010), (840, 1010)], shade(cane, 0.7), part=0.45)
    s.line([(372, 650), (1228, 650)], mix(cane, PAPER, 0.2), 50)
    for x in range(400, 1220, 40):
        s.line([(x, 632), (x + 18, 668)], shade(cane, 0.3), 6)
