"""Lines whose parts are made at several stations."""

import pytest

from kds_tui.core.actions import BumpLines, bump_lines
from kds_tui.core.board import Board, apply
from kds_tui.core.station_lines import bumped_at, line_at
from kds_tui.core.ticket_list import TicketList, TicketView, View, back_of, bumps_of
from kds_tui.printing.slips import next_slip
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier
from tests.kds.sample_orders import NOON, line, modifier, order, snapshot


def part(name: str, station: str, amount: str = "regular") -> OrderModifier:
    values = {"name": name, "amount": amount, "quantity": 1, "menu_item_id": 9, "station": station}
    return OrderModifier.model_validate(values)


MEAL = line(
    1,
    "Burger meal",
    station="grill",
    modifiers=[part("Fries", "fryer"), part("Coke", "bar"), modifier("Onions", "none")],
)
ORDER = order(1, MEAL, line(2, "Cola", station="bar"))


def shown(one: KitchenOrder, view: View) -> list[TicketView]:
    board = apply(Board(), snapshot(one), NOON)
    return TicketList().of(board, view, offline=False)


def done_at(one: OrderLine) -> dict[str, bool]:
    return {station: one.is_done_at(station) for station in one.stations}


@pytest.mark.parametrize(
    ("station", "names"),
    [
        (None, ["Fries", "Coke", "Onions"]),
        ("grill", ["Onions"]),
        ("fryer", ["Fries", "Onions"]),
        ("bar", ["Coke", "Onions"]),
    ],
)
def test_a_station_sees_its_parts_and_every_wish(station: str | None, names: list[str]) -> None:
    """A part of another station is not its business; a refused onion may be an allergy, and stands everywhere."""
    found = line_at(MEAL, station)
    assert found is not None
    assert [m.name for m in found.modifiers] == names


def test_a_station_of_no_part_does_not_see_the_line() -> None:
    """Unless something of the line is of no station."""
    assert line_at(MEAL, "oven") is None
    assert line_at(line(1, station=""), "oven") is not None
    assert line_at(line(1, modifiers=[part("Coke", "bar", "none")]), "bar") is None


def test_each_station_bumps_its_own_part() -> None:
    """The line is done once all are; taking one back leaves the others done."""
    one = bumped_at(MEAL, "bar", done=True)
    assert done_at(one) == {"grill": False, "fryer": False, "bar": True}
    one = bumped_at(bumped_at(one, "grill", done=True), "fryer", done=True)
    assert (one.done, one.done_stations) == (True, [])
    one = bumped_at(one, "fryer", done=False)
    assert done_at(one) == {"grill": True, "fryer": False, "bar": True}


def test_a_bump_sends_the_station_only_where_others_make_a_part() -> None:
    """What one station makes alone is bumped whole, in one statement with others."""
    action = bump_lines(ORDER, (1, 2), "bar", done=True, station="bar")
    assert action.bodies(ORDER) == {1: {"done": True, "station": "bar"}, 2: {"done": True}}
    assert action.bodies(action.on(ORDER)) == {}
    assert bump_lines(ORDER, (1,), "all", done=True).bodies(ORDER) == {1: {"done": True}}


def test_a_ticket_leaves_the_screen_of_the_station_that_bumped_it() -> None:
    """And stays on those of the others; the expo counts each part."""
    [ticket] = shown(ORDER, View("bar"))
    [action] = bumps_of(ticket, View("bar"))
    assert isinstance(action, BumpLines)
    after = action.on(ORDER)
    assert shown(after, View("bar")) == []
    assert [one.name for one in shown(after, View("grill"))[0].lines] == ["Burger meal"]
    [expo] = shown(after, View(expo=True))
    assert [(p.station, p.left, p.lines) for p in expo.other_stations] == [
        ("grill", 1, 1), ("fryer", 1, 1), ("bar", 0, 2),
    ]  # fmt: skip
    back = back_of(after, View("bar"))
    assert isinstance(back, BumpLines)
    assert done_at(back.on(after).items[0]) == {"grill": False, "fryer": False, "bar": False}


def test_paper_of_a_station_has_the_parts_that_it_makes() -> None:
    """The bar's printer prints the Coke of a meal, the oven's nothing."""
    slip = next_slip(None, order(1, MEAL), "bar", NOON)
    assert slip is not None
    assert [m.name for m in slip.lines[0].modifiers] == ["Coke", "Onions"]
    assert next_slip(None, order(1, MEAL), "oven", NOON) is None


def test_a_share_is_sent_with_its_station_where_one_other_makes_a_part_too() -> None:
    """Two stations are enough for that."""
    both = order(7, line(1, "Burger", station="grill", modifiers=[part("Shake", "bar")]))
    wanted = bump_lines(both, (1,), "1× Burger", done=True, station="bar")
    assert wanted.bodies(both) == {1: {"done": True, "station": "bar"}}
