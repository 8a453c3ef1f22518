"""Alerts: levels and sounds, and that what has not changed is not made again."""

from datetime import timedelta

from kds_tui.core.actions import bump
from kds_tui.core.ages import Level, Thresholds, Times
from kds_tui.core.alerts import Alert, AlertTracker
from kds_tui.core.board import Board, apply, apply_all
from kds_tui.core.card import CardOptions
from kds_tui.core.events import Queued, Settled
from kds_tui.core.glyphs import UNICODE
from kds_tui.core.layout import BodyCache
from kds_tui.core.ticket_list import TicketList, TicketView, View
from server.wire.orders import KitchenOrder
from tests.kds.sample_orders import NOON, changed, line, order, snapshot, told

TIMES = Times(Thresholds(5, 8), Thresholds(10, 15))


def test_a_change_of_one_ticket_leaves_the_others_the_same_objects() -> None:
    """What was made of a ticket is found again by the ticket; only a changed one is looked at anew."""
    board = apply_all(Board(), [snapshot(order(1), order(2))], NOON)
    tickets, view = TicketList(), View()
    first, second = tickets.of(board, view, offline=False)
    board = apply(board, told(changed(second.order, items=[line(done=True)])), NOON)
    assert tickets.of(board, view, offline=False)[0] is first
    assert tickets.of(board, view, offline=False)[1] is not second


def test_nothing_new_is_the_same_list() -> None:
    """Where nothing has changed nothing is sorted or drawn."""
    board = apply_all(Board(), [snapshot(order(1))], NOON)
    tickets = TicketList()
    assert tickets.of(board, View(), offline=False) is tickets.of(board, View(), offline=False)


def test_a_pending_bump_comes_and_goes_with_every_look() -> None:
    """What lies on top of a ticket is seen at once, its waiting too, and is gone once it is settled."""
    one = order(1)
    move = bump(one)
    assert move is not None
    tickets, board = TicketList(), apply_all(Board(), [snapshot(one)], NOON)
    tickets.of(board, View(), offline=False)
    board = apply(board, Queued(move), NOON)
    assert [shown.waiting for shown in tickets.of(board, View(), offline=False)] == [False]
    (waiting,) = tickets.of(board, View(), offline=True)
    assert (waiting.waiting, waiting.order.status) == (True, "preparing")
    (settled,) = tickets.of(apply(board, Settled(move, one), NOON), View(), offline=True)
    assert (settled.waiting, settled.order.status) == (False, "confirmed")


def test_another_station_is_another_sight_of_the_same_tickets() -> None:
    """A change of the station shows its lines at once."""
    board = apply_all(Board(), [snapshot(order(1, line(1, station="oven"), line(2, station="bar")))], NOON)
    tickets = TicketList()
    assert [x.id for x in tickets.of(board, View(), offline=False)[0].lines] == [1, 2]
    assert [x.id for x in tickets.of(board, View(station="bar"), offline=False)[0].lines] == [2]


def test_bodies_are_kept_until_their_ticket_or_the_drawing_changes() -> None:
    """Rows are made once; another width makes them all again."""
    board = apply_all(Board(), [snapshot(order(1))], NOON)
    shown, bodies = TicketList().of(board, View(), offline=False), BodyCache()
    (rows,) = bodies.of(shown, CardOptions(26, UNICODE))
    assert bodies.of(shown, CardOptions(26, UNICODE))[0] is rows
    assert len(bodies.of(shown, CardOptions(32, UNICODE))[0].body[0].text) == 32


def test_levels_follow_the_clock_and_late_is_heard_once() -> None:
    """A ticket grows late by the second, with one sound, and a new one is heard at once."""
    tickets, alert_tracker = TicketList(), AlertTracker(TIMES)
    board = apply_all(Board(), [snapshot()], NOON)
    assert alert_tracker.look(tickets.of(board, View(), offline=False), NOON) == set()
    board = apply(board, told(order(1)), NOON)
    (one,) = shown = tickets.of(board, View(), offline=False)
    assert alert_tracker.look(shown, NOON) == {Alert.NEW}
    assert alert_tracker.levels[one] is Level.CALM
    late = NOON + timedelta(minutes=16)
    assert alert_tracker.look(shown, late) == {Alert.LATE}
    assert alert_tracker.levels[one] is Level.LATE
    assert alert_tracker.look(shown, late + timedelta(seconds=1)) == set()


def test_what_is_gone_is_forgotten() -> None:
    """Levels are held of what is shown, so that an evening takes no more memory than its tickets."""
    tickets, alert_tracker = TicketList(), AlertTracker(TIMES)
    board = apply_all(Board(), [snapshot(order(1), order(2))], NOON)
    alert_tracker.look(tickets.of(board, View(), offline=False), NOON)
    board = apply(board, told(changed(order(1), status="completed")), NOON)
    alert_tracker.look(tickets.of(board, View(), offline=False), NOON)
    assert [one.order.number for one in alert_tracker.levels] == [2]
    assert [one.order.number for one in alert_tracker._known.values()] == [2]


def test_the_sounds_have_the_names_that_a_configuration_gives_them() -> None:
    """Word for word, in the order in which they push each other aside."""
    assert [alert.value for alert in Alert] == ["cancelled", "new", "changed", "ready", "late"]


def test_within_a_second_no_level_is_looked_up_again() -> None:
    """A ticket keeps its level until the next second begins."""
    tickets, alert_tracker = TicketList(), AlertTracker(TIMES)
    shown = tickets.of(apply_all(Board(), [snapshot(order(1))], NOON), View(), offline=False)
    at = shown[0].order.created_at + timedelta(minutes=10)
    alert_tracker.look(shown, at - timedelta(seconds=1))
    alert_tracker.look(shown, at - timedelta(microseconds=1))
    assert alert_tracker.levels[shown[0]] is Level.CALM
    alert_tracker.look(shown, at)
    assert alert_tracker.levels[shown[0]] is Level.WARN


def test_a_level_is_kept_within_its_second_wherever_in_it_the_order_came() -> None:
    """An order of half past a second is ten minutes old in the middle of one, and grows old with the next."""
    tickets, alert_tracker = TicketList(), AlertTracker(TIMES)
    came = NOON + timedelta(milliseconds=500)
    shown = tickets.of(apply_all(Board(), [snapshot(order(1, created_at=came))], NOON), View(), offline=False)
    at = NOON + timedelta(minutes=10)
    levels = []
    for milliseconds in (200, 800, 1_000):
        alert_tracker.look(shown, at + timedelta(milliseconds=milliseconds))
        levels.append(alert_tracker.levels[shown[0]])
    assert levels == [Level.CALM, Level.CALM, Level.WARN]


def shown_of(one: KitchenOrder) -> list[TicketView]:
    return TicketList().of(apply_all(Board(), [snapshot(one)], NOON), View(), offline=False)


def test_all_done_is_heard_at_the_expo_alone_and_once() -> None:
    """The last line done of all stations; who has just done it needs no sound, and neither has a ticket that came so."""
    first, last = (
        order(1, line(1), line(2, "Fries", done=True)),
        order(1, line(1, done=True), line(2, done=True)),
    )
    for is_expo, heard in ((True, {Alert.READY}), (False, set())):
        tracker = AlertTracker(Times(), is_expo=is_expo)
        tracker.look(shown_of(first), NOON)
        assert tracker.look(shown_of(last), NOON) == heard
        assert tracker.look(shown_of(last), NOON) == set()
    fresh = AlertTracker(Times(), is_expo=True)
    assert Alert.READY not in fresh.look(shown_of(last), NOON)
    station = AlertTracker(Times())
    station.look(shown_of(first), NOON)
    assert station.look(shown_of(last), NOON) == set()
