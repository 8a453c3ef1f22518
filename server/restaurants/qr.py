"""QR codes of tables, to print."""

import io
from typing import Any

PNG_PIXELS_PER_MODULE = 12
QUIET_ZONE = 4
"""Modules of white around the code, as the standard asks."""
CORRECTION = "m"
"""15 % of a code may be lost to a stain."""


def svg_of(url: str) -> bytes:
    """Draw `url` as an SVG image that scales to its frame."""
    return _draw(url, kind="svg", scale=4, border=QUIET_ZONE, light="#fff", omitsize=True, svgclass=None)


def png_of(url: str) -> bytes:
    """Draw `url` as a PNG image."""
    return _draw(url, kind="png", scale=PNG_PIXELS_PER_MODULE, border=QUIET_ZONE)


def _draw(url: str, **options: Any) -> bytes:
    import segno  # noqa: PLC0415  only who prints codes pays for it

    image = io.BytesIO()
    segno.make_qr(url, error=CORRECTION).save(image, **options)
    return image.getvalue()
