"""Things that stand in more than one picture: trees, pots, hands, houses."""

from workshop.demo.paint import BRICK, INK, LEAF, PAPER, SKY, SUN, Sheet, blob, box, mix, oval, shade, smooth, tint

WOOD = mix(BRICK, SUN, 0.62)
EARTH = mix(BRICK, INK, 0.72)
SKINS = ("#b9744a", "#7d4a35", "#e8b98f", "#9c5d3f")
GRASS = mix(LEAF, SUN, 0.42)


def facades(s: Sheet, base: float, *, far: bool = True) -> None:
    """Paris over the wall: zinc roofs, chimney pots, shutters."""
    x = -40.0
    walls = [tint(SUN, 0.32), tint(BRICK, 0.16), tint(SUN, 0.2), tint(SKY, 0.14)]
    number = 0
    while x < 1640:
        w, top = s.rng.uniform(190, 300), base - s.rng.uniform(330, 470)
        wall = walls[number % len(walls)]
        s.fill(box(x, top, w, base - top), wall)
        roof = tint(SKY, 0.55)
        s.fill([(x - 8, top), (x + 26, top - 82), (x + w - 26, top - 82), (x + w + 8, top)], roof)
        s.dots(
            [(x + w * 0.55, top - 82), (x + w - 26, top - 82), (x + w + 8, top), (x + w * 0.55, top)], shade(roof, 0.3)
        )
        for at in (0.2, 0.3, 0.72):
            s.fill(box(x + w * at, top - 124, 16, 46), mix(BRICK, SUN, 0.2))
        _windows(s, x, top, w, base)
        x += w
        number += 1


def _windows(s: Sheet, x: float, top: float, w: float, base: float) -> None:
    columns = int(w // 78)
    step = w / columns
    for column in range(columns):
        for row in range(int((base - top) // 118)):
            left, up = x + step * (column + 0.5) - 17, top + 26 + row * 118
            s.fill(box(left, up, 34, 66), tint(SKY, 0.62))
            s.fill(box(left, up, 34, 22), tint(SKY, 0.4))
            if s.rng.random() < 0.55:
                shutter = s.rng.choice([tint(LEAF, 0.6), tint(BRICK, 0.6), tint(SKY, 0.75)])
                s.fill(box(left - 17, up, 15, 66), shutter)
                s.fill(box(left + 36, up, 15, 66), shutter)
            s.line([(left - 8, up + 70), (left + 42, up + 70)], shade(PAPER, 0.35), 4)


def tree(s: Sheet, x: float, base: float, size: float = 1, colour: str = LEAF) -> None:
    with s.at(x, base, size=size):
        trunk = smooth(
            [(-26, 10), (-16, -140), (-60, -280), (-30, -290), (6, -210), (48, -300), (70, -284), (24, -140), (34, 10)]
        )
        s.fill(trunk, shade(mix(BRICK, LEAF, 0.4), 0.45))
        for dx, dy, r in [(-120.0, -330.0, 120), (110, -340, 130), (0, -450, 150), (-60, -380, 130), (80, -420, 110)]:
            s.fill(blob(dx, dy, r, r * 0.86, s.rng), colour)
        for dx, dy, r in [(110, -340, 96), (40, -390, 110)]:
            s.dots(blob(dx, dy, r, r * 0.8, s.rng), shade(colour, 0.4), pitch=13)
        for _ in range(46):
            dx, dy = s.rng.triangular(-190, 190), s.rng.triangular(-540, -280)
            leaf(s, dx, dy, s.rng.uniform(0, 360), s.rng.uniform(13, 22), mix(colour, SUN, s.rng.uniform(0.25, 0.55)))


def leaf(s: Sheet, x: float, y: float, turn: float, length: float, colour: str, *, vein: bool = False) -> None:
    with s.at(x, y, turn):
        s.fill(
            smooth(
                [(0, 0), (length * 0.45, -length * 0.26), (length, 0), (length * 0.45, length * 0.26)],
                closed=True,
                steps=5,
            ),
            colour,
        )
        if vein:
            s.line([(length * 0.05, 0), (length * 0.88, 0)], shade(colour, 0.35), max(1.5, length * 0.03))


def plant(s: Sheet, x: float, base: float, height: float, colour: str = LEAF, leaves: int = 7) -> None:
    top = (x + s.rng.uniform(-0.15, 0.15) * height, base - height)
    s.line(
        smooth([(x, base), (x + height * 0.05, base - height / 2), top]), shade(colour, 0.15), max(3, height * 0.035)
    )
    for number in range(leaves):
        part = 0.2 + 0.8 * number / leaves
        cx, cy = x + (top[0] - x) * part, base - height * part
        turn = s.rng.uniform(-60, -15) if number % 2 else s.rng.uniform(195, 240)
        leaf(
            s,
            cx,
            cy,
            turn,
            height * s.rng.uniform(0.24, 0.38),
            mix(colour, SUN, s.rng.uniform(0, 0.35)),
            vein=height > 120,
        )


def flower(s: Sheet, x: float, y: float, r: float, colour: str, heart: str = SUN) -> None:
    for turn in range(0, 360, 60):
        with s.at(x, y, turn):
            s.fill(oval(r * 0.62, 0, r * 0.5, r * 0.36), colour)
    s.fill(oval(x, y, r * 0.34), heart)


def planks(s: Sheet, x: float, y: float, w: float, h: float, count: int, colour: str = WOOD) -> None:
    """Boards one above the other, with grain and nails."""
    each = h / count
    for row in range(count):
        tone = mix(colour, s.rng.choice([INK, PAPER, BRICK]), s.rng.uniform(0.02, 0.14))
        s.fill(box(x, y + row * each, w, each - 3), tone)
        for _ in range(3):
            gy, gx = y + row * each + s.rng.uniform(0.2, 0.8) * each, x + s.rng.uniform(0, 0.7) * w
            s.line([(gx, gy), (min(x + w - 8, gx + s.rng.uniform(40, 0.3 * w + 41)), gy)], shade(tone, 0.16), 2.5)
        for nail in (x + 16, x + w - 16):
            s.fill(oval(nail, y + row * each + each / 2, 4), shade(tone, 0.5))


def cast(s: Sheet, x: float, y: float, rx: float, ry: float, colour: str = INK) -> None:
    """The shadow of a thing on the ground, in halftone."""
    s.dots(oval(x, y, rx, ry), colour, pitch=11, part=0.6)


def hand(
    s: Sheet,
    x: float,
    y: float,
    turn: float,
    *,
    skin: str,
    sleeve: str,
    size: float = 1,
    flip: bool = False,
    fingers: tuple[float, ...] = (-26, -9, 7, 22),
    reach: float = 1,
    thumb: float = -62,
) -> None:
    """The back of a hand, its wrist at (x, y), fingers pointing up, the thumb at the left."""  # fmt: skip
    with s.at(x, y, turn, size, flip):
        s.fill(smooth([(-62, 30), (-92, 420), (-110, 900), (120, 900), (98, 420), (62, 30)]), sleeve)
        s.dots(smooth([(16, 60), (40, 420), (40, 900), (120, 900), (98, 420), (62, 60)]), shade(sleeve, 0.4))
        s.fill(box(-70, 14, 140, 46, 20), shade(sleeve, 0.25))
        dark = shade(skin, 0.32)
        finger(s, -44, -58, thumb, 118, 44, skin)
        palm = smooth([(-54, 22), (-66, -70), (-58, -150), (0, -168), (58, -150), (64, -70), (54, 22)], closed=True)
        s.fill(palm, skin)
        for number, turned in enumerate(fingers):
            base = (-44 + number * 29, -146 - (8 if number in (1, 2) else 0))
            length = (112, 134, 126, 98)[number] * reach
            finger(s, *base, turned, length, 33, skin)
        for gap in (-29, 0, 29):
            s.line([(gap, -176), (gap * 0.92, -136)], dark, 4)
        s.dots(
            smooth([(14, 20), (30, -80), (26, -150), (58, -150), (64, -70), (54, 20)], closed=True),
            dark,
            pitch=12,
            part=0.4,
        )


def finger(s: Sheet, x: float, y: float, turn: float, length: float, width: float, skin: str) -> None:
    with s.at(x, y, turn):
        s.fill(box(-width / 2, -length, width, length + width / 2, width / 2), skin)
        s.line([(width / 2 - 2, -length * 0.8), (width / 2 - 2, -4)], shade(skin, 0.28), 3)
        s.fill(box(-width * 0.27, -length + 6, width * 0.54, width * 0.56, 9), mix(skin, PAPER, 0.45))
        s.line([(-width * 0.3, -length * 0.5), (width * 0.28, -length * 0.5)], shade(skin, 0.25), 3)
