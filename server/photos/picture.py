"""From a picture as somebody sent it to the forms in which it is shown: pure, but slow; run it in a thread."""

import hashlib
import io
import struct
from collections.abc import Iterator, Mapping

from PIL import Image, ImageCms, ImageOps

from server.domain.errors import Invalid
from server.domain.photo import ICON, LARGE, LARGE_ICON, LIST, MEDIUM, PREVIEW
from server.photos.model import FORMATS, Kind, Picture

SEVERAL_IN_ONE = {"MPO": "JPEG"}
"""A JPEG with more of them behind it, as phones write for depth and brightness: the first one is the picture."""
MAX_JPEG_PIXELS = 50_000_000
"""What phones make today. A JPEG is read at a fraction of its size."""
MAX_PIXELS = 25_000_000
"""Of other formats, which are held whole while they are made smaller: 100 MB."""
MAX_SIDE = 16_000
LEAST_SIDE = 32
MOST_SCANS = 64
"""Of a progressive JPEG, each of which goes over all pixels; encoders make about ten. Seventy bytes cost a tenth of a second."""
START_OF_SCAN = b"\xff\xda"
KILOBYTE = 1024
BUDGETS: Mapping[str, int] = {LIST: 15 * KILOBYTE, MEDIUM: 40 * KILOBYTE, LARGE: 80 * KILOBYTE}
"""What each form of a photo may weigh, so that a phone on a slow network shows a menu of thirty within seconds."""
LOGO_BUDGETS: Mapping[str, int] = {ICON: 40 * KILOBYTE, LARGE_ICON: 250 * KILOBYTE}
"""What each form of a logo may weigh; drawn ones weigh a tenth."""
COLOURS = (256, 128, 64, 32)
"""To how many a logo is brought that weighs more, as one that was photographed does."""
QUALITIES = (82, 74, 66, 58, 50, 42, 34)
SMALLER = 0.8
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError, IndexError, KeyError)

Image.MAX_IMAGE_PIXELS = None
"""Pixels are counted here, before anything is read, with limits of our own."""


def make_picture(raw: bytes, media: str, kind: Kind) -> Picture:
    """Turn a picture upright, take out what its camera wrote into it, and make its forms.

    Invalid, with the reason, for what is no picture of the type `media`, is broken, too small or too large.
    """
    image = _read(raw, FORMATS[media])
    forms = dict(_logo_forms(image) if kind == "logo" else _photo_forms(image, cover=kind == "cover"))
    digest = hashlib.sha256(b"\0".join(forms.values())).hexdigest()[:24]
    return Picture(digest, forms)


def _read(raw: bytes, wanted: str) -> Image.Image:
    try:
        image: Image.Image = Image.open(io.BytesIO(raw), formats=tuple(FORMATS.values()))
    except _UNREADABLE:
        raise _refused("is not a picture in JPEG, PNG or WebP") from None
    if SEVERAL_IN_ONE.get(str(image.format), image.format) != wanted:
        raise _refused(f"is {image.format}, not {wanted} as its Content-Type says")
    _check_size(image)
    if wanted == "JPEG" and raw.count(START_OF_SCAN) > MOST_SCANS:
        raise _refused(f"has more than {MOST_SCANS} scans, as no camera makes them; save it as a plain JPEG")
    try:
        image.draft("RGB", (2400, 2400))
        image.load()
        return _in_common_colours(ImageOps.exif_transpose(image))
    except _UNREADABLE as failure:
        raise _refused(f"is broken or ends too early ({failure})") from None


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    most = MAX_JPEG_PIXELS if image.format == "JPEG" else MAX_PIXELS
    if width * height > most or max(width, height) > MAX_SIDE:
        raise _refused(
            f"has {width} × {height} pixels; at most {most // 1_000_000} million and {MAX_SIDE} a side are read"
        )
    if min(width, height) < LEAST_SIDE:
        raise _refused(f"has {width} × {height} pixels; less than {LEAST_SIDE} a side shows nothing")


def _refused(message: str) -> Invalid:
    return Invalid([("body", message)])


def _in_common_colours(image: Image.Image) -> Image.Image:
    """Convert to sRGB, with transparency where there is some; a colour profile that is broken is left aside."""
    profile = image.info.get("icc_profile")
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    if profile and not has_alpha and image.mode in {"RGB", "CMYK"}:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, *_UNREADABLE):
            converted = None
        image = converted or image
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if has_alpha else "RGB")


def _photo_forms(image: Image.Image, *, cover: bool) -> Iterator[tuple[str, bytes]]:
    flat = _on_white(image)
    for form, budget in BUDGETS.items():
        yield form, _within(flat, int(form.split(".")[0]), budget, "WEBP")
    if cover:
        yield PREVIEW, _within(flat, 1200, 300 * KILOBYTE, "JPEG")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _within(image: Image.Image, width: int, budget: int, encoding: str) -> bytes:
    """Encode at most `width` wide and three times as high in at most `budget` bytes: first less fine, then smaller."""
    size = (width, 3 * width)
    while True:
        small = image.copy()
        small.thumbnail(size, Image.Resampling.LANCZOS)
        for quality in QUALITIES:
            written = _encoded(small, encoding, quality=quality)
            if len(written) <= budget:
                return written
        size = (max(int(small.width * SMALLER), 1), max(int(small.height * SMALLER), 1))


def _encoded(image: Image.Image, encoding: str, **options: int) -> bytes:
    """Write pixels alone: no place, camera, date or profile."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    target = io.BytesIO()
    if encoding == "WEBP":
        bare.save(target, encoding, method=4, **options)
    else:
        bare.save(target, encoding, optimize=True, **options)
    return target.getvalue()


def _logo_forms(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    """A square with the whole logo in it, on its own ground."""
    for form in (ICON, LARGE_ICON):
        side = int(form.split(".")[0])
        inner = ImageOps.contain(image, (side, side), Image.Resampling.LANCZOS)
        ground = (255, 255, 255, 0) if image.mode == "RGBA" else (255, 255, 255)
        square = Image.new(image.mode, (side, side), ground)
        square.paste(inner, ((side - inner.width) // 2, (side - inner.height) // 2))
        yield form, _logo_within(square, LOGO_BUDGETS[form])


def _logo_within(square: Image.Image, budget: int) -> bytes:
    """Encode a logo in at most `budget` bytes, with fewer colours where it must be."""
    written = _encoded(square, "PNG")
    for colours in COLOURS:
        if len(written) <= budget:
            break
        written = _png_of(square.quantize(colours, Image.Quantize.FASTOCTREE))
    return written


def _png_of(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
