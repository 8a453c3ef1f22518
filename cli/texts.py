"""What the command line says to a person, in their language. One process is one command, so there is one language.

Texts stand in English where they are said, places in braces; what stands in a table is marked by `gettext_noop` and
said by `gettext`. What programs read is never translated: JSON, files, names of commands and options, exit codes.
The language is looked for when the first text is said, and its words are read then; English reads nothing.
"""

import os
from collections.abc import Callable
from datetime import date
from gettext import NullTranslations
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "zh", "ja", "ko", "ar")
"""The languages of the command line, by code."""
LOCALES = Path(__file__).parent / "locales"
TERMINAL = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that say the language of a terminal; the first that is set counts."""


def known(locale: str) -> str:
    """The code of LANGUAGES that `locale` means, "" where there is none: `de_AT.UTF-8` is `de`, `zh-TW` is `zh`."""
    code = locale.replace("_", "-").split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].split("-")[0].lower()
    return code if code in LANGUAGES else ""


def terminal_language() -> str:
    """The terminal's language; "" where it says none that is spoken here."""
    return known(next(filter(None, map(os.environ.get, TERMINAL)), ""))


class _Spoken:
    """The language that is spoken, "" where it is not looked for yet, and its words."""

    language = ""
    words = NullTranslations()
    find: Callable[[], str] = staticmethod(terminal_language)


def look_for(find: Callable[[], str]) -> None:
    """Ask `find` for the language when the next text is said; "" is English."""
    _Spoken.language, _Spoken.words, _Spoken.find = "", NullTranslations(), staticmethod(find)


def speak(language: str) -> None:
    """Say everything from now on in `language`, a code of LANGUAGES."""
    _Spoken.language, _Spoken.words = language, NullTranslations()
    if language != "en":
        from server.catalogs import catalog_path, read_catalog  # noqa: PLC0415  English does without it

        _Spoken.words = read_catalog(catalog_path(LOCALES, language, "cli"))


def spoken() -> str:
    """The language that is spoken, a code of LANGUAGES."""
    if not _Spoken.language:
        _Spoken.language = "en"  # what goes wrong while the language is looked for is said in English
        speak(_Spoken.find() or "en")
    return _Spoken.language


def gettext(message: str) -> str:
    """Say `message`."""
    return message if spoken() == "en" else _Spoken.words.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Say the form that `count` takes."""
    spoken()
    return _Spoken.words.ngettext(singular, plural, count)


def day_in_words(day: date) -> str:
    """`27 Feb 2026`, in the order and words of the language."""
    if spoken() == "en":
        return f"{day:%d %b %Y}"
    from babel.dates import format_date  # noqa: PLC0415  English does without it

    return str(format_date(day, "medium", spoken()))


def gettext_noop(message: str) -> str:
    """Mark a text of a table for the catalogs; who says it calls `gettext`."""
    return message
