"""`aiqr restaurant create`: a restaurant from nothing."""

import os
from pathlib import Path

import click

from cli import context, logins, output
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from server.wire.restaurants import CreateRestaurantRequest


@click.command(
    "create",
    cls=Command,
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
    if client.profile:
        logins.pick_restaurant(client.profile, made.slug)
    if output.wants_json():
        output.print_json(made)
    output.done(f"{made.name} is there: {client.server}/r/{made.slug}/ ({made.currency}, {made.timezone}).")
    output.hint("aiqr menu apply menu.yaml   or   aiqr menu import FILE --from square")


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
