"""The lines of a bill as they stand: what was paid of a line, what is open, and what is void, each by itself. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from server.domain.bill import Bill
from server.domain.bill_charges import BillLine
from server.domain.bill_units import first_of


@dataclass(frozen=True, slots=True)
class LinePart:
    """So many of a line: `amount` is what is left of `total` after discounts, `owed` what they have of the bill's total."""

    line: BillLine
    quantity: int
    total: int
    amount: int = 0
    owed: int = 0
    is_void: bool = False
    is_paid: bool = False


def line_parts(bill: Bill) -> Iterator[LinePart]:
    """All lines in their order; of one that is paid or void in part there are several."""
    charged = {line.ref: line for line in bill.charges.charged}
    for line in bill.lines:
        left = charged.get(line.ref)
        if left is not None:
            yield from _charged(bill, left)
        void = bill.charges.void_units.get(line.ref, 0)
        if void:
            yield LinePart(line, void, line.total - (left.total if left else 0), is_void=True)


def _charged(bill: Bill, line: BillLine) -> Iterator[LinePart]:
    paid = bill.paid_units.get(line.ref, 0)
    if paid:
        yield _part(bill, line, 0, paid, is_paid=True)
    if line.quantity > paid:
        yield _part(bill, line, paid, line.quantity, is_paid=False)


def _part(bill: Bill, line: BillLine, start: int, end: int, *, is_paid: bool) -> LinePart:
    """The units of a charged line from `start` to before `end`."""

    def of(amount: int) -> int:
        return first_of(amount, line.quantity, end) - first_of(amount, line.quantity, start)

    charges = bill.charges
    owed, amount = charges.owed[line.ref], charges.after_discounts[line.ref]
    return LinePart(line, end - start, of(line.total), of(amount), of(owed), is_paid=is_paid)
