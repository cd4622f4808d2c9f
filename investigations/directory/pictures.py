"""What comes in as a picture becomes ours: decoded by a child process, upright, smaller, without any metadata."""

import datetime
import uuid
from collections.abc import Iterable
from io import BytesIO
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from investigations.directory.models import CitizenProject, ProjectPicture, Registration
from investigations.directory.models.pictures import private_storage
from investigations.photos import DECODER, MAX_BYTES, PhotoRefused, Refused
from workshop.storage import save_durably

FOLDER = "projects"
YOUNGEST = datetime.timedelta(days=1)


def new_picture(
    upload: IO[bytes], *, project: CitizenProject | None = None, registration: Registration | None = None
) -> ProjectPicture:
    """Of what was sent only the bytes count. Raises Refusal(empty | too_heavy | too_many_pixels | not_a_photo | …)."""
    data = upload.read(MAX_BYTES + 1)
    try:
        if len(data) > MAX_BYTES:
            raise PhotoRefused(Refused.TOO_HEAVY)
        made = DECODER.intake(data)
        faces = DECODER.faces_of(made.clean)
    except PhotoRefused as refused:
        raise _refusal(refused.code) from None
    key, storage = uuid.uuid4(), private_storage()
    file, thumbnail = (
        save_durably(storage, f"{FOLDER}/{key}-{size}.jpg", BytesIO(content))
        for size, content in (("picture", made.clean), ("thumbnail", made.thumbnail))
    )
    return ProjectPicture.objects.create(
        pk=key, project=project, registration=registration, file=file, thumbnail=thumbnail, width=made.width,
        height=made.height, faces=len(faces),
    )  # fmt: skip


def drop_replaced(project: CitizenProject) -> None:
    """Those that neither the public version nor the newest one names any more."""
    stored = CitizenProject.objects.get(pk=project.pk)
    named = {stored.picture_id, stored.get_latest_revision_as_object().picture_id}
    for picture in stored.pictures.exclude(pk__in=named - {None}):
        picture.delete()


def sweep() -> None:
    """Once a day: what a server that died between two steps has left."""
    old = timezone.now() - YOUNGEST
    for picture in ProjectPicture.objects.exclude(project=None).filter(made_at__lt=old).iterator(chunk_size=500):
        drop_replaced(picture.project)
    storage = private_storage()
    try:
        names = {f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]}
    except FileNotFoundError:
        return
    for name in names - _named(names):
        if storage.get_modified_time(name) < old:
            storage.delete(name)


def _named(names: Iterable[str]) -> set[str]:
    rows = ProjectPicture.objects.values_list("file", "thumbnail")
    return {name for row in rows.iterator(chunk_size=2000) for name in row} & set(names)


def _refusal(code: Refused) -> Refusal:
    sentences = {
        Refused.EMPTY: _("Ce fichier est vide. Choisissez l’image encore une fois."),
        Refused.TOO_HEAVY: _("Cette image dépasse 25 Mo. Choisissez-en une plus légère."),
        Refused.TOO_MANY_PIXELS: _("Cette image est trop grande. Choisissez-en une plus petite."),
        Refused.NOT_A_PHOTO: _("Ce fichier n’est pas une image que nous savons lire : JPEG, PNG, WebP ou HEIC."),
        Refused.DAMAGED: _("Cette image est abîmée. Choisissez-la encore une fois, ou une autre."),
    }
    return Refusal(sentences[code], code=code.value)
