"""`aiqr item rename` and `move`: another name, another category, the same dish."""

import click

from cli import output, resolve
from cli.arguments import item_name
from cli.command import Command, complete
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
from server.wire.menu import UpdateItemRequest


@click.command("rename", cls=Command, examples='aiqr item rename Coke "Cola 0.33 l"')
@item_name
@click.argument("new_name", metavar="NEW_NAME")
def rename(name: str, new_name: str) -> None:
    """Give a dish another name; its orders, figures and options stay with it."""
    client, found = connect(), resolve.current_restaurant()
    dish = resolve.dish(resolve.dishes(client, found.id), name)
    changed = client.update_item(dish.item.id, checked(UpdateItemRequest, name=new_name))
    if output.wants_json():
        output.print_json(changed)
    output.done(
        gettext("{path} is now {name} / {changed_name}.").format(
            path=dish.path, name=dish.category.name, changed_name=changed.name
        )
    )


@click.command(
    "move",
    cls=Command,
    examples="""
    aiqr item move Tiramisu Desserts
    aiqr item move Margherita --to 1
    """,
)
@item_name
@click.argument("category", metavar="[CATEGORY]", required=False, shell_complete=complete("categories"))
@click.option("--to", "place", type=click.IntRange(min=1), metavar="PLACE", help="Its place, from 1.")
def move(name: str, category: str | None, *, place: int | None) -> None:
    """Move a dish to the end of another category, or to a place in its own."""
    client, found = connect(), resolve.current_restaurant()
    categories = client.categories(found.id)
    dish = resolve.dish(resolve.dishes(client, found.id, categories), name)
    if category is None and place is None:
        raise click.UsageError(gettext("Name the category, or give --to PLACE."))
    home = resolve.category(categories, category) if category is not None else dish.category
    if home.id != dish.category.id:
        client.update_item(dish.item.id, UpdateItemRequest(category_id=home.id))
    if place is not None:
        others = [item for item in client.items(home.id) if item.id != dish.item.id]
        ids = [item.id for item in others]
        ids.insert(place - 1, dish.item.id)
        before = {item.id: item.sort_order for item in client.items(home.id)}
        for order, item_id in enumerate(ids):
            if before[item_id] != order:
                client.update_item(item_id, UpdateItemRequest(sort_order=order))
    output.done(
        gettext("{path} is now in {name}{at_place}.").format(
            path=dish.path,
            name=home.name,
            at_place=(gettext(", at place {place}").format(place=place) if place else ""),
        )
    )
