"""Photos leave a story wherever they stand in it: alone, or in a gallery."""

import uuid
from typing import TYPE_CHECKING

from cms.blocks import photo_key

if TYPE_CHECKING:
    from cms.models import StoryPage


def drop_photos(page: "StoryPage", photos: set[uuid.UUID]) -> int:
    """Take photos out of a body in memory, alone or in a gallery; says how many there were."""
    out = page.drop_blocks(lambda block: block.block_type == "photo" and photo_key(block.value["photo"]) in photos)
    for gallery in [block for block in page.body if block.block_type == "gallery"]:
        places = [place for place, value in enumerate(gallery.value) if photo_key(value["photo"]) in photos]
        for place in reversed(places):
            del gallery.value[place]
        out += len(places)
    page.drop_blocks(lambda block: block.block_type == "gallery" and not block.value)
    return out
