"""What of an order goes on paper."""

from datetime import timedelta

import pytest

from kds_tui.printing.slips import PrintedOrder, Slip, SlipKind, after, copy_of, next_slip
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import OrderStatus
from tests.kds.sample_orders import NOON, changed, line, order

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
    slip = next_slip(None, order(1, status=status), None)
    assert (slip is not None) is printed


@pytest.mark.parametrize(
    ("station", "ids"), [(None, [1, 2, 3]), ("oven", [1, 3]), ("bar", [2, 3]), ("grill", [3])]
)
def test_a_station_gets_its_lines_and_those_of_none(station: str | None, ids: list[int]) -> None:
    """A line without a station is everybody's."""
    slip = next_slip(None, TWO, station)
    assert slip is not None
    assert [one.id for one in slip.lines] == ids


def test_a_station_without_lines_gets_no_paper() -> None:
    """Neither for the order nor for its end."""
    one = order(1, line(1, station="oven"))
    assert next_slip(None, one, "bar") is None


def test_what_is_on_paper_is_not_printed_again() -> None:
    """Not when a line is bumped or the order moves on."""
    printed = after(None, Slip(SlipKind.ORDER, TWO, tuple(TWO.items)), NOON)
    assert next_slip(printed, changed(TWO, status="preparing"), None) is None
    assert next_slip(printed, changed(TWO, status="completed"), None) is None


def test_a_cancelled_order_is_voided_once() -> None:
    """With the lines that were on paper at this station; never printed, it is not voided either."""
    cancelled = changed(TWO, status="cancelled", reason="out of dough")
    slip = next_slip(on_paper(TWO, 1, 3), cancelled, "oven")
    assert slip == Slip(SlipKind.VOID, cancelled, (TWO.items[0], TWO.items[2]))
    done = after(on_paper(TWO, 1, 3), slip, NOON)
    assert done == PrintedOrder(cancelled, frozenset(), NOON, over=True)
    assert next_slip(done, cancelled, "oven") is None
    assert next_slip(None, cancelled, "oven") is None


def test_a_line_that_is_gone_is_voided_alone() -> None:
    """The rest of the order stays on paper."""
    less = changed(TWO, items=TWO.items[1:])
    slip = next_slip(on_paper(TWO, 1, 2, 3), less, None)
    assert slip == Slip(SlipKind.VOID, less, (TWO.items[0],))
    assert after(on_paper(TWO, 1, 2, 3), slip, NOON) == PrintedOrder(less, frozenset({2, 3}), NOON)


def test_a_line_that_came_later_is_an_add_on() -> None:
    """With the new line alone."""
    more = changed(TWO, items=[*TWO.items, line(4, "Salad", station="oven")])
    slip = next_slip(on_paper(TWO, 1, 2, 3), more, None)
    assert slip == Slip(SlipKind.ADD_ON, more, (more.items[3],))
    at = NOON + timedelta(minutes=1)
    assert after(on_paper(TWO, 1, 2, 3), slip, at) == PrintedOrder(more, frozenset({1, 2, 3, 4}), at)


def test_a_copy_has_everything_of_the_station() -> None:
    """Whatever is on paper already."""
    assert copy_of(TWO, "bar") == Slip(SlipKind.COPY, TWO, (TWO.items[1], TWO.items[2]))
