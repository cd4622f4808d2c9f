"""What the children photograph, drawn by code: flat printer's colours, halftone and grain, on warm paper."""

from PIL import Image


def draw(scene: str) -> Image.Image:
    return Image.new("RGB", (2048, 1536), "#f5c04a")
