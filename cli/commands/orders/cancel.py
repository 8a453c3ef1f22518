"""`aiqr orders cancel`: end an order for good."""

from uuid import UUID

import click

from cli import orders, output, resolve
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.orders import dishes
from cli.request_models import checked
from server.wire.orders import MoveOrderRequest


@click.command(
    "cancel",
    cls=Command,
    examples="""
    aiqr orders cancel 42 --reason "The guest has left"
    """,
)
@click.argument("number")
@click.option("--reason", default="", help="What the diner and the kitchen read.")
@yes_option
def cancel(number: str, reason: str, *, yes: bool) -> None:
    """Cancel the order NUMBER for good; its diner and the kitchen see it at once."""
    found = resolve.current_restaurant()
    order = orders.order_called(found, number)
    table = f" of table {order.table_identifier}" if order.table_identifier else ""
    output.confirm(f"Cancel order {order.number}{table} ({dishes(order)})?", yes=yes)
    body = checked(MoveOrderRequest, status="cancelled", reason=reason or None)
    cancelled = connect().move_order(UUID(str(order.id)), body)
    if output.wants_json():
        output.print_json(cancelled)
    output.done(f"Order {cancelled.number} is cancelled.")
