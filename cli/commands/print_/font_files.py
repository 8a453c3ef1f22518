"""Fonts for what a printer's own letters lack."""

from pathlib import Path

from server.fonts import REGULAR, NoFontError, font_for


def font_file(text: str) -> Path:
    """A font that shows `text`; the shipped one where none does, with boxes for what it lacks."""
    try:
        return font_for(text, None) or REGULAR
    except NoFontError:
        return REGULAR
