"""`aiqr bill list`: what is not paid."""

import click

from cli import output, resolve, times
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext


@click.command("list", cls=Command, examples="aiqr bill list")
def list_bills() -> None:
    """List the bills that are not paid: of tables, and of orders without one; oldest first."""
    found = resolve.current_restaurant()
    bills = connect().bills(found.id)
    if output.wants_json():
        output.print_json(bills)
        return
    if not bills:
        output.say(gettext("Nothing is open."))
        return
    where, total = times.zone(found.timezone), gettext("total ({currency})").format(currency=found.currency)
    output.print_table(
        (
            gettext("table"),
            gettext("orders"),
            gettext("since"),
            total,
            gettext("paid"),
            gettext("open"),
        ),
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
        right=(
            total,
            gettext("paid"),
            gettext("open"),
        ),
    )
