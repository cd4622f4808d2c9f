"""Share of faces that are masked, on pictures put together from real photographs; a mask without a face; time a photo.

One portrait comes with scikit-image in colour and in focus: it is shown mirrored, turned, darker, brighter, larger and
smaller. So the figures say how the engine bears light, turn and size, not how it bears all people.
"""

import random
import time

from PIL import Image, ImageEnhance

from investigations.photos import Box
from investigations.photos.faces import faces_in
from tests.bench.results import Result
from tests.faces import FACE
from tests.pictures import photograph

PICTURES, PEOPLE = 20, 3
SIZE = (1600, 1200)
# Of the portrait: what is shown of it, so that heads can stand side by side.
HEAD = Box(0.27, 0.02, 0.63, 0.48)
BACKGROUNDS = ("coffee", "rocket", "chelsea", "hubble_deep_field", "retina")
HEIGHTS = (30, 40, 48, 60, 80, 110, 150, 200, 300)
TURNS = (0, 0, 0, 12, -12, 25, -25, 90, 180, 270)
LIGHTS = (0.55, 0.75, 1, 1, 1.3, 1.5)
# Smaller ones are found by luck.
COUNTED_FROM = 40


def composed(seed: int) -> tuple[Image.Image, list[tuple[Box, int]]]:
    """A picture, and each face in it with its height in pixels."""
    chance = random.Random(seed)
    picture = photograph(BACKGROUNDS[seed % len(BACKGROUNDS)], SIZE).copy()
    faces = []
    for place in range(PEOPLE):
        height, turn = HEIGHTS[(seed * PEOPLE + place) % len(HEIGHTS)], chance.choice(TURNS)
        side = round(height / (FACE.bottom - FACE.top))
        head, mark = photograph("astronaut", (side, side)), Image.new("L", (side, side))
        mark.paste(255, FACE.pixels(mark.size))
        head, mark = (image.crop(HEAD.pixels(image.size)) for image in (head, mark))
        if chance.random() < 0.5:
            head, mark = (image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) for image in (head, mark))
        head = ImageEnhance.Brightness(head).enhance(chance.choice(LIGHTS))
        shape = Image.new("L", head.size, 255)
        head, mark, shape = (image.rotate(turn, expand=True) for image in (head, mark, shape))
        room = SIZE[0] // PEOPLE
        at = (place * room + (room - head.width) // 2, chance.randint(0, max(SIZE[1] - head.height, 0)))
        picture.paste(head, at, shape)
        left, top, right, bottom = mark.getbbox()
        faces.append((box_of((left + at[0], top + at[1], right + at[0], bottom + at[1])), height))
    return picture, faces


def box_of(pixels: tuple[int, int, int, int]) -> Box:
    return Box(*(edge / SIZE[place % 2] for place, edge in enumerate(pixels)))


def run() -> list[Result]:
    masked = counted = small = small_masked = false = total = 0
    seconds = 0.0
    for seed in range(PICTURES):
        picture, faces = composed(seed)
        start = time.process_time()
        found = [face.box for face in faces_in(picture)]
        seconds += time.process_time() - start
        total += len(faces)
        for face, height in faces:
            is_masked = any(covers(mask, face) for mask in found)
            if height >= COUNTED_FROM:
                counted += 1
                masked += is_masked
            else:
                small += 1
                small_masked += is_masked
        false += sum(not any(mask.overlap(face) > 0 for face, _ in faces) for mask in found)
    return [
        Result(
            f"Faces from {COUNTED_FROM} px up that are masked, of {counted}",
            f"{masked}",
            masked / counted,
            at_least=0.95,
        ),
        Result(f"Faces of 30 px that are masked, of {small}", f"{small_masked}"),
        Result(f"Masks where no face is, in {PICTURES} pictures with {total} faces", f"{false}"),
        Result("Looking for faces in a photo of 1600 × 1200, CPU", f"{seconds / PICTURES:.2f} s"),
    ]


def covers(mask: Box, face: Box) -> bool:
    """The middle of the face, and most of it: eyes, nose and mouth are gone."""
    across, down = (face.left + face.right) / 2, (face.top + face.bottom) / 2
    shared = Box(
        max(mask.left, face.left), max(mask.top, face.top), min(mask.right, face.right), min(mask.bottom, face.bottom)
    )
    return mask.left < across < mask.right and mask.top < down < mask.bottom and shared.area > 0.6 * face.area
