"""`aiqr item remove`."""

import click

from cli import output, resolve
from cli.arguments import item_name, yes_option
from cli.command import Command
from cli.connection import connect


@click.command("remove", cls=Command, examples='aiqr item remove "Tomato soup"')
@item_name
@yes_option
def remove(name: str, *, yes: bool) -> None:
    """Remove a dish; one that orders name is hidden instead, so that they stay whole."""
    client, found = connect(), resolve.current_restaurant()
    dish = resolve.dish(resolve.dishes(client, found.id), name)
    output.confirm(f"Remove {dish.path} from the menu of {found.name}?", yes=yes)
    client.delete_item(dish.item.id)
    stays = any(item.id == dish.item.id for item in client.items(dish.category.id))
    output.done(f"{dish.path} is {'hidden: orders name it' if stays else 'removed'}.")
