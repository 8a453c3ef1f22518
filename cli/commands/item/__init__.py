"""`aiqr item`: dishes and drinks, one at a time or many."""

import click

from cli.command import Group
from cli.commands.item.add import add
from cli.commands.item.edit import edit
from cli.commands.item.eighty_six import eighty_six, left, restore
from cli.commands.item.list import list_items
from cli.commands.item.photo import photo
from cli.commands.item.price import price
from cli.commands.item.remove import remove
from cli.commands.item.rename import move, rename
from cli.commands.item.show import show


@click.group(cls=Group)
def item() -> None:
    """Dishes and drinks.

    ITEM is a name as you would say it: case does not matter, small slips neither, and `Category / Name` tells
    two of one name apart. Where it could be several you are asked; a script gets an error with the candidates.
    """


for command in (list_items, show, add, edit, rename, move, remove, photo, price, eighty_six, restore, left):
    item.add_command(command)
