"""Bills of a restaurant: found by their table or order, written on, and written for a terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import click
from babel import Locale, UnknownLocaleError

from cli import orders, output, resolve
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.terminal import padded, visible
from cli.texts import gettext, gettext_noop
from server import catalogs
from server.domain.names import folded
from server.wire.base import Request
from server.wire.bills import Bill, BillSummary, Receipt
from server.wire.receipt_text import is_some
from server.wire.receipt_words import ENGLISH, Language
from server.wire.restaurants import Restaurant


def bill_called(found: Restaurant, called: str) -> Bill:
    """The bill of a table by its name, or of an order by `#` and its number, or by an id.

    Of several open bills of a table the newest is meant; one that is settled is found by an order of it.
    """
    wanted = folded(called)
    listed = connect().bills(found.id)
    same = [one for one in listed if folded(one.table_identifier) == wanted]
    if same:
        return connect().bill(same[-1].id)
    numbered = [one for one in listed if called.lstrip("#") in map(str, one.order_numbers)]
    if len(numbered) == 1:
        return connect().bill(numbered[0].id)
    if numbered:
        return connect().bill(
            resolve.asked(called, numbered, lambda one: f"{one.id}  {one.total}", gettext("bill")).id
        )
    if not called.startswith("#") and len(called) < len(str(found.id)):
        raise CliError(
            gettext("{name} has no open bill of {called}.").format(name=found.name, called=called),
            unchanged=gettext("Nothing was changed."),
            todo=gettext(
                "`aiqr bill list` shows those that are open; a paid one is found by an order of it: #12."
            ),
            code=Exit.NOT_FOUND,
        )
    paid = [
        one.bill.id
        for one in receipts_since_yesterday(found)
        if called.lstrip("#") in map(str, one.bill.order_numbers)
    ]
    return connect().bill(paid[-1] if paid else orders.order_called(found, called).id)


def receipts_since_yesterday(found: Restaurant) -> Iterator[Receipt]:
    """The receipts of today and yesterday, oldest first."""
    day, number = datetime.now(UTC).date() - timedelta(days=1), 0
    while page := connect().receipts_after(found.id, day, number):
        yield from page
        day, number = page[-1].day, page[-1].number


def write(bill: Bill, what: str, body: Request) -> Bill:
    """Write on a bill, once however often the request has to be sent."""
    return connect().write_on_bill(bill.id, what, body, uuid4().hex)


def name_of(bill: Bill | BillSummary) -> str:
    """`table 5`, or `order 12`."""
    return (
        gettext("table {table_identifier}").format(table_identifier=bill.table_identifier)
        if bill.table_identifier
        else gettext("order {number}").format(number=bill.order_numbers[0])
    )


def show(bill: Bill) -> None:
    """Print a bill, as JSON where that is wanted."""
    if output.wants_json():
        output.print_json(bill)
        return
    for line in bill_lines(bill):
        click.echo(visible(line))


def bill_lines(bill: Bill) -> Iterator[str]:
    """A bill line by line."""
    for line in bill.lines:
        marks = f"{gettext(' void') if line.is_void else ''}{gettext(' paid') if line.is_paid else ''}"
        yield f"{line.line:>6}  {line.quantity:>3} {padded(line.name, 30)} {line.total:>10}{marks}"
    yield from (_amount(*one) for one in _amounts(bill) if one[1])
    for payment in bill.payments:
        tip = gettext(", tip {tip}").format(tip=payment.tip) if is_some(payment.tip) else ""
        yield f"{payment.number:>6}  " + gettext("paid by {method}: {amount}{tip}").format(
            method=payment.method, amount=payment.amount, tip=tip
        )
    for refund in bill.refunds:
        yield f"{refund.number:>6}  " + gettext(
            "given back of payment {payment}: {amount} ({reason})"
        ).format(payment=refund.payment, amount=refund.amount, reason=refund.reason)


def _amounts(bill: Bill) -> Iterator[tuple[str, str]]:
    if is_some(bill.voids):
        yield gettext("voids"), f"-{bill.voids}"
    for one in bill.discounts:
        yield one.name or one.reason, f"-{one.amount}"
    for name in (
        gettext_noop("service charge"),
        gettext_noop("cover charge"),
        gettext_noop("rounding"),
    ):
        amount = getattr(bill, name.replace(" ", "_"))
        yield gettext(name), amount if is_some(amount) else ""
    for tax in bill.taxes:
        label = gettext("incl. {name} {rate} of {net}") if tax.included else gettext("{name} {rate} of {net}")
        yield label.format(name=tax.name, rate=f"{tax.percent} %", net=tax.net), tax.tax
    yield gettext("total"), f"{bill.total} {bill.currency}"
    for name in (
        gettext_noop("paid"),
        gettext_noop("refunded"),
        gettext_noop("open"),
        gettext_noop("overpaid"),
    ):
        amount = getattr(bill, name)
        yield gettext(name), amount if is_some(amount) or name == "open" else ""


def _amount(name: str, amount: str) -> str:
    return f"{'':>6}  {padded(name, 34)} {amount:>10}"


def language(locale: str) -> Language:
    """The language of receipts: one of the pages; English where they do not speak it."""
    folder = Path(catalogs.__file__).parent / "pages" / "locales"
    path = catalogs.catalog_path(folder, catalogs.language_of(locale), "pages")
    return Language(catalogs.read_catalog(path).gettext, _numbers(locale)) if path.exists() else ENGLISH


def _numbers(locale: str) -> Locale:
    """How numbers are written there: in the region where it is known, else in the language."""
    try:
        return Locale.parse(locale, sep="-" if "-" in locale else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(catalogs.language_of(locale), sep="-")
