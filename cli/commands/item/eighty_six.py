"""`aiqr item 86`, `restore` and `left`: what has run out, what is there again, and how many are left."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import click

from cli import output, resolve, times
from cli.arguments import item_name
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked, exactly
from server.domain.names import folded
from server.wire.availability import AvailabilityRequest, PartAvailabilityRequest
from server.wire.menu import Item
from server.wire.restaurants import Restaurant

UNCOUNTED = "all"


@click.command(
    "86",
    cls=Command,
    examples="""
    aiqr item 86 Salmon
    aiqr item 86 "Tomato soup" --until 18:00
    aiqr item 86 Tiramisu --until tomorrow
    aiqr item 86 "oat milk"
    """,
)
@item_name
@click.option("--until", metavar="TIME", help="It comes back by itself then: 18:00, 2h, tomorrow.")
def eighty_six(name: str, until: str | None) -> None:
    """Mark an item as sold out; diners cannot order it until it is restored.

    The name of an option or a size takes it out of every dish that has it.
    """
    found = resolve.current_restaurant()
    moment = times.coming(until, times.zone(found.timezone)) if until else None
    _set_available(found, name, checked(AvailabilityRequest, available=False, until=moment))


@click.command("restore", cls=Command, examples="aiqr item restore Salmon")
@item_name
def restore(name: str) -> None:
    """Take back an 86: the item, the option or the size can be ordered again."""
    _set_available(resolve.current_restaurant(), name, AvailabilityRequest(available=True))


@click.command("left", cls=Command, examples="aiqr item left Goulash 12\naiqr item left Goulash all")
@item_name
@click.argument("portions", metavar=f"NUMBER|{UNCOUNTED}")
def left(name: str, portions: str) -> None:
    """Say how many portions are left: orders count them down. `all` stops counting."""
    number = None if portions == UNCOUNTED else portions
    if number is not None and not number.isdecimal():
        raise times.not_understood(portions, f"a number such as 12, or {UNCOUNTED}")
    body = exactly(AvailabilityRequest, {"portions": None if number is None else int(number)})
    dish = resolve.dish(resolve.visible_dishes(connect(), resolve.current_restaurant()), name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    output.done(f"{dish.path}: {'not counted' if answer.portions is None else f'{answer.portions} left'}.")


def _set_available(found: Restaurant, name: str, body: AvailabilityRequest) -> None:
    every = resolve.visible_dishes(connect(), found)
    kind = next(_kinds_of_part((dish.item for dish in every), name), None)
    if kind is not None and not any(folded(dish.item.name) == folded(name) for dish in every):
        _set_part_available(found, PartAvailabilityRequest(
            restaurant_slug=found.slug, kind=kind, name=name, available=bool(body.available), until=body.until
        ))  # fmt: skip
        return
    dish = resolve.dish(every, name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    _say(found, dish.path, answer.until, available=answer.available)


def _kinds_of_part(items: Iterable[Item], name: str) -> Iterator[Literal["option", "variant"]]:
    """`option` or `variant`, for each part of an item that has the name."""
    for item in items:
        if any(folded(o.name) == folded(name) for group in item.modifier_groups for o in group.modifiers):
            yield "option"
        if any(folded(variant.label) == folded(name) for variant in item.variants):
            yield "variant"


def _set_part_available(found: Restaurant, body: PartAvailabilityRequest) -> None:
    answer = connect().set_part_available(body)
    if output.wants_json():
        output.print_json(answer)
    _say(found, f"{answer.name} ({', '.join(answer.items)})", answer.until, available=answer.available)


def _say(found: Restaurant, what: str, until: datetime | None, *, available: bool) -> None:
    if available:
        output.done(f"{what} can be ordered again.")
    elif until:
        output.done(f"{what} is 86'd until {times.local(until, times.zone(found.timezone))}.")
    else:
        output.done(f"{what} is 86'd until you restore it.")
