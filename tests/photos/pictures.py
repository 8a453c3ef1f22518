"""Pictures as cameras and people make them."""

import io
import random
import struct
import zlib

from PIL import Image


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture whose left is red and whose right is blue, with noise that does not compress well."""
    noise = random.Random(7)  # noqa: S311  the same noise each time
    small = Image.new("RGB", (64, 48))
    small.putdata([(255 - 4 * x, noise.randrange(256), 4 * x) for _ in range(48) for x in range(64)])
    return small.resize((width, height), Image.Resampling.BICUBIC).convert(mode)


def jpeg(width: int = 1600, height: int = 1200, orientation: int = 1) -> bytes:
    """A photo with its place, camera and orientation in it."""
    image = gradient(width, height)
    exif = Image.Exif()
    exif[0x010F] = "SpyCam"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=92, exif=exif)
    return target.getvalue()


def encoded(image: Image.Image, encoding: str) -> bytes:
    """`image` in a format."""
    target = io.BytesIO()
    image.save(target, encoding)
    return target.getvalue()


def png_bomb(side: int) -> bytes:
    """A PNG of a few hundred bytes that says that it is `side` pixels wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
