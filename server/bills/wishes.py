"""From what a request says to what is to be written on a bill: amounts in minor units, lines by their ids."""

import re
from collections.abc import Collection, Sequence

from server.bills.model import HeldBill
from server.domain.bill_bounds import PaymentWish, RefundWish
from server.domain.bill_entries import Discount, Guests, LineRef, Void
from server.domain.bill_split import Share, by_amounts, by_guest, by_lines, in_parts
from server.domain.bill_units import Lines
from server.domain.errors import Invalid, NotFound
from server.domain.money import read_minor
from server.domain.tax import to_thousandths
from server.wire import bills as wire

_COUNTED = re.compile(r"([0-9]{1,9}\+?\.[0-9]{1,4})(?:x([1-9][0-9]{0,8}))?")
"""A line as people name it, and how many of it."""


def to_payment(held: HeldBill, body: wire.PayRequest) -> PaymentWish:
    """Read a payment. Invalid, NotFound."""
    if (body.part is None) != (body.parts is None):
        raise Invalid([("part", "and parts are needed together")])
    lines = find_counted(held, body.lines or ())
    return PaymentWish(
        body.method,
        None if body.amount is None else read_minor("amount", body.amount, held.currency, signed=False),
        read_minor("tip", body.tip, held.currency, signed=False),
        lines.refs,
        None if body.part is None or body.parts is None else (body.part, body.parts),
        lines.quantities,
    )


def to_void(held: HeldBill, body: wire.VoidRequest) -> Void:
    """Read a void. NotFound."""
    lines = find_counted(held, body.lines)
    return Void(lines.refs, body.reason, lines.quantities)


def to_discount(held: HeldBill, body: wire.DiscountRequest, items: Collection[int]) -> Discount:
    """Read a discount; `items` are the ids of the dishes of the category that it names. Invalid, NotFound."""
    if body.lines and body.category_id:
        raise Invalid([("category_id", "cannot be together with lines")])
    lines = find_lines(held, body.lines or ())
    if body.category_id:
        lines = tuple(line.ref for line in held.bill.charges.charged if line.menu_item_id in items)
        if not lines:
            raise NotFound("This bill has nothing of that category. Nothing was changed.")
    return Discount(
        body.reason,
        to_thousandths(body.percent or "0"),
        read_minor("amount", body.amount or "0", held.currency, signed=False),
        lines,
        body.name,
    )


def to_guests(_: HeldBill, body: wire.GuestsRequest) -> Guests:
    """Read how many sit there."""
    return Guests(body.guests)


def to_refund(held: HeldBill, body: wire.RefundRequest) -> RefundWish:
    """Read a refund. Invalid, NotFound."""
    amount = None if body.amount is None else read_minor("amount", body.amount, held.currency, signed=False)
    lines = find_counted(held, body.lines or ())
    return RefundWish(body.payment, body.reason, amount, lines.refs, body.mistake, lines.quantities)


def split(held: HeldBill, query: wire.SplitQuery) -> Sequence[Share]:
    """Divide what is open as a query says. Invalid, NotFound, Conflict."""
    match query.by:
        case "guest":
            return by_guest(held.bill)
        case "lines":
            lines = find_counted(held, query.lines.split(","))
            return by_lines(held.bill, lines.refs, lines.quantities)
        case "parts":
            return in_parts(held.bill, int(query.parts))
        case "amounts":
            return by_amounts(
                held.bill,
                [
                    read_minor("amounts", text, held.currency, signed=False)
                    for text in query.amounts.split(",")
                ],
            )


def find_lines(held: HeldBill, texts: Sequence[str]) -> tuple[LineRef, ...]:
    """Find lines by what people call them, each once. NotFound."""
    refs = {text: ref for ref, text in held.ref_texts().items()}
    try:
        return tuple(dict.fromkeys(refs[text] for text in texts))
    except KeyError as error:
        raise NotFound(f"This bill has no line {error.args[0]}. Nothing was changed.") from None


def find_counted(held: HeldBill, texts: Sequence[str]) -> Lines:
    """Find lines by what people call them, `12.3`, or so many of one, `12.3x2`; what is named twice counts twice. NotFound."""
    counts: dict[str, int] = {}
    for text in texts:
        said = _COUNTED.fullmatch(text)
        if said is None:
            raise NotFound(f"This bill has no line {text[:20]}. Nothing was changed.")
        name, count = said.groups()
        before = counts.get(name)
        is_all = not count or before == 0
        counts[name] = 0 if is_all else int(count) + (before or 0)
    refs = find_lines(held, [*counts])
    return Lines(refs, tuple(counts.values()) if any(counts.values()) else ())
