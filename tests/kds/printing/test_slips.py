"""What of an order goes on paper."""

from datetime import timedelta

import pytest

from kds_tui.printing.slips import PrintedOrder, Slip, SlipKind, after, copy_of, next_slip
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import OrderStatus
from tests.kds.sample_orders import NOON, changed, fired, line, meal, order, with_done

TWO = order(7, line(1, "Pizza", station="oven"), line(2, "Coke", station="bar"), line(3, "Bread", station=""))


def on_paper(one: KitchenOrder, *ids: int) -> PrintedOrder:
    return PrintedOrder(one, frozenset(ids), NOON)


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        ("held", False),
        ("confirmed", True),
        ("preparing", True),
        ("ready", False),
        ("completed", False),
        ("cancelled", False),
    ],
)
def test_what_is_to_be_cooked_is_printed(status: OrderStatus, *, printed: bool) -> None:
    """An order that waits for the kitchen's word is not, nor one that is made already."""
    slip = next_slip(None, order(1, status=status), None, NOON)
    assert (slip is not None) is printed


@pytest.mark.parametrize(
    ("station", "ids"), [(None, [1, 2, 3]), ("oven", [1, 3]), ("bar", [2, 3]), ("grill", [3])]
)
def test_a_station_gets_its_lines_and_those_of_none(station: str | None, ids: list[int]) -> None:
    """A line without a station is everybody's."""
    slip = next_slip(None, TWO, station, NOON)
    assert slip is not None
    assert [one.id for one in slip.lines] == ids


def test_a_station_without_lines_gets_no_paper() -> None:
    """Neither for the order nor for its end."""
    one = order(1, line(1, station="oven"))
    assert next_slip(None, one, "bar", NOON) is None


def test_what_is_on_paper_is_not_printed_again() -> None:
    """Not when a line is bumped or the order moves on."""
    printed = after(None, Slip(SlipKind.ORDER, TWO, tuple(TWO.items)), NOON)
    assert next_slip(printed, changed(TWO, status="preparing"), None, NOON) is None
    assert next_slip(printed, changed(TWO, status="completed"), None, NOON) is None


def test_a_cancelled_order_is_voided_once() -> None:
    """With the lines that were on paper at this station; never printed, it is not voided either."""
    cancelled = changed(TWO, status="cancelled", reason="out of dough")
    slip = next_slip(on_paper(TWO, 1, 3), cancelled, "oven", NOON)
    assert slip == Slip(SlipKind.VOID, cancelled, (TWO.items[0], TWO.items[2]))
    done = after(on_paper(TWO, 1, 3), slip, NOON)
    assert done == PrintedOrder(cancelled, frozenset(), NOON, over=True)
    assert next_slip(done, cancelled, "oven", NOON) is None
    assert next_slip(None, cancelled, "oven", NOON) is None


def test_a_line_that_is_gone_is_voided_alone() -> None:
    """The rest of the order stays on paper."""
    less = changed(TWO, items=TWO.items[1:])
    slip = next_slip(on_paper(TWO, 1, 2, 3), less, None, NOON)
    assert slip == Slip(SlipKind.VOID, less, (TWO.items[0],))
    assert after(on_paper(TWO, 1, 2, 3), slip, NOON) == PrintedOrder(less, frozenset({2, 3}), NOON)


def test_a_line_that_came_later_is_an_add_on() -> None:
    """With the new line alone."""
    more = changed(TWO, items=[*TWO.items, line(4, "Salad", station="oven")])
    slip = next_slip(on_paper(TWO, 1, 2, 3), more, None, NOON)
    assert slip == Slip(SlipKind.ADD_ON, more, (more.items[3],))
    at = NOON + timedelta(minutes=1)
    assert after(on_paper(TWO, 1, 2, 3), slip, at) == PrintedOrder(more, frozenset({1, 2, 3, 4}), at)


def test_a_copy_has_everything_of_the_station() -> None:
    """Whatever is on paper already."""
    assert copy_of(TWO, "bar", NOON) == Slip(SlipKind.COPY, TWO, (TWO.items[1], TWO.items[2]))


MAIN, COKE, SOUP = meal().items
LATER = NOON + timedelta(minutes=9)


def test_the_first_slip_says_what_waits() -> None:
    """All lines are on it; a station of which all waits gets its slip when that is fired."""
    assert next_slip(None, meal(), None, NOON) == Slip(
        SlipKind.ORDER, meal(), (MAIN, COKE, SOUP), held=frozenset({"main"})
    )
    assert next_slip(None, meal(), "grill", NOON) is None
    now = fired(meal(), NOON)
    assert next_slip(None, now, "grill", NOON) == Slip(SlipKind.ORDER, now, (MAIN,))


def test_a_fired_course_has_a_slip_of_its_own_once() -> None:
    """With its lines alone, and none where that is done already or belongs to another station."""
    first = next_slip(None, meal(), None, NOON)
    assert first is not None
    printed = after(None, first, NOON)
    now = fired(meal(), LATER)
    slip = next_slip(printed, now, None, LATER)
    assert slip == Slip(SlipKind.FIRE, now, (MAIN,))
    assert next_slip(printed, now, "cold", LATER) is None
    assert next_slip(printed, with_done(now, 1), None, LATER) is None
    assert next_slip(printed, changed(now, status="completed"), None, LATER) is None
    assert next_slip(after(printed, slip, LATER), now, None, LATER) is None


def test_a_course_that_is_fired_by_itself_is_printed_at_its_moment() -> None:
    """Not before, but for the seconds by which clocks differ."""
    first = next_slip(None, meal(), None, NOON)
    assert first is not None
    printed, due = after(None, first, NOON), fired(meal(), LATER)
    assert next_slip(printed, due, None, LATER - timedelta(seconds=3)) is None
    slip = next_slip(printed, due, None, LATER - timedelta(seconds=2))
    assert slip is not None
    assert slip.kind is SlipKind.FIRE


def test_what_was_fired_by_mistake_is_called_back_on_paper() -> None:
    """The lines wait again; fired once more they are printed once more."""
    first = next_slip(None, fired(meal(), NOON), None, NOON)
    assert first is not None
    assert first.held == frozenset()
    printed = after(None, first, NOON)
    slip = next_slip(printed, meal(), None, LATER)
    assert slip == Slip(SlipKind.HOLD, meal(), (MAIN,), held=frozenset({"main"}))
    again = next_slip(after(printed, slip, LATER), fired(meal(), LATER), None, LATER)
    assert again is not None
    assert (again.kind, again.lines, again.held) == (SlipKind.FIRE, (MAIN,), frozenset())


def test_a_void_keeps_what_paper_says_of_courses() -> None:
    """A line that goes does not fire the others."""
    printed = PrintedOrder(meal(), frozenset({1, 2, 3}), NOON, held=frozenset({"main"}))
    void = next_slip(printed, meal(1, MAIN, SOUP), None, LATER)
    assert void is not None
    assert after(printed, void, LATER).held == frozenset({"main"})


def test_a_copy_says_what_waits() -> None:
    """Whoever has lost the slip must not cook the mains from the copy."""
    assert copy_of(meal(), None, NOON).held == frozenset({"main"})
    assert copy_of(fired(meal(), NOON), None, NOON).held == frozenset()


def test_a_line_that_is_not_made_is_voided_with_its_reason() -> None:
    """Once, and it is on no later slip; a line that was taken off before it was printed never comes out."""
    printed = after(None, Slip(SlipKind.ORDER, TWO, tuple(TWO.items)), NOON)
    changes = {"state": "refused", "reason": "No coke.", "done": True}
    items = [one.model_copy(update=changes) if one.id == 2 else one for one in TWO.items]
    refused = changed(TWO, items=items)
    void = next_slip(printed, refused, None, NOON)
    assert void is not None
    assert (void.kind, [(one.id, one.reason) for one in void.lines]) == (SlipKind.VOID, [(2, "No coke.")])
    printed = after(printed, void, NOON)
    assert next_slip(printed, refused, None, NOON) is None
    end = next_slip(printed, changed(refused, status="cancelled"), None, NOON)
    assert end is not None
    assert [one.id for one in end.lines] == [1, 3]
    first = next_slip(None, refused, None, NOON)
    assert first is not None
    assert [one.id for one in first.lines] == [1, 3]
    assert next_slip(None, changed(refused, items=[items[1]]), None, NOON) is None
