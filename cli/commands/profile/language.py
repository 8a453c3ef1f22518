"""`aiqr profile language`: the language of what this login is told."""

from dataclasses import replace

import click

from cli import language, logins, output
from cli.command import Command
from cli.context import environment, state
from cli.texts import LANGUAGES, gettext, look_for

OFF = "off"


@click.command(
    "language",
    cls=Command,
    examples="""
    aiqr profile language de
    aiqr profile language off
    """,
)
@click.argument("code", metavar="CODE")
def choose_language(code: str) -> None:
    """Choose the language of the login in use; `off` goes back to the restaurant's, or the terminal's.

    `--language CODE` on any command, or the variable AIQR_LANGUAGE, goes before it.
    """
    wanted = "" if code == OFF else language.checked(code)
    with logins.changing() as profiles:
        name = state().profile or environment("AIQR_PROFILE") or profiles.current
        profiles.by_name[name] = replace(profiles.get(name), language=wanted)
    language.begin()
    if wanted:
        look_for(lambda: wanted)
        output.done(
            gettext("The profile {name!r} is spoken to in {language}.").format(name=name, language=wanted)
        )
    else:
        output.done(gettext("The profile {name!r} has no language of its own any more.").format(name=name))
        output.hint(gettext("There are {languages}.").format(languages=", ".join(LANGUAGES)))
