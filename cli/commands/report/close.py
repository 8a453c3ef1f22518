"""`aiqr report close` and `closings`: the day's end."""

import csv
import sys
from collections.abc import Iterator
from decimal import Decimal

import click

from cli import bills, output, resolve, times
from cli.arguments import yes_option
from cli.command import Command
from cli.connection import connect
from cli.texts import gettext
from server.wire.bills import Closing

COLUMNS = (
    "Umsatz (ohne Soll/Haben-Kz)",
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "Konto",
    "Gegenkonto (ohne BU-Schlüssel)",
    "BU-Schlüssel",
    "Belegdatum",
    "Belegfeld 1",
    "Buchungstext",
)
"""The first columns of a DATEV "Buchungsstapel"; accounts are the accountant's own, and left empty."""
csv_option = click.option("--csv", "as_csv", is_flag=True, help="Print it as CSV with the columns of DATEV.")


@click.command(
    "close", cls=Command, examples=("aiqr report close --yes\naiqr report close --yes --csv > day.csv")
)
@csv_option
@yes_option
def close(*, as_csv: bool, yes: bool) -> None:
    """Close the day: what was sold, paid and given back since the last closing, numbered and never changed.

    Per rate, method, discount, void, tip and rounding, with the bills that are still open. What is written on bills from
    then on is of the next closing.
    """
    found = resolve.current_restaurant()
    output.confirm(
        gettext("Close the day of {name}? A closing is never changed.").format(name=found.name), yes=yes
    )
    _show(connect().close_day(found.id), as_csv=as_csv)


@click.command("closings", cls=Command, examples=("aiqr report closings\naiqr report closings 12 --csv"))
@click.argument("number", type=click.IntRange(1), required=False)
@csv_option
def closings(number: int | None, *, as_csv: bool) -> None:
    """List the last closings, or show the closing NUMBER as it was made."""
    found = resolve.current_restaurant()
    if number is not None:
        _show(connect().closing(found.id, number), as_csv=as_csv)
        return
    made = connect().closings(found.id)
    if output.wants_json():
        output.print_json(made)
        return
    if not made:
        output.hint(gettext("None yet: aiqr report close"))
        return
    output.print_table(
        (
            gettext("number"),
            gettext("day"),
            gettext("receipts"),
            gettext("total"),
            gettext("tips"),
            gettext("open bills"),
        ),
        [(one.number, one.day, one.receipts, one.total, one.tips, len(one.open_bills)) for one in made],
        right=(
            gettext("number"),
            gettext("receipts"),
            gettext("total"),
            gettext("tips"),
            gettext("open bills"),
        ),
    )


def _show(closing: Closing, *, as_csv: bool) -> None:
    if output.wants_json():
        output.print_json(closing)
    elif as_csv:
        csv.writer(sys.stdout, delimiter=";", lineterminator="\n").writerows([COLUMNS, *csv_rows(closing)])
    else:
        _print(closing)


def _print(closing: Closing) -> None:
    _print_sums(closing)
    click.echo()
    _print_rates(closing)
    click.echo()
    _print_methods(closing)
    for one in closing.open_bills:
        output.say(
            gettext("open: {name_of}, {open} of {total} {currency}").format(
                name_of=bills.name_of(one), open=one.open, total=one.total, currency=closing.currency
            )
        )


def _print_sums(closing: Closing) -> None:
    where, currency = times.zone(closing.timezone), closing.currency
    output.print_fields(
        [
            (gettext("closing"), closing.number),
            (gettext("day"), closing.day),
            (
                gettext("from"),
                (times.local(closing.since, where) if closing.since else gettext("the beginning")),
            ),
            (gettext("to"), times.local(closing.at, where)),
            (gettext("receipts"), closing.receipts),
            (gettext("turnover"), f"{closing.gross} {currency}"),
            (gettext("rounding of cash"), closing.rounding),
            (gettext("total"), f"{closing.total} {currency}"),
            (gettext("discounts"), closing.discounts),
            (gettext("voids"), closing.voids),
            (gettext("service charge"), closing.service_charge),
            (gettext("cover charge"), closing.cover_charge),
            (gettext("given back"), closing.returned),
            (gettext("tips"), closing.tips),
            (gettext("held for open bills"), closing.held),
        ]
    )


def _print_rates(closing: Closing) -> None:
    figures = (gettext("percent"), gettext("net"), gettext("tax"), gettext("gross"))
    output.print_table(
        (gettext("rates"), *figures),
        [
            (one.name or gettext("untaxed"), one.percent, one.net, one.tax, one.gross)
            for one in closing.turnover
        ],
        right=figures,
    )


def _print_methods(closing: Closing) -> None:
    figures = (
        gettext("payments"),
        gettext("amount"),
        gettext("tips"),
        gettext("refunds"),
        gettext("refunded"),
    )
    output.print_table(
        (gettext("method"), *figures),
        [
            (one.method, one.payments, one.amount, one.tips, one.refunds, one.refunded)
            for one in closing.methods
        ],
        right=figures,
    )


def csv_rows(closing: Closing) -> Iterator[tuple[str, ...]]:
    """Turnover per rates on the credit side, what came in on the debit side; what is below zero stands on the other one."""
    number = f"Z{closing.number}"
    for group in closing.turnover:
        rates = f"{group.name} {group.percent} %" if group.name else "untaxed"
        yield _row(closing, group.gross, "H", number, f"turnover {rates}")
    yield _row(closing, closing.tips, "H", number, "tips")
    yield _row(closing, closing.rounding, "H", number, "rounding of cash")
    for one in closing.methods:
        yield _row(
            closing, str(Decimal(one.amount) + Decimal(one.tips)), "S", number, f"paid by {one.method}"
        )
        back = Decimal(one.refunded) + Decimal(one.refunded_tips)
        yield _row(closing, str(-back), "S", number, f"given back by {one.method}")
    change = Decimal(closing.held) - Decimal(closing.held_before)
    yield _row(closing, str(change), "H", number, "held for open bills")


def _row(closing: Closing, amount: str, side: str, number: str, text: str) -> tuple[str, ...]:
    is_below = amount.startswith("-")
    other = "S" if side == "H" else "H"
    return (
        amount.removeprefix("-").replace(".", ","),
        other if is_below else side,
        closing.currency,
        "",
        "",
        "",
        f"{closing.day:%d%m}",
        number,
        text,
    )
