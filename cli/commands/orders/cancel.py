"""`aiqr orders cancel`: end an order for good."""

from uuid import UUID

import click

from cli import orders, output, resolve, times
from cli.arguments import yes_option
from cli.command import Command, complete
from cli.connection import connect
from cli.orders import dishes
from cli.request_models import checked
from cli.texts import gettext, ngettext
from server.wire.orders import CancelOrdersRequest, KitchenOrder, MoveOrderRequest
from server.wire.restaurants import Restaurant


@click.command(
    "cancel",
    cls=Command,
    examples="""
    aiqr orders cancel 42 --reason "The guest has left"
    aiqr orders cancel --table 5 --since 20m --reason "A joke of somebody else"
    aiqr orders cancel --unproven --since 1h --reason "Order at the bar, please" --yes
    """,
)
@click.argument("number", required=False)
@click.option(
    "--table", metavar="NAME", shell_complete=complete("tables"), help="All open orders of this table."
)
@click.option("--since", metavar="TIME", help="All open orders placed from then on: 20m, 18:00.")
@click.option("--unproven", is_flag=True, help="All open orders that came without a table's code.")
@click.option("--reason", default="", help="What the diner and the kitchen read.")
@yes_option
def cancel(
    number: str | None, table: str | None, since: str | None, reason: str, *, unproven: bool, yes: bool
) -> None:
    """Cancel the order NUMBER for good, or many open orders at once; diners and kitchen see it at once.

    Of --table, --since and --unproven an order must fit all that are given.
    """
    several = table is not None or since is not None or unproven
    if several == (number is not None):
        raise click.UsageError(gettext("Name one order, or say which with --table, --since or --unproven."))
    found = resolve.current_restaurant()
    if number is not None:
        _cancel_one(orders.order_called(found, number), reason, yes=yes)
        return
    body = checked(
        CancelOrdersRequest,
        table_identifier=resolve.table(connect().tables(found.id), table).name if table else None,
        placed_after=times.past(since, times.zone(found.timezone)) if since else None,
        proven=False if unproven else None,
        reason=reason or "Cancelled by the restaurant",
    )
    _cancel_many(found, body, yes=yes)


def _cancel_one(order: KitchenOrder, reason: str, *, yes: bool) -> None:
    table = (
        gettext(" of table {table_identifier}").format(table_identifier=order.table_identifier)
        if order.table_identifier
        else ""
    )
    output.confirm(
        gettext("Cancel order {number}{table} ({dishes})?").format(
            number=order.number, table=table, dishes=dishes(order)
        ),
        yes=yes,
    )
    body = checked(MoveOrderRequest, status="cancelled", reason=reason or None)
    cancelled = connect().move_order(UUID(str(order.id)), body)
    if output.wants_json():
        output.print_json(cancelled)
    output.done(gettext("Order {number} is cancelled.").format(number=cancelled.number))


def _cancel_many(found: Restaurant, body: CancelOrdersRequest, *, yes: bool) -> None:
    meant = [order for order in connect().open_orders(found.slug).orders if _fits(order, body)]
    if not meant:
        output.done(
            gettext("{name} has no open order of that kind. Nothing was changed.").format(name=found.name)
        )
        return
    for order in meant:
        output.say(f"  #{order.number}  {order.table_identifier}  {dishes(order)}")
    output.confirm(
        gettext("Cancel {counted} of {name}?").format(
            counted=ngettext("{count} order", "{count} orders", len(meant)).format(count=len(meant)),
            name=found.name,
        ),
        yes=yes,
    )
    answer = connect().cancel_orders(found.slug, body)
    if output.wants_json():
        output.print_json(answer)
    numbers = ", ".join(map(str, answer.cancelled))
    output.done(
        gettext("Cancelled: {numbers}.").format(numbers=numbers or gettext("none, they had ended meanwhile"))
    )


def _fits(order: KitchenOrder, body: CancelOrdersRequest) -> bool:
    """Whether the server would cancel this open order; what came meanwhile it cancels too."""
    return (
        body.table_identifier in {None, order.table_identifier}
        and (body.placed_after is None or order.created_at >= body.placed_after)
        and body.proven in {None, order.table_proven}
    )
