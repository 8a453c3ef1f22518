"""The board as a pure function, by example and with any weather on the line."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kds_tui.core.actions import Move, bump, bump_lines, rush, step_back
from kds_tui.core.board import KEEP_CLOSED, Board, apply, apply_all
from kds_tui.core.events import (
    Acknowledged,
    BoardEvent,
    Gone,
    Queued,
    Remembered,
    Seen,
    SendFailed,
    Settled,
    Unacknowledged,
)
from kds_tui.core.stock_actions import stock
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketList, View, recallable
from server.wire.availability import Unavailable
from server.wire.kitchen_messages import AvailabilityMessage
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import BUMPABLE, STEPS
from tests.kds.sample_orders import NOON, changed, line, order, snapshot, told


def board_of(*events: BoardEvent) -> Board:
    return apply_all(Board(), events, NOON)


def open_orders(board: Board) -> dict[Any, KitchenOrder]:
    return {key: t.order for key, t in board.tickets.items() if t.order.status in BUMPABLE}


def test_the_first_snapshot_marks_nothing_and_a_later_one_marks_what_came_meanwhile() -> None:
    """What a display misses while out of touch is shown as new; what it finds at its start is not."""
    board = board_of(snapshot(order(1)), snapshot(order(1), order(2)))
    assert board.tickets[order(1).id].mark is Mark.NONE
    assert board.tickets[order(2).id].mark is Mark.NEW


def test_an_older_or_equal_revision_is_old_news() -> None:
    """A late or doubled message never takes a ticket back to an earlier state."""
    first = order(1)
    second = changed(first, status="preparing")
    board = board_of(snapshot(second), told(first), told(second))
    assert board.tickets[first.id].order is second


def test_a_late_message_does_not_bring_a_finished_order_back() -> None:
    """An order that is completed stays off the board whatever older word of it comes in."""
    first = order(1)
    done = changed(changed(first), status="completed")
    board = board_of(snapshot(first), told(done), told(changed(first, status="preparing")))
    assert not board.tickets
    assert board.closed[first.id] is done


def test_a_cancelled_order_stays_until_a_cook_has_seen_it_and_comes_back_on_undo() -> None:
    """A cancellation is shown, survives a snapshot without it, and leaves only by a cook's hand."""
    first = order(1)
    gone = changed(first, status="cancelled")
    board = board_of(snapshot(first), told(gone), snapshot())
    assert board.tickets[first.id].order.status == "cancelled"
    board = apply(board, Acknowledged(first.id), NOON)
    assert not board.tickets
    assert apply(board, Unacknowledged(first.id), NOON).tickets


def test_a_cancelled_order_that_this_screen_never_showed_is_not_shown() -> None:
    """Nobody is asked to acknowledge an order that was never on the screen."""
    assert not board_of(snapshot(), told(changed(order(1), status="cancelled"))).tickets


def test_an_order_missing_from_a_snapshot_is_asked_about_and_then_shown_if_cancelled() -> None:
    """An order cancelled while the display was away is shown struck through, with the diner's words kept."""
    first = order(1, raw_input="I am allergic to nuts")
    board = board_of(snapshot(first), snapshot())
    assert list(board.missing) == [first.id]
    board = apply(board, told(changed(first, status="cancelled", raw_input="")), NOON)
    assert board.tickets[first.id].order.raw_input == "I am allergic to nuts"
    assert not board.missing


def test_an_order_that_nobody_knows_of_is_forgotten() -> None:
    """A missing order whose fate cannot be found out does not linger."""
    assert not apply(board_of(snapshot(order(1)), snapshot()), Gone(order(1).id), NOON).missing


def test_a_display_started_anew_finds_out_what_became_of_the_orders_it_showed() -> None:
    """Cancelled meanwhile: struck through; bumped away: to be recalled; open: a ticket as any other."""
    ids = (order(1).id, order(2).id, order(3).id)
    board = board_of(Remembered(ids), snapshot(order(3)))
    assert set(board.missing) == {order(1).id, order(2).id}
    cancelled = changed(order(1), status="cancelled")
    board = apply_all(board, [told(cancelled), told(changed(order(2), status="completed"))], NOON)
    assert not board.missing
    assert board.tickets[order(1).id].order is cancelled
    assert board.tickets[order(3).id].mark is Mark.NONE
    assert [one.number for one in recallable(board, View())] == [2]
    assert board.to_remember(NOON).order_ids == (order(2).id, order(3).id, order(1).id)


def test_what_a_display_holds_already_is_not_asked_about_again() -> None:
    """A second login on the same display does not leave orders that are never answered."""
    board = board_of(snapshot(order(1)), Remembered((order(1).id,)))
    assert not board.missing


def test_an_action_at_which_the_server_fails_shows_its_order_as_waiting_until_it_is_settled() -> None:
    """The cook sees which ticket the server does not know of yet, though the line is up."""
    first, second = order(1), order(2)
    move = bump(first)
    assert move is not None
    board = board_of(snapshot(first, second), Queued(move), SendFailed(move, "it answered 500"))
    assert [shown.waiting for shown in TicketList().of(board, View(), offline=False)] == [True, False]
    board = apply(board, Settled(move, changed(first, status="preparing")), NOON)
    assert not board.failing
    assert [shown.waiting for shown in TicketList().of(board, View(), offline=False)] == [False, False]


@pytest.mark.parametrize(
    ("before", "after", "mark"),
    [
        ({}, {"rushed": True}, Mark.RUSH),
        ({"status": "held"}, {"status": "confirmed"}, Mark.NEW),
        ({"status": "held"}, {"items": [line(quantity=2)]}, Mark.CHANGED),
        ({"status": "ready"}, {"status": "preparing"}, Mark.RECALLED),
        ({"items": [line(done=True)]}, {"items": [line(done=False)]}, Mark.RECALLED),
        ({}, {"items": [line(quantity=2)]}, Mark.CHANGED),
        ({}, {"table_identifier": "6"}, Mark.CHANGED),
        ({}, {"status": "preparing"}, Mark.NONE),
        ({}, {"items": [line(done=True)]}, Mark.NONE),
    ],
)
def test_a_change_that_a_cook_must_notice_is_marked(
    before: dict[str, Any], after: dict[str, Any], mark: Mark
) -> None:
    """Rushed, recalled and changed tickets draw the eye; progress does not."""
    first = order(1, **{key: value for key, value in before.items() if key != "items"})
    first = first.model_copy(update=before)
    board = board_of(snapshot(first), told(changed(first, **after)))
    assert board.tickets[first.id].mark is mark
    assert apply(board, Seen(first.id), NOON).tickets[first.id].mark is Mark.NONE


def test_a_bump_shows_at_once_and_the_answer_takes_its_place() -> None:
    """A pending bump lies on top of the order until the server's answer is the truth."""
    first = order(1)
    move = bump(first)
    assert move is not None
    board = board_of(snapshot(first), Queued(move))
    assert board.with_pending(first).status == "preparing"
    assert board.pending_orders() == {first.id}
    board = apply(board, Settled(move, changed(first, status="preparing")), NOON)
    assert not board.pending_orders()
    assert board.tickets[first.id].order.status == "preparing"


def test_a_pending_bump_does_not_undo_what_another_cook_did_meanwhile() -> None:
    """Two cooks bump the same ticket: the later word of the server wins over a bump that is past."""
    first = order(1)
    move = bump(first)
    assert move is not None
    ahead = changed(changed(first, status="preparing"), status="ready")
    assert board_of(snapshot(first), Queued(move), told(ahead)).with_pending(ahead).status == "ready"


def test_pending_86_is_shown_and_settles_into_the_list() -> None:
    """What is 86'd here is out at once, and put back at once."""
    off = stock(7, "Salmon", available=False)
    board = board_of(snapshot(), Queued(off))
    assert board.stock_now().out[7].name == "Salmon"
    board = apply(board, Settled(off), NOON)
    assert 7 in board.stock.out
    assert 7 not in apply(board, Queued(off.reverse()), NOON).stock_now().out


def test_availability_messages_and_snapshots_say_what_is_out() -> None:
    """The list of what is 86'd follows the server's words."""
    out = AvailabilityMessage(menu_item_id=7, name="Salmon", available=False, until=None)
    back = AvailabilityMessage(menu_item_id=7, name="Salmon", available=True, until=None)
    assert 7 in board_of(snapshot(), out).stock.out
    assert not board_of(snapshot(), out, back).stock.out
    item = Unavailable(menu_item_id=9, name="Coke", until=None)
    assert list(board_of(snapshot(), out, snapshot(unavailable=[item])).stock.out) == [9]


def test_a_size_and_a_counted_dish_are_shown_as_they_were_told() -> None:
    """What has no id of its own is known by its kind and name; how many are left is kept."""
    size = AvailabilityMessage(kind="variant", menu_item_id=None, name="Large", available=False, until=NOON)
    few = AvailabilityMessage(menu_item_id=7, name="Salmon", available=False, until=None, portions=0)
    assert board_of(snapshot(), size, few).stock.out == {
        ("variant", "large"): Unavailable(kind="variant", menu_item_id=None, name="Large", until=NOON),
        7: Unavailable(menu_item_id=7, name="Salmon", until=None, portions=0),
    }


@pytest.mark.parametrize("status", STEPS)
def test_every_step_can_be_reversed(status: Any) -> None:
    """For each state, a bump followed by its reverse, and a step back followed by its reverse, change nothing."""
    one = order(1, status=status)
    for step in (bump(one), step_back(one)):
        if step is not None:
            assert step.reverse().on(step.on(one)) == one
    assert rush(one).reverse().on(rush(one).on(one)) == one
    lines = bump_lines(one, (1,), "oven", done=True)
    assert lines.reverse().on(lines.on(one)).items == one.items


def test_closed_orders_are_kept_up_to_a_bound() -> None:
    """A display does not grow with the evening: only the last orders that left are remembered."""
    board = board_of(snapshot())
    for number in range(1, KEEP_CLOSED + 50):
        board = apply_all(
            board, [told(order(number)), told(changed(order(number), status="completed"))], NOON
        )
    assert len(board.closed) == KEEP_CLOSED
    assert not board.tickets


# Any weather: histories of orders on the server, and what a line can do to the messages.

_MOVES = {
    "confirmed": ("preparing", "cancelled"),
    "preparing": ("ready", "confirmed", "cancelled"),
    "ready": ("completed", "preparing", "cancelled"),
    "completed": ("ready",),
    "cancelled": (),
}


def history(number: int, dice: random.Random) -> list[KitchenOrder]:
    """All revisions of one order that a kitchen might make."""
    states = [order(number)]
    for _ in range(dice.randrange(8)):
        choices = _MOVES[states[-1].status]
        if choices:
            states.append(changed(states[-1], status=dice.choice(choices)))
    return states


@given(seed=st.integers(0, 2**32), loss=st.sampled_from([0.0, 0.3, 0.9]))
def test_any_order_doubling_and_loss_followed_by_a_snapshot_ends_in_the_servers_state(
    seed: int, loss: float
) -> None:
    """Whatever the line does to the messages, a snapshot makes the board the server's."""
    dice = random.Random(seed)  # noqa: S311  # hypothesis gives the seed
    histories = [history(number, dice) for number in range(1, 7)]
    messages = [
        told(state) for states in histories for state in states for _ in range(dice.choice((1, 1, 2)))
    ]
    dice.shuffle(messages)
    kept = [message for message in messages if dice.random() >= loss]
    truth = {s[-1].id: s[-1] for s in histories if s[-1].status in BUMPABLE}
    board = board_of(snapshot(), *kept, snapshot(*truth.values()))
    assert open_orders(board) == truth


@given(seed=st.integers(0, 2**32))
def test_without_loss_any_order_and_doubling_ends_in_the_servers_state_without_a_snapshot(seed: int) -> None:
    """As long as every message comes once, their order and their repetition do not matter."""
    dice = random.Random(seed)  # noqa: S311  # hypothesis gives the seed
    histories = [history(number, dice) for number in range(1, 7)]
    messages = [told(state) for states in histories for state in states for _ in range(dice.choice((1, 2)))]
    dice.shuffle(messages)
    truth = {s[-1].id: s[-1] for s in histories if s[-1].status in BUMPABLE}
    assert open_orders(board_of(snapshot(), *messages)) == truth


@given(seed=st.integers(0, 2**32))
def test_once_everything_pending_is_answered_nothing_of_it_is_left(seed: int) -> None:
    """Bumps and other cooks' moves in any order: after the answers the board shows the server's state alone."""
    dice = random.Random(seed)  # noqa: S311  # hypothesis gives the seed
    states = history(1, dice)
    board, pending = board_of(snapshot(states[0])), list[Move]()
    for state in states[1:]:
        held = board.find_order(state.id)
        move = bump(held) if held and dice.random() < 0.5 else None
        if move:
            board, pending = apply(board, Queued(move), NOON), [*pending, move]
        board = apply(board, told(state), NOON)
    for move in pending:
        board = apply(board, Settled(move, states[-1]), NOON)
    assert not board.pending
    assert open_orders(board) == {s.id: s for s in states[-1:] if s.status in BUMPABLE}
