"""What becomes of a photo. Every picture is an upright JPEG without metadata."""

from dataclasses import dataclass
from typing import Literal

from investigations.photos.boxes import Box

Format = Literal["JPEG", "PNG", "WEBP", "HEIC"]


@dataclass(frozen=True)
class Intake:
    """Clean copy and thumbnail, the size in pixels of the clean copy, and the format that came in."""

    clean: bytes
    thumbnail: bytes
    width: int
    height: int
    format: Format


@dataclass(frozen=True)
class Masked:
    """Two pictures in which nothing of what the boxes cover is left."""

    picture: bytes
    thumbnail: bytes


@dataclass(frozen=True, slots=True)
class Face:
    """``score`` from 0 to 1: how sure the detector is."""

    box: Box
    score: float
