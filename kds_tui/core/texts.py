"""What display and paper say, in the language of their kitchen. One process is one kitchen, so there is one language.

Texts stand in English where they are said; what stands in a table is marked by `gettext_noop` and said by `gettext`.
"""

from gettext import NullTranslations
from pathlib import Path

from server.catalogs import catalog_path, language_of, read_catalog

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "zh", "ja", "ko")
"""The languages of the display, by code."""
LOCALES = Path(__file__).parents[1] / "locales"


class _Spoken:
    """The language that is spoken, and its words."""

    language = "en"
    words = NullTranslations()


def speak(locale: str) -> None:
    """Say everything from now on in the language of `locale`; in English where it is none of LANGUAGES."""
    language = language_of(locale)
    if language not in LANGUAGES:
        language = "en"
    if language != _Spoken.language:
        _Spoken.words = read_catalog(catalog_path(LOCALES, language, "display"))
        _Spoken.language = language


def spoken() -> str:
    """The language that is spoken, a code of LANGUAGES."""
    return _Spoken.language


def gettext(message: str) -> str:
    """Say `message`."""
    return _Spoken.words.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Say the form that `count` takes."""
    return _Spoken.words.ngettext(singular, plural, count)


def gettext_noop(message: str) -> str:
    """Mark a text of a table for the catalogs; who says it calls `gettext`."""
    return message
