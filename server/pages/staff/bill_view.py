"""A bill as its waiter sees it: what was ordered, what it comes to, and the ways in which what is open can be paid."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from server.bills.document import name_lines
from server.bills.model import HeldBill
from server.domain.bill import cash_amount
from server.domain.bill_charges import each
from server.domain.bill_entries import Discount, LineRef
from server.domain.bill_parts import line_parts
from server.domain.bill_split import MOST_SHARES, by_guest, by_lines, in_parts
from server.domain.bill_units import Lines
from server.domain.errors import Conflict
from server.domain.tax import TaxRate
from server.domain.turnover import rate_sums
from server.pages.i18n import READER, gettext
from server.pages.staff.table_view import Formats
from server.wire.vocabulary import PaymentMethod

AT_THE_COUNTER: tuple[PaymentMethod, ...] = ("cash", "card", "voucher", "other")
"""What a waiter can mark as paid; what is paid online its provider says."""
MOST_COUNTS = 50
"""Of a dish that was ordered more often as many can be marked, or all."""


@dataclass(frozen=True, slots=True)
class BillLineView:
    """So many of a line; `ref` is what people name it by, `marked` how many of them are marked.

    `counts` are the values and labels of how many can be marked, where that can be chosen. `worth` is what can be given back
    for the line, "" for nothing, and `back` the values and labels of how many of it; `is_returned`: all of it was.
    """

    ref: str
    quantity: int
    name: str
    guest: str
    total: str
    is_void: bool
    is_paid: bool
    marked: int = 0
    counts: Sequence[tuple[str, int]] = ()
    worth: str = ""
    back: Sequence[tuple[str, int]] = ()
    is_returned: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to pay some of what is open: what its button says, and the amount that is told; "" where it is paid already."""

    value: str
    label: str
    amount: str
    is_paid: bool = False


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment; `left` is what of it was not given back, "" where nothing is left; `is_online` is one by the provider."""

    number: int
    label: str
    amount: str
    tip: str
    refunded: str
    left: str
    is_online: bool


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill. `sums` are the rows between the lines and the total, `taxes` those below it."""

    id: str
    table: str
    is_settled: bool
    lines: Sequence[BillLineView]
    sums: Sequence[tuple[str, str]]
    taxes: Sequence[tuple[str, str]]
    total: str
    paid: str
    open: str
    cash_open: str
    overpaid: str
    payments: Sequence[PaymentView]
    choices: Sequence[Choice]
    marked: Sequence[str]
    tips: Sequence[tuple[int, str]]
    counts_guests: bool
    guests: int
    entries: int


def show_bill(held: HeldBill, formats: Formats, marked: Lines, parts: int = 0) -> BillView:
    """Show a bill with some lines marked, and divided into `parts` (0: not)."""
    bill, rules, money = held.bill, held.bill.rules, formats.money
    names = held.ref_texts()
    cash = cash_amount(bill.open, rules.cash_rounding)
    return BillView(
        id=str(held.id),
        table=held.source.table,
        is_settled=bill.is_settled,
        lines=list(_lines(held, marked, money)),
        sums=list(_sums(held, formats)),
        taxes=[(_say_rate(one.rate), money(one.tax)) for one in rate_sums(bill.charges.groups)],
        total=money(bill.total),
        paid=money(bill.paid) if bill.paid else "",
        open=money(bill.open),
        cash_open=money(cash) if cash != bill.open else "",
        overpaid=money(bill.overpaid) if bill.overpaid else "",
        payments=list(_payments(held, formats)),
        choices=list(_choices(held, formats, marked, parts)),
        marked=name_lines(names, marked),
        tips=[(tip, READER.get().percent(tip)) for tip in rules.tips],
        counts_guests=bool(rules.cover_charge or rules.service_charge),
        guests=bill.charges.guests,
        entries=len(bill.entries),
    )


def _lines(held: HeldBill, marked: Lines, money: Callable[[int], str]) -> Iterator[BillLineView]:
    names, told = held.ref_texts(), set[LineRef]()
    given_back = {ref for _, one in held.bill.refunds for ref in one.lines}
    for part in line_parts(held.bill):
        ref, is_open = part.line.ref, not part.is_void and not part.is_paid
        chosen = {one: count or part.quantity for one, count in marked} if is_open else {}
        counts = _counts(names[ref], part.quantity) if is_open and part.quantity > 1 else ()
        left = 0 if part.is_void or ref in told else held.bill.returnable_units.get(ref, 0)
        worth = held.bill.worth_of(ref, left) if left else 0
        told.add(ref)
        yield BillLineView(
            names[ref],
            part.quantity,
            part.line.name,
            say_guest(part.line.guest) if part.line.guest else "",
            money(part.total),
            part.is_void,
            part.is_paid,
            chosen.get(ref, 0),
            counts,
            money(worth) if worth else "",
            _counts(names[ref], left) if worth else (),
            not part.is_void and ref in given_back and not held.bill.returnable_units.get(ref),
        )


def _counts(name: str, most: int) -> Sequence[tuple[str, int]]:
    """How many of a line can be chosen: some, or all that is left of it."""
    some = range(1, min(most, MOST_COUNTS))
    return [*((f"{name}x{count}", count) for count in some), (name, most)]


def say_guest(number: int) -> str:
    """A guest by number; 0 is nobody in particular."""
    return gettext("Guest %(num)d") % {"num": number} if number else gettext("Others")


def say_method(method: PaymentMethod) -> str:
    """How something is paid."""
    return {
        "cash": gettext("Cash"),
        "card": gettext("Card"),
        "online": gettext("Online"),
        "voucher": gettext("Voucher"),
        "other": gettext("Other"),
    }[method]


def _sums(held: HeldBill, formats: Formats) -> Iterator[tuple[str, str]]:
    charges, money = held.bill.charges, formats.money
    for number, one in each(held.bill.entries, Discount):
        words = ": ".join(filter(None, (gettext("Discount"), one.named or one.reason)))
        yield words, money(-charges.discount_amounts[number])
    if charges.service_charge:
        yield gettext("Service charge"), money(charges.service_charge)
    if charges.cover_charge:
        yield gettext("Cover charge"), money(charges.cover_charge)
    for one_sum in rate_sums(charges.groups):
        if not one_sum.rate.included:
            yield _say_rate(one_sum.rate), money(one_sum.tax)


def _say_rate(rate: TaxRate) -> str:
    return f"{rate.name} {READER.get().percent(rate.thousandths)}"


def _payments(held: HeldBill, formats: Formats) -> Iterator[PaymentView]:
    bill = held.bill
    for number, one in bill.payments.items():
        left = bill.left_of(number)
        yield PaymentView(
            number,
            say_method(one.method),
            formats.money(one.amount),
            formats.money(one.tip) if one.tip else "",
            formats.money(one.amount - left) if left != one.amount else "",
            formats.money(left) if left else "",
            bool(one.reference),
        )


def _choices(held: HeldBill, formats: Formats, marked: Lines, parts: int) -> Iterator[Choice]:
    """What can be paid now: all of it, what was marked, what each guest had, or one of equal parts."""
    bill, money = held.bill, formats.money
    if not bill.open:
        return
    yield Choice(f"all@{bill.open}", gettext("Everything that is open"), money(bill.open))
    if marked.refs:
        try:
            share = by_lines(bill, marked.refs, marked.quantities)[0]
        except Conflict:
            share = None
        if share is not None:
            yield Choice(f"lines@{share.amount}", gettext("The marked dishes"), money(share.amount))
    guests = by_guest(bill)
    if len(guests) > 1:
        for share in guests:
            yield Choice(f"guest:{share.number}@{share.amount}", say_guest(share.number), money(share.amount))
    if 1 < parts <= MOST_SHARES:
        for share in in_parts(bill, parts):
            label = gettext("Part %(number)d of %(parts)d") % {"number": share.number, "parts": parts}
            value = f"part:{share.number}:{parts}@{share.amount}"
            yield Choice(value, label, money(share.amount), share.is_paid)
