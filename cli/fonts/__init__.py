"""The fonts that printed cards are set in: those shipped here, and others of this machine for other scripts."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from cli.errors import CliError, Exit

REGULAR = Path(__file__).with_name("DejaVuSans.ttf")
BOLD = Path(__file__).with_name("DejaVuSans-Bold.ttf")

MAX_LOOKED_AT = 600
_INVISIBLE = {"\n", "\t", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f"}


@cache
def characters(font: Path) -> frozenset[int]:
    """The code points that `font` can show; none where the file is no font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # needs the extra `print`

    try:
        with TTFont(font, fontNumber=0, lazy=True) as opened:
            return frozenset(opened.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()


def missing(text: str, fonts: list[Path]) -> set[str]:
    """The characters of `text` that none of `fonts` can show."""
    shown = frozenset().union(*(characters(font) for font in fonts))
    return {c for c in text if c not in _INVISIBLE and ord(c) not in shown}


def fallbacks(text: str, given: Path | None) -> list[Path]:
    """The fonts that are needed beside the shipped ones to show `text`; `given` is looked at first.

    `CliError` where a character is in no font of this machine.
    """
    chosen: list[Path] = [given] if given else []
    lacking = missing(text, [REGULAR, *chosen])
    for font in _installed() if lacking else ():
        if lacking & {chr(c) for c in characters(font)}:
            chosen.append(font)
            lacking = missing(text, [REGULAR, *chosen])
        if not lacking:
            break
    if lacking:
        raise CliError(
            f"No font on this machine can show {' '.join(sorted(lacking)[:10])}.",
            unchanged="Nothing was written.",
            todo="Give a font that can with --font FILE, or install one such as Noto Sans for this script.",
            code=Exit.INVALID,
        )
    return chosen


def _installed() -> Iterator[Path]:
    """Fonts of this machine, plain sans serif ones first, at most MAX_LOOKED_AT."""
    found = (
        path
        for folder in _folders()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"}
    )
    return iter(sorted(islice(found, MAX_LOOKED_AT), key=_preference))


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
