"""Any colours that a decoder hands over, as 8-bit sRGB on white."""

from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_SPACES = {"RGB": "RGB", "CMYK": "CMYK", "L": "GRAY"}
_MAX_PROFILE = 1024 * 1024


def scalable(image: Image.Image) -> Image.Image:
    """The image in a mode that can be resized without harm: L, RGB, RGBA or CMYK."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def flat(image: Image.Image) -> Image.Image:
    """A new RGB image, alpha laid on white. Takes what `scalable` gives."""
    if image.mode != "RGBA":
        return image if image.mode == "RGB" else image.convert("RGB")
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB in sRGB, from `flat` or `scalable` colours in the space of `profile`.

    A profile that is broken, oversized or meant for another colour space is ignored, as browsers do.
    """
    if not profile or len(profile) > _MAX_PROFILE or image.mode not in _SPACES:
        return flat(image)
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(profile))
        name = ImageCms.getProfileDescription(space)
        if space.profile.xcolor_space.strip() != _SPACES[image.mode] or name.startswith("sRGB"):
            return flat(image)
        converted = ImageCms.profileToProfile(image, space, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return flat(image)
    return converted or flat(image)
