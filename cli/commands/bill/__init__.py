"""`aiqr bill`: what tables have to pay."""

import click

from cli.command import Group
from cli.commands.bill.change import discount, guests, void
from cli.commands.bill.list import list_bills
from cli.commands.bill.online import payments
from cli.commands.bill.pay import pay, refund, split
from cli.commands.bill.show import receipt, show


@click.group(cls=Group)
def bill() -> None:
    """Bills: list, show, pay, split, void, discount, guests, refund, payments, receipt.

    BILL is a table's name, or `#` and the number of an order of it. LINE is what `aiqr bill show` says: the order's number
    and the line's, 12.3.
    """


for command in (list_bills, show, pay, split, void, discount, guests, refund, payments, receipt):
    bill.add_command(command)
