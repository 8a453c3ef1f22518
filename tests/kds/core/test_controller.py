"""The cook's state without a screen: selection, bumping in a row, what is told."""

import pytest

from kds_tui.core.actions import bump
from kds_tui.core.clock import ServerClock
from kds_tui.core.events import SendFailed, Settled
from kds_tui.core.ticket_list import View
from tests.kds.core.bench import Bench
from tests.kds.sample_orders import NOON, changed, line, order, told


def test_after_a_bump_off_the_screen_the_next_ticket_is_selected() -> None:
    """A cook who bumps ready tickets in a row needs no other key."""
    bench = Bench()
    bench.shows(*(order(n, status="ready") for n in (1, 2, 3)))
    bench.controller.edge(last=False)
    bench.controller.bump()
    assert bench.numbers == [2, 3]
    assert bench.controller.place() == 0


def test_a_bump_off_the_screen_stays_visible_while_out_of_touch() -> None:
    """A ticket completed without the server is shown as waiting until the server knows."""
    bench = Bench()
    bench.shows(order(1, status="ready"))
    bench.controller.edge(last=False)
    bench.controller.set_link("offline")
    assert "Kept, and sent when the server is back" in bench.controller.bump()
    assert bench.numbers == [1]
    assert bench.controller.shown[0].waiting
    (move,) = bench.submitted
    bench.controller.take(Settled(move, changed(order(1), status="completed")))
    bench.controller.set_link("online")
    assert bench.numbers == []


def test_a_refusal_is_told_in_words() -> None:
    """A bump that the server refuses, or that another display made pointless, is no mystery."""
    bench = Bench()
    move = bump(order(1))
    assert move is not None
    bench.shows(order(1))
    ahead = changed(order(1), status="ready")
    assert bench.controller.take(Settled(move, ahead)) == "#1 was moved on another display: it is ready."
    assert (
        bench.controller.take(Settled(move, None, "There is no such order."))
        == "#1: not done. There is no such order."
    )


def test_an_enter_on_its_way_does_not_pass_over_a_cancellation() -> None:
    """A ticket that is cancelled under the cook's fingers has to be selected again to be acknowledged."""
    bench = Bench()
    bench.shows(order(1), order(2))
    bench.controller.edge(last=True)
    bench.controller.take(told(changed(order(2), status="cancelled")))
    bench.controller.refresh()
    assert bench.controller.bump() == "#1 is selected now; nothing was done."
    assert bench.controller.shown[1].cancelled


@pytest.mark.parametrize("by", [1, -1])
def test_without_tickets_no_key_does_anything(by: int) -> None:
    """Every key on an empty screen is harmless."""
    controller = Bench().controller
    controller.step(by)
    controller.step_line(by)
    controller.edge(last=True)
    words = {controller.bump(), controller.bump_line(), controller.back(), controller.rush()}
    assert words == {"No tickets."}


def test_the_line_cursor_stays_on_a_line_of_the_ticket() -> None:
    """Up and down stop at the first and the last line; another ticket begins at its first line to do."""
    bench = Bench()
    bench.shows(order(1, line(1, done=True), line(2), line(3)), order(2))
    bench.controller.edge(last=False)
    assert bench.controller.cursor == 2
    bench.controller.step_line(5)
    assert bench.controller.cursor == 3
    bench.controller.step_line(-9)
    assert bench.controller.cursor == 1
    bench.controller.step(1)
    assert bench.controller.cursor == 1


def test_rushed_tickets_are_in_front_and_nothing_moves_the_selection() -> None:
    """A rush elsewhere changes the places, not what the cook has under the fingers."""
    bench = Bench()
    bench.shows(order(1), order(2), order(3))
    bench.controller.edge(last=False)
    bench.controller.take(told(changed(order(3), rushed=True)))
    assert bench.numbers == [3, 1, 2]
    current = bench.controller.current()
    assert current is not None
    assert current.order.number == 1


def test_ages_count_by_the_servers_clock() -> None:
    """A terminal whose own clock is wrong shows the same ages as any other."""
    seconds = 50.0
    clock = ServerClock(lambda: seconds)
    clock.set(NOON)
    seconds = 80.0
    assert (clock.now() - NOON).total_seconds() == 30


def test_an_action_at_which_the_server_fails_is_told_once() -> None:
    """The cook hears that it is kept and tried again, and is not told at every try."""
    bench = Bench()
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.bump()
    (move,) = bench.submitted
    words = bench.controller.take(SendFailed(move, "it answered 500"))
    assert (
        words == "#1 is preparing: the server cannot take it (it answered 500). It is kept, and tried again."
    )
    assert bench.controller.take(SendFailed(move, "it answered 500")) == ""


def test_a_bump_that_leaves_the_ticket_where_it_is_keeps_it_selected() -> None:
    """Only the bump that takes a ticket off the screen goes on to the next one; elsewhere nothing is selected then."""
    bench = Bench()
    bench.shows(order(1), order(2))
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.controller.take(told(changed(order(1), status="completed")))
    bench.controller.refresh()
    assert bench.controller.place() is None


def test_the_next_ticket_in_the_same_place_is_selected_after_a_bump() -> None:
    """A cook who bumps the second of three has the third under the fingers."""
    bench = Bench()
    bench.shows(*(order(n, status="ready") for n in (1, 2, 3)))
    bench.controller.step(1)
    bench.controller.step(1)
    bench.controller.bump()
    assert bench.numbers == [1, 3]
    assert bench.controller.place() == 1


def test_a_cancelled_ticket_that_is_selected_stays_selected() -> None:
    """Only the moment of the cancellation takes the selection; then Enter acknowledges."""
    bench = Bench()
    bench.shows(order(1), order(2))
    bench.controller.take(told(changed(order(1), status="cancelled")))
    bench.controller.refresh()
    bench.controller.edge(last=False)
    bench.controller.refresh()
    assert bench.controller.bump() == "#1 cancelled, seen."
    assert bench.numbers == [2]


@pytest.mark.parametrize(
    ("status", "all_done", "steps"),
    [
        ("confirmed", "ready", ["preparing", "ready"]),
        ("preparing", "ready", ["ready"]),
        ("ready", "ready", ["completed"]),
        ("confirmed", "completed", ["preparing", "ready", "completed"]),
        ("preparing", "completed", ["ready", "completed"]),
    ],
)
def test_one_press_takes_what_is_all_done_to_ready_or_out(
    status: str, all_done: str, steps: list[str]
) -> None:
    """Every station has bumped its lines: the expo presses once, and undoes once."""
    bench = Bench(View(expo=True))
    bench.controller.all_done = "completed" if all_done == "completed" else "ready"
    bench.shows(order(1, line(1, done=True), status=status))
    bench.controller.edge(last=False)
    assert bench.controller.bump() == f"#1 is {steps[-1]}."
    assert [a.after for a in bench.submitted if a.kind == "move"] == steps
    bench.controller.undo()
    bench.controller.refresh()
    assert bench.controller.shown[0].order.status == status
    assert "Nothing to undo" in bench.controller.undo()


def test_what_is_not_all_done_goes_one_step_a_press() -> None:
    """One line is left: to make, preparing, ready."""
    bench = Bench(View(expo=True))
    bench.shows(order(1, line(1, done=True), line(2)))
    bench.controller.edge(last=False)
    bench.controller.bump()
    assert [a.after for a in bench.submitted if a.kind == "move"] == ["preparing"]


def test_a_ticket_that_another_display_takes_away_after_its_first_line_leaves_nothing_selected() -> None:
    """Only the hand that takes the last line goes on to the next ticket."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, line(1), line(2)), order(2))
    bench.controller.edge(last=False)
    bench.controller.bump_line()
    bench.controller.take(told(changed(order(1), status="completed")))
    bench.controller.refresh()
    assert bench.controller.place() is None


def test_a_ticket_bumped_off_once_and_recalled_is_as_any_other() -> None:
    """When somebody else takes it away the second time, nothing is selected."""
    bench = Bench()
    first = order(1, status="ready")
    bench.shows(first, order(2))
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.controller.refresh()
    (move,) = bench.submitted
    done = changed(first, status="completed")
    bench.controller.take(Settled(move, done))
    bench.controller.take(told(changed(done, status="ready")))
    bench.controller.refresh()
    bench.controller.edge(last=False)
    bench.controller.take(told(changed(changed(done, status="ready"), status="completed")))
    bench.controller.refresh()
    assert bench.controller.place() is None


def moves_of(bench: Bench) -> list[tuple[int, str, str]]:
    return [(a.number, a.before, a.after) for a in bench.submitted if a.kind == "move"]


def test_an_order_that_was_taken_is_cancelled_with_a_reason_and_for_good() -> None:
    """The diner reads why; what has moved on meanwhile is left alone."""
    bench = Bench()
    bench.shows(order(1), order(2, status="preparing"))
    bench.controller.edge(last=True)
    order_two = bench.controller.cancellable_order()
    assert order_two is not None
    assert bench.controller.end_for_good(order_two, "Out of dough.") == "#2 is cancelled."
    assert [(a.reason, a.after) for a in bench.submitted if a.kind == "move"] == [
        ("Out of dough.", "cancelled")
    ]
    assert "Nothing to undo" in bench.controller.undo()
    bench.controller.take(told(changed(order(1), status="ready")))
    assert bench.controller.end_for_good(order(1), "x") == "#1 has changed meanwhile; nothing was done."


def test_nothing_selected_and_what_is_over_cannot_be_cancelled() -> None:
    """Neither can a ticket that is cancelled already."""
    bench = Bench()
    bench.shows(order(1))
    assert bench.controller.cancellable_order() is None
    bench.controller.edge(last=False)
    bench.controller.take(told(changed(order(1), status="cancelled")))
    bench.controller.refresh()
    bench.controller.edge(last=False)
    assert bench.controller.cancellable_order() is None


def test_the_end_of_the_day_takes_every_ticket_off_and_one_undo_brings_all_back() -> None:
    """What is held or cancelled is not touched."""
    bench = Bench()
    bench.shows(order(1), order(2, status="ready"), order(3, status="held"), order(4))
    bench.controller.take(told(changed(order(4), status="cancelled")))
    bench.controller.refresh()
    assert len(bench.controller.clearable()) == 2
    assert bench.controller.clear_all() == "2 tickets cleared."
    assert moves_of(bench) == [
        (1, "confirmed", "preparing"),
        (1, "preparing", "ready"),
        (1, "ready", "completed"),
        (2, "ready", "completed"),
    ]
    assert bench.controller.undo() == "Undone: 2 tickets cleared."
    assert moves_of(bench)[4:] == [
        (2, "completed", "ready"),
        (1, "completed", "ready"),
        (1, "ready", "preparing"),
        (1, "preparing", "confirmed"),
    ]


def test_a_station_clears_its_own_lines() -> None:
    """The orders stay where the other stations are with them."""
    bench = Bench(View(station="oven"))
    bench.shows(order(1, line(1), line(2, "Coke", station="bar")))
    assert bench.controller.clear_all() == "1 ticket cleared."
    assert [(a.line_ids, a.done) for a in bench.submitted if a.kind == "lines"] == [((1,), True)]
    bench.controller.refresh()
    assert bench.controller.clear_all() == "Nothing to clear."


def test_all_of_one_item_is_done_on_every_ticket() -> None:
    """Lines that are done, other sizes, and tickets that are out are left; one undo takes all back."""
    bench = Bench()
    fries = line(1, "Fries", quantity=2)
    bench.shows(
        order(1, fries, line(2, "Soup"), line(3, "Fries", done=True)),
        order(2, line(1, "Fries", variant_label="Large")),
        order(3, line(1, "Fries")),
        order(4, line(1, "Fries"), status="ready"),
    )
    assert bench.controller.bump_all_of("Fries") == "All Fries done, on 2 tickets."
    done = [(a.number, a.line_ids, a.done, a.what) for a in bench.submitted if a.kind == "lines"]
    assert done == [(1, (1,), True, "2× Fries"), (3, (1,), True, "1× Fries")]
    bench.controller.refresh()
    assert bench.controller.bump_all_of("Fries") == "No Fries is left to make."
    bench.controller.undo()
    undone = [(a.number, a.done) for a in bench.submitted if a.kind == "lines"][2:]
    assert undone == [(3, False), (1, False)]


def test_the_tickets_of_a_table_are_bumped_together_at_the_expo_if_wished() -> None:
    """Those that stand alike; other tables, other states and other screens are left; one undo takes all back."""
    for view, wished, bumped in (
        (View(expo=True), True, [2, 1]),
        (View(expo=True), False, [1]),
        (View(), True, [1]),
    ):
        bench = Bench(view)
        bench.controller.bump_together = wished
        bench.shows(order(1), order(2), order(3, status="preparing"), order(4, table_identifier="6"))
        bench.controller.edge(last=False)
        words = bench.controller.bump()
        assert [number for number, _, _ in moves_of(bench)] == bumped
        assert words == ("#1 is preparing, #2 too." if len(bumped) > 1 else "#1 is preparing.")
        bench.controller.undo()
        assert [number for number, _, after in moves_of(bench) if after == "confirmed"] == bumped[::-1]
