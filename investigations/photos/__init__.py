"""Photo engine: bytes or a path in, bytes out. It knows neither Django nor who sent the photo.

DECODER asks a child process, and nothing here imports what decodes. The rooms behind it (`intake`, `masking`…) decode
where they are called: they belong to that process.
"""

from investigations.photos.boxes import Box
from investigations.photos.decoder import DECODER
from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.limits import (
    CLEAN_EDGE,
    MAX_BYTES,
    MAX_PIXELS,
    THUMBNAIL_EDGE,
)
from investigations.photos.results import Face, Intake, Masked

__all__ = [
    "CLEAN_EDGE",
    "DECODER",
    "MAX_BYTES",
    "MAX_PIXELS",
    "THUMBNAIL_EDGE",
    "Box",
    "Face",
    "Intake",
    "Masked",
    "PhotoRefused",
    "Refused",
]
