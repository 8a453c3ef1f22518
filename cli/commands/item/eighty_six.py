"""`aiqr item 86`, `restore` and `left`: what has run out, what is there again, and how many are left."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import click

from cli import output, resolve, times
from cli.arguments import item_name
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked, exactly
from cli.resolve import Dish
from cli.texts import gettext
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
    aiqr item 86 "oat milk" -r all
    """,
)
@item_name
@click.option("--until", metavar="TIME", help="It comes back by itself then: 18:00, 2h, tomorrow.")
def eighty_six(name: str, until: str | None) -> None:
    """Mark an item as sold out; diners cannot order it until it is restored.

    The name of an option or a size takes it out of every dish that has it; `-r all` does so in all your restaurants.
    """
    for place in _places(name):
        moment = times.coming(until, times.zone(place.restaurant.timezone)) if until else None
        _set_available(place, name, checked(AvailabilityRequest, available=False, until=moment))


@click.command("restore", cls=Command, examples="aiqr item restore Salmon")
@item_name
def restore(name: str) -> None:
    """Take back an 86: the item, the option or the size can be ordered again."""
    for place in _places(name):
        _set_available(place, name, AvailabilityRequest(available=True))


@click.command("left", cls=Command, examples="aiqr item left Goulash 12\naiqr item left Goulash all")
@item_name
@click.argument("portions", metavar=f"NUMBER|{UNCOUNTED}")
def left(name: str, portions: str) -> None:
    """Say how many portions are left: orders count them down. `all` stops counting."""
    number = None if portions == UNCOUNTED else portions
    if number is not None and not number.isdecimal():
        raise times.not_understood(
            portions, gettext("a number such as 12, or {uncounted}").format(uncounted=UNCOUNTED)
        )
    body = exactly(AvailabilityRequest, {"portions": None if number is None else int(number)})
    dish = resolve.dish(resolve.visible_dishes(connect(), resolve.current_restaurant()), name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    output.done(f"{dish.path}: {'not counted' if answer.portions is None else f'{answer.portions} left'}.")


@dataclass(frozen=True)
class Place:
    """A restaurant with its visible dishes; `prefix` names it in what is said, where several are meant."""

    restaurant: Restaurant
    dishes: list[Dish]
    prefix: str = ""


def _places(name: str) -> list[Place]:
    """The restaurant that is meant; with `-r all` those that have a dish, an option or a size of the name."""
    client, every = connect(), resolve.all_restaurants()
    if every is None:
        found = resolve.current_restaurant()
        return [Place(found, resolve.visible_dishes(client, found))]
    places = [Place(one, resolve.visible_dishes(client, one), f"{one.name}: ") for one in every]
    having = [place for place in places if _has(place.dishes, name)]
    if not having:
        raise CliError(
            gettext("None of your {count} restaurants has {name!r} on its menu.").format(
                count=len(every), name=name
            ),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Write the whole name, as the menus have it."),
            code=Exit.NOT_FOUND,
        )
    for place in places:
        if place not in having:
            output.say(gettext("{prefix}{name} is not on the menu.").format(prefix=place.prefix, name=name))
    return having


def _has(dishes: Sequence[Dish], name: str) -> bool:
    if any(folded(name) in {folded(dish.item.name), folded(dish.path)} for dish in dishes):
        return True
    return next(_kinds_of_part((dish.item for dish in dishes), name), None) is not None


def _set_available(place: Place, name: str, body: AvailabilityRequest) -> None:
    kind = next(_kinds_of_part((dish.item for dish in place.dishes), name), None)
    if kind is not None and not any(folded(dish.item.name) == folded(name) for dish in place.dishes):
        _set_part_available(place, PartAvailabilityRequest(
            restaurant_slug=place.restaurant.slug, kind=kind, name=name, available=bool(body.available),
            until=body.until,
        ))  # fmt: skip
        return
    dish = resolve.dish(place.dishes, name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    _say(place, dish.path, answer.until, available=answer.available)


def _kinds_of_part(items: Iterable[Item], name: str) -> Iterator[Literal["option", "variant"]]:
    """`option` or `variant`, for each part of an item that has the name."""
    for item in items:
        if any(folded(o.name) == folded(name) for group in item.modifier_groups for o in group.modifiers):
            yield "option"
        if any(folded(variant.label) == folded(name) for variant in item.variants):
            yield "variant"


def _set_part_available(place: Place, body: PartAvailabilityRequest) -> None:
    answer = connect().set_part_available(body)
    if output.wants_json():
        output.print_json(answer)
    _say(place, f"{answer.name} ({', '.join(answer.items)})", answer.until, available=answer.available)


def _say(place: Place, what: str, until: datetime | None, *, available: bool) -> None:
    if available:
        output.done(gettext("{prefix}{what} can be ordered again.").format(prefix=place.prefix, what=what))
    elif until:
        moment = times.local(until, times.zone(place.restaurant.timezone))
        output.done(
            gettext("{prefix}{what} is 86'd until {moment}.").format(
                prefix=place.prefix, what=what, moment=moment
            )
        )
    else:
        output.done(
            gettext("{prefix}{what} is 86'd until you restore it.").format(prefix=place.prefix, what=what)
        )
