"""The day's end: its sums are those of the receipts and payments, whatever a week brings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from server.domain.bill import Bill, bill_of
from server.domain.bill_bounds import PaymentWish, RefundWish, Wish, entry_for
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Discount, Entry, Guests, Payment, Refund, Void
from server.domain.bill_parts import LinePart, line_parts
from server.domain.closing import DayEnd, MethodSum, day_end
from server.domain.errors import DomainError
from server.domain.money_rules import CoverCharge, MoneyRules, ServiceCharge
from server.domain.schedule import is_within, parse_when
from server.domain.tax import TaxedShare, TaxRate
from server.domain.turnover import TaxGroup, Turnover
from server.wire.vocabulary import PaymentMethod

AT = datetime(2026, 3, 1, 20, tzinfo=UTC)
FOOD, DRINKS = TaxRate("food", 7000, included=True), TaxRate("drinks", 19000, included=True)
RULES = MoneyRules(
    service_charge=ServiceCharge(10_000, from_guests=6),
    cover_charge=CoverCharge(150, ("food",), (FOOD,)),
    cash_rounding=5,
)


@dataclass
class Books:
    """A restaurant's bills, receipts and closings as the server keeps them, in memory."""

    bills: dict[int, Bill] = field(default_factory=dict)
    told: dict[int, Turnover] = field(default_factory=dict)
    receipts: list[Turnover] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    closings: list[DayEnd] = field(default_factory=list)
    count: int = 0

    def write(self, number: int, wish: Wish) -> None:
        """Write on a bill, and the receipt that follows; what is refused is left."""
        bill = self.bills[number]
        try:
            what = entry_for(bill, wish)
        except DomainError:
            return
        self.count += 1
        entry = Entry(self.count, AT, what)
        self.entries.append(entry)
        bill = self.bills[number] = bill_of(bill.rules, bill.lines, (*bill.entries, entry))
        before = self.told.get(number, Turnover())
        if not (bill.turnover - before).is_nothing:
            self.receipts.append(bill.turnover - before)
            self.told[number] = bill.turnover

    def close(self) -> None:
        """Close what was written since the last closing."""
        methods: dict[int, PaymentMethod] = {
            number: payment.method
            for bill in self.bills.values()
            for number, payment in bill.payments.items()
        }
        before = self.closings[-1].held if self.closings else 0
        self.closings.append(day_end(self.receipts, self.entries, methods, before))
        self.receipts, self.entries = [], []


def add_up(books: Books) -> None:
    """The closings together are the bills together."""
    bills = list(books.bills.values())
    sold = sum((one.turnover for one in books.closings), Turnover())
    assert (sold - sum((bill.turnover for bill in bills), Turnover())).is_nothing
    money = sum(one.amount - one.refunded for end in books.closings for one in end.methods)
    assert money == sum(bill.paid - bill.refunded for bill in bills)
    assert sum(end.tips for end in books.closings) == sum(bill.tips for bill in bills)
    kept = sum(bill.paid - bill.refunded - bill.turnover.total for bill in bills)
    assert books.closings[-1].held == kept
    assert kept == sum(bill.overpaid if bill.is_settled else bill.paid - bill.refunded for bill in bills)


HAPPY_HOUR = parse_when("17:00-19:00")
PRICES = (0, 290, 350, 990, 1250, 1899)


def new_bill(number: int, chance: random.Random) -> Bill:
    """One to eight lines of a table, up to four of each: food, drinks, meals under both rates, something free, at their hour's price."""
    lines = []
    for line in range(1, chance.randint(1, 8) + 1):
        quantity = chance.choice((1, 1, 1, 2, 3, 4))
        is_happy = is_within(HAPPY_HOUR, AT.replace(hour=chance.randint(16, 21)))
        shares = tuple(
            TaxedShare(quantity * _price(chance.choice(PRICES), rate, is_happy=is_happy), (rate,))
            for rate in chance.choice(((FOOD,), (DRINKS,), (FOOD, DRINKS)))
        )
        total = sum(share.amount for share in shares)
        guest = chance.randint(0, 4)
        lines.append(BillLine(UUID(int=number), line, "Dish", guest, quantity, total, shares))
    return bill_of(RULES, lines, [])


def _price(usual: int, rate: TaxRate, *, is_happy: bool) -> int:
    """Drinks cost half in happy hour, a half cent rounded up."""
    return (usual + 1) // 2 if is_happy and rate is DRINKS else usual


def wishes(bill: Bill, chance: random.Random) -> Iterator[Wish]:
    """What a party does: some voids and discounts, payments of all kinds, now and then a refund."""
    refs = [line.ref for line in bill.lines]
    if chance.random() < 0.3:
        yield Guests(chance.randint(1, 9))
    if chance.random() < 0.2:
        yield Void((chance.choice(refs),), "cold")
    if chance.random() < 0.3:
        yield Void((chance.choice(refs),), "one was cold", (1,))
    if chance.random() < 0.3:
        yield chance.choice((Discount("x", thousandths=15_000), Discount("x", amount=chance.randint(1, 900))))
    methods: tuple[PaymentMethod, ...] = ("cash", "card", "voucher")
    for _ in range(chance.choice((0, 0, 3))):
        yield PaymentWish(chance.choice(methods), lines=(chance.choice(refs),), quantities=(1,))
    parts = chance.randint(1, 4)
    for part in range(1, parts + 1):
        yield PaymentWish(chance.choice(methods), tip=chance.choice((0, 100)), share=(part, parts))
    if chance.random() < 0.9:
        yield PaymentWish(chance.choice(methods))


def test_a_week_adds_up() -> None:
    """Seven closings over 500 bills, some open over night, some given back days later, are the bills to the cent.

    Some of a line are void, paid or given back by themselves, and drinks have their price of the hour.
    """
    chance, books = random.Random(19), Books()  # noqa: S311  no secret
    for day in range(7):
        for _ in range(72):
            number = len(books.bills) + 1
            bill = books.bills[number] = new_bill(number, chance)
            steps = list(wishes(bill, chance))
            for wish in steps[: chance.choice((1, len(steps), len(steps)))]:
                books.write(number, wish)
        for _ in range(20):
            number = chance.randint(1, len(books.bills))
            payments = [*books.bills[number].payments] or [1]
            amount = chance.choice((None, 100))
            books.write(
                number, RefundWish(chance.choice(payments), "x", amount, mistake=chance.random() < 0.2)
            )
            one = chance.choice(books.bills[number].lines).ref
            books.write(number, RefundWish(chance.choice(payments), "x", lines=(one,), quantities=(1,)))
            books.write(number, PaymentWish("card"))
        books.close()
        assert len(books.closings) == day + 1
    assert len(books.bills) == 504
    assert sum(bill.is_settled for bill in books.bills.values()) > 300
    assert sum(bill.turnover.returned > 0 for bill in books.bills.values()) > 20
    parts = [part for bill in books.bills.values() for part in _some_of_a_line(bill)]
    assert sum(part.is_void for part in parts) > 20
    assert sum(part.is_paid for part in parts) > 20
    assert sum(any(one.quantities for _, one in bill.refunds) for bill in books.bills.values()) > 5
    add_up(books)


def _some_of_a_line(bill: Bill) -> Iterator[LinePart]:
    """Parts that are not all of their line."""
    return (part for part in line_parts(bill) if part.quantity < part.line.quantity)


@given(
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(["new", "write", "back", "close"]), max_size=30),
)
def test_closings_add_up_whenever_they_are_made(chance: random.Random, steps: list[str]) -> None:
    """In any order of bills, entries and closings."""
    books = Books()
    for step in ["new", *steps, "close"]:
        number = chance.randint(1, max(1, len(books.bills)))
        if step == "new":
            number = len(books.bills) + 1
            books.bills[number] = new_bill(number, chance)
        if step == "close":
            books.close()
        if step == "write":
            for wish in wishes(books.bills[number], chance):
                books.write(number, wish)
        if step == "back" and books.bills[number].payments:
            payment = chance.choice([*books.bills[number].payments])
            books.write(
                number, RefundWish(payment, "x", chance.choice((None, 50)), mistake=chance.random() < 0.5)
            )
    add_up(books)


def test_a_day_by_hand() -> None:
    """Two cards and a refund of one, cash with rounding, a payment of a bill that stays open."""
    turnovers = [
        Turnover((TaxGroup((FOOD,), 935, (65,)),)),
        Turnover((TaxGroup((FOOD,), -93, (-7,)),), returned=100),
    ]
    paid = [
        Entry(5, AT, Payment("card", 600, 50)),
        Entry(6, AT, Payment("card", 400)),
        Entry(7, AT, Payment("cash", 300)),
        Entry(8, AT, Refund(2, 100, "cold", tip=10)),
        Entry(9, AT, Void(((UUID(int=1), 1),), "x")),
    ]
    end = day_end(turnovers, paid, {2: "voucher"}, 20)
    assert end.turnover == Turnover((TaxGroup((FOOD,), 842, (58,)),), returned=100)
    assert list(end.methods) == [
        MethodSum("cash", 1, 300),
        MethodSum("card", 2, 1000, 50),
        MethodSum("voucher", refunds=1, refunded=100, refunded_tips=10),
    ]
    assert (end.tips, end.held) == (40, 320)
