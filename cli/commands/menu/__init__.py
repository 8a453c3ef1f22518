"""`aiqr menu`: the menu as a file."""

import click

from cli.command import Group
from cli.commands.menu.apply import apply
from cli.commands.menu.approve import approve
from cli.commands.menu.diff import diff
from cli.commands.menu.edit import edit
from cli.commands.menu.export import export
from cli.commands.menu.history import history
from cli.commands.menu.import_ import menu_import
from cli.commands.menu.lint import menu_lint
from cli.commands.menu.new import new
from cli.commands.menu.push import push
from cli.commands.menu.rollback import rollback
from cli.commands.menu.translate import translate

_HELP = """The menu as a file, in YAML or JSON.

`new` writes an example, `export` the menu as it is, `apply` puts a file in place, all or nothing. What keeps
its name keeps its identity. A small menu:

\b
currency: EUR
categories:
  - name: Pizza
    items:
      - name: Margherita
        allergens: [gluten, milk]
        variants:
          - {label: Medium, price: 9.50, default: true}
          - {label: Large, price: 12.00}
  - name: Drinks
    items:
      - {name: Water, price: 2.50}
"""


@click.group(cls=Group, help=_HELP)
def menu() -> None:
    """The menu as a file."""


for command in (
    new,
    export,
    diff,
    apply,
    push,
    history,
    rollback,
    edit,
    menu_import,
    menu_lint,
    translate,
    approve,
):
    menu.add_command(command)
