"""Which orders make one bill: without a database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from server.bills.model import BilledOrder, BillRow, HeldBill, Present, Source, listed_since, sources_of
from server.domain.bill import bill_of
from server.domain.bill_charges import BillLine
from server.domain.money_rules import MoneyRules
from server.visits.model import IDLE

AT = datetime(2026, 3, 1, 20, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PLACE = UUID(int=99)


def ordered(number: int, at: datetime = AT, table: str = "5", currency: str = "EUR") -> BilledOrder:
    line = BillLine(UUID(int=number), 1, "Soup", 0, 1, 500)
    return BilledOrder(UUID(int=number), number, at, table, currency, (line,))


def row(number: int, table: str = "5") -> BillRow:
    return BillRow(UUID(int=number), PLACE, table, AT, "EUR", MoneyRules(), None)


def numbers(sources: list[Source]) -> list[list[int]]:
    return [[order.number for order in source.orders] for source in sources]


def test_orders_of_a_table_are_one_bill_as_long_as_no_gap_is_too_long() -> None:
    """At exactly the longest gap they are, a second more and they are two; another table has its own, and no table none."""
    one, two, late = ordered(1), ordered(2, AT + IDLE), ordered(3, AT + 2 * IDLE + SECOND)
    other, alone, alone_too = ordered(4, table="6"), ordered(5, table=""), ordered(6, table="")
    found = sources_of([late, two, one, other, alone, alone_too], [], {})
    assert numbers(found) == [[1, 2], [4], [5], [6], [3]]
    assert (found[0].id, found[0].table, found[0].since) == (UUID(int=1), "5", AT)


def test_a_visit_that_was_ended_has_its_own_bill() -> None:
    """What was ordered until then, at that very moment too, is not paid by who came after."""
    orders = [ordered(1), ordered(2, AT + SECOND), ordered(3, AT + 2 * SECOND)]
    found = sources_of(orders, [], {"5": Present(AT + SECOND)})
    assert numbers(found) == [[1, 2], [3]]


def test_an_order_joins_the_open_bill_of_its_visit() -> None:
    """The last one where there are several; not that of another currency, nor that of a visit before."""
    first, second = Source((ordered(1),), row(1)), Source((ordered(2, AT + SECOND),), row(2))
    found = sources_of([ordered(3, AT + 2 * SECOND)], [first, second], {})
    assert numbers(found) == [[1], [2, 3]]
    assert found[1].row == row(2)
    pounds = ordered(4, AT + SECOND, currency="GBP")
    assert numbers(sources_of([pounds], [first], {})) == [[1], [4]]
    ended = {"5": Present(AT + SECOND)}
    assert numbers(sources_of([ordered(5, AT + 2 * SECOND)], [first], ended)) == [[1], [5]]
    assert numbers(sources_of([], [Source((ordered(6, table=""),), row(6, ""))], {})) == [[6]]


@pytest.mark.parametrize(("second", "text"), [(8, "8.1"), (7, "7+.1")])
def test_lines_are_named_by_the_numbers_that_staff_calls_out(second: int, text: str) -> None:
    """Where numbers began anew in the visit, the later of two equal ones has a mark."""
    line = BillLine(UUID(int=2), 1, "Soup", 0, 1, 500)
    later = BilledOrder(UUID(int=2), second, AT, "5", "EUR", (line,))
    source = Source((ordered(7), later))
    names = HeldBill(PLACE, source, bill_of(MoneyRules(), source.lines, [])).ref_texts()
    assert names == {(UUID(int=7), 1): "7.1", (UUID(int=2), 1): text}


@pytest.mark.parametrize(
    ("begun", "since"),
    [
        (None, timedelta(hours=24)),
        (timedelta(hours=2), timedelta(hours=24)),
        (timedelta(hours=24), timedelta(hours=24, minutes=1)),
        (timedelta(days=3), timedelta(days=3, minutes=1)),
        (timedelta(days=6, hours=23, minutes=59), timedelta(days=7)),
        (timedelta(days=300), timedelta(days=7)),
    ],
)
def test_orders_nobody_paid_are_listed_until_the_day_is_closed(
    begun: timedelta | None, since: timedelta
) -> None:
    """At least for a day, with a minute more for those placed while it was closed, and at most for a week."""
    assert listed_since(AT, AT - begun if begun else None) == AT - since
