"""Whether an order that waits for its payment is paid, as its bill says."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from server.domain.bill import Bill, bill_of
from server.domain.bill_bounds import PaymentWish, Wish, entry_for
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Discount, Entry, LineRef, Void
from server.domain.money_rules import CoverCharge, MoneyRules
from server.domain.unpaid import UNPAID_FOR, is_paid_for
from server.payments.service import LIFETIME

ONE, TWO = UUID(int=1), UUID(int=2)
AT = datetime(2026, 3, 1, 20, tzinfo=UTC)


def line(order: UUID, number: int, total: int) -> BillLine:
    return BillLine(order, number, "Dish", 0, 1, total)


def paid(*wishes: Wish, rules: MoneyRules | None = None) -> tuple[bool, bool]:
    """Whether the first order (5.00, and water for nothing) and the second (3.00) are paid after these."""
    rules = rules or MoneyRules()
    lines = [line(ONE, 1, 500), line(ONE, 2, 0), line(TWO, 1, 300)]
    bill: Bill = bill_of(rules, lines, [])
    for wish in wishes:
        bill = bill_of(rules, lines, (*bill.entries, Entry(len(bill.entries) + 1, AT, entry_for(bill, wish))))
    return is_paid_for(bill, ONE), is_paid_for(bill, TWO)


BEEF: tuple[LineRef, ...] = ((ONE, 1),)
SOUP: tuple[LineRef, ...] = ((TWO, 1),)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ([], (False, False)),
        ([PaymentWish("cash")], (True, True)),
        ([PaymentWish("cash", lines=BEEF)], (True, False)),
        ([PaymentWish("cash", lines=SOUP)], (False, True)),
        ([PaymentWish("cash", 799)], (False, False)),
        ([PaymentWish("cash", 500), PaymentWish("cash", 300)], (True, True)),
        ([PaymentWish("cash", share=(1, 2))], (False, False)),
        ([PaymentWish("cash", share=(1, 2)), PaymentWish("cash", share=(2, 2))], (True, True)),
        ([Void(SOUP, "a gift")], (False, True)),
        ([Discount("a gift", thousandths=100_000)], (True, True)),
    ],
)
def test_an_order_is_paid_by_its_lines_or_with_the_whole_bill(
    wishes: list[Wish], expected: tuple[bool, bool]
) -> None:
    """By each line that costs something, or once nothing of the bill is open; an amount is for no order in particular."""
    assert paid(*wishes) == expected


def test_a_cover_is_paid_with_the_lines() -> None:
    """What is added to the bill is part of what its lines cost: who pays them has paid it."""
    rules = MoneyRules(cover_charge=CoverCharge(200))
    assert paid(PaymentWish("cash", lines=BEEF), rules=rules) == (True, False)


def test_an_order_waits_longer_than_a_page_of_the_provider() -> None:
    """What is paid in its last minute is told in time."""
    assert (UNPAID_FOR - LIFETIME).total_seconds() == 600
