"""`aiqr restaurant`: create, list, show, edit, open, close and delete."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cli import context, logins, output, resolve
from cli.command import Group
from cli.commands.restaurant.hours import add_to as add_hours_commands
from cli.commands.restaurant.hours import hours_in_words
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from server.wire.restaurants import CreateRestaurantRequest, Restaurant, UpdateRestaurantRequest


@click.group(cls=Group)
def restaurant() -> None:
    """Create, show and change a restaurant, and say when it takes orders."""


add_hours_commands(restaurant)


@restaurant.command(
    "create",
    examples="""
    aiqr restaurant create
    aiqr restaurant create "Luigi's" --slug luigis --currency EUR --timezone Europe/Rome --locale it
    """,
)
@click.argument("name", required=False)
@click.option("--slug", help="Its name in addresses, such as luigis; made from the name where left out.")
@click.option("--currency", help="Three letters of ISO 4217, such as EUR.")
@click.option("--timezone", help="Such as Europe/Rome; the day's order numbers begin at its midnight.")
@click.option("--locale", help="The language that the menu is written in, such as it or en-GB.")
def create(
    name: str | None, slug: str | None, currency: str | None, timezone: str | None, locale: str | None
) -> None:
    """Create a restaurant; you become its owner. What is not given is asked."""
    client = connect()
    asked = context.interactive() and name is None
    name = output.ask("Name", name, option="the name")
    if asked:
        currency = output.ask("Currency", currency, option="--currency", default="USD").upper()
        timezone = output.ask("Time zone", timezone, option="--timezone", default=_local_timezone())
        locale = output.ask("Language of the menu", locale, option="--locale", default=_local_language())
    body = checked(
        CreateRestaurantRequest,
        name=name,
        slug=slug,
        currency=currency,
        timezone=timezone or _local_timezone(),
        locale=locale,
    )
    made = client.create_restaurant(body)
    _pick(client.profile, made.slug)
    if output.wants_json():
        output.print_json(made)
    output.done(f"{made.name} is there: {client.server}/r/{made.slug}/ ({made.currency}, {made.timezone}).")
    output.hint("aiqr menu apply menu.yaml   or   aiqr menu import FILE --from square")


def _pick(profile: str, slug: str) -> None:
    if profile:
        with logins.changing() as profiles:
            profiles.by_name[profile] = replace(profiles.get(profile), restaurant=slug)


def _local_timezone() -> str:
    """The time zone of this machine, as the system says it; UTC where it does not."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return named
    parts = Path("/etc/localtime").resolve().parts
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


def _local_language() -> str:
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    code = language.split(".")[0].split("_")[0].lower()
    return code if len(code) == 2 and code.isalpha() else "en"  # noqa: PLR2004  # ISO 639-1


@restaurant.command("list", examples="aiqr restaurant list")
def list_restaurants() -> None:
    """List the restaurants where you are staff."""
    mine = connect().restaurants()
    if output.wants_json():
        output.print_json(mine)
        return
    if not mine:
        output.hint("None yet: aiqr restaurant create")
        return
    output.print_table(
        ("slug", "name", "role", "currency", "time zone", "orders"),
        [(r.slug, r.name, r.role, r.currency, r.timezone, "open" if r.is_open else "closed") for r in mine],
    )


@restaurant.command("show", examples="aiqr restaurant show -r luigis")
def show() -> None:
    """Show a restaurant's settings, its hours and whether it takes orders now."""
    client = connect()
    found = resolve.current_restaurant()
    hours = client.hours(found.id)
    if output.wants_json():
        output.print_json({**found.model_dump(mode="json"), "service": hours.model_dump(mode="json")})
        return
    output.print_fields(
        [
            ("name", found.name),
            ("address", f"{client.server}/r/{found.slug}/"),
            ("currency", found.currency),
            ("time zone", found.timezone),
            ("locale", found.locale),
            ("your role", found.role),
            ("table code", "required" if found.require_table_code else "not required"),
            ("at most", f"{found.max_quantity_per_line} of one thing in a line"),
            *hours_in_words(hours, found.timezone),
        ]
    )


@restaurant.command(
    "edit",
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


@restaurant.command("open", examples="aiqr restaurant open")
def open_restaurant() -> None:
    """Take orders again, in its hours."""
    _update("Open: orders are taken.", is_open=True)


@restaurant.command("close", examples="aiqr restaurant close")
def close_restaurant() -> None:
    """Take no orders until `open`; the menu is still shown."""
    _update("Closed: the menu is shown, orders are refused until `aiqr restaurant open`.", is_open=False)


def _update(said: str, **changes: Any) -> Restaurant:
    found = resolve.current_restaurant()
    changed = connect().update_restaurant(found.id, checked(UpdateRestaurantRequest, **changes))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.name}: {said}")
    if changed.slug != found.slug:
        _pick(connect().profile, changed.slug)
    return changed


@restaurant.command("delete", examples="aiqr restaurant delete -r luigis")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(*, yes: bool) -> None:
    """Delete a restaurant. One that has had orders is archived: gone for everybody, its orders kept."""
    found = resolve.current_restaurant()
    output.confirm(f"Delete {found.name} ({found.slug}) with its menu, tables and staff?", yes=yes)
    connect().delete_restaurant(found.id)
    output.done(f"{found.name} is deleted.")
