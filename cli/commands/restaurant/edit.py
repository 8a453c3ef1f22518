"""`aiqr restaurant edit`, `open` and `close`: settings."""

from pathlib import Path
from typing import Any

import click

from cli import logins, output, photo_files, resolve
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import exactly
from cli.texts import gettext
from server.wire.restaurants import Restaurant, UpdateRestaurantRequest
from server.wire.vocabulary import OrderType

MAY_BE_OFF = ("hold_above", "alert_after", "dishes_per_hour", "fire_after")


ORDER_TYPE_WORDS: dict[str, list[OrderType]] = {
    "both": ["eat_in", "take_away"],
    "eat-in": ["eat_in"],
    "take-away": ["take_away"],
}


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr restaurant edit --name "Luigi's Trattoria" --require-table-code
    aiqr restaurant edit --max-quantity 20 --hold-above 150
    aiqr restaurant edit --alert-after 5 --day-starts 05:00
    aiqr restaurant edit --about "Pizza from the wood oven since 1987" --accent "#1d6b43" --logo logo.png
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
@click.option("--max-items", "max_items_per_order", type=int, help="How many dishes in an order.")
@click.option(
    "--hold-above", metavar="AMOUNT", help="Larger orders wait for the kitchen's yes; `off` for none."
)
@click.option(
    "--hold-unproven/--no-hold-unproven",
    "hold_unproven",
    default=None,
    help="Orders without a table's code wait for the kitchen's yes.",
)
@click.option(
    "--day-starts", metavar="TIME", help="When a new day's numbers and figures begin, such as 04:00."
)
@click.option(
    "--auto-ready/--no-auto-ready",
    "auto_ready",
    default=None,
    help="The last line done makes an order ready.",
)
@click.option(
    "--alert-after", metavar="MINUTES", help="Tell the owner of an order that nobody sees; `off` for never."
)
@click.option(
    "--pause-unseen/--no-pause-unseen",
    "pause_unseen",
    default=None,
    help="Take no orders while nobody sees them.",
)
@click.option(
    "--dishes-per-hour", metavar="NUMBER", help="What one station makes; `off` for the usual value."
)
@click.option(
    "--default-station", metavar="NAME", help='It makes the dishes that name no station; "" for all.'
)
@click.option(
    "--hold-courses/--no-hold-courses",
    "hold_courses",
    default=None,
    help="Mains and desserts wait until the kitchen fires them.",
)
@click.option(
    "--fire-after",
    metavar="MINUTES",
    help="Fire the next course so long after the one before is done; `off`: only cooks do.",
)
@click.option(
    "--cancel-minutes",
    metavar="MINUTES",
    help="So long a diner may cancel what the kitchen has not begun; 0 for never.",
)
@click.option(
    "--share-table",
    type=click.Choice(["off", "guests", "names"]),
    help="What guests of a table see of each other: nothing, guests by number, or by first name.",
)
@click.option(
    "--order-types",
    type=click.Choice(list(ORDER_TYPE_WORDS)),
    help="What is offered: to eat in, to take away, or both, which diners choose from.",
)
@click.option("--about", help="A line about the restaurant, under its name.")
@click.option("--address", help="Where it is.")
@click.option("--phone", help="Such as +49 30 123456.")
@click.option("--accent", metavar="COLOUR", help="Its colour on the pages, such as #1d6b43.")
@click.option(
    "--suggestions/--no-suggestions",
    "suggestions",
    default=None,
    help="Offer what is often ordered with a dish that was added.",
)
@click.option("--logo", metavar="FILE", help="A picture, square at best; `off` for none.")
@click.option("--cover", metavar="FILE", help="A wide picture over the menu; `off` for none.")
def edit(logo: str | None, cover: str | None, **changes: Any) -> None:
    """Change a restaurant's settings, and how it shows itself to diners."""
    pictures = {part: file for part, file in (("logo", logo), ("cover", cover)) if file is not None}
    given = {name: _value(name, value) for name, value in changes.items() if value is not None}
    read = {part: None if file == "off" else photo_files.read(Path(file)) for part, file in pictures.items()}
    if not given and not pictures:
        raise CliError(
            gettext("Nothing to change was given."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("`aiqr restaurant edit --help` lists what can be."),
            code=Exit.USAGE,
        )
    if given:
        _update(gettext("Changed: {named}.").format(named=", ".join(given)), **given)
    for part, picture in read.items():
        _set_picture(part, picture)


@click.command("open", cls=Command, examples="aiqr restaurant open")
def open_restaurant() -> None:
    """Take orders again, in its hours."""
    _update(gettext("Open: orders are taken."), is_open=True)


@click.command("close", cls=Command, examples="aiqr restaurant close")
def close_restaurant() -> None:
    """Take no orders until `open`; the menu is still shown."""
    _update(
        gettext("Closed: the menu is shown, orders are refused until `aiqr restaurant open`."), is_open=False
    )


def _set_picture(part: str, picture: tuple[bytes, str] | None) -> None:
    found = resolve.current_restaurant()
    path = f"/api/restaurants/{found.id}/{part}/"
    if picture is None:
        connect().delete_picture(path)
        output.done(gettext("{name} has no {part} any more.").format(name=found.name, part=part))
        return
    url = connect().put_picture(path, *picture).url
    if output.wants_json():
        output.print_json({part: url})
    output.done(gettext("{name} has its {part}: {url}").format(name=found.name, part=part, url=url))


def _value(name: str, value: Any) -> Any:
    """What is sent for an option: null for `off`, a number where one is meant."""
    if name == "order_types":
        return ORDER_TYPE_WORDS[value]
    if name not in MAY_BE_OFF:
        return value
    if str(value).lower() == "off":
        return None
    return int(value) if name != "hold_above" and str(value).isdigit() else str(value)


def _update(said: str, **changes: Any) -> Restaurant:
    found = resolve.current_restaurant()
    changed = connect().update_restaurant(found.id, exactly(UpdateRestaurantRequest, changes))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.name}: {said}")
    if (changed.slug, changed.locale) != (found.slug, found.locale) and connect().profile:
        _remember(connect().profile, found, changed)
    return changed


def _remember(profile: str, before: Restaurant, now: Restaurant) -> None:
    """The stored login names the restaurant by its slug, and knows its locale."""
    is_picked = logins.load().get(profile).restaurant == before.slug
    if is_picked or now.slug != before.slug:
        logins.pick_restaurant(profile, now.slug, now.locale)
