"""The board: what a display knows. Pure: a board and an event give the next board.

The server's truth comes as snapshots and as whole orders with a revision. A revision not higher than the
one held is old news, so that messages may come twice, late, or in any order; a snapshot repairs whatever
was lost. What the cook did and the server has not answered lies on top as pending actions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from kds_tui.core.actions import Action, OrderAction
from kds_tui.core.clock import zone_of
from kds_tui.core.courses import next_due
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
from kds_tui.core.kitchen_actions import EndCall, Limit, Pause, ServiceAction
from kds_tui.core.stock import StockState
from kds_tui.core.stock_actions import PartStock, Portions, Stock, StockAction
from kds_tui.core.ticket import Mark, Ticket, mark_of_change, ticket_of
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot, OrderMessage
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.printers import PrinterState
from server.wire.table_calls import Call, CallMessage
from server.wire.vocabulary import OPEN

KEEP_CLOSED = 200
RECALLS = 20

K = TypeVar("K")
V = TypeVar("V")


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
    stock: StockState = field(default_factory=StockState)
    pending: tuple[Action, ...] = ()
    failing: frozenset[str] = frozenset()
    closed: Mapping[UUID, KitchenOrder] = field(default_factory=_none)
    missing: Mapping[UUID, KitchenOrder | None] = field(default_factory=_none)
    printers: tuple[PrinterState, ...] = ()
    place: KitchenPlace | None = None
    calls: Mapping[int, Call] = field(default_factory=_none)
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
            if isinstance(action, OrderAction) and action.order_id == order.id:
                order = action.on(order)
        return order

    def pending_orders(self) -> set[UUID]:
        """The orders to which something was done that has not been answered yet."""
        return {action.order_id for action in self.pending if isinstance(action, OrderAction)}

    def failing_orders(self) -> set[UUID]:
        """The orders to which something was done at which the server fails."""
        failing = (action for action in self.pending if action.key in self.failing)
        return {action.order_id for action in failing if isinstance(action, OrderAction)}

    def to_remember(self, now: datetime) -> Remembered:
        """What a display that is started anew must ask about, what was bumped last included, and what it can show."""
        done = [order.id for order in self.closed.values() if order.status == "completed"]
        order_ids = (*done[-RECALLS:], *self.missing, *self.tickets)
        orders = tuple(ticket.order for ticket in self.tickets.values())
        return Remembered(order_ids, orders, self.old_since or now, self.place)

    def stock_now(self) -> StockState:
        """What is sold out and counted, with the pending actions on top."""
        stock = self.stock
        for action in self.pending:
            if isinstance(action, StockAction):
                stock = stock.after(action.news())
        return stock

    def place_now(self) -> KitchenPlace | None:
        """The restaurant, with the pending actions on top; None where it was never told."""
        place = self.place
        for action in self.pending:
            if isinstance(action, ServiceAction) and place is not None:
                place = action.on(place)
        return place

    def calls_now(self) -> list[Call]:
        """The calls that wait, oldest first, without those that were taken here."""
        taken = {action.call_id for action in self.pending if isinstance(action, EndCall)}
        return [call for call in self.calls.values() if call.id not in taken]

    @property
    def zone(self) -> tzinfo | None:
        """The restaurant's time zone; None, which is the terminal's own, where it was never told."""
        return zone_of(self.place.timezone) if self.place else None


def apply(board: Board, event: BoardEvent, now: datetime) -> Board:
    """The board after `event`; `now` is the server's time, for marks."""
    match event:
        case KitchenSnapshot():
            return _take_snapshot(board, event, now)
        case OrderMessage():
            return _take_order(board, event.order, now)
        case AvailabilityMessage():
            return replace(board, stock=board.stock.after(event))
        case CallMessage():
            return replace(board, calls=_with_call(board.calls, event.call))
        case Queued() | SendFailed() | Settled():
            return _take_action(board, event, now)
        case _:
            return _take_from_here(board, event, now)


def _take_action(board: Board, event: Queued | SendFailed | Settled, now: datetime) -> Board:
    match event:
        case Queued():
            return replace(board, pending=(*board.pending, event.action))
        case SendFailed():
            return replace(board, failing=board.failing | {event.action.key})
        case Settled():
            return _settle(board, event, now)


def _take_from_here(board: Board, event: OwnEvent, now: datetime) -> Board:
    match event:
        case Acknowledged():
            return _acknowledge(board, event.order_id)
        case Unacknowledged():
            return _unacknowledge(board, event.order_id)
        case Seen():
            return _see(board, event.order_id)
        case Remembered():
            return _remember(board, event, now)
        case Gone():
            return _forget(board, event.order_id)


def apply_all(board: Board, events: Iterable[BoardEvent], now: datetime) -> Board:
    """The board after `events`, in their order."""
    for event in events:
        board = apply(board, event, now)
    return board


def with_due_courses(board: Board, now: datetime) -> Board:
    """The board with every course fired whose moment has come; the same where there is none."""
    due = [
        key
        for key, one in board.tickets.items()
        if one.due is not None and next_due(one.order, now) != one.due
    ]
    fired = {key: ticket_of(board.tickets[key].order, now, Mark.FIRED) for key in due}
    return replace(board, tickets={**board.tickets, **fired}) if fired else board


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
        tickets[order.id] = _ticket(board, order, now) if board.known else ticket_of(order, now)
        closed.pop(order.id, None)
    for order_id, ticket in board.tickets.items():
        if order_id in tickets:
            continue
        if ticket.order.status == "cancelled":
            tickets[order_id] = ticket
        else:
            missing[order_id] = ticket.order
    return replace(
        board,
        tickets=tickets,
        stock=StockState.of(snapshot),
        printers=tuple(snapshot.printers),
        place=snapshot.place or board.place,
        calls={call.id: call for call in snapshot.calls if not call.done},
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


def _settle(board: Board, event: Settled, now: datetime) -> Board:
    left = tuple(action for action in board.pending if action.key != event.action.key)
    board = replace(board, pending=left, failing=board.failing - {event.action.key})
    if event.order is not None:
        return _take_order(board, event.order, now)
    return board if event.refused else _done(board, event.action)


def _done(board: Board, action: Action) -> Board:
    """The board after the server has taken an action that is about no order."""
    match action:
        case Stock() | PartStock() | Portions():
            return replace(board, stock=board.stock.after(action.news()))
        case Pause() | Limit():
            return replace(board, place=action.on(board.place) if board.place else None)
        case EndCall():
            return replace(board, calls=_without(board.calls, action.call_id))
        case _:
            return board


def _with_call(calls: Mapping[int, Call], call: Call) -> Mapping[int, Call]:
    if call.done:
        return _without(calls, call.id)
    return {**calls, call.id: call}


def _remember(board: Board, event: Remembered, now: datetime) -> Board:
    """Take up what an earlier display left: its tickets, where nothing is known yet, and what is to be asked about."""
    if event.orders and not board.known:
        tickets = {order.id: ticket_of(order, now) for order in event.orders}
        board = replace(board, tickets=tickets, known=True, old_since=event.at, place=event.place)
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
        return ticket_of(order, now, Mark.RECALLED if returns else Mark.NEW)
    mark = mark_of_change(held.order, order)
    return ticket_of(order, now, mark) if mark else replace(held, order=order, due=next_due(order, now))


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
