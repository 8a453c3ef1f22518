"""The board's limits at exactly as many and one more, and the small differences that a cook would notice."""

from typing import Any

import pytest

from kds_tui.core.actions import ReversibleAction, bump, bump_lines, rush, step_back
from kds_tui.core.board import Board, apply, apply_all
from kds_tui.core.events import (
    Acknowledged,
    BoardEvent,
    Queued,
    Remembered,
    SendFailed,
    Settled,
    Unacknowledged,
)
from kds_tui.core.stock_actions import stock
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketList, View, recallable
from server.wire.kitchen_messages import AvailabilityMessage
from tests.kds.sample_orders import NOON, changed, line, order, snapshot, told


def board_of(*events: BoardEvent) -> Board:
    return apply_all(Board(), events, NOON)


def completed(number: int) -> BoardEvent:
    return told(changed(order(number), status="completed"))


def numbers_closed(board: Board) -> list[int]:
    return [one.number for one in board.closed.values()]


@pytest.mark.parametrize(("count", "oldest"), [(199, 1), (200, 1), (201, 2), (260, 61)])
def test_of_closed_orders_the_newest_200_are_kept(count: int, oldest: int) -> None:
    """A display does not grow with the evening, and what was bumped last can be recalled."""
    board = board_of(snapshot(), *(completed(number) for number in range(1, count + 1)))
    assert numbers_closed(board) == list(range(oldest, count + 1))


@pytest.mark.parametrize(("count", "oldest"), [(19, 1), (20, 1), (21, 2)])
def test_the_last_20_bumped_tickets_can_be_recalled(count: int, oldest: int) -> None:
    """Newest first; a display that is started anew asks about the same ones."""
    board = board_of(snapshot(), *(completed(number) for number in range(1, count + 1)))
    assert [one.number for one in recallable(board, View())] == list(range(count, oldest - 1, -1))
    assert board.to_remember(NOON).order_ids == tuple(order(n).id for n in range(oldest, count + 1))


def test_an_order_that_is_closed_again_is_the_last_that_was_closed() -> None:
    """Bumped, recalled, bumped: it stands where a cook looks for it."""
    again = changed(changed(order(1), status="completed"), status="ready")
    board = board_of(
        snapshot(), completed(1), completed(2), told(again), told(changed(again, status="completed"))
    )
    assert numbers_closed(board) == [2, 1]


def test_a_closed_order_told_again_stays_in_its_place_unless_it_has_changed() -> None:
    """A message that comes twice moves nothing in the recall list; a recall that was missed does."""
    later = changed(changed(changed(order(1), status="completed"), status="ready"), status="completed")
    twice = board_of(snapshot(), completed(1), completed(2), completed(1))
    assert numbers_closed(twice) == [1, 2]
    assert numbers_closed(apply(twice, told(later), NOON)) == [2, 1]


def test_a_recalled_order_is_closed_no_longer() -> None:
    """It is a ticket, marked, and stands in the recall list no more."""
    again = changed(changed(order(1), status="completed"), status="ready")
    board = board_of(snapshot(), completed(1), told(again))
    assert numbers_closed(board) == []
    assert board.tickets[order(1).id].mark is Mark.RECALLED


def test_the_same_revision_told_with_other_words_changes_nothing() -> None:
    """Only a higher revision is news, in a message and in a snapshot."""
    first = changed(order(1), status="preparing")
    other = first.model_copy(update={"status": "ready"})
    assert board_of(snapshot(first), told(other)).tickets[first.id].order is first
    assert board_of(snapshot(first), snapshot(other)).tickets[first.id].order is first


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        ({"rushed": True}, {"rushed": False}, Mark.NONE),
        ({"rushed": True}, {"rushed": True}, Mark.NONE),
        ({}, {"customer_name": "Ines"}, Mark.CHANGED),
        ({"status": "preparing"}, {"status": "preparing"}, Mark.NONE),
        ({"status": "preparing"}, {"status": "confirmed"}, Mark.RECALLED),
    ],
)
def test_only_what_a_cook_must_notice_is_marked(
    before: dict[str, Any], after: dict[str, Any], mark: Mark
) -> None:
    """A rush that is taken back is no rush, and what stays as it is draws no eye."""
    first = order(1, **before)
    assert board_of(snapshot(first), told(changed(first, **after))).tickets[first.id].mark is mark


def test_progress_does_not_take_a_mark_that_nobody_has_seen() -> None:
    """NEW stays NEW while another station bumps its line."""
    board = board_of(snapshot(), told(order(1)), told(changed(order(1), items=[line(done=True)])))
    assert board.tickets[order(1).id].mark is Mark.NEW


def test_only_a_cancelled_ticket_is_acknowledged_and_only_that_comes_back() -> None:
    """An acknowledgement that comes late closes no open order, and its undo reopens no completed one."""
    board = board_of(snapshot(order(1)), completed(2), Acknowledged(order(1).id), Unacknowledged(order(2).id))
    assert list(board.tickets) == [order(1).id]
    assert numbers_closed(board) == [2]


def test_a_refused_86_is_not_sold_out() -> None:
    """The server said no: the dish is on the menu as before."""
    off = stock(7, "Salmon", available=False)
    assert board_of(snapshot(), Queued(off), Settled(off, None, "no such item")).stock_now().out == {}


def test_an_86_that_is_answered_keeps_its_end() -> None:
    """Until when is shown also after the server has answered."""
    off = stock(7, "Salmon", available=False, until=NOON)
    assert board_of(snapshot(), Queued(off)).stock_now().out[7].until == NOON
    assert board_of(snapshot(), Queued(off), Settled(off)).stock_now().out[7].until == NOON


def test_putting_back_what_is_86d_is_drawn_at_once() -> None:
    """What the cook puts back is back before the server answers."""
    out = AvailabilityMessage(menu_item_id=7, name="Salmon", available=False, until=None)
    assert board_of(snapshot(), out, Queued(stock(7, "Salmon", available=True))).stock_now().out == {}


def test_the_words_of_a_closed_order_are_its_own_where_it_has_some() -> None:
    """The words that were held stand in only where the answer about a cancelled order has none."""
    first = order(1, raw_input="a coke", language="en")
    own = changed(first, status="cancelled", raw_input="two cokes")
    assert board_of(snapshot(first), told(own)).tickets[first.id].order.raw_input == "two cokes"
    bare = board_of(snapshot(first), told(changed(first, status="cancelled", raw_input="", language="")))
    assert bare.tickets[first.id].order.language == "en"


def test_what_was_remembered_is_asked_about_before_what_went_missing_since() -> None:
    """Of what is asked about the newest is kept where there is too much; an order that is closed here is known."""
    board = board_of(snapshot(order(1)), snapshot(), completed(3), Remembered((order(2).id, order(3).id)))
    assert list(board.missing) == [order(2).id, order(1).id]


def test_only_the_ticket_at_which_the_server_fails_waits_and_no_longer_than_that() -> None:
    """The rest is on its way; once it is settled nothing waits."""
    first, second = bump(order(1)), bump(order(2))
    assert first is not None
    assert second is not None
    board = board_of(
        snapshot(order(1), order(2)), Queued(first), Queued(second), SendFailed(first, "it answered 500")
    )
    assert board.failing_orders() == {order(1).id}
    assert apply(board, Settled(first), NOON).failing == frozenset()


def test_what_can_still_be_done_to_an_order() -> None:
    """Lines and rush only while it is open, and only where they change something; a cancelled one has no step back."""
    done = order(1, line(1, done=True))
    closed = order(1, status="completed")
    assert not bump_lines(closed, (1,), "oven", done=True).applies(closed)
    assert not bump_lines(done, (1,), "oven", done=True).applies(done)
    assert bump_lines(done, (1,), "oven", done=False).applies(done)
    assert not rush(closed).applies(closed)
    assert rush(done).applies(done)
    assert not rush(done).applies(rush(done).on(done))
    assert step_back(order(1, status="cancelled")) is None
    assert step_back(order(1)) is None
    assert bump(closed) is None


def test_what_was_done_is_told_in_words() -> None:
    """Forward and back, done and back to do, in front and back in its place, 86 and back on the menu."""
    one = order(1)
    move, back = bump(one), step_back(order(1, status="ready"))
    assert move is not None
    assert back is not None
    lines, hurry, off = (
        bump_lines(one, (1,), "grill", done=True),
        rush(one),
        stock(7, "Salmon", available=False),
    )
    told_of = [action.words for action in (move, back, lines, lines.reverse(), hurry, hurry.reverse(), off)]
    assert told_of == [
        "#1 is preparing",
        "#1 back to preparing",
        "#1 grill done",
        "#1 grill back to do",
        "#1 RUSH: in front everywhere",
        "#1 back in its place",
        "Salmon is 86",
    ]


def test_the_reverse_of_an_action_is_another_action() -> None:
    """It has a key of its own, so that the server does not take it for the first once more; a 86 has no end then."""
    one = order(1)
    move = bump(one)
    assert move is not None
    actions: list[ReversibleAction] = [
        move,
        rush(one),
        bump_lines(one, (1,), "x", done=True),
        stock(7, "S", available=True, until=NOON),
    ]
    assert all(action.key != action.reverse().key for action in actions)
    assert stock(7, "Salmon", available=True, until=NOON).reverse().until is None


def test_a_station_sees_its_lines_and_those_of_no_station_until_they_are_done() -> None:
    """What is ready or out has left a station, also where a line was not ticked off."""
    lines = (line(1, station="grill"), line(2, station=""), line(3, station="bar"))
    view = View(station="grill")
    (shown,) = TicketList().of(board_of(snapshot(order(1, *lines))), view, offline=False)
    assert [one.id for one in shown.lines] == [1, 2]
    ready = order(1, *lines, status="ready")
    assert TicketList().of(board_of(snapshot(ready)), view, offline=False) == []


def test_out_of_touch_every_ticket_with_a_pending_bump_waits() -> None:
    """In touch it is on its way and says nothing."""
    move = bump(order(1))
    assert move is not None
    board = board_of(snapshot(order(1), order(2)), Queued(move))
    assert [one.waiting for one in TicketList().of(board, View(), offline=True)] == [True, False]
    assert [one.waiting for one in TicketList().of(board, View(), offline=False)] == [False, False]


def test_a_display_started_without_its_server_shows_the_last_wall_as_old_and_then_what_is_new() -> None:
    """The wall is not empty; with the first snapshot nothing is old, and what came meanwhile is marked."""
    old = board_of(Remembered((order(1).id, order(2).id), (order(1), order(2)), NOON))
    assert [one.order.number for one in TicketList().of(old, View(), offline=True) if one.old] == [1, 2]
    assert old.to_remember(NOON.replace(hour=20)).at == NOON
    board = apply(old, snapshot(order(2), order(3)), NOON)
    marks = {ticket.order.number: ticket.mark for ticket in board.tickets.values()}
    assert marks == {2: Mark.NONE, 3: Mark.NEW}
    assert list(board.missing) == [order(1).id]
    assert not any(one.old for one in TicketList().of(board, View(), offline=False))
    assert board.to_remember(NOON.replace(hour=20)).at == NOON.replace(hour=20)


def test_what_an_earlier_display_remembers_does_not_replace_what_is_known() -> None:
    """A second login on the same display comes after the snapshot."""
    board = board_of(snapshot(order(2)), Remembered((order(1).id,), (order(1),), NOON))
    assert list(board.tickets) == [order(2).id]
    assert board.old_since is None


def test_one_list_of_tickets_sees_when_they_are_no_longer_old() -> None:
    """The tickets themselves have not changed."""
    tickets = TicketList()
    old = board_of(Remembered((order(1).id,), (order(1),), NOON))
    assert tickets.of(old, View(), offline=True)[0].old
    assert not tickets.of(apply(old, snapshot(order(1)), NOON), View(), offline=False)[0].old
