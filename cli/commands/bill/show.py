"""`aiqr bill show` and `aiqr bill receipt`."""

import click

from cli import bills, output, resolve
from cli.command import Command, complete
from cli.connection import connect
from cli.errors import CliError, Exit

bill_name = click.argument("called", metavar="BILL", shell_complete=complete("tables"))


@click.command("show", cls=Command, examples=("aiqr bill show 5\naiqr bill show '#12'"))
@bill_name
def show(called: str) -> None:
    """Show a bill with all its lines and amounts."""
    bills.show(bills.bill_called(resolve.current_restaurant(), called))


@click.command("receipt", cls=Command, examples=("aiqr bill receipt '#12'\naiqr bill receipt '#12' | lp"))
@bill_name
def receipt(called: str) -> None:
    """Print the receipts of a bill as plain text, as wide as a receipt printer's paper; there are none before it is paid."""
    bill = bills.bill_called(resolve.current_restaurant(), called)
    made = connect().receipts(bill.id)
    if output.wants_json():
        output.print_json(made)
        return
    if not made:
        raise CliError(
            f"The bill of {bills.name_of(bill)} is not paid: {bill.open} {bill.currency} are open.",
            unchanged="No receipt was made.",
            todo="`aiqr bill pay` marks what is paid.",
            code=Exit.CONFLICT,
        )
    click.echo("\n\n".join(bills.receipt_text(one) for one in made))
