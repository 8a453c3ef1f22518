"""Rows as the bytes of ESC/POS: text in the printer's code pages, pictures for the scripts that it lacks."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from escpos.capabilities import CAPABILITIES, get_profile
from escpos.magicencode import Encoder
from escpos.printer import Dummy
from PIL import Image, ImageDraw, ImageFont

from kds_tui.printing.paper import PaperRow

CODE_PAGES = ("CP437", "CP850", "CP852", "CP858", "CP866", "CP1252")
"""The pages that are used of those that a printer names; others differ too much between makers."""
DOTS = 12
"""Width of a letter of font A, in dots."""
HEIGHT = 24
"""Height of a letter of font A, in dots."""
QR_DOTS = 4
FEED_ROWS = 3

logging.getLogger("escpos").setLevel(logging.ERROR)
"""It warns at each picture of what a profile leaves out."""

FindFont = Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What a printer understands: its profile's name in python-escpos, and a font for what its letters lack."""

    find_font: FindFont
    profile: str = "default"


def encode(rows: Iterable[PaperRow], encoding: Encoding, columns: int, qr_text: str = "") -> bytes:
    """A whole slip: reset, rows, the QR code of `qr_text` where there is one, feed and cut."""
    encoder = _encoder(encoding.profile)
    paper = Dummy(profile=encoding.profile, magic_encode_args={"encoder": encoder})
    _set_width(paper, columns * DOTS)
    paper.hw("INIT")
    for row in rows:
        if all(_is_letter(character, encoder) for character in row.text):
            paper.set(bold=row.bold, invert=row.reverse, custom_size=True, width=row.size, height=row.size)
            paper.textln(row.text)
        else:
            paper.image(_picture(row, encoding.find_font, columns * DOTS), impl="bitImageRaster")
    if qr_text:
        paper.qr(qr_text, size=QR_DOTS, image_arguments={"impl": "bitImageRaster"})
    paper.ln(FEED_ROWS)
    paper.cut()
    return bytes(paper.output)


def paper_dots(profile: str) -> int | None:
    """How many dots a row has on paper, where the profile says so."""
    dots = CAPABILITIES["profiles"][profile]["media"]["width"].get("pixels")
    return dots if isinstance(dots, int) else None


def _set_width(paper: Dummy, dots: int) -> None:
    """Tell how wide the paper is: python-escpos refuses pictures wider than its profile, and prints where that is silent."""
    data = paper.profile.profile_data
    paper.profile.profile_data = {**data, "media": {**data["media"], "width": {"pixels": dots}}}


def _encoder(profile: str) -> Encoder:
    pages = get_profile(profile).get_code_pages()
    return Encoder({name: number for name, number in pages.items() if name in CODE_PAGES})


def _is_letter(character: str, encoder: Encoder) -> bool:
    return character.isascii() or encoder.find_suitable_encoding(character) is not None


def _picture(row: PaperRow, find_font: FindFont, width: int) -> Image.Image:
    """The row in black on white, or the reverse, as high as its letters would be."""
    height = HEIGHT * row.size
    ink, ground = (255, 0) if row.reverse else (0, 255)
    font = ImageFont.truetype(find_font(row.text), int(height * 0.8))
    picture = Image.new("L", (width, int(height * 1.25)), ground)
    ImageDraw.Draw(picture).text((0, 0), row.text, ink, font, stroke_width=int(row.bold))
    return picture.convert("1")
