"""`aiqr option add, edit, rename, remove, group`."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from cli import menu_parts, money, output, resolve
from cli.arguments import yes_option
from cli.client import Client
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import exactly
from cli.resolve import Dish
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import (
    Modifier,
    ModifierGroup,
    ModifierGroupRequest,
    ModifierRequest,
    UpdateItemRequest,
)
from server.wire.restaurants import Restaurant

items_option = click.option(
    "--item",
    "items",
    metavar="ITEM",
    multiple=True,
    shell_complete=complete("items"),
    help="Only this dish; may be given several times.",
)
group_name = click.argument("group", metavar="GROUP")
option_name = click.argument("name", metavar="OPTION")
max_quantity_option = click.option(
    "--max-quantity", type=click.IntRange(1, 100), help="How often it may be picked."
)
default_option = click.option(
    "--default/--no-default", "is_default", default=None, help="Whether it comes with the dish."
)
aliases_option = click.option("--aliases", metavar="LIST", help="Other words for it.")
Changed = Callable[[ModifierGroup], ModifierGroupRequest | None]


@click.command(
    "add",
    cls=Command,
    examples="""
    aiqr option add Toppings Olives 0.80
    aiqr option add Sauce Mayonnaise --item Fries
    """,
)
@group_name
@click.argument("name", metavar="[OPTION]", required=False)
@click.argument("price", metavar="[PRICE]", required=False)
@default_option
@max_quantity_option
@aliases_option
@items_option
def add(group: str, name: str | None, price: str | None, *, items: Sequence[str], **given: Any) -> None:
    """Add an option to a group; with --item the dish gets the group where it has none."""
    client, found = connect(), resolve.current_restaurant()
    name = output.ask(gettext("Option"), name, option=gettext("its name"))
    price = output.ask(
        gettext("Price in {currency}").format(currency=found.currency),
        price,
        option=gettext("its price"),
        default="0",
    )
    new = exactly(ModifierRequest, {"name": name, **_values(found, price, **given)})
    every = resolve.dishes(client, found.id)
    chosen = [resolve.dish(every, item) for item in items] or _with_group(every, group)
    for dish in chosen:
        groups = [menu_parts.group_to_send(g) for g in dish.item.modifier_groups]
        same = next((g for g in groups if folded(g.name) == folded(group)), None)
        if same is None:
            groups.append(exactly(ModifierGroupRequest, {"name": group, "modifiers": [new]}))
        else:
            place = groups.index(same)
            groups[place] = same.model_copy(update={"modifiers": [*same.modifiers, new]})
        client.update_item(dish.item.id, UpdateItemRequest(modifier_groups=groups))
    _done(gettext("{name} is in {group}").format(name=new.name, group=group), chosen)


@click.command(
    "edit",
    cls=Command,
    examples="""
    aiqr option edit Toppings Olives --price 1.00
    aiqr option edit Toppings Onions --no-default --item Margherita
    """,
)
@group_name
@option_name
@click.option("--price", metavar="AMOUNT", help="What it adds; may be negative.")
@default_option
@max_quantity_option
@aliases_option
@items_option
def edit(group: str, name: str, *, price: str | None, items: Sequence[str], **given: Any) -> None:
    """Change the price and the rules of an option."""
    found = resolve.current_restaurant()
    values = _values(found, price, **given)
    if not values:
        raise click.UsageError(gettext("Give --price, --default, --no-default, --max-quantity or --aliases."))
    chosen = _change(found, group, items, _options_changed(group, name, values), name)
    _done(gettext("{group} / {name} is changed").format(group=group, name=name), chosen)


@click.command("rename", cls=Command, examples='aiqr option rename Toppings Olives "Black olives"')
@group_name
@option_name
@click.argument("new_name", metavar="NEW_NAME")
@items_option
def rename(group: str, name: str, new_name: str, *, items: Sequence[str]) -> None:
    """Give an option another name; it stays the same option."""
    found = resolve.current_restaurant()
    chosen = _change(found, group, items, _options_changed(group, name, {"name": new_name}), name)
    _done(
        gettext("{group} / {name} is now {new_name}").format(group=group, name=name, new_name=new_name),
        chosen,
    )


@click.command("remove", cls=Command, examples="aiqr option remove Toppings Olives --yes")
@group_name
@option_name
@items_option
@yes_option
def remove(group: str, name: str, *, items: Sequence[str], yes: bool) -> None:
    """Take an option out of a group; a group without options goes too."""
    found = resolve.current_restaurant()
    output.confirm(gettext("Remove {group} / {name}?").format(group=group, name=name), yes=yes)

    def without(before: ModifierGroup) -> ModifierGroupRequest | None:
        gone = _option(before, group, name)
        left = [menu_parts.option_to_send(m) for m in before.modifiers if m.id != gone.id]
        return menu_parts.group_to_send(before, left) if left else None

    _done(
        gettext("{group} / {name} is removed").format(group=group, name=name),
        _change(found, group, items, without, name),
    )


@click.command(
    "group",
    cls=Command,
    examples="""
    aiqr option group Sides --min 1 --max 1
    aiqr option group Toppings --name Extras
    """,
)
@group_name
@click.option("--min", "min_select", type=click.IntRange(0, 1000), help="How many must be chosen.")
@click.option("--max", "max_select", metavar="NUMBER", help="How many may be chosen; `off` for no limit.")
@click.option("--name", help="Another name for the group.")
@items_option
def group_rules(
    group: str, *, min_select: int | None, max_select: str | None, name: str | None, items: Sequence[str]
) -> None:
    """Change how many options of a group are chosen, and its name."""
    values: dict[str, Any] = {"min_select": min_select, "name": name}
    changes = {key: value for key, value in values.items() if value is not None}
    if max_select is not None:
        changes["max_select"] = None if max_select.lower() == "off" else _count(max_select)
    if not changes:
        raise click.UsageError(gettext("Give --min, --max or --name."))
    found = resolve.current_restaurant()
    chosen = _change(found, group, items, lambda before: menu_parts.group_to_send(before, **changes))
    _done(gettext("{group} is changed").format(group=group), chosen)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise click.UsageError(gettext("--max is a number, or off."))
    return int(text)


def _values(found: Restaurant, price: str | None, **given: Any) -> dict[str, Any]:
    values = {name: value for name, value in given.items() if value is not None}
    if "aliases" in values:
        values["aliases"] = menu_parts.words(values["aliases"])
    if price is not None:
        sign, amount = ("-", price[1:]) if price.startswith("-") else ("", price.removeprefix("+"))
        values["price_adjustment"] = f"{sign}{money.price(amount, found.currency)}"
    return values


def _options_changed(group: str, name: str, values: dict[str, Any]) -> Changed:
    def changed(before: ModifierGroup) -> ModifierGroupRequest:
        meant = _option(before, group, name)
        options = [
            menu_parts.option_to_send(m, **(values if m.id == meant.id else {})) for m in before.modifiers
        ]
        return menu_parts.group_to_send(before, options)

    return changed


def _option(before: ModifierGroup, group: str, name: str) -> Modifier:
    return resolve.one_of(
        name,
        before.modifiers,
        names=lambda m: (m.name, *m.aliases),
        shown=lambda m: m.name,
        kind=gettext("option"),
        todo=gettext("{group} has {named}.").format(
            group=group, named=", ".join(m.name for m in before.modifiers) or gettext("none")
        ),
        fuzzy=False,
    )


def _with_group(dishes: Sequence[Dish], group: str) -> list[Dish]:
    found = [d for d in dishes if any(folded(g.name) == folded(group) for g in d.item.modifier_groups)]
    if not found:
        raise CliError(
            gettext("No dish has a group {group!r}.").format(group=group),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("`aiqr option list` shows the groups; `aiqr option add` with --item makes one."),
            code=Exit.NOT_FOUND,
        )
    return found


def _change(
    found: Restaurant, group: str, items: Sequence[str], changed: Changed, option: str | None = None
) -> list[Dish]:
    """Change the group in each dish that has it, with the `option`. All values are made before the first is sent."""
    client: Client = connect()
    every = resolve.dishes(client, found.id)
    chosen = _with_group([resolve.dish(every, item) for item in items] or every, group)
    if option is not None:
        chosen = [dish for dish in chosen if _has_option(dish, group, option)] or chosen[:1]
    bodies = [
        UpdateItemRequest(
            modifier_groups=[
                wanted
                for before in dish.item.modifier_groups
                if (
                    wanted := changed(before)
                    if folded(before.name) == folded(group)
                    else menu_parts.group_to_send(before)
                )
            ]
        )
        for dish in chosen
    ]
    for dish, body in zip(chosen, bodies, strict=True):
        client.update_item(dish.item.id, body)
    return chosen


def _has_option(dish: Dish, group: str, option: str) -> bool:
    return any(
        folded(option) in {folded(name) for name in (m.name, *m.aliases)}
        for g in dish.item.modifier_groups
        if folded(g.name) == folded(group)
        for m in g.modifiers
    )


def _done(said: str, dishes: Sequence[Dish]) -> None:
    named = ", ".join(dish.path for dish in dishes[:5])
    more = gettext(" and {count} more").format(count=len(dishes) - 5) if len(dishes) > 5 else ""  # noqa: PLR2004  # as many as a line holds
    output.done(f"{said}: {named}{more}.")
