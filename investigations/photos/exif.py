"""The one fact that we take from EXIF: which way up. Pillow's reader warns, follows pointers and parses everything."""

import struct

_ORIENTATION = 0x0112
_SHORT = 3
_MAX_ENTRIES = 512


def orientation(exif: bytes | None) -> int:
    """Orientation 1 to 8 of an EXIF block, with or without its `Exif` prefix; 1 where none makes sense."""
    tiff = (exif or b"").removeprefix(b"Exif\x00\x00")
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(tiff[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "L", tiff, 4)
        (entries,) = struct.unpack_from(order + "H", tiff, at)
        for entry in range(min(entries, _MAX_ENTRIES)):
            tag, kind, _, value = struct.unpack_from(order + "HHLH", tiff, at + 2 + 12 * entry)
            if (tag, kind) == (_ORIENTATION, _SHORT):
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1
