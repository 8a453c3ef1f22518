"""Which language the command line speaks: as it is asked for, else as it is stored, else the terminal's."""

import json
import os
from typing import Any

import click

from cli import texts
from cli.errors import CliError, Exit

VARIABLE = "AIQR_LANGUAGE"


def begin() -> None:
    """A command begins: its language is looked for when the first text is said."""
    texts.look_for(_found)


def asked_for(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Speak what `--language` says. `CliError` where it is no language of ours."""
    del ctx, param
    if value:
        texts.speak(checked(value))


def check_variable() -> None:
    """`CliError` where `AIQR_LANGUAGE` is no language of ours."""
    if wanted := os.environ.get(VARIABLE):
        checked(wanted)


def checked(language: str) -> str:
    """The code of the language that is meant. `CliError` with those that there are."""
    code = texts.known(language)
    if not code:
        raise CliError(
            texts.gettext("The command line does not speak {language!r}.").format(language=language),
            unchanged=texts.gettext("Nothing was changed."),
            todo=texts.gettext("Choose one of {languages}.").format(languages=", ".join(texts.LANGUAGES)),
            code=Exit.USAGE,
        )
    return code


def _found() -> str:
    """`AIQR_LANGUAGE`, else the profile's own setting, else the locale of its restaurant, else the terminal's."""
    if wanted := texts.known(os.environ.get(VARIABLE, "")):
        return wanted
    profile = _profile()
    return (
        texts.known(str(profile.get("language", "")))
        or texts.known(_locale_of(profile))
        or texts.terminal_language()
    )


def _locale_of(profile: dict[str, Any]) -> str:
    """The locale of the restaurant of `aiqr use`, where the command is about none other."""
    named = _given("restaurant") or os.environ.get("AIQR_RESTAURANT")
    return "" if named and named != profile.get("restaurant") else str(profile.get("locale", ""))


def _profile() -> dict[str, Any]:
    """The stored login as it stands in its file; empty where there is none, or none that can be read."""
    from server.local_files import config_dir  # noqa: PLC0415  a language that is asked for does without it

    try:
        stored = json.loads((config_dir() / "profiles.json").read_text("utf-8"))
        name = _given("profile") or os.environ.get("AIQR_PROFILE") or stored["current"]
        return dict(stored["profiles"][name])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _given(option: str) -> str:
    """What was given for one of the shared options so far."""
    ctx = click.get_current_context(silent=True)
    return str(getattr(ctx.find_root().obj, option, None) or "") if ctx else ""
