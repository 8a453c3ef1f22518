"""Who sits at a table, and which of its orders belong to the visit: without a database."""

from dataclasses import replace
from datetime import timedelta

from server.domain.order import LineOwner, Order, OrderLine
from server.visits.model import IDLE, MOST_GUESTS, NEVER, Guest, TableLook, TableVisit
from tests.orders.samples import MOMENT, order

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def dish(number: int, price: int, guest: int = 0) -> OrderLine:
    return OrderLine(number, 7, "Soup", 1, "Regular", 1, (), "", price, price, "", guest=guest)


def placed(ago: timedelta, *lines: OrderLine) -> Order:
    return order(created_at=MOMENT - ago, lines=lines)


def test_orders_belong_together_as_long_as_no_gap_is_too_long() -> None:
    """At exactly the longest gap they do, a second more and all before belongs to others; newest last."""
    recent, old, older = placed(IDLE), placed(2 * IDLE), placed(3 * IDLE + SECOND)
    assert TableVisit().own_orders([recent, old, older], MOMENT) == [old, recent]
    assert TableVisit().own_orders([placed(IDLE + SECOND)], MOMENT) == []


def test_nothing_of_before_its_end_belongs_to_a_visit() -> None:
    """What was ordered in that very moment belongs to those who left."""
    ended = TableVisit(guests=(Guest("a"),), active_at=MOMENT - HOUR).ended(MOMENT - HOUR)
    assert (ended.guests, ended.since) == ((), MOMENT - HOUR)
    after = placed(HOUR - SECOND)
    assert ended.own_orders([after, placed(HOUR)], MOMENT) == [after]


def test_an_end_that_is_told_late_ends_nothing_of_those_who_came_after() -> None:
    """Who did something at the table after that moment stays, and what was ordered until then is nobody's."""
    visit = TableVisit(since=MOMENT - 3 * HOUR).joined("a", "Ines", MOMENT)
    late = visit.ended(MOMENT - SECOND)
    assert (late.guests, late.since, late.active_at) == ((Guest("a", "Ines"),), MOMENT - SECOND, MOMENT)
    assert visit.ended(MOMENT).guests == ()
    assert visit.ended(MOMENT - 4 * HOUR).since == MOMENT - 3 * HOUR


def test_a_visit_ends_by_itself() -> None:
    """After the longest pause nobody sits there, and what was ordered until then is nobody's any more."""
    visit = TableVisit().joined("a", "Ines", MOMENT - IDLE)
    assert visit.at(MOMENT - SECOND) == visit
    over = visit.at(MOMENT)
    assert (over.guests, over.since, over.active_at) == ((), MOMENT - IDLE, NEVER)
    assert over.at(MOMENT + IDLE) == over


def test_a_device_is_one_guest() -> None:
    """It keeps its number and its name; a new name takes the place of the old one."""
    visit = TableVisit().joined("a", "", MOMENT).joined("b", "Ines", MOMENT).joined("a", "Paul", MOMENT)
    assert visit.guests == (Guest("a", "Paul"), Guest("b", "Ines"))
    assert visit.joined("b", "", MOMENT).guests[1].name == "Ines"
    assert [visit.guest_of(key) for key in ("a", "b", "c")] == [1, 2, 0]


def test_an_owner_has_a_name_where_guests_go_by_name() -> None:
    """Nobody has none, and by number a guest is a number alone."""
    visit = TableVisit().joined("a", "Ines", MOMENT)
    assert [visit.owner(1, "names"), visit.owner(1, "guests"), visit.owner(0, "names")] == [
        LineOwner(1, "Ines"),
        LineOwner(1),
        LineOwner(0),
    ]


def test_a_table_has_thirty_guests_and_no_more() -> None:
    """The thirtieth has a number, the next one orders as nobody in particular."""
    visit = TableVisit()
    for number in range(MOST_GUESTS + 1):
        visit = visit.joined(str(number), "", MOMENT)
    assert (len(visit.guests), visit.guest_of("29"), visit.guest_of("30")) == (30, 30, 0)


def test_the_table_and_each_guest_have_their_totals() -> None:
    """What is not made is in none; what is nobody's, or a guest's who is not of this visit, comes last."""
    visit = TableVisit(guests=(Guest("a", "Ines"), Guest("b")))
    gone = replace(dish(3, 900, guest=1), state="cancelled")
    first = placed(HOUR, dish(1, 500, guest=2), dish(2, 300, guest=1), gone)
    second = placed(SECOND, dish(1, 200, guest=2), dish(2, 50), dish(3, 7, guest=3))
    look = TableLook(visit, [first, second])
    assert [(one.guest, one.name, one.total) for one in look.shares] == [
        (1, "Ines", 300),
        (2, "", 700),
        (0, "", 57),
    ]
    assert look.total == 1057
