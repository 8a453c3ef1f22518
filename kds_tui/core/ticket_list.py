"""What one screen of the kitchen shows of the board: the whole, one station, or the expo. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kds_tui.core.actions import BumpLines, Move, bump, bump_lines, seen_lines, step_back
from kds_tui.core.board import RECALLS, Board
from kds_tui.core.courses import place_of, waiting_courses
from kds_tui.core.station_lines import line_at
from kds_tui.core.table_links import TableLink, table_links
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket import Mark, Ticket
from server.wire.courses import HeldCourse
from server.wire.orders import KitchenOrder, OrderLine
from server.wire.vocabulary import BUMPABLE, COOKING, MADE, OPEN, OrderStatus


@dataclass(frozen=True, slots=True)
class View:
    """`station` None: every line of every order. `expo` says where each station stands."""

    station: str | None = None
    expo: bool = False

    @property
    def title(self) -> str:
        """What the head of the screen calls it."""
        if self.station:
            return self.station.upper()
        return gettext("EXPO") if self.expo else gettext("ALL STATIONS")

    def lines(self, order: KitchenOrder) -> tuple[OrderLine, ...]:
        """What this screen makes of an order: its station's, or nobody's in particular."""
        lines = (own for line in order.items if (own := line_at(line, self.station)) is not None)
        return tuple(sorted(lines, key=place_of) if order.courses else lines)


@dataclass(frozen=True, slots=True)
class StationProgress:
    """How far a station is with one order; its name is "" for lines of no station."""

    station: str
    left: int
    lines: int


@dataclass(frozen=True, slots=True, eq=False)
class TicketView:
    """A ticket as a screen shows it: `order` with what is pending, `lines` those of this screen.

    One that changes is another object, so that whoever keeps something of it finds it by the object.
    """

    order: KitchenOrder
    mark: Mark
    lines: tuple[OrderLine, ...]
    other_stations: tuple[StationProgress, ...]
    other_stations_label: str
    waiting: bool
    old: bool = False
    link: TableLink | None = None
    waits: tuple[HeldCourse, ...] = ()

    @property
    def id(self) -> UUID:
        """The order's id."""
        return self.order.id

    @property
    def cancelled(self) -> bool:
        """Whether a cook has to acknowledge it."""
        return self.order.status == "cancelled"

    @property
    def held(self) -> bool:
        """Whether the kitchen has to accept or refuse it first."""
        return self.order.status == "held"

    def is_waiting(self, line: OrderLine) -> bool:
        """Whether a line is not to be made yet, as its course waits."""
        return not line.done and not line.state and any(one.course == line.course for one in self.waits)

    @property
    def to_make(self) -> tuple[OrderLine, ...]:
        """The lines of this screen that are to be made now."""
        return tuple(
            line for line in self.lines if not (line.done or line.state) and not self.is_waiting(line)
        )

    @property
    def unseen(self) -> tuple[OrderLine, ...]:
        """The lines of this screen that were cancelled, which no cook has seen yet."""
        return tuple(line for line in self.lines if line.state and not line.done)

    @property
    def only_waits(self) -> bool:
        """Whether all that is left of it on this screen waits for its course."""
        return not self.to_make and any(map(self.is_waiting, self.lines))

    @property
    def all_done(self) -> bool:
        """Whether every line of every station is done, or the whole is said to be."""
        return self.order.status in MADE or all(line.done or line.state for line in self.order.items)


class _Look(NamedTuple):
    place: tuple[bool, bool, bool, float, str]
    pending_orders: bool
    shown: TicketView
    belongs: bool


class TicketList:
    """What a screen shows, look after look: a ticket that has not changed is the same `TicketView` as before."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._old_since: datetime | None = None
        self._looks: dict[Ticket, _Look] = {}
        self._shown: list[TicketView] = []

    def of(self, board: Board, view: View, *, offline: bool) -> list[TicketView]:
        """The tickets of a screen: rushed ones first, then oldest first, then what waits for its course, then what is held.

        What was bumped off it and cannot be sent stays, as waiting. The same list again where
        nothing has changed.
        """
        same = (view, board.old_since) == (self._view, self._old_since)
        before = self._looks if same else {}
        pending_orders = {
            board.tickets[order_id] for order_id in board.pending_orders() & board.tickets.keys()
        }
        waiting = board.pending_orders() if offline else board.failing_orders()
        looks: dict[Ticket, _Look] = {}
        for ticket in board.tickets.values():
            look = before.get(ticket)
            if look is None or look.pending_orders or ticket in pending_orders:
                waits = ticket.order.id in waiting
                look = _look(board, ticket, view, pending_orders=ticket in pending_orders, waiting=waits)
            looks[ticket] = look
        if not same or looks != self._looks:
            looks = _linked(looks)
            self._shown = [look.shown for look in sorted(looks.values()) if look.belongs]
        self._view, self._old_since, self._looks = view, board.old_since, looks
        return self._shown


def _linked(looks: Mapping[Ticket, _Look]) -> dict[Ticket, _Look]:
    """The same, with the tickets of a table linked; a ticket whose link is as before is the same object.

    All open orders of the table are counted, those of other stations too.
    """
    links = table_links(look.shown.order for look in looks.values() if look.shown.order.status in OPEN)
    return {ticket: _with_link(look, links.get(look.shown.id)) for ticket, look in looks.items()}


def _with_link(look: _Look, link: TableLink | None) -> _Look:
    return look if look.shown.link == link else look._replace(shown=replace(look.shown, link=link))


def _look(board: Board, ticket: Ticket, view: View, *, pending_orders: bool, waiting: bool) -> _Look:
    shown = _shown(board, ticket, view, waiting=waiting)
    return _Look(_place(shown), pending_orders, shown, _belongs(shown, view))


def _shown(board: Board, ticket: Ticket, view: View, *, waiting: bool) -> TicketView:
    order = board.with_pending(ticket.order)
    return TicketView(
        order=order,
        mark=ticket.mark,
        lines=view.lines(order),
        other_stations=_progress(order, view),
        other_stations_label=gettext_noop("stations") if view.expo else gettext_noop("also at"),
        waiting=waiting,
        old=board.old_since is not None,
        waits=waiting_courses(order, ticket.due) if order.status in BUMPABLE else (),
    )


def _belongs(shown: TicketView, view: View) -> bool:
    if not shown.lines:
        return False
    if shown.cancelled or shown.waiting:
        return True
    if view.station is None:
        return shown.order.status in OPEN
    return shown.order.status in COOKING and not all(x.done for x in shown.lines)


def _place(shown: TicketView) -> tuple[bool, bool, bool, float, str]:
    return (
        shown.held,
        shown.only_waits,
        not shown.order.rushed,
        shown.order.came_at.timestamp(),
        str(shown.id),
    )


def _progress(order: KitchenOrder, view: View) -> tuple[StationProgress, ...]:
    """The other stations of an order (a station's screen), or all of them (the expo)."""
    if view.station is None and not view.expo:
        return ()
    names = dict.fromkeys(order.stations)
    return tuple(
        _station_progress(order.items, name) for name in names if view.expo or (name and name != view.station)
    )


def _station_progress(lines: Iterable[OrderLine], station: str) -> StationProgress:
    own = [line for line in lines if station in line.stations]
    left = sum(not (line.is_done_at(station) or line.state) for line in own)
    return StationProgress(station, left, len(own))


def company_of(shown: TicketView, tickets: Iterable[TicketView]) -> list[TicketView]:
    """The other tickets of its table that are bumped with one, at the expo: those that stand as it does."""
    link = shown.link
    if link is None:
        return []
    return [
        one
        for one in tickets
        if one is not shown
        and one.link is not None
        and (one.link.first, one.order.status, one.all_done)
        == (link.first, shown.order.status, shown.all_done)
    ]


def is_less_to_make(before: TicketView, now: TicketView) -> bool:
    """Whether all or some of a ticket was cancelled since it was shown."""
    return (now.cancelled and not before.cancelled) or len(now.unseen) > len(before.unseen)


def bumps_of(shown: TicketView, view: View, all_done: OrderStatus = "ready") -> Sequence[Move | BumpLines]:
    """What Enter does to a ticket: this station's lines done, or the next step of the order.

    What was cancelled of it is seen first. Where every line is done it is all its steps as far as `all_done`. Where courses wait the order goes no step on: what is
    to be made now is done.
    """
    if shown.unseen:
        return [see(shown, view)]
    if view.station is not None:
        return _done_now(shown, view.station, view.station)
    if shown.waits and shown.order.status == "preparing":
        return _done_now(shown, gettext("what is to be made"), None)
    steps = list(_steps(shown.order))
    if not shown.all_done:
        return steps[:1]
    end = next((at for at, step in enumerate(steps, 1) if step.after == all_done), len(steps))
    return steps[:end]


def see(shown: TicketView, view: View) -> BumpLines:
    """What says that a cook has seen what was cancelled of a ticket."""
    what = ", ".join(line_words(line) for line in shown.unseen)
    return seen_lines(shown.order, tuple(line.id for line in shown.unseen), what, view.station)


def line_words(line: OrderLine) -> str:
    """`2× Coke`."""
    return f"{line.quantity}× {plain(line.name)}"


def _done_now(shown: TicketView, what: str, station: str | None) -> Sequence[BumpLines]:
    """The lines that are to be made now, done; those of courses that wait stay."""
    left = tuple(line.id for line in shown.to_make)
    return [bump_lines(shown.order, left, what, done=True, station=station)] if left else []


def bumps_to_the_end(shown: TicketView, view: View) -> Sequence[Move | BumpLines]:
    """What takes a ticket off a screen for good: all of this station's lines done, or every step to completed."""
    if view.station is None:
        return list(_steps(shown.order))
    left = tuple(line.id for line in shown.lines if not line.done)
    return [bump_lines(shown.order, left, view.station, done=True, station=view.station)] if left else []


def _steps(order: KitchenOrder) -> Iterator[Move]:
    """Every step of an order, to completed."""
    while (move := bump(order)) is not None:
        yield move
        order = move.on(order)


def back_of(order: KitchenOrder, view: View) -> Move | BumpLines | None:
    """What brings an order back a step, or this station's lines back to do."""
    if view.station is None:
        return step_back(order)
    done = tuple(line.id for line in view.lines(order) if line.done and not line.state)
    return bump_lines(order, done, view.station, done=False, station=view.station) if done else None


def recallable(board: Board, view: View) -> list[KitchenOrder]:
    """The last tickets that were bumped off this screen, newest first."""
    if view.station is None:
        gone = [order for order in board.closed.values() if order.status == "completed"]
        return sorted(gone, key=lambda order: order.updated_at)[::-1][:RECALLS]
    orders = [board.with_pending(ticket.order) for ticket in board.tickets.values()]
    gone = [order for order in orders if order.status in BUMPABLE and _station_done(order, view)]
    return sorted(gone, key=lambda order: order.updated_at, reverse=True)[:RECALLS]


def _station_done(order: KitchenOrder, view: View) -> bool:
    own = view.lines(order)
    return bool(own) and all(line.done for line in own)


def stations(board: Board) -> list[str]:
    """The stations that the open orders name."""
    return sorted({name for ticket in board.tickets.values() for name in ticket.order.stations if name})
