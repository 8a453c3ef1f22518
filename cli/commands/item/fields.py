"""The options of `aiqr item add` and `edit`, and what is sent for them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from cli import menu_parts, output
from cli.texts import gettext
from server.domain.allergens import closest, codes_of

F = TypeVar("F", bound=Callable[..., Any])
LISTS = ("aliases", "tags", "allergens")
_OPTIONS = (
    click.option("--description", help="What diners read under the name."),
    click.option("--station", help="Where it is made, such as grill; the kitchen's displays sort by it."),
    click.option("--allergens", metavar="LIST", help='Such as "gluten, milk"; "" for none stated.'),
    click.option("--tags", metavar="LIST", help='Such as "vegan, spicy".'),
    click.option("--aliases", metavar="LIST", help="Other words that diners use for it."),
    click.option("--number", help="Its number on the menu, such as 23 or 14a."),
    click.option("--when", metavar="TIMES", help='When it is served, such as "mon-fri 07:00-11:00".'),
    click.option("--image-url", metavar="URL", help="An https:// address of a picture."),
    click.option(
        "--size", "sizes", metavar="LABEL=PRICE", multiple=True, help="A size; the first is the usual one."
    ),
)


def item_fields(command: F) -> F:
    """Give a command an option for each field of a dish."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def values(given: dict[str, Any]) -> dict[str, Any]:
    """What is sent of the options that were given; lists out of their text."""
    return {
        name: menu_parts.words(value) if name in LISTS else value
        for name, value in given.items()
        if value is not None
    }


def warn_of_allergens(stated: Sequence[str]) -> None:
    """Say which of a dish's allergens are known to nobody: no diner's allergy is held against them."""
    for said in stated:
        if not codes_of(said):
            likely = closest(said)
            hint = gettext(' Is "{likely}" meant?').format(likely=likely) if likely else ""
            output.hint(
                gettext(
                    '"{said}" is no allergen that is known: pages show it as it is, and no allergy is held against it.{hint}'
                ).format(said=said, hint=hint)
            )
