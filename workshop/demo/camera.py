"""A tablet's camera: a drawn scene becomes the JPEG that such a device stores, with place, time and maker in it."""

import datetime
from functools import cache
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from workshop.demo.scenes import draw
from workshop.geo import Point

QUALITY = 88


def shoot(scene: str, *, taken: datetime.datetime, at: Point) -> bytes:
    """The whole of a 2048 × 1536 JPEG file. Raises KeyError for a scene that nobody drew."""
    out = BytesIO()
    _picture(scene).save(out, "JPEG", quality=QUALITY, exif=_exif(taken, at))
    return out.getvalue()


@cache
def _picture(scene: str) -> Image.Image:
    return draw(scene)


def _exif(taken: datetime.datetime, at: Point) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Lanterne"
    exif[Base.Model] = "Ardoise 10 (fictive)"
    exif[Base.Orientation] = 1
    exif[Base.Software] = "Appareil photo 4.2"
    exif[Base.DateTime] = stamp = f"{taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(IFD.Exif).update({Base.DateTimeOriginal: stamp, Base.DateTimeDigitized: stamp})
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N" if at.lat >= 0 else "S",
            GPS.GPSLatitude: _degrees(abs(at.lat)),
            GPS.GPSLongitudeRef: "E" if at.lon >= 0 else "W",
            GPS.GPSLongitude: _degrees(abs(at.lon)),
            GPS.GPSDateStamp: f"{taken:%Y:%m:%d}",
        }
    )
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 2)
