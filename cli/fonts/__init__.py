"""The fonts that printed cards are set in: those shipped here, and others of this machine for other scripts."""

import os
import sys
import unicodedata
from functools import cache
from itertools import islice
from pathlib import Path

from cli.errors import CliError, Exit

REGULAR = Path(__file__).with_name("DejaVuSans.ttf")
BOLD = Path(__file__).with_name("DejaVuSans-Bold.ttf")

MAX_LOOKED_AT = 600
_INVISIBLE = {"\n", "\t", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}
_JOINERS = {"\ufe0e", "\ufe0f", "\u200d"}


@cache
def characters(font: Path) -> frozenset[int]:
    """The code points that `font` can show; none where the file is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # needs the extra `print`

    try:
        with TTFont(font, fontNumber=0, lazy=True) as opened:
            return frozenset(opened.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()


def printable(text: str) -> str:
    """`text` without the emoji that the shipped fonts cannot show."""
    shown = characters(REGULAR)
    kept = (c for c in text if ord(c) in shown or not (unicodedata.category(c) == "So" or c in _JOINERS))
    return " ".join("".join(kept).split())


def font_for(text: str, given: Path | None) -> Path | None:
    """The one font that shows all of `text`: None where the shipped ones do, else `given`, else one of this machine.

    `CliError` where no font can.
    """
    needed = {ord(c) for c in text if c not in _INVISIBLE}
    if needed <= characters(REGULAR):
        return None
    for font in ([given] if given else []) + _installed():
        if needed <= characters(font):
            return font
    lacking = [chr(c) for c in sorted(needed - characters(REGULAR))]
    raise CliError(
        f"No font on this machine can show {text!r} ({' '.join(lacking[:10])}).",
        unchanged="Nothing was written.",
        todo="Give a font that can with --font FILE, or install one such as Noto Sans for this script.",
        code=Exit.INVALID,
    )


@cache
def _installed() -> list[Path]:
    """Fonts of this machine, plain sans serif ones first, at most MAX_LOOKED_AT."""
    found = (
        path
        for folder in _folders()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"}
    )
    return sorted(islice(found, MAX_LOOKED_AT), key=_preference)


def _preference(path: Path) -> tuple[bool, bool, bool, str]:
    name = path.stem.lower()
    odd = any(word in name for word in ("mono", "italic", "oblique", "condensed", "light", "thin", "narrow"))
    return odd, "sans" not in name, "bold" not in name, name


def _folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        return [Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    ]
