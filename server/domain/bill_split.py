"""Dividing what is open of a bill among those who pay: shares sum to it, and what was paid is in none of them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.domain.bill import Bill
from server.domain.bill_entries import LineRef
from server.domain.bill_units import Lines, first_of
from server.domain.errors import Conflict, Invalid
from server.domain.tax import divide

MOST_SHARES = 50


@dataclass(frozen=True, slots=True)
class Share:
    """What one has to pay. `number` is the guest (0: nobody in particular), or which of the equal parts it is, from 1."""

    number: int
    amount: int
    lines: tuple[LineRef, ...] = ()
    is_paid: bool = False
    quantities: tuple[int, ...] = ()


def open_lines(bill: Bill) -> Mapping[LineRef, int]:
    """What each line that nobody has paid for, or not for all of it, has of what is open; nothing where none costs anything."""
    owed = {
        ref: amount - first_of(amount, bill.charges.units[ref], bill.paid_units.get(ref, 0))
        for ref, amount in bill.charges.owed.items()
        if bill.open_units[ref]
    }
    if not any(owed.values()):
        return {}
    return dict(zip(owed, divide(bill.open, [*owed.values()]), strict=True))


def by_guest(bill: Bill) -> list[Share]:
    """What is open of each guest's own lines; what is nobody's in particular comes last, as 0."""
    lines = open_lines(bill)
    if not lines:
        return [Share(0, bill.open)] if bill.open else []
    guests = {line.ref: line.guest for line in bill.charges.charged}
    numbers = sorted({guests[ref] for ref in lines}, key=lambda guest: (guest == 0, guest))
    return [_share(number, lines, [ref for ref in lines if guests[ref] == number]) for number in numbers]


def by_lines(bill: Bill, refs: Collection[LineRef], quantities: Sequence[int] = ()) -> list[Share]:
    """The lines that are named (`quantities`: so many of each, 0: all that is open) as share 1, all else as share 2.

    Conflict where one is paid, not charged, or fewer of it are open.
    """
    require_open(bill, refs)
    wanted = Lines(tuple(refs), tuple(quantities)).resolved(bill.open_units, bill.charges.units)
    named, lines = dict(wanted), open_lines(bill)
    counts = {ref: named[ref] or bill.open_units[ref] for ref in lines if ref in named}
    rest = {ref: count for ref in lines if (count := bill.open_units[ref] - counts.get(ref, 0))}
    amounts = {ref: first_of(lines[ref], bill.open_units[ref], count) for ref, count in counts.items()}
    shares = [
        _counted_share(bill, 1, amounts, counts),
        _counted_share(bill, 2, {ref: lines[ref] - amounts.get(ref, 0) for ref in rest}, rest),
    ]
    return [share for share in shares if share.lines]


def in_parts(bill: Bill, parts: int) -> list[Share]:
    """Equal parts of what is open; a part that was paid stays so, and the others share the rest. Invalid for too many."""
    if not 1 <= parts <= MOST_SHARES:
        raise Invalid([("parts", f"must be 1 to {MOST_SHARES}")])
    paid = paid_parts(bill, parts)
    left = [number for number in range(1, parts + 1) if number not in paid]
    amounts = dict(zip(left, divide(bill.open, [1] * len(left)), strict=True)) if left else {}
    return [
        Share(number, paid.get(number, amounts.get(number, 0)), is_paid=number in paid)
        for number in range(1, parts + 1)
    ]


def paid_parts(bill: Bill, parts: int) -> Mapping[int, int]:
    """Which of so many equal parts were paid, and how much of the bill that was."""
    return {
        one.share[0]: one.settles
        for number, one in bill.payments.items()
        if number not in bill.mistaken and one.share and one.share[1] == parts
    }


def by_amounts(bill: Bill, amounts: Sequence[int]) -> list[Share]:
    """The amounts that are named, and what is left of what is open. Conflict where they are more than that."""
    if not 1 <= len(amounts) < MOST_SHARES or min(amounts) <= 0:
        raise Invalid([("amounts", f"must be 1 to {MOST_SHARES - 1} amounts above zero")])
    rest = bill.open - sum(amounts)
    if rest < 0:
        raise Conflict("The amounts are more than what is open. Nothing was changed.")
    found = [*amounts, rest] if rest else amounts
    return [Share(number, amount) for number, amount in enumerate(found, 1)]


def require_open(bill: Bill, refs: Collection[LineRef]) -> None:
    """Conflict where one of the lines is paid, voided, or not of this bill."""
    known = bill.charges.owed
    if not refs or any(ref not in known for ref in refs):
        raise Conflict(
            "A line is not of this bill, or not charged any more. Nothing was changed: look at the bill again."
        )
    if any(ref in bill.paid_lines for ref in refs):
        raise Conflict("A line was paid already. Nothing was changed: look at the bill again.")


def _counted_share(
    bill: Bill, number: int, amounts: Mapping[LineRef, int], counts: Mapping[LineRef, int]
) -> Share:
    is_all = all(count == bill.charges.units[ref] for ref, count in counts.items())
    quantities = () if is_all else tuple(counts.values())
    return Share(number, sum(amounts.values()), tuple(counts), quantities=quantities)


def _share(number: int, lines: Mapping[LineRef, int], refs: Sequence[LineRef]) -> Share:
    return Share(number, sum(lines[ref] for ref in refs), tuple(refs))
