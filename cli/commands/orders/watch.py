"""`aiqr orders watch`: orders as they come and go, a line for each change."""

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import click

from cli import output, resolve, times
from cli.client import Client
from cli.command import Command
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.orders import dishes, warning
from cli.terminal import json_text, padded, visible
from cli.texts import gettext, gettext_noop
from server.wire.kitchen_messages import KitchenSnapshot
from server.wire.orders import KitchenOrder
from server.wire.restaurants import Restaurant
from server.wire.vocabulary import ENDED, MANAGING

POLL_SECONDS = 1.5
NEGLECTED = {
    "unseen": gettext_noop(
        "! #{number}: no kitchen display has been connected since it was placed. Open one: aiqr kds"
    ),
    "late": gettext_noop("! #{number} is late. Its diner was told to ask the staff."),
}
RECENT = 50
_COLOURS = {
    "unpaid": "yellow",
    "held": "magenta",
    "confirmed": "yellow",
    "preparing": "cyan",
    "ready": "green",
    "completed": "white",
    "cancelled": "red",
}
"""Of the statuses that are known here; another one has none."""


@click.command(
    cls=Command,
    examples="""
    aiqr orders watch
    aiqr orders watch --json | jq -c '{number, status}'
    """,
)
@click.option("--for", "length", metavar="TIME", help="Stop after so long, such as 8h; else with Ctrl-C.")
def watch(length: str | None) -> None:
    """Watch orders live: a line for each order that is there and for each change.

    Orders that no kitchen display has shown, and late ones, are told of on stderr. It goes on by itself after the server was away. With --json, a line is the whole order.
    """
    found = resolve.current_restaurant()
    end = time.monotonic() + times.duration(length).total_seconds() if length else None
    output.say(gettext("Watching {name}; Ctrl-C ends it.").format(name=found.name))
    try:
        for order in _changes(connect(), found, end):
            _print(order, found)
    except KeyboardInterrupt:
        output.say()


def _changes(client: Client, found: Restaurant, end: float | None) -> Iterator[KitchenOrder]:
    """Each order as it is now, and again at each change, until `end` (a monotonic moment)."""
    known: dict[str, int] = {}
    told: dict[int, str] = {}
    away = False
    first = True
    while end is None or time.monotonic() < end:
        try:
            kitchen = client.open_orders(found.slug)
            seen = _seen(client, found, kitchen)
        except CliError as failure:
            if failure.exit_code != Exit.AWAY:
                raise
            if not away:
                output.say(gettext("{message} Trying again …").format(message=failure.message))
            away = True
        else:
            if away:
                output.say(gettext("The server is back."))
            away = False
            yield from _news(seen, known, only_open=first)
            told = _tell_of_neglected(kitchen, told)
            first = False
        time.sleep(POLL_SECONDS)


def _tell_of_neglected(kitchen: KitchenSnapshot, told: Mapping[int, str]) -> dict[int, str]:
    """Say of each order once that no display has shown it, and once that it is late; returns what is said by now."""
    now = {order.number: order.attention for order in kitchen.neglected}
    for number, attention in now.items():
        if told.get(number) != attention:
            output.say(gettext(NEGLECTED[attention]).format(number=number))
    return dict(now)


def _seen(client: Client, found: Restaurant, kitchen: KitchenSnapshot) -> list[KitchenOrder]:
    """The open orders and, where the role allows it, the newest of all, oldest first."""
    orders = {order.id: order for order in kitchen.orders}
    if found.role in MANAGING:
        orders |= {order.id: order for order in client.orders(found.id, limit=RECENT).orders}
    return sorted(orders.values(), key=lambda order: order.id)


def _news(seen: Iterable[KitchenOrder], known: dict[str, int], *, only_open: bool) -> Iterator[KitchenOrder]:
    for order in seen:
        if known.get(str(order.id), 0) >= order.revision:
            continue
        known[str(order.id)] = order.revision
        if not only_open or order.status not in ENDED:
            yield order


def _print(order: KitchenOrder, found: Restaurant) -> None:
    if output.wants_json():
        click.echo(json_text(order.model_dump(mode="json")))
        return
    clock = times.local(order.updated_at, times.zone(found.timezone), datetime.now(UTC))
    status = click.style(order.status.ljust(9), fg=_COLOURS.get(order.status), bold=True)
    table = visible(
        gettext("table {table_identifier}").format(table_identifier=order.table_identifier)
        if order.table_identifier
        else order.customer_name
    )
    click.echo(
        f"{clock}  {click.style(f'#{order.number:<4}', bold=True)}  {status}  {padded(table, 10)}  {dishes(order)}  "
        f"{order.to_pay} {order.currency}{warning(order)}"
    )
