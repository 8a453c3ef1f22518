"""The language of the kitchen's screen and paper, as it is asked for on the command line."""

import click

from cli import machine
from cli.texts import gettext


def known_language(language: str | None) -> str:
    """The language that was named; "" where none was. UsageError for one that the display does not speak."""
    from kds_tui.core.texts import LANGUAGES  # noqa: PLC0415  # needs the extra `kds` or `print`
    from server.catalogs import language_of  # noqa: PLC0415

    if language and language_of(language) not in LANGUAGES:
        raise click.UsageError(
            gettext("The display does not speak {language}: it speaks {named}.").format(
                language=language, named=", ".join(LANGUAGES)
            )
        )
    return language or ""


def speak_first(language: str) -> None:
    """Speak `language`, or this machine's, until a restaurant says which is its own."""
    from kds_tui.core.texts import speak  # noqa: PLC0415  # needs the extra `kds` or `print`

    speak(language or machine.language())
