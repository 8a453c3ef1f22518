"""Lines that the diner cancelled or the kitchen refused, on the wall."""

from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import View
from kds_tui.core.totals import all_day
from server.wire.orders import KitchenOrder
from tests.kds.core.bench import Bench
from tests.kds.core.tickets import text_of
from tests.kds.sample_orders import changed, line, meal, order, told

TWO = order(1, line(1, "Salmon", quantity=2), line(2, "Coke", station="bar"))


def without(old: KitchenOrder, line_id: int, state: str = "cancelled", reason: str = "") -> KitchenOrder:
    """The next revision, with a line taken off; a refused one needs nobody's eyes."""
    changes = {"state": state, "reason": reason, "done": state == "refused"}
    items = [one.model_copy(update=changes) if one.id == line_id else one for one in old.items]
    return changed(old, items=items)


def test_a_cancelled_line_is_seen_before_the_ticket_goes_on() -> None:
    """It draws the eye, nothing stays selected, the first Enter says that it was seen, the second begins the rest."""
    bench = Bench()
    bench.shows(TWO)
    bench.controller.edge(last=False)
    bench.controller.take(told(without(TWO, 1)))
    bench.controller.refresh()
    assert (bench.controller.shown[0].mark, bench.controller.selected) == (Mark.CHANGED, None)
    bench.controller.edge(last=False)
    assert bench.controller.bump() == "#1 NOT 2× Salmon: seen."
    bench.controller.refresh()
    assert bench.controller.bump() == "#1 is preparing."
    kinds = [(one.kind, getattr(one, "line_ids", ())) for one in bench.submitted]
    assert kinds == [("lines", (1,)), ("move", ())]
    assert bench.controller.board.find_order(TWO.id).items[0].state == "cancelled"  # type: ignore[union-attr]


def test_seeing_begins_nothing_and_is_undone() -> None:
    """The order stays new; what was not to be seen yet is unseen again."""
    bench = Bench()
    bench.shows(without(TWO, 1))
    bench.controller.edge(last=False)
    bench.controller.bump_line()
    bench.controller.step_line(-1)
    bench.controller.bump_line()
    bench.controller.refresh()
    shown = bench.controller.shown[0]
    assert (shown.order.status, shown.unseen) == ("preparing", ())
    bench.controller.undo()
    bench.controller.refresh()
    assert [one.id for one in bench.controller.shown[0].unseen] == [1]


def test_a_station_keeps_a_cancelled_line_until_it_has_seen_it() -> None:
    """The bar is not asked for the grill's fish; one Enter at the grill, and its screen is empty."""
    bench = Bench(View(station="oven"))
    bench.shows(without(TWO, 1))
    assert bench.numbers == [1]
    bench.controller.edge(last=False)
    bench.controller.bump()
    bench.controller.refresh()
    assert bench.numbers == []
    bar = Bench(View(station="bar"))
    bar.shows(without(TWO, 1))
    assert bar.controller.shown[0].unseen == ()


def test_what_is_not_made_counts_nowhere() -> None:
    """Neither in all-day, nor among what a station has left, nor for what a course waits."""
    bench = Bench(View(expo=True))
    bench.shows(without(TWO, 1))
    assert [(total.name, total.count) for total in all_day(bench.controller.shown)] == [("Coke", 1)]
    left = {one.station: one.left for one in bench.controller.shown[0].other_stations}
    assert left == {"oven": 0, "bar": 1}
    waiting = meal(2)
    bench.shows(without(waiting, 1))
    assert not bench.controller.shown[0].is_waiting(bench.controller.shown[0].order.items[0])


def test_a_line_is_refused_once_and_for_good() -> None:
    """It is struck through at once; what another cook did meanwhile to the same line is left as it is."""
    bench = Bench()
    bench.shows(TWO)
    bench.controller.edge(last=False)
    held = bench.controller.shown[0].order
    assert bench.controller.refuse_line(held, held.items[0], "No salmon.") == (
        "#1 NOT 2× Salmon: the diner is told."
    )
    bench.controller.refresh()
    refused = bench.controller.shown[0].order.items[0]
    assert (refused.state, refused.reason, refused.done) == ("refused", "No salmon.", True)
    assert "meanwhile" in bench.controller.refuse_line(held, held.items[0], "No salmon.")
    assert bench.controller.undo().startswith("Nothing to undo")
    assert [one.kind for one in bench.submitted] == ["refuse"]


def test_a_ticket_says_what_is_not_made_and_why() -> None:
    """Struck through with the word, not by colour alone; what is to be seen yet says how."""
    rows = text_of(without(TWO, 1), 40)
    assert any("CANCELLED · bump it: seen" in row for row in rows)
    rows = text_of(without(TWO, 1, "refused", "No salmon."), 40)
    assert any("REFUSED: No salmon." in row for row in rows)
