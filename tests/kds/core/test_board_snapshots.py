"""What a board makes of a snapshot that leaves orders out, and what it is asked for: expected values written out."""

from datetime import timedelta

from kds_tui.core.actions import bump
from kds_tui.core.board import Board, apply, apply_all
from kds_tui.core.events import BoardEvent, Queued, SendFailed
from kds_tui.core.stock_actions import stock
from kds_tui.core.ticket import Mark
from server.wire.orders import KitchenOrder
from server.wire.printers import PrinterState
from tests.kds.sample_orders import NOON, changed, order, snapshot, told


def board_of(*events: BoardEvent) -> Board:
    return apply_all(Board(), events, NOON)


def numbers(board: Board) -> list[int]:
    return [ticket.order.number for ticket in board.tickets.values()]


def left_out(one: KitchenOrder) -> KitchenOrder:
    """An order that a snapshot had no room for."""
    return one.model_copy(update={"omitted": True})


def test_an_order_that_a_snapshot_leaves_out_keeps_the_ticket_that_is_held() -> None:
    """The ticket stays as it was; one that was never held is not shown; those after them are taken."""
    first = board_of(snapshot(order(1, table_identifier="9")))
    board = apply(first, snapshot(left_out(order(1)), left_out(order(2)), order(3)), NOON)
    assert numbers(board) == [1, 3]
    assert board.tickets[order(1).id] is first.tickets[order(1).id]
    assert not board.missing


def test_a_snapshot_tells_of_the_printers() -> None:
    """What the next one says takes the place of what was known."""
    first, second = (PrinterState(name=name, told_at=NOON) for name in ("bar", "grill"))
    told_of = [snapshot().model_copy(update={"printers": printers}) for printers in ([first], [second], [])]
    assert board_of(*told_of[:1]).printers == (first,)
    assert board_of(*told_of[:2]).printers == (second,)
    assert board_of(*told_of).printers == ()


def test_a_recalled_order_in_a_snapshot_is_closed_no_more() -> None:
    """It stands among the tickets again and no longer in the recall list."""
    done = changed(order(1), status="completed")
    board = board_of(snapshot(order(1)), told(done), snapshot(changed(done, status="ready"), order(2)))
    assert numbers(board) == [1, 2]
    assert not board.closed
    assert board.tickets[order(1).id].mark is Mark.RECALLED


def test_closed_orders_outlive_a_snapshot() -> None:
    """What was bumped before the line was lost can still be recalled afterwards."""
    board = board_of(snapshot(order(1)), told(changed(order(1), status="completed")), snapshot())
    assert [one.number for one in board.closed.values()] == [1]


def test_after_an_order_that_is_there_the_ones_that_are_gone_are_still_found() -> None:
    """Order 1 is there, 2 is missing and asked about, 3 was cancelled and stays."""
    cancelled = changed(order(3), status="cancelled")
    board = board_of(snapshot(order(1), order(2), order(3)), told(cancelled), snapshot(order(1)))
    assert numbers(board) == [1, 3]
    assert [one.number for one in board.missing.values() if one] == [2]


def test_an_order_is_found_open_or_closed_as_it_will_be() -> None:
    """With what is pending on top; where nobody knows it there is none."""
    done = changed(order(2), status="completed")
    board = board_of(snapshot(order(1), order(2)), told(done))
    move = bump(order(1))
    assert move is not None
    board = apply(board, Queued(move), NOON)
    found = board.find_order(order(1).id)
    assert found is not None
    assert found.status == "preparing"
    assert board.find_order(order(2).id) == done
    assert board.find_order(order(3).id) is None


def test_an_item_that_fails_to_be_86d_is_no_order_that_fails() -> None:
    """Of failing actions only those on orders name one."""
    move, off = bump(order(1)), stock(5, "Coke", available=False)
    assert move is not None
    board = board_of(
        snapshot(order(1)), Queued(move), Queued(off), SendFailed(off, "500"), SendFailed(move, "500")
    )
    assert board.failing_orders() == {order(1).id}
    assert board.pending_orders() == {order(1).id}


def test_only_what_was_completed_is_remembered_for_the_recall() -> None:
    """A cancelled order that a cook has seen is not asked about by a display that is started anew."""
    board = board_of(
        snapshot(order(1)),
        told(changed(order(1), status="completed")),
        told(changed(order(2), status="cancelled")),
    )
    assert board.to_remember(NOON).order_ids == (order(1).id,)


def test_a_cancelled_ticket_is_marked_with_the_moment() -> None:
    """So that the screen can say for how long it has stood there."""
    later = NOON + timedelta(minutes=3)
    board = apply(board_of(snapshot(order(1))), told(changed(order(1), status="cancelled")), later)
    assert board.tickets[order(1).id].marked_at == later


def test_the_words_of_the_marks() -> None:
    """What stands on a ticket, word for word."""
    assert [mark.value for mark in (Mark.NEW, Mark.CHANGED, Mark.RECALLED, Mark.RUSH)] == [
        "NEW", "CHANGED", "RECALLED", "RUSH"
    ]  # fmt: skip
