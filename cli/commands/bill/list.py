"""`aiqr bill list`: what is not paid."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect


@click.command("list", cls=Command, examples="aiqr bill list")
def list_bills() -> None:
    """List the bills that are not paid: of tables, and of orders without one; oldest first."""
    found = resolve.current_restaurant()
    bills = connect().bills(found.id)
    if output.wants_json():
        output.print_json(bills)
        return
    if not bills:
        output.say("Nothing is open.")
        return
    where, total = times.zone(found.timezone), f"total ({found.currency})"
    output.print_table(
        ("table", "orders", "since", total, "paid", "open"),
        [
            (
                one.table_identifier,
                " ".join(f"#{number}" for number in one.order_numbers),
                times.local(one.since, where),
                one.total,
                one.paid,
                one.open,
            )
            for one in bills
        ],
        right=(total, "paid", "open"),
    )
