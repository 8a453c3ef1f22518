"""The states of an order, and what each of them means: written out, apart from the table itself."""

import pytest

from server.domain.order import LINES_VERSION, REACHED_FROM, OrderLine
from server.wire.vocabulary import BUMPABLE, COOKING, ENDED, OPEN, ORDER_TYPES, STATUSES, STEPS, OrderStatus
from tests.orders.samples import order

MOVES = {
    ("held", "confirmed"),
    ("held", "cancelled"),
    ("confirmed", "preparing"),
    ("confirmed", "cancelled"),
    ("preparing", "confirmed"),
    ("preparing", "ready"),
    ("preparing", "cancelled"),
    ("ready", "preparing"),
    ("ready", "completed"),
    ("ready", "cancelled"),
    ("completed", "ready"),
}


def test_these_moves_are_possible_and_no_others() -> None:
    """One step on, one step back but for what was held, and cancelled for good until it is completed."""
    possible = [(before, after) for after, starts in REACHED_FROM.items() for before in starts]
    assert sorted(possible) == sorted(MOVES)
    assert set(REACHED_FROM) == {"held", "confirmed", "preparing", "ready", "completed", "cancelled"}


def test_the_words_of_an_order() -> None:
    """Statuses in the order in which they are come to, and the parts that they fall into."""
    assert STATUSES == ("held", "confirmed", "preparing", "ready", "completed", "cancelled")
    assert STEPS == ("confirmed", "preparing", "ready", "completed")
    assert OPEN == ("held", "confirmed", "preparing", "ready")
    assert ENDED == ("completed", "cancelled")
    assert COOKING == ("confirmed", "preparing")
    assert BUMPABLE == ("confirmed", "preparing", "ready")
    assert ORDER_TYPES == ("eat_in", "take_away")
    assert LINES_VERSION == 2


@pytest.mark.parametrize(
    ("status", "is_open", "is_cooking"),
    [
        ("held", True, False),
        ("confirmed", True, True),
        ("preparing", True, True),
        ("ready", True, False),
        ("completed", False, False),
        ("cancelled", False, False),
    ],
)
def test_what_a_status_means(status: OrderStatus, *, is_open: bool, is_cooking: bool) -> None:
    """Whether the kitchen still has it and whether its dishes are still to be made."""
    one = order(status=status)
    assert (one.is_open, one.is_cooking) == (is_open, is_cooking)


@pytest.mark.parametrize(
    ("station", "concerned"), [(None, True), ("oven", True), ("bar", False), ("", False)]
)
def test_whose_business_an_order_is(station: str | None, *, concerned: bool) -> None:
    """That of the stations of its lines, and of the display that shows all."""
    line = OrderLine(1, 7, "Pizza", 21, "Large", 1, (), "", 900, 900, "oven")
    assert order(lines=(line,)).concerns(station) is concerned
