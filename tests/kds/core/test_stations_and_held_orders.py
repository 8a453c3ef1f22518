"""A station sees and bumps its own lines; held orders are accepted or refused."""

from kds_tui.core.ticket_list import View
from tests.kds.core.bench import Bench
from tests.kds.sample_orders import changed, line, order, told


def test_on_a_station_the_last_line_takes_the_ticket_along_and_an_earlier_one_does_not() -> None:
    """Line by line: after the last one the next ticket is selected."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, line(1), line(2)), order(2))
    bench.controller.edge(last=False)
    bench.controller.bump_line()
    assert bench.numbers == [1, 2]
    assert bench.controller.place() == 0
    bench.controller.bump_line()
    assert bench.numbers == [2]
    assert bench.controller.place() == 0
    lines = [action.line_ids for action in bench.submitted if action.kind == "lines"]
    assert lines == [(1,), (2,)]


def test_a_station_bumps_what_it_has_left_and_brings_back_its_own() -> None:
    """Lines that are done, and those of other stations, are left alone."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, line(1, done=True), line(2), line(3, station="bar", done=True)))
    bench.controller.edge(last=False)
    bench.controller.back()
    bench.controller.refresh()
    bench.controller.bump()
    lines = [(action.line_ids, action.done) for action in bench.submitted if action.kind == "lines"]
    assert lines == [((1,), False), ((1, 2), True)]


def test_held_orders_stand_at_the_end_and_are_accepted_or_refused_with_a_reason() -> None:
    """No other key does anything to them; the reason goes to the server, and a refusal has no undo."""
    bench = Bench()
    bench.shows(order(1, status="held"), order(2, status="held"), order(3))
    assert bench.numbers == [3, 1, 2]
    bench.controller.step(1)
    bench.controller.step(1)
    words = {bench.controller.bump(), bench.controller.bump_line(), bench.controller.rush()}
    assert words == {"#1 is held: accept it (A), or refuse it (C)."}
    assert bench.controller.back() == "#1 has no step to go back."
    assert bench.submitted == []
    assert bench.controller.accept() == "#1 is accepted."
    bench.controller.refresh()
    held = bench.controller.board.tickets[order(2).id].order
    assert bench.controller.end_for_good(held, "We are about to close.") == "#2 is refused."
    moves = [(a.number, a.before, a.after, a.reason) for a in bench.submitted if a.kind == "move"]
    assert moves == [
        (1, "held", "confirmed", ""),
        (2, "held", "cancelled", "We are about to close."),
    ]
    assert "Nothing to undo" in bench.controller.undo()


def test_what_was_held_is_new_when_it_is_accepted_anywhere() -> None:
    """It is to be made from now on; a refusal that came too late does nothing."""
    bench = Bench()
    held = order(1, status="held")
    bench.shows(held)
    bench.controller.take(told(changed(held, status="confirmed")))
    bench.controller.refresh()
    assert bench.controller.shown[0].mark == "NEW"
    assert bench.controller.end_for_good(held, "late") == "#1 has changed meanwhile; nothing was done."
    assert bench.controller.accept() == "Only an order that is held is accepted."


def test_a_station_does_not_see_what_is_held() -> None:
    """It is decided where the whole order is seen."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, status="held"), order(2))
    assert bench.numbers == [2]


def test_a_station_bumps_only_the_lines_that_are_left() -> None:
    """A line that is done is not sent once more."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, line(1, done=True), line(2), line(3)))
    bench.controller.edge(last=False)
    bench.controller.bump()
    assert [action.line_ids for action in bench.submitted if action.kind == "lines"] == [(2, 3)]


def test_a_station_keeps_no_cancelled_order_of_others() -> None:
    """The bar has nothing to say to it, so that the oven's are not kept all evening; its own stays until it is seen."""
    bench = Bench(View(station="bar"))
    own, other = order(1, line(1, station="bar")), order(2)
    bench.shows(own, other)
    bench.hears(told(changed(other, status="cancelled")), told(changed(own, status="cancelled")))
    assert list(bench.controller.board.tickets) == [own.id]
    assert bench.numbers == [1]


def test_another_station_is_shown_from_what_is_held() -> None:
    """Open tickets need no new answer of the server; nothing is selected, and a cancelled one is still to be seen."""
    bench = Bench(View(station="bar"))
    bench.shows(order(1, line(1, station="bar")), order(2), order(3))
    bench.hears(told(changed(order(1, line(1, station="bar")), status="cancelled")))
    bench.controller.edge(last=False)
    bench.controller.change_view(View(station="oven"))
    bench.controller.refresh()
    assert (bench.numbers, bench.controller.selected) == ([2, 3], None)
    bench.controller.change_view(View())
    bench.controller.refresh()
    assert bench.numbers == [1, 2, 3]
