"""`aiqr orders export`: orders as CSV for a spreadsheet."""

import csv
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from cli import orders, output, resolve, times
from cli.arguments import since_option, until_option
from cli.command import Command
from cli.texts import gettext
from server.wire.orders import KitchenOrder
from server.wire.restaurants import Restaurant


@click.command(
    "export",
    cls=Command,
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
    """Write orders as CSV, a row for each line of an order, oldest first, all of them where no time is given.

    Where orders are taxed, the first row of each has what is to be paid, and net, tax and gross of each of its rates:
    every one of these columns can be summed.
    """
    found = resolve.current_restaurant()
    span = orders.span(found, since, until)
    listed = list(orders.every_order(found, span=span, limit=sys.maxsize))
    if target == "-":
        _write_csv(sys.stdout, listed, found)
        return
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        _write_csv(file, listed, found)
    output.done(
        gettext("{target}: {count} orders of {name}.").format(
            target=target, count=len(listed), name=found.name
        )
    )


def _write_csv(file: TextIO, listed: list[KitchenOrder], found: Restaurant) -> None:
    where = times.zone(found.timezone)
    rates = _rates(listed)
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(
        ("placed", "number", "status", "table", "customer", "item", "variant", "quantity", "modifiers",
         "special_requests", "line_total", "order_total", "currency", "order_id", "allergies", "note", "order_type",
         "item_number", "line_state", "line_reason", *_tax_headings(rates))
    )  # fmt: skip
    with output.progress(gettext("Writing orders"), len(listed)) as bar:
        for order in reversed(listed):
            taxes = _tax_cells(order, rates)
            for index, row in enumerate(_rows(order, order.created_at.astimezone(where))):
                writer.writerow((*row, *(taxes if index == 0 else [""] * len(taxes))))
            bar.step()


Rate = tuple[str, str]
"""A tax's name and percentage."""


def _rates(listed: list[KitchenOrder]) -> list[Rate]:
    """The rates that orders have, by name and percentage; none where nothing is taxed."""
    return sorted({(tax.name, tax.percent) for order in listed for tax in order.taxes})


def _tax_headings(rates: list[Rate]) -> list[str]:
    amounts = (
        f"{amount} {name} {percent} %" for name, percent in rates for amount in ("net", "tax", "gross")
    )
    return ["total_with_tax", *map(harmless, amounts)] if rates else []


def _tax_cells(order: KitchenOrder, rates: list[Rate]) -> list[object]:
    if not rates:
        return []
    known = {(tax.name, tax.percent): (tax.net, tax.tax, tax.gross) for tax in order.taxes}
    amounts = [amount for rate in rates for amount in known.get(rate, ("", "", ""))]
    return [order.to_pay, *amounts]


def _rows(order: KitchenOrder, placed: datetime) -> Iterator[tuple[object, ...]]:
    for line in order.items:
        modifiers = "; ".join(
            f"{m.amount} {m.name}" if m.amount != "regular" else m.name for m in line.modifiers
        )
        yield (
            placed.isoformat(timespec="seconds"), order.number, order.status, harmless(order.table_identifier),
            harmless(order.customer_name), harmless(line.name), harmless(line.variant_label), line.quantity,
            harmless(modifiers), harmless(line.special_requests), line.line_total, order.total_price,
            order.currency, order.id, harmless(orders.in_words(order.allergies)), harmless(order.note), order.order_type or "",
            line.number, line.state, harmless(line.reason),
        )  # fmt: skip


def harmless(cell: str) -> str:
    """A diner's text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
