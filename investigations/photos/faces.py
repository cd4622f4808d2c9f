"""Looking for faces in a photo. No detector finds every face: a person looks at each photo as well."""

from functools import cache
from typing import Protocol

from PIL import Image
from PIL.Image import Transpose

from investigations.photos.limits import FACES_EDGE
from investigations.photos.results import Face

_LEFT = {0: None, 1: Transpose.ROTATE_90, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_270}
# Of two finds that share this part of what they cover, the surer one stands for both.
SAME = 0.3
# Hair, ears and chin make a face known as well.
AROUND = 0.3


class Detector(Protocol):
    """Finds upright faces, the same one perhaps more than once."""

    def find(self, image: Image.Image) -> list[Face]: ...


@cache
def detector(edge: int = FACES_EDGE) -> Detector:
    """The one in use; the weights are loaded once in a process, when first needed."""
    from investigations.photos.centerface import CenterFace

    return CenterFace(edge=edge)


def faces_in(image: Image.Image, by: Detector | None = None) -> list[Face]:
    """Every face that is found upright, lying or upside down, once, surest first, with what is around it."""
    by = by or detector()
    found: list[Face] = []
    for quarters, turn in _LEFT.items():
        turned = image if turn is None else image.transpose(turn)
        found += [Face(face.box.turned_back(quarters), face.score) for face in by.find(turned)]
    return [Face(face.box.enlarged(AROUND), face.score) for face in distinct(found)]


def distinct(faces: list[Face]) -> list[Face]:
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: -face.score):
        if all(face.box.overlap(other.box) < SAME for other in kept):
            kept.append(face)
    return kept
