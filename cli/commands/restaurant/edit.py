"""`aiqr restaurant edit`, `open` and `close`: settings."""

from typing import Any

import click

from cli import logins, output, resolve
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from server.wire.restaurants import Restaurant, UpdateRestaurantRequest


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr restaurant edit --name "Luigi's Trattoria" --require-table-code
    aiqr restaurant edit --max-quantity 20
    """,
)
@click.option("--name", help="What diners read.")
@click.option("--slug", help="Its name in addresses; printed QR codes go on working.")
@click.option("--currency", help="Only while the menu is empty of other prices: they are not converted.")
@click.option("--timezone", help="Such as Europe/Rome.")
@click.option("--locale", help="The language that the menu is written in.")
@click.option(
    "--require-table-code/--no-require-table-code",
    "require_table_code",
    default=None,
    help="Take orders only from a table's QR code.",
)
@click.option("--max-quantity", "max_quantity_per_line", type=int, help="How many of one thing in a line.")
def edit(**changes: Any) -> None:
    """Change a restaurant's settings."""
    given = {name: value for name, value in changes.items() if value is not None}
    if not given:
        raise CliError(
            "Nothing to change was given.",
            unchanged="Nothing was changed.",
            todo="`aiqr restaurant edit --help` lists what can be.",
            code=Exit.USAGE,
        )
    _update(f"Changed: {', '.join(given)}.", **given)


@click.command("open", cls=Command, examples="aiqr restaurant open")
def open_restaurant() -> None:
    """Take orders again, in its hours."""
    _update("Open: orders are taken.", is_open=True)


@click.command("close", cls=Command, examples="aiqr restaurant close")
def close_restaurant() -> None:
    """Take no orders until `open`; the menu is still shown."""
    _update("Closed: the menu is shown, orders are refused until `aiqr restaurant open`.", is_open=False)


def _update(said: str, **changes: Any) -> Restaurant:
    found = resolve.current_restaurant()
    changed = connect().update_restaurant(found.id, checked(UpdateRestaurantRequest, **changes))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.name}: {said}")
    if changed.slug != found.slug and connect().profile:
        logins.pick_restaurant(connect().profile, changed.slug)
    return changed
