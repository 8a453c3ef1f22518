"""`aiqr menu`: the menu as a file."""

import click

from cli.command import Group
from cli.commands.menu.apply import apply
from cli.commands.menu.diff import diff
from cli.commands.menu.edit import edit
from cli.commands.menu.export import export
from cli.commands.menu.history import history
from cli.commands.menu.import_ import menu_import
from cli.commands.menu.lint import menu_lint
from cli.commands.menu.rollback import rollback


@click.group(cls=Group)
def menu() -> None:
    """The menu as a file, in YAML or JSON.

    `export` writes it, `apply` puts a file in place, all or nothing. What keeps its name keeps its identity.
    """


for command in (export, diff, apply, history, rollback, edit, menu_import, menu_lint):
    menu.add_command(command)
