"""`aiqr orders erase`: forget one diner."""

from uuid import UUID

import click

from cli import orders, output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("erase", cls=Command, examples="aiqr orders erase 42")
@click.argument("number")
@yes_option
def erase(number: str, *, yes: bool) -> None:
    """Take name, words, requests and allergies out of the order NUMBER, for good.

    Dishes, prices and times stay, so that figures are as they were. The order must have ended.
    """
    found = resolve.current_restaurant()
    order = orders.order_called(found, number)
    output.confirm(
        gettext("Forget whose order {number} was, and what they said?").format(number=order.number), yes=yes
    )
    connect().erase_diner(UUID(str(order.id)))
    output.done(gettext("Order {number} is nobody's any more.").format(number=order.number))
