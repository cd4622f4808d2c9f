"""A photo for who took it: without the face of anybody else, whatever a story may show."""

from classrooms.models import Pupil
from investigations.masks import said_when_not_masked
from investigations.models import Photo
from investigations.photos import DECODER


def own_copy(photo: Photo, pupil: Pupil) -> bytes | None:
    """None while the photo was not searched for faces. Faces shown under another's consent are covered again.

    ``photo`` comes with its masks. Raises Refusal(not_masked).
    """
    if not photo.is_searched:
        return None
    with photo.masked.open("rb") as file:
        picture: bytes = file.read()
    shown = [mask for mask in photo.masks.all() if mask.lifted_at and mask.removed_at is None]
    boxes = [mask.box for mask in shown if mask.pupil_id != pupil.pk]
    if not boxes:
        return picture
    with said_when_not_masked():
        return DECODER.masked(picture, boxes).picture
