"""What a cook did is undone for ten seconds."""

import pytest

from kds_tui.core.stock_actions import stock
from kds_tui.core.undo import UNDO_SECONDS
from tests.kds.core.bench import Bench
from tests.kds.sample_orders import order


def test_undo_sends_the_reverse_of_what_was_sent() -> None:
    """What the server knows already is taken back by its reverse."""
    bench = Bench()
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.bump()
    assert bench.controller.undo() == "Undone: #1 is preparing."
    moves = [(a.before, a.after) for a in bench.submitted if a.kind == "move"]
    assert moves == [("confirmed", "preparing"), ("preparing", "confirmed")]


def test_undo_of_what_still_waits_sends_nothing() -> None:
    """While out of touch an undone bump never existed."""
    bench = Bench(sent=False)
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.controller.undo()
    assert len(bench.submitted) == 1
    assert not bench.controller.board.pending


def test_undo_ends_after_ten_seconds() -> None:
    """An old bump is not undone by a key pressed by mistake."""
    bench = Bench()
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.now += UNDO_SECONDS + 0.1
    assert "Nothing to undo" in bench.controller.undo()
    assert len(bench.submitted) == 1


def test_undo_goes_back_step_by_step() -> None:
    """Several things done in ten seconds are undone one by one, the last first."""
    bench = Bench()
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.rush()
    bench.controller.do(stock(7, "Salmon", available=False))
    assert bench.controller.undo() == "Undone: Salmon is 86."
    assert bench.controller.undo() == "Undone: #1 RUSH: in front everywhere."
    assert "Nothing to undo" in bench.controller.undo()


@pytest.mark.parametrize(("after", "undone"), [(9.9, True), (10.0, False)])
def test_undo_ends_exactly_after_ten_seconds(after: float, undone: bool) -> None:  # noqa: FBT001
    """At ten seconds it is over."""
    bench = Bench()
    bench.shows(order(1))
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.now += after
    assert bench.controller.undo().startswith("Undone") is undone


def test_the_last_twenty_things_can_be_undone() -> None:
    """One more than that is forgotten."""
    bench = Bench()
    bench.shows(order(1))
    for number in range(21):
        bench.controller.do(stock(number, f"Item {number}", available=False))
    words = [bench.controller.undo() for _ in range(21)]
    assert words[19] == "Undone: Item 1 is 86."
    assert "Nothing to undo" in words[20]
