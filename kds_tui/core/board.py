"""The board: what a display knows. Pure: a board and an event give the next board.

The server's truth comes as snapshots and as whole orders with a revision. A revision not higher than the
one held is old news, so that messages may come twice, late, or in any order; a snapshot repairs whatever
was lost. What the cook did and the server has not answered lies on top as pending actions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from kds_tui.core.actions import Action, Stock
from kds_tui.core.events import (
    Acknowledged,
    BoardEvent,
    Gone,
    OwnEvent,
    Queued,
    Remembered,
    Seen,
    SendFailed,
    Settled,
    Unacknowledged,
)
from server.wire.menu import StockKey, Unavailable
from server.wire.orders import AvailabilityMessage, KitchenOrder, KitchenSnapshot, OrderMessage
from server.wire.printers import PrinterState
from server.wire.vocabulary import BUMPABLE, OPEN, STEPS

KEEP_CLOSED = 200
RECALLS = 20

K = TypeVar("K")
V = TypeVar("V")


class Mark(StrEnum):
    """Why a ticket draws the eye."""

    NONE = ""
    NEW = "NEW"
    CHANGED = "CHANGED"
    RECALLED = "RECALLED"
    RUSH = "RUSH"


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """One order on the board, as the server last told it. A ticket that changes is another object."""

    order: KitchenOrder
    mark: Mark = Mark.NONE
    marked_at: datetime | None = None


def _none() -> Mapping[K, V]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Board:
    """`tickets` are open orders, and cancelled ones that nobody has acknowledged; `closed` the last that left.

    `missing` were held and are missing from the newest snapshot: it is being asked what became of them. None
    stands for one that was shown before the display was started anew. `failing` are the keys of those pending
    actions at which the server fails. `old_since` is when the tickets were last known to be so, where they are what a
    display that was started anew remembers.
    """

    tickets: Mapping[UUID, Ticket] = field(default_factory=_none)
    unavailable: Mapping[StockKey, Unavailable] = field(default_factory=_none)
    pending: tuple[Action, ...] = ()
    failing: frozenset[str] = frozenset()
    closed: Mapping[UUID, KitchenOrder] = field(default_factory=_none)
    missing: Mapping[UUID, KitchenOrder | None] = field(default_factory=_none)
    printers: tuple[PrinterState, ...] = ()
    known: bool = False
    old_since: datetime | None = None

    def find_order(self, order_id: UUID) -> KitchenOrder | None:
        """The order as it will be once everything pending is answered, open or closed lately."""
        ticket = self.tickets.get(order_id)
        held = ticket.order if ticket else self.closed.get(order_id)
        return None if held is None else self.with_pending(held)

    def with_pending(self, order: KitchenOrder) -> KitchenOrder:
        """`order` with the pending actions on top."""
        for action in self.pending:
            if not isinstance(action, Stock) and action.order_id == order.id:
                order = action.on(order)
        return order

    def pending_orders(self) -> set[UUID]:
        """The orders to which something was done that has not been answered yet."""
        return {action.order_id for action in self.pending if not isinstance(action, Stock)}

    def failing_orders(self) -> set[UUID]:
        """The orders to which something was done at which the server fails."""
        failing = (action for action in self.pending if action.key in self.failing)
        return {action.order_id for action in failing if not isinstance(action, Stock)}

    def to_remember(self, now: datetime) -> Remembered:
        """What a display that is started anew must ask about, what was bumped last included, and what it can show."""
        done = [order.id for order in self.closed.values() if order.status == "completed"]
        order_ids = (*done[-RECALLS:], *self.missing, *self.tickets)
        orders = tuple(ticket.order for ticket in self.tickets.values())
        return Remembered(order_ids, orders, self.old_since or now)

    def sold_out(self) -> dict[StockKey, Unavailable]:
        """What is 86'd, with the pending actions on top."""
        out = dict(self.unavailable)
        for action in self.pending:
            if isinstance(action, Stock) and action.available:
                out.pop(action.menu_item_id, None)
            elif isinstance(action, Stock):
                out[action.menu_item_id] = Unavailable(
                    menu_item_id=action.menu_item_id, name=action.name, until=action.until
                )
        return out


def apply(board: Board, event: BoardEvent, now: datetime) -> Board:
    """The board after `event`; `now` is the server's time, for marks."""
    match event:
        case KitchenSnapshot():
            return _take_snapshot(board, event, now)
        case OrderMessage():
            return _take_order(board, event.order, now)
        case AvailabilityMessage():
            return _take_availability(board, event)
        case Queued() | SendFailed() | Settled():
            return _take_action(board, event, now)
        case _:
            return _take_from_here(board, event)


def _take_action(board: Board, event: Queued | SendFailed | Settled, now: datetime) -> Board:
    match event:
        case Queued():
            return replace(board, pending=(*board.pending, event.action))
        case SendFailed():
            return replace(board, failing=board.failing | {event.action.key})
        case Settled():
            return _settle(board, event, now)


def _take_from_here(board: Board, event: OwnEvent) -> Board:
    match event:
        case Acknowledged():
            return _acknowledge(board, event.order_id)
        case Unacknowledged():
            return _unacknowledge(board, event.order_id)
        case Seen():
            return _see(board, event.order_id)
        case Remembered():
            return _remember(board, event)
        case Gone():
            return _forget(board, event.order_id)


def apply_all(board: Board, events: Iterable[BoardEvent], now: datetime) -> Board:
    """The board after `events`, in their order."""
    for event in events:
        board = apply(board, event, now)
    return board


def without_open_orders(board: Board) -> Board:
    """What stays where other orders are going to be shown: cancelled ones, those bumped last, what is pending."""
    cancelled = {key: ticket for key, ticket in board.tickets.items() if ticket.order.status == "cancelled"}
    return replace(board, tickets=cancelled, missing={}, known=False, old_since=None)


def _take_snapshot(board: Board, snapshot: KitchenSnapshot, now: datetime) -> Board:
    tickets: dict[UUID, Ticket] = {}
    closed, missing = dict(board.closed), dict(board.missing)
    for order in snapshot.orders:
        held = board.tickets.get(order.id)
        if order.omitted and held is not None:
            tickets[order.id] = held
        if order.omitted:
            continue
        missing.pop(order.id, None)
        tickets[order.id] = _ticket(board, order, now) if board.known else Ticket(order)
        closed.pop(order.id, None)
    for order_id, ticket in board.tickets.items():
        if order_id in tickets:
            continue
        if ticket.order.status == "cancelled":
            tickets[order_id] = ticket
        else:
            missing[order_id] = ticket.order
    unavailable = {thing.key: thing for thing in snapshot.unavailable}
    return replace(
        board,
        tickets=tickets,
        unavailable=unavailable,
        printers=tuple(snapshot.printers),
        closed=closed,
        missing=_newest(missing),
        known=True,
        old_since=None,
    )


def _take_order(board: Board, order: KitchenOrder, now: datetime) -> Board:
    if order.revision <= _held_revision(board, order.id):
        return board
    if order.status in OPEN:
        return _put(board, _ticket(board, order, now))
    order = _with_words(order, _find_open(board, order.id))
    if order.status == "cancelled" and (order.id in board.tickets or order.id in board.missing):
        return _put(board, Ticket(order, marked_at=now))
    return _close(board, order)


def _find_open(board: Board, order_id: UUID) -> KitchenOrder | None:
    ticket = board.tickets.get(order_id)
    return ticket.order if ticket else board.missing.get(order_id)


def _with_words(order: KitchenOrder, held: KitchenOrder | None) -> KitchenOrder:
    """`order` with the diner's words as held: the public answer about a closed order has none."""
    if held is None or order.raw_input or not held.raw_input:
        return order
    return order.model_copy(update={"raw_input": held.raw_input, "language": held.language})


def _take_availability(board: Board, news: AvailabilityMessage) -> Board:
    thing = Unavailable(
        kind=news.kind,
        menu_item_id=news.menu_item_id,
        name=news.name,
        until=news.until,
        portions=news.portions,
    )
    out = {key: held for key, held in board.unavailable.items() if key != thing.key}
    if not news.available:
        out[thing.key] = thing
    return replace(board, unavailable=out)


def _settle(board: Board, event: Settled, now: datetime) -> Board:
    left = tuple(action for action in board.pending if action.key != event.action.key)
    board = replace(board, pending=left, failing=board.failing - {event.action.key})
    if event.order is not None:
        return _take_order(board, event.order, now)
    if isinstance(event.action, Stock) and not event.refused:
        return _take_availability(
            board,
            AvailabilityMessage(
                menu_item_id=event.action.menu_item_id,
                name=event.action.name,
                available=event.action.available,
                until=event.action.until,
            ),
        )
    return board


def _remember(board: Board, event: Remembered) -> Board:
    """Take up what an earlier display left: its tickets, where nothing is known yet, and what is to be asked about."""
    if event.orders and not board.known:
        tickets = {order.id: Ticket(order) for order in event.orders}
        board = replace(board, tickets=tickets, known=True, old_since=event.at)
    unknown = [key for key in event.order_ids if key not in board.tickets and key not in board.closed]
    return replace(board, missing={**dict.fromkeys(unknown), **board.missing})


def _acknowledge(board: Board, order_id: UUID) -> Board:
    ticket = board.tickets.get(order_id)
    if ticket is None or ticket.order.status != "cancelled":
        return board
    return _close(board, ticket.order)


def _unacknowledge(board: Board, order_id: UUID) -> Board:
    order = board.closed.get(order_id)
    if order is None or order.status != "cancelled":
        return board
    return _put(board, Ticket(order))


def _forget(board: Board, order_id: UUID) -> Board:
    """Drop an order that is nobody's business here; a cancelled one stays until a cook has seen it."""
    ticket = board.tickets.get(order_id)
    tickets = board.tickets
    if ticket is None or ticket.order.status != "cancelled":
        tickets = _without(board.tickets, order_id)
    return replace(board, tickets=tickets, missing=_without(board.missing, order_id))


def _see(board: Board, order_id: UUID) -> Board:
    ticket = board.tickets.get(order_id)
    if ticket is None or not ticket.mark:
        return board
    seen = replace(ticket, mark=Mark.NONE)
    return replace(board, tickets={**board.tickets, order_id: seen})


def _held_revision(board: Board, order_id: UUID) -> int:
    """The newest revision known of an order, 0 where it was never seen."""
    if ticket := board.tickets.get(order_id):
        return ticket.order.revision
    if order := board.closed.get(order_id):
        return order.revision
    if order := board.missing.get(order_id):
        return order.revision
    return 0


def _ticket(board: Board, order: KitchenOrder, now: datetime) -> Ticket:
    """The ticket of an open order as it is now told: marked where it is new or changed."""
    held = board.tickets.get(order.id)
    if held is not None and held.order.revision >= order.revision:
        return held
    if held is None:
        returns = order.id in board.closed or order.id in board.missing
        return Ticket(order, Mark.RECALLED if returns else Mark.NEW, now)
    mark = _change(held.order, order)
    return Ticket(order, mark, now) if mark else replace(held, order=order)


def _change(old: KitchenOrder, new: KitchenOrder) -> Mark:
    if old.status == "held" and new.status != "held":
        return Mark.NEW
    if new.rushed and not old.rushed:
        return Mark.RUSH
    undone = _done_shares(old) - _done_shares(new)
    if undone or (
        {old.status, new.status} <= set(BUMPABLE) and STEPS.index(new.status) < STEPS.index(old.status)
    ):
        return Mark.RECALLED
    return Mark.CHANGED if _content(old) != _content(new) else Mark.NONE


def _done_shares(order: KitchenOrder) -> set[tuple[int, str]]:
    return {
        (line.id, station) for line in order.items for station in line.stations if line.is_done_at(station)
    }


def _content(order: KitchenOrder) -> tuple[object, ...]:
    lines = tuple(
        (line.id, line.name, line.variant_label, line.quantity, line.modifiers, line.special_requests)
        for line in order.items
    )
    return (order.table_identifier, order.customer_name, lines)


def _put(board: Board, ticket: Ticket) -> Board:
    order_id = ticket.order.id
    return replace(
        board,
        tickets={**board.tickets, order_id: ticket},
        closed=_without(board.closed, order_id),
        missing=_without(board.missing, order_id),
    )


def _close(board: Board, order: KitchenOrder) -> Board:
    closed = {**_without(board.closed, order.id), order.id: order}
    return replace(
        board,
        tickets=_without(board.tickets, order.id),
        closed=_newest(closed),
        missing=_without(board.missing, order.id),
    )


def _without(mapping: Mapping[K, V], key: K) -> Mapping[K, V]:
    return {k: v for k, v in mapping.items() if k != key} if key in mapping else mapping


def _newest(mapping: dict[K, V]) -> dict[K, V]:
    """The last `KEEP_CLOSED` entries: a display never grows with the evening."""
    return dict(list(mapping.items())[-KEEP_CLOSED:])
