"""`aiqr orders list`: orders, newest first."""

import sys
from collections.abc import Sequence
from itertools import islice

import click

from cli import orders, output, resolve, times
from cli.arguments import since_option, until_option
from cli.command import Command
from cli.orders import dishes, warning
from cli.texts import gettext
from server.wire.orders import Order
from server.wire.restaurants import Restaurant
from server.wire.vocabulary import STATUSES

COUNTED = 1000
"""Orders beyond those shown that are counted."""


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
@click.option("--all", "every", is_flag=True, help="All of them.")
def list_orders(status: str | None, since: str | None, until: str | None, limit: int, *, every: bool) -> None:
    """List orders, newest first. What is left out is said on stderr."""
    found = resolve.current_restaurant()
    wanted = orders.every_order(
        found,
        status=status,
        span=orders.span(found, since, until),
        limit=sys.maxsize if every else limit + COUNTED,
    )
    listed = list(islice(wanted, None if every else limit))
    if not every:
        _say_rest(len(listed), sum(1 for _ in wanted))
    if output.wants_json():
        output.print_json(listed)
        return
    if not listed:
        output.say(
            gettext("{name}: no orders{part}.").format(
                name=found.name,
                part=(gettext(" in this time") if since or until or status else gettext(" yet")),
            )
        )
        return
    _print(found, listed)


def _print(found: Restaurant, listed: Sequence[Order]) -> None:
    where = times.zone(found.timezone)
    number, total = gettext("no."), gettext("total ({currency})").format(currency=found.currency)
    output.print_table(
        (number, gettext("placed"), gettext("table"), gettext("status"), gettext("dishes"), total),
        [
            (
                o.number,
                times.local(o.created_at, where),
                o.table_identifier,
                o.status,
                f"{dishes(o)}{warning(o)}",
                o.to_pay,
            )
            for o in listed
        ],
        right=(number, total),
    )


def _say_rest(shown: int, more: int) -> None:
    """Say how many were left out; where they are very many they are not counted to the end."""
    if more:
        total = (
            gettext("more than {shown}").format(shown=shown + COUNTED - 1)
            if more == COUNTED
            else str(shown + more)
        )
        output.say(
            gettext("{shown} of {total}; --all lists them all, --since narrows the time.").format(
                shown=shown, total=total
            )
        )
