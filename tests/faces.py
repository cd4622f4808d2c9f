"""A group photo with real faces, put together from the portrait that comes with scikit-image (NASA, public domain)."""

import numpy as np
from PIL import Image

from investigations.photos import Box
from tests.pictures import photograph

# Of scikit-image's portrait: where the face lies in it.
FACE = Box(0.36, 0.14, 0.53, 0.39)
BACKGROUND = (121, 133, 116)
TURNS = (0, 90, 180, 270)


def group_photo(heights=(120, 120, 120, 120), turns=TURNS, size=(1600, 1200)) -> tuple[Image.Image, list[Box]]:
    """People beside each other, each so many pixels high and so turned; and where their faces are."""
    ground = np.random.default_rng(7).normal(BACKGROUND, 9, (size[1], size[0], 3)).clip(0, 255).astype(np.uint8)
    picture, boxes = Image.fromarray(ground), []
    step = size[0] // len(heights)
    for place, (height, turn) in enumerate(zip(heights, turns, strict=True)):
        side = round(height / (FACE.bottom - FACE.top))
        person = photograph("astronaut", (side, side)).rotate(turn)
        at = (place * step + (step - side) // 2, (size[1] - side) // 2)
        picture.paste(person, at)
        # Image.rotate turns to the left; so does what was found in a picture turned to the right.
        face = FACE.turned_back(-turn // 90)
        boxes.append(Box(*(
            (at[axis % 2] + edge * side) / size[axis % 2]
            for axis, edge in enumerate((face.left, face.top, face.right, face.bottom))
        )))  # fmt: skip
    return picture, boxes
