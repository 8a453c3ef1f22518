"""What may be written on a bill: each wish becomes an entry, or is refused with a sentence, and nothing is changed. Pure."""

from dataclasses import dataclass

from server.domain.bill import Bill, cash_amount
from server.domain.bill_entries import Discount, Guests, LineRef, Payment, Refund, Void, What
from server.domain.bill_split import Share, by_lines, in_parts
from server.domain.bill_units import Lines
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.tax import WHOLE
from server.wire.money import MOST_GUESTS
from server.wire.vocabulary import PaymentMethod

MOST_ENTRIES = 500
"""On one bill."""


@dataclass(frozen=True, slots=True)
class PaymentWish:
    """What somebody pays: the lines (with `quantities` so many of each, 0: all that is open), the part `share` of so many, an `amount`, or (None of them) all that is open.

    With lines or a share `amount` is what the payer was told, where it was.
    """

    method: PaymentMethod
    amount: int | None = None
    tip: int = 0
    lines: tuple[LineRef, ...] = ()
    share: tuple[int, int] | None = None
    quantities: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundWish:
    """What is given back of a payment: `lines` (with `quantities` so many of each, 0: all that is left), an `amount`, or (neither) all that is left of it, with its tip."""

    payment: int
    reason: str
    amount: int | None = None
    lines: tuple[LineRef, ...] = ()
    mistake: bool = False
    quantities: tuple[int, ...] = ()


Wish = Void | Discount | Guests | PaymentWish | RefundWish


def entry_for(bill: Bill, wish: Wish) -> What:
    """Return what is to be written. Conflict, NotFound or Invalid where it may not be."""
    if len(bill.entries) >= MOST_ENTRIES:
        raise Conflict(f"This bill has {MOST_ENTRIES} entries, which is the most. Nothing was changed.")
    if isinstance(wish, RefundWish):
        return _refund(bill, wish)
    if bill.is_settled:
        raise Conflict("This bill is paid: only refunds can be written on it. Nothing was changed.")
    match wish:
        case Void():
            return _void(bill, wish)
        case Discount():
            return _discount(bill, wish)
        case Guests():
            return _guests(wish)
        case PaymentWish():
            return payment_for(bill, wish)


def _void(bill: Bill, void: Void) -> Void:
    known = {line.ref for line in bill.lines}
    if not void.lines or any(ref not in known for ref in void.lines):
        raise NotFound("This bill has no such line. Nothing was changed.")
    if any(ref not in bill.charges.units for ref in void.lines):
        raise Conflict("The line is void already. Nothing was changed.")
    if any(not bill.open_units[ref] for ref in void.lines):
        raise Conflict("The line was paid: refund it instead. Nothing was changed.")
    whole = {line.ref: line.quantity for line in bill.lines}
    found = Lines(void.lines, void.quantities).resolved(bill.open_units, whole)
    return Void(found.refs, void.reason, found.quantities)


def _discount(bill: Bill, discount: Discount) -> Discount:
    if bool(discount.thousandths) == bool(discount.amount) or min(discount.thousandths, discount.amount) < 0:
        raise Invalid([("amount", "or a percentage is needed, one of them, above zero")])
    if discount.thousandths > WHOLE:
        raise Invalid([("percent", "must be at most 100")])
    left = bill.charges.after_discounts
    if any(ref not in left for ref in discount.lines):
        raise NotFound("A line of the discount is not of this bill, or void. Nothing was changed.")
    refs = discount.lines or tuple(left)
    if any(bill.paid_units.get(ref) for ref in discount.lines):
        raise Conflict("A line of the discount was paid: refund it instead. Nothing was changed.")
    base = sum(left[ref] for ref in refs)
    if not base or discount.amount > base:
        raise Conflict("The discount is more than what it is on. Nothing was changed.")
    return discount


def _guests(guests: Guests) -> Guests:
    if not 1 <= guests.count <= MOST_GUESTS:
        raise Invalid([("guests", f"must be 1 to {MOST_GUESTS}")])
    return guests


def payment_for(bill: Bill, wish: PaymentWish) -> Payment:
    """Return the payment that is meant, cash rounded. Conflict where it is more than is open, or something is paid already."""
    if wish.tip < 0:
        raise Invalid([("tip", "must not be below zero")])
    if not bill.open:
        raise Conflict("Nothing is open of this bill. Nothing was changed.")
    share = _share(bill, wish)
    covered = share.amount
    is_share = wish.amount is None or bool(wish.lines or wish.share)
    multiple = bill.rules.cash_rounding if wish.method == "cash" else 1
    if wish.amount is not None and not is_share and wish.amount == cash_amount(bill.open, multiple):
        covered, is_share = bill.open, True
    amount = cash_amount(covered, multiple) if is_share or covered == bill.open else covered
    if is_share and wish.amount not in (None, amount, covered):
        raise Conflict(
            "What is to be paid has changed meanwhile. Nothing was changed: look at the bill again."
        )
    return Payment(
        wish.method,
        amount,
        wish.tip,
        amount - covered,
        share.lines,
        wish.share,
        quantities=share.quantities,
    )


def _share(bill: Bill, wish: PaymentWish) -> Share:
    """How much of the bill is paid, and which lines of it."""
    if wish.lines and wish.share:
        raise Invalid([("share", "cannot be together with lines")])
    if wish.lines:
        shares = by_lines(bill, wish.lines, wish.quantities) if bill.charges.owed else []
        share = shares[0] if shares else Share(0, 0)
    elif wish.share:
        share = _part(bill, *wish.share)
    else:
        share = Share(0, bill.open if wish.amount is None else wish.amount)
    if share.amount <= 0:
        raise Invalid([("amount", "must be above zero")])
    is_rounded_up = wish.method == "cash" and share.amount == cash_amount(bill.open, bill.rules.cash_rounding)
    if share.amount > bill.open and not is_rounded_up:
        raise Conflict("That is more than what is open of this bill. Nothing was changed.")
    return share


def _part(bill: Bill, number: int, parts: int) -> Share:
    shares = in_parts(bill, parts)
    if not 1 <= number <= parts:
        raise Invalid([("share", f"must be 1 to {parts}")])
    if shares[number - 1].is_paid:
        raise Conflict(f"Part {number} of {parts} was paid already. Nothing was changed.")
    return shares[number - 1]


def _refund(bill: Bill, wish: RefundWish) -> Refund:
    if wish.payment not in bill.payments:
        raise NotFound("This bill has no such payment. Nothing was changed.")
    left = bill.left_of(wish.payment)
    payment = bill.payments[wish.payment]
    amount = left if wish.amount is None else wish.amount
    lines, worth = _worth(bill, wish)
    if wish.lines and wish.amount is None:
        amount = min(left, worth)
    if wish.payment in bill.mistaken:
        raise Conflict("This payment was none, and was taken back already. Nothing was changed.")
    if wish.mistake and (amount != payment.amount or wish.lines):
        raise Conflict(
            "A payment by mistake is taken back whole, before anything of it is refunded. Nothing was changed."
        )
    if amount > left:
        raise Conflict("That is more than what was paid and not given back yet. Nothing was changed.")
    if amount <= 0 and not (wish.mistake and payment.settles):
        raise Invalid([("amount", "must be above zero")])
    if wish.lines and amount > worth:
        raise Conflict("That is more than the lines cost. Nothing was changed.")
    settles = bill.unsettled_by(wish.payment, amount)
    is_all = wish.mistake or (wish.amount is None and not wish.lines)
    return Refund(
        wish.payment,
        amount,
        wish.reason,
        rounding=amount - settles,
        tip=payment.tip if is_all else 0,
        lines=lines.refs,
        mistake=wish.mistake,
        quantities=lines.quantities,
    )


def _worth(bill: Bill, wish: RefundWish) -> tuple[Lines, int]:
    """Which lines, and how many of each, are given back, and what they cost of the bill.

    Conflict where one is not charged, or was given back already.
    """
    left = bill.returnable_of(wish.payment)
    if any(not left.get(ref) for ref in wish.lines):
        raise Conflict("A line is not charged, or was given back already. Nothing was changed.")
    lines = Lines(wish.lines, wish.quantities).resolved(left, bill.charges.units)
    return lines, sum(bill.worth_of(ref, count or left[ref]) for ref, count in lines)
