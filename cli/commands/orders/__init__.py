"""`aiqr orders`: what diners ordered."""

import click

from cli.command import Group
from cli.commands.orders.cancel import cancel
from cli.commands.orders.erase import erase
from cli.commands.orders.export import export
from cli.commands.orders.list import list_orders
from cli.commands.orders.place import place
from cli.commands.orders.show import show
from cli.commands.orders.watch import watch


@click.group(cls=Group)
def orders() -> None:
    """Orders: list, show, watch, place, cancel, erase, export.

    NUMBER is the short number that staff call out, or the order's id. The open order of that number is meant, else the
    newest; where several open orders have it you are asked, and a script is told their ids.
    """


for command in (list_orders, show, watch, place, cancel, erase, export):
    orders.add_command(command)
