"""`aiqr option`: what diners choose of a dish."""

import click

from cli.command import Group
from cli.commands.option.change import add, edit, group_rules, remove, rename
from cli.commands.option.list import list_options


@click.group(cls=Group)
def option() -> None:
    """What diners choose of a dish: toppings, sides, how it is done.

    Options stand in groups such as Toppings. Dishes that have a group of the same name share the change, unless
    --item names the dishes that are meant.
    """


for command in (list_options, add, edit, rename, remove, group_rules):
    option.add_command(command)
