"""Photo engine: bytes or a path in, bytes out. It knows neither Django nor who sent the photo."""

from investigations.photos.boxes import Box
from investigations.photos.errors import PhotoRefused, Refused
from investigations.photos.faces import Detector, Face, faces_in
from investigations.photos.gate import DECODES, Gate
from investigations.photos.headers import Header, inspect
from investigations.photos.intake import Intake, intake
from investigations.photos.limits import (
    CLEAN_EDGE,
    MAX_BYTES,
    MAX_PIXELS,
    THUMBNAIL_EDGE,
)
from investigations.photos.masking import Masked, masked, opened
from investigations.photos.originals import upright_original

__all__ = [
    "CLEAN_EDGE",
    "DECODES",
    "MAX_BYTES",
    "MAX_PIXELS",
    "THUMBNAIL_EDGE",
    "Box",
    "Detector",
    "Face",
    "Gate",
    "Header",
    "Intake",
    "Masked",
    "PhotoRefused",
    "Refused",
    "faces_in",
    "inspect",
    "intake",
    "masked",
    "opened",
    "upright_original",
]
