"""`aiqr item`: dishes and drinks, one at a time or many."""

from decimal import Decimal

import click

from cli import money, output, resolve, times
from cli.command import Group, complete
from cli.commands.item.price import price
from cli.connection import connect
from cli.request_models import checked
from cli.resolve import Dish
from server.wire.menu import AvailabilityRequest, Item, ModifierGroup
from server.wire.restaurants import Restaurant

item_name = click.argument("name", metavar="ITEM", shell_complete=complete("items"))


@click.group(cls=Group)
def item() -> None:
    """Dishes and drinks.

    ITEM is a name as you would say it: case does not matter, small slips neither, and `Category / Name` tells
    two of one name apart. Where it could be several you are asked; a script gets an error with the candidates.
    """


item.add_command(price)


def _every(found: Restaurant) -> list[Dish]:
    client = connect()
    return (
        resolve.shown_dishes(client, found.slug)
        if found.role == "kitchen"
        else resolve.dishes(client, found.id)
    )


@item.command(
    "list",
    examples="""
    aiqr item list
    aiqr item list --category Drinks
    aiqr item list --sold-out
    """,
)
@click.option("--category", metavar="NAME", shell_complete=complete("categories"), help="Only this category.")
@click.option("--sold-out", is_flag=True, help="Only what is 86'd.")
def list_items(category: str | None, *, sold_out: bool) -> None:
    """List the menu with its prices, hidden items included."""
    found = resolve.current_restaurant()
    every = _every(found)
    if category is not None:
        categories = list({dish.category.id: dish.category for dish in every}.values())
        chosen = resolve.category(categories, category)
        every = [dish for dish in every if dish.category.id == chosen.id]
    every = [dish for dish in every if not (sold_out and dish.item.available)]
    if output.wants_json():
        output.print_json([{**d.item.model_dump(mode="json"), "category": d.category.name} for d in every])
        return
    output.print_table(
        ("category", "item", f"price ({found.currency})", ""),
        [(d.category.name, d.item.name, _prices(d.item), _notes(d)) for d in every],
    )


def _prices(shown: Item) -> str:
    if len(shown.variants) == 1:
        return shown.variants[0].price
    return ", ".join(f"{variant.label} {variant.price}" for variant in shown.variants)


def _notes(dish: Dish) -> str:
    hidden = not (dish.item.is_active and dish.category.is_active)
    return ", ".join(word for word, true in (("86'd", not dish.item.available), ("hidden", hidden)) if true)


@item.command("show", examples='aiqr item show "Margherita"')
@item_name
def show(name: str) -> None:
    """Show everything about an item."""
    found = resolve.current_restaurant()
    dish = resolve.dish(_every(found), name)
    if output.wants_json():
        output.print_json({**dish.item.model_dump(mode="json"), "category": dish.category.name})
        return
    shown = dish.item
    output.print_fields(
        [
            ("item", dish.path),
            ("state", _notes(dish) or "on the menu"),
            ("description", shown.description),
            ("also called", ", ".join(shown.aliases)),
            ("tags", ", ".join(shown.tags)),
            ("allergens", ", ".join(shown.allergens) or "not stated"),
            ("station", shown.station),
            ("image", shown.image_url),
            *_variant_lines(shown, found.currency),
            *_group_lines(shown),
        ]
    )


def _variant_lines(shown: Item, currency: str) -> list[tuple[str, str]]:
    return [
        ("price" if n == 0 else " ", f"{v.price} {currency}  {v.label}{' (usual)' if v.is_default else ''}")
        for n, v in enumerate(shown.variants)
    ]


def _group_lines(shown: Item) -> list[tuple[str, str]]:
    return [
        (group.name.lower(), f"{_how_many(group.min_select, group.max_select)}: {_options(group)}")
        for group in shown.modifier_groups
    ]


def _how_many(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} or more" if least else "any"
    return str(most) if least == most else f"{least} to {most}"


def _options(group: ModifierGroup) -> str:
    return ", ".join(
        m.name
        + (
            f" {money.signed(Decimal(m.price_adjustment))}"
            if Decimal(m.price_adjustment) and not m.is_default
            else ""
        )
        + (" (comes with it)" if m.is_default else "")
        for m in group.modifiers
    )


@item.command(
    "86",
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


@item.command("restore", examples="aiqr item restore Salmon")
@item_name
def restore(name: str) -> None:
    """Take back an 86: the item can be ordered again."""
    _set_available(resolve.current_restaurant(), name, AvailabilityRequest(available=True))


def _set_available(found: Restaurant, name: str, body: AvailabilityRequest) -> None:
    dish = resolve.dish(_every(found), name)
    answer = connect().set_available(dish.item.id, body)
    if output.wants_json():
        output.print_json(answer)
    if answer.available:
        output.done(f"{dish.path} can be ordered again.")
    elif answer.until:
        output.done(f"{dish.path} is 86'd until {times.local(answer.until, times.zone(found.timezone))}.")
    else:
        output.done(f"{dish.path} is 86'd until you restore it.")
