"""The fonts of what is printed and of PDF files: those shipped here, and others of this machine for other scripts."""

import os
import sys
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import islice
from pathlib import Path

REGULAR = Path(__file__).with_name("DejaVuSans.ttf")
BOLD = Path(__file__).with_name("DejaVuSans-Bold.ttf")

MAX_LOOKED_AT = 600
_INVISIBLE = {"\n", "\t", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}
_JOINERS = {"\ufe0e", "\ufe0f", "\u200d"}


class NoFontError(ValueError):
    """No font of this machine shows some characters; `lacking` are the first of them."""

    def __init__(self, lacking: Collection[int]) -> None:
        self.lacking = [chr(c) for c in sorted(lacking)[:10]]
        super().__init__(f"no font shows {' '.join(self.lacking)}")


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

    NoFontError where no font can.
    """
    needed = _needed(text)
    if needed <= characters(REGULAR):
        return None
    for font in ([given] if given else []) + _installed():
        if needed <= characters(font):
            return font
    raise NoFontError(needed - characters(REGULAR))


def fonts_beside(text: str) -> list[Path]:
    """The fonts of this machine that show together what the shipped ones lack of `text`; NoFontError where they do not."""
    lacking, found = _needed(text) - characters(REGULAR), list[Path]()
    for font in sorted(_installed(), key=_is_bold) if lacking else ():
        if lacking & characters(font):
            found.append(font)
            lacking -= characters(font)
        if not lacking:
            break
    if lacking:
        raise NoFontError(lacking)
    return found


def _is_bold(path: Path) -> bool:
    return "bold" in path.stem.lower()


def _needed(text: str) -> set[int]:
    return {ord(c) for c in text if c not in _INVISIBLE}


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
    return odd, "sans" not in name, not _is_bold(path), name


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
        Path("/usr/share/fonts-droid-fallback"),
    ]
