"""Bills of a restaurant: found by their table or order, written on, and written for a terminal."""

from collections.abc import Iterator
from uuid import uuid4

import click

from cli import orders, output, resolve
from cli.connection import connect
from cli.errors import CliError, Exit
from cli.terminal import visible
from server.wire.base import Request
from server.wire.bills import Bill, Receipt
from server.wire.restaurants import Restaurant

WIDTH = 42
"""Characters in a line of a receipt, as most receipt printers have them."""


def bill_called(found: Restaurant, called: str) -> Bill:
    """The bill of a table by its name, or of an order by `#` and its number, or by an id.

    Of several open bills of a table the newest is meant; one that is settled is found by an order of it.
    """
    wanted = called.casefold()
    listed = connect().bills(found.id)
    same = [one for one in listed if one.table_identifier.casefold() == wanted]
    if same:
        return connect().bill(same[-1].id)
    numbered = [one for one in listed if called.lstrip("#") in map(str, one.order_numbers)]
    if len(numbered) == 1:
        return connect().bill(numbered[0].id)
    if numbered:
        return connect().bill(
            resolve.asked(called, numbered, lambda one: f"{one.id}  {one.total}", "bill").id
        )
    if not called.startswith("#") and len(called) < len(str(found.id)):
        raise CliError(
            f"{found.name} has no open bill of {called}.",
            unchanged="Nothing was changed.",
            todo="`aiqr bill list` shows those that are open; a paid one is found by an order of it: #12.",
            code=Exit.NOT_FOUND,
        )
    return connect().bill(orders.order_called(found, called).id)


def write(bill: Bill, what: str, body: Request) -> Bill:
    """Write on a bill, once however often the request has to be sent."""
    return connect().write_on_bill(bill.id, what, body, uuid4().hex)


def name_of(bill: Bill) -> str:
    """`table 5`, or `order 12`."""
    return f"table {bill.table_identifier}" if bill.table_identifier else f"order {bill.order_numbers[0]}"


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
        marks = f"{' void' if line.is_void else ''}{' paid' if line.is_paid else ''}"
        yield f"{line.line:>6}  {line.quantity:>3} {line.name:<30} {line.total:>10}{marks}"
    yield from (_amount(*one) for one in _amounts(bill) if one[1])
    for payment in bill.payments:
        tip = f", tip {payment.tip}" if _is_some(payment.tip) else ""
        yield f"{payment.number:>6}  paid by {payment.method}: {payment.amount}{tip}"
    for refund in bill.refunds:
        yield f"{refund.number:>6}  given back of payment {refund.payment}: {refund.amount} ({refund.reason})"


def _amounts(bill: Bill) -> Iterator[tuple[str, str]]:
    if _is_some(bill.voids):
        yield "voids", f"-{bill.voids}"
    for one in bill.discounts:
        yield one.name or one.reason, f"-{one.amount}"
    for name in ("service_charge", "cover_charge", "rounding"):
        amount = getattr(bill, name)
        yield name.replace("_", " "), amount if _is_some(amount) else ""
    for tax in bill.taxes:
        yield f"{'incl. ' if tax.included else ''}{tax.name} {tax.percent} % of {tax.net}", tax.tax
    yield "total", f"{bill.total} {bill.currency}"
    for name in ("paid", "refunded", "open", "overpaid"):
        amount = getattr(bill, name)
        yield name, amount if _is_some(amount) or name == "open" else ""


def _amount(name: str, amount: str) -> str:
    return f"{'':>6}  {name:<34} {amount:>10}"


def _is_some(amount: str) -> bool:
    return any(digit in "123456789" for digit in amount)


def receipt_text(receipt: Receipt) -> str:
    """A receipt as plain text, as wide as the paper of a receipt printer."""
    seller, bill = receipt.seller, receipt.bill
    head = [*(line.strip().center(WIDTH).rstrip() for line in _heading(receipt)), ""]
    body = [_wide(f"{one.quantity} {one.name}", one.total) for one in bill.lines if not one.is_void]
    body += [_wide(one.name or one.reason, f"-{one.amount}") for one in bill.discounts]
    for name in ("service_charge", "cover_charge"):
        if _is_some(getattr(bill, name)):
            body.append(_wide(name.replace("_", " ").capitalize(), getattr(bill, name)))
    if _is_some(receipt.rounding):
        body.append(_wide("Rounding", receipt.rounding))
    taxes = [_wide(f"{one.name} {one.percent} % of {one.net}", one.tax) for one in receipt.taxes]
    paid = [_wide(f"Paid by {one.method}", one.amount) for one in bill.payments]
    paid += [_wide("Given back", f"-{one.amount}") for one in bill.refunds]
    total = _wide("TOTAL", f"{receipt.total} {bill.currency}")
    foot = [f"Tax number {seller.tax_number}"] if seller.tax_number else []
    rule = "-" * WIDTH
    return visible("\n".join([*head, *body, rule, total, rule, *taxes, *paid, *foot]))


def _heading(receipt: Receipt) -> Iterator[str]:
    seller = receipt.seller
    yield seller.name
    yield from seller.address.splitlines()
    if seller.phone:
        yield seller.phone
    yield ""
    yield f"Receipt {receipt.day:%Y-%m-%d} / {receipt.number}"
    yield name_of(receipt.bill).capitalize()


def _wide(name: str, amount: str) -> str:
    room = WIDTH - len(amount) - 1
    return f"{name[:room]:<{room}} {amount}"
