"""`aiqr item 86` and `restore`: what has run out, and what is there again."""

import click

from cli import output, resolve, times
from cli.arguments import item_name
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from server.wire.menu import AvailabilityRequest
from server.wire.restaurants import Restaurant


@click.command(
    "86",
    cls=Command,
    examples="""
    aiqr item 86 Salmon
    aiqr item 86 "Tomato soup" --until 18:00
    aiqr item 86 Tiramisu --until tomorrow
    """,
)
@item_name
@click.option("--until", metavar="TIME", help="It comes back by itself then: 18:00, 2h, tomorrow.")
def eighty_six(name: str, until: str | None) -> None:
    """Mark an item as sold out; diners cannot order it until it is restored."""
    found = resolve.current_restaurant()
    moment = times.coming(until, times.zone(found.timezone)) if until else None
    _set_available(found, name, checked(AvailabilityRequest, available=False, until=moment))


@click.command("restore", cls=Command, examples="aiqr item restore Salmon")
@item_name
def restore(name: str) -> None:
    """Take back an 86: the item can be ordered again."""
    _set_available(resolve.current_restaurant(), name, AvailabilityRequest(available=True))


def _set_available(found: Restaurant, name: str, body: AvailabilityRequest) -> None:
    dish = resolve.dish(resolve.visible_dishes(connect(), found), name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    if answer.available:
        output.done(f"{dish.path} can be ordered again.")
    elif answer.until:
        output.done(f"{dish.path} is 86'd until {times.local(answer.until, times.zone(found.timezone))}.")
    else:
        output.done(f"{dish.path} is 86'd until you restore it.")
