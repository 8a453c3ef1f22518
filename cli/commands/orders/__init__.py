"""`aiqr orders`: list, show, watch, cancel and export."""

import csv
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID

import click

from cli import output, resolve, times
from cli.command import Group
from cli.commands.orders.place import place
from cli.commands.orders.watch import watch
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.request_models import checked
from cli.tickets import age_or_time, dishes, line_text
from server.wire.orders import KitchenOrder, MoveOrderRequest
from server.wire.restaurants import Restaurant

PAGE = 200
LOOKED_THROUGH = 5_000
"""Orders that are looked through, newest first, for one by its number."""

STATUSES = ("confirmed", "preparing", "ready", "completed", "cancelled")

since_option = click.option("--since", metavar="TIME", help="From then on: today, 7d, 18:00 or 2026-03-01.")
until_option = click.option("--until", metavar="TIME", help="Up to then; a date counts whole.")


@click.group(cls=Group)
def orders() -> None:
    """Orders: list, show, watch, place, cancel, export.

    NUMBER is the short number that staff call out; of several days' orders the newest is meant.
    """


orders.add_command(place)
orders.add_command(watch)


@orders.command(
    "list",
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
    listed = list(every_order(found, status=status, span=_span(found, since, until), limit=limit))
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


def _span(found: Restaurant, since: str | None, until: str | None) -> tuple[datetime | None, datetime | None]:
    where = times.zone(found.timezone)
    return (times.past(since, where) if since else None), (times.end_of(until, where) if until else None)


def every_order(
    found: Restaurant,
    *,
    status: str | None = None,
    span: tuple[datetime | None, datetime | None] = (None, None),
    limit: int = LOOKED_THROUGH,
) -> Iterator[KitchenOrder]:
    """Up to `limit` orders, newest first, page by page."""
    cursor: str | None = None
    while limit > 0:
        page = connect().orders(
            found.id, status=status, since=span[0], until=span[1], limit=min(limit, PAGE), cursor=cursor
        )
        yield from page.orders
        limit -= len(page.orders)
        cursor = page.next_cursor
        if cursor is None:
            return


def order_called(found: Restaurant, called: str) -> KitchenOrder:
    """The newest order of this number, or the one with this id. `CliError` where there is none."""
    wanted = called.lstrip("#")
    for order in every_order(found):
        if str(order.number) == wanted or str(order.id) == wanted.lower():
            return order
    raise CliError(
        f"{found.name} has no order {called}.",
        unchanged="Nothing was changed.",
        todo="`aiqr orders list` shows them with their numbers.",
        code=Exit.NOT_FOUND,
    )


@orders.command("show", examples="aiqr orders show 42")
@click.argument("number")
def show(number: str) -> None:
    """Show the order NUMBER as its ticket, with the diner's own words."""
    found = resolve.current_restaurant()
    order = order_called(found, number)
    if output.wants_json():
        output.print_json(order)
        return
    where = times.zone(found.timezone)
    output.print_fields(
        [
            ("order", f"#{order.number}{'  RUSH' if order.rushed else ''}"),
            ("status", f"{order.status}{f' ({order.reason})' if order.reason else ''}"),
            ("table", order.table_identifier),
            ("for", order.customer_name),
            ("placed", age_or_time(order, where)),
            (
                "ready at about",
                times.local(order.estimated_ready_at, where) if order.estimated_ready_at else "",
            ),
            ("said", order.raw_input),
            ("id", order.id),
        ]
    )
    click.echo()
    for line in order.items:
        click.echo(line_text(line, order.currency))
    click.echo(f"{order.total_price:>10} {order.currency}    total")


@orders.command(
    "cancel",
    examples="""
    aiqr orders cancel 42 --reason "The guest has left"
    """,
)
@click.argument("number")
@click.option("--reason", default="", help="What the diner and the kitchen read.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def cancel(number: str, reason: str, *, yes: bool) -> None:
    """Cancel the order NUMBER for good; its diner and the kitchen see it at once."""
    found = resolve.current_restaurant()
    order = order_called(found, number)
    table = f" of table {order.table_identifier}" if order.table_identifier else ""
    output.confirm(f"Cancel order {order.number}{table} ({dishes(order)})?", yes=yes)
    body = checked(MoveOrderRequest, status="cancelled", reason=reason or None)
    cancelled = connect().move_order(UUID(str(order.id)), body)
    if output.wants_json():
        output.print_json(cancelled)
    output.done(f"Order {cancelled.number} is cancelled.")


@orders.command(
    "export",
    examples="""
    aiqr orders export --csv orders.csv --since 2026-03-01 --until 2026-03-31
    aiqr orders export --csv - --since 7d > week.csv
    """,
)
@click.option(
    "--csv", "target", required=True, type=click.Path(allow_dash=True), help="The file; - is stdout."
)
@since_option
@until_option
def export(target: str, since: str | None, until: str | None) -> None:
    """Write orders as CSV, a row for each line of an order, oldest first, all of them where no time is given."""
    found = resolve.current_restaurant()
    span = _span(found, since, until)
    listed = list(every_order(found, span=span, limit=sys.maxsize))
    if target == "-":
        _write_csv(sys.stdout, listed, found)
        return
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        _write_csv(file, listed, found)
    output.done(f"{target}: {len(listed)} orders of {found.name}.")


def _write_csv(file: TextIO, listed: list[KitchenOrder], found: Restaurant) -> None:
    where = times.zone(found.timezone)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(
        ("placed", "number", "status", "table", "customer", "item", "variant", "quantity", "modifiers",
         "special_requests", "line_total", "order_total", "currency", "order_id")
    )  # fmt: skip
    with output.progress("Writing orders", len(listed)) as bar:
        for order in reversed(listed):
            writer.writerows(_rows(order, order.created_at.astimezone(where)))
            bar.step()


def _rows(order: KitchenOrder, placed: datetime) -> Iterator[tuple[object, ...]]:
    for line in order.items:
        modifiers = "; ".join(
            f"{m.amount} {m.name}" if m.amount != "regular" else m.name for m in line.modifiers
        )
        yield (
            placed.isoformat(timespec="seconds"), order.number, order.status, harmless(order.table_identifier),
            harmless(order.customer_name), harmless(line.name), harmless(line.variant_label), line.quantity,
            harmless(modifiers), harmless(line.special_requests), line.line_total, order.total_price,
            order.currency, order.id,
        )  # fmt: skip


def harmless(cell: str) -> str:
    """A diner's text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
