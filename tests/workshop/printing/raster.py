"""Printed pages as the eye and the scanner get them."""

import pypdfium2
from PIL import Image


def rasterised(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
