"""Bills for tests: their lines, what is written on them, and any that hypothesis may think of."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from server.domain.bill import Bill, bill_of
from server.domain.bill_bounds import Wish, entry_for
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Entry, LineRef
from server.domain.bill_parts import line_parts
from server.domain.money_rules import CoverCharge, MoneyRules, ServiceCharge
from server.domain.tax import TaxedShare, TaxRate
from server.domain.turnover import rate_sums

ORDER = UUID(int=1)


AT = datetime(2026, 3, 1, 20, tzinfo=UTC)


FOOD, DRINKS = TaxRate("food", 7000, included=True), TaxRate("drinks", 19000, included=True)


STATE, CITY = TaxRate("state", 4000, included=False), TaxRate("city", 4875, included=False)


def line(number: int, total: int, *shares: TaxedShare, guest: int = 0) -> BillLine:
    return BillLine(ORDER, number, f"Dish {number}", guest, 1, total, shares)


def dish(number: int, total: int, *rates: TaxRate, guest: int = 0) -> BillLine:
    return line(number, total, TaxedShare(total, rates), guest=guest)


def refs(*numbers: int) -> tuple[LineRef, ...]:
    return tuple((ORDER, number) for number in numbers)


def after(bill: Bill, *wishes: Wish) -> Bill:
    """The bill once these were written on it."""
    for wish in wishes:
        entry = Entry(len(bill.entries) + 1, AT, entry_for(bill, wish))
        bill = bill_of(bill.rules, bill.lines, (*bill.entries, entry))
    return bill


def taxes(bill: Bill) -> list[tuple[str, int, int]]:
    return [(one.rate.name, one.net, one.tax) for one in rate_sums(bill.charges.groups)]


def beers(total: int = 999, quantity: int = 3, *rates: TaxRate) -> BillLine:
    return replace(dish(1, total, *rates), quantity=quantity)


def parts_of(bill: Bill) -> list[tuple[int, int, int, str]]:
    """Number, total and share of the bill of each part, and how it stands."""
    return [
        (one.quantity, one.total, one.owed, "void" if one.is_void else "paid" if one.is_paid else "open")
        for one in line_parts(bill)
    ]


RATES = st.sampled_from([(), (FOOD,), (DRINKS,), (FOOD, DRINKS), (DRINKS, FOOD)])


ON_TOP = st.sampled_from([(), (STATE,), (STATE, CITY), (CITY,)])


SOME = st.integers(0, 5000)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    """A bill without entries: any lines, rates and rules."""
    included = draw(st.booleans())
    rates = RATES if included else ON_TOP
    lines = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        shares = [TaxedShare(draw(SOME), draw(rates)) for _ in range(draw(st.integers(1, 3)))]
        total = sum(share.amount for share in shares)
        one = line(number, total, *shares, guest=draw(st.integers(0, 3)))
        lines.append(replace(one, quantity=draw(st.integers(1, 4))))
    rules = MoneyRules(
        taxes_included=included,
        tax_rounding=draw(st.sampled_from(["line", "bill"])),
        service_charge=draw(
            st.none()
            | st.builds(
                ServiceCharge,
                st.integers(1, 30_000),
                st.none() | st.integers(1, 8),
                st.none() | SOME,
                st.booleans(),
            )
        ),
        cover_charge=draw(st.none() | st.builds(CoverCharge, st.integers(1, 300), st.just(()), rates)),
        cash_rounding=draw(st.sampled_from([1, 5, 10])),
    )
    return bill_of(rules, lines, [])


SOME_REFS = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True).map(
    lambda numbers: refs(*numbers)
)
