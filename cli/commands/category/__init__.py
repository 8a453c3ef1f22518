"""`aiqr category`: the headings of the menu."""

import click

from cli.command import Group
from cli.commands.category.edit import add, edit, list_categories, remove, rename


@click.group(cls=Group)
def category() -> None:
    """The headings of the menu, such as Pizza or Drinks."""


for command in (list_categories, add, edit, rename, remove):
    category.add_command(command)
