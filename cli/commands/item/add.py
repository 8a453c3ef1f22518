"""`aiqr item add`: a new dish."""

from collections.abc import Sequence
from typing import Any

import click

from cli import context, menu_parts, money, output, resolve
from cli.client import Client
from cli.command import Command, complete
from cli.commands.item import fields
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.texts import gettext
from server.domain.names import folded
from server.wire.menu import Category, CategoryRequest, ItemRequest
from server.wire.restaurants import Restaurant


@click.command(
    "add",
    cls=Command,
    examples="""
    aiqr item add
    aiqr item add Tiramisu 5.50 --category Desserts
    aiqr item add Margherita --category Pizza --size Medium=9.50 --size Large=12 --allergens "gluten, milk"
    """,
)
@click.argument("name", metavar="[NAME]", required=False)
@click.argument("price", metavar="[PRICE]", required=False)
@click.option("--category", metavar="NAME", shell_complete=complete("categories"), help="Where it stands.")
@fields.item_fields
def add(name: str | None, price: str | None, *, category: str | None, **given: Any) -> None:
    """Add a dish or drink. What is not given is asked.

    A hidden dish of the same name in the category comes back instead, with its orders.
    """
    client, found = connect(), resolve.current_restaurant()
    sizes = menu_parts.sizes(given.pop("sizes"), found.currency)
    if sizes and price is not None:
        raise click.UsageError(gettext("Give a price, or sizes with theirs; not both."))
    name = output.ask(gettext("Name"), name, option=gettext("the name"))
    home = _category(client, found, category)
    if not sizes:
        price = output.ask(
            gettext("Price in {currency}").format(currency=found.currency),
            price,
            option=gettext("the price, or --size LABEL=PRICE"),
        )
        sizes = [menu_parts.one_size(money.price(price, found.currency))]
    body = checked(ItemRequest, name=name, variants=sizes, **fields.values(given))
    made = client.add_item(home.id, body)
    if output.wants_json():
        output.print_json(made)
    fields.warn_of_allergens(made.allergens)
    output.done(
        gettext("{name} / {made_name} is on the menu: {prices} {currency}.").format(
            name=home.name, made_name=made.name, prices=_prices(made.variants), currency=found.currency
        )
    )


def _prices(variants: Sequence[Any]) -> str:
    return ", ".join(v.price if len(variants) == 1 else f"{v.label} {v.price}" for v in variants)


def _category(client: Client, found: Restaurant, typed: str | None) -> Category:
    every = client.categories(found.id)
    if typed is None and len(every) == 1 and not context.interactive():
        return every[0]
    usual = every[-1].name if every and context.interactive() else None
    typed = output.ask(gettext("Category"), typed, option="--category", default=usual)
    for category in every:
        if folded(category.name) == folded(typed):
            return category
    if not context.interactive():
        raise CliError(
            gettext("There is no category {typed!r}.").format(typed=typed),
            unchanged=gettext("Nothing was changed."),
            details=tuple(category.name for category in every),
            todo=gettext('Make it with `aiqr category add "{typed}"`.').format(typed=typed),
            code=Exit.NOT_FOUND,
        )
    output.confirm(gettext("There is no category {typed} yet. Make it?").format(typed=typed), yes=False)
    return client.add_category(found.id, checked(CategoryRequest, name=typed))
