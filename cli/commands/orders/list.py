"""`aiqr orders list`: orders, newest first."""

import click

from cli import orders, output, resolve, times
from cli.arguments import since_option, until_option
from cli.command import Command
from cli.orders import dishes
from server.wire.vocabulary import STATUSES


@click.command(
    "list",
    cls=Command,
    examples="""
    aiqr orders list
    aiqr orders list --status ready
    aiqr orders list --since yesterday --limit 500
    """,
)
@click.option("--status", type=click.Choice(STATUSES), help="Only these.")
@since_option
@until_option
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="At most so many."
)
def list_orders(status: str | None, since: str | None, until: str | None, limit: int) -> None:
    """List orders, newest first."""
    found = resolve.current_restaurant()
    listed = list(
        orders.every_order(found, status=status, span=orders.span(found, since, until), limit=limit)
    )
    if output.wants_json():
        output.print_json(listed)
        return
    where = times.zone(found.timezone)
    output.print_table(
        ("no.", "placed", "table", "status", "dishes", f"total ({found.currency})"),
        [
            (
                o.number,
                times.local(o.created_at, where),
                o.table_identifier,
                o.status,
                dishes(o),
                o.total_price,
            )
            for o in listed
        ],
        right=("no.", f"total ({found.currency})"),
    )
