"""Photo engine: bytes or a path in, bytes out. It knows neither Django nor who sent the photo."""

from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.gate import DECODES, Gate
from investigations.photos.headers import Header, inspect
from investigations.photos.intake import Intake, intake
from investigations.photos.limits import (
    CLEAN_EDGE,
    MAX_BYTES,
    MAX_PIXELS,
    THUMBNAIL_EDGE,
)
from investigations.photos.originals import upright_original

__all__ = [
    "CLEAN_EDGE",
    "DECODES",
    "MAX_BYTES",
    "MAX_PIXELS",
    "THUMBNAIL_EDGE",
    "Gate",
    "Header",
    "Intake",
    "PhotoRefused",
    "Refused",
    "inspect",
    "intake",
    "upright_original",
]
