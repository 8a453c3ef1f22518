"""`aiqr item list`: the menu with its prices."""

import click

from cli import output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.resolve import Dish
from cli.texts import gettext
from server.wire.menu import Item


@click.command(
    "list",
    cls=Command,
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
    every = resolve.visible_dishes(connect(), found)
    if category is not None:
        categories = list({dish.category.id: dish.category for dish in every}.values())
        chosen = resolve.category(categories, category)
        every = [dish for dish in every if dish.category.id == chosen.id]
    every = [dish for dish in every if not (sold_out and dish.item.available)]
    if output.wants_json():
        output.print_json([{**d.item.model_dump(mode="json"), "category": d.category.name} for d in every])
        return
    output.print_table(
        (
            gettext("category"),
            gettext("item"),
            gettext("price ({currency})").format(currency=found.currency),
            gettext("no."),
            "",
        ),
        [(d.category.name, d.item.name, _prices(d.item), d.item.number, notes(d)) for d in every],
    )


def _prices(shown: Item) -> str:
    if len(shown.variants) == 1:
        return shown.variants[0].price
    return ", ".join(f"{variant.label} {variant.price}" for variant in shown.variants)


def notes(dish: Dish) -> str:
    """What is special about an item: that it is 86'd, or hidden."""
    hidden = not (dish.item.is_active and dish.category.is_active)
    return ", ".join(
        word
        for word, true in ((gettext("86'd"), not dish.item.available), (gettext("hidden"), hidden))
        if true
    )
