"""`aiqr item remove`."""

import click

from cli import output, resolve
from cli.arguments import item_name, yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("remove", cls=Command, examples='aiqr item remove "Tomato soup"')
@item_name
@yes_option
def remove(name: str, *, yes: bool) -> None:
    """Remove a dish; one that orders name is hidden instead, so that they stay whole."""
    client, found = connect(), resolve.current_restaurant()
    dish = resolve.dish(resolve.dishes(client, found.id), name)
    output.confirm(
        gettext("Remove {path} from the menu of {name}?").format(path=dish.path, name=found.name), yes=yes
    )
    client.delete_item(dish.item.id)
    stays = any(item.id == dish.item.id for item in client.items(dish.category.id))
    output.done(
        gettext("{path} is {part}.").format(
            path=dish.path, part=(gettext("hidden: orders name it") if stays else gettext("removed"))
        )
    )
