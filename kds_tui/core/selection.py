"""Which tickets are shown, and which of them and which line is selected. Knows neither screen nor network."""

from uuid import UUID

from kds_tui.core.board import Board, apply, with_due_courses
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.events import Acknowledged, BoardEvent, LinkState, Seen, SendFailed, Settled
from kds_tui.core.notices import refusal_words
from kds_tui.core.texts import gettext
from kds_tui.core.ticket_list import TicketList, TicketView, View, is_less_to_make
from server.wire.kitchen_messages import OrderMessage
from server.wire.orders import OrderLine


class Selection:
    """The board, to which every event is applied, what a view shows of it, and what is selected there."""

    def __init__(self, view: View, clock: ServerClock | StoppedClock) -> None:
        self.view, self.clock = view, clock
        self.board = Board()
        self.link: LinkState = "connecting"
        self.shown: list[TicketView] = []
        self.selected: UUID | None = None
        self.cursor: int | None = None
        self._ticket_list = TicketList()
        self._places: dict[UUID, int] = {}
        self._left_by_hand: set[UUID] = set()

    def take(self, event: BoardEvent) -> str:
        """Apply an event; words where the cook should know of it."""
        before, self.board = self.board, apply(self.board, event, self.clock.now())
        self._pass_over_cancelled(event)
        if isinstance(event, SendFailed) and event.action.key not in before.failing:
            return gettext("%(what)s: the server cannot take it (%(why)s). It is kept, and tried again.") % {
                "what": event.action.words,
                "why": event.why,
            }
        return refusal_words(event) if isinstance(event, Settled) else ""

    def _pass_over_cancelled(self, event: BoardEvent) -> None:
        """Close a cancelled order of which this screen makes nothing: no cook here could say that they have seen it."""
        order = event.order if isinstance(event, OrderMessage | Settled) else None
        if order is not None and order.status == "cancelled" and not self.view.lines(order):
            self.board = apply(self.board, Acknowledged(order.id), self.clock.now())

    def set_link(self, link: LinkState) -> None:
        """The line to the server is there, or is not."""
        self.link = link

    def refresh(self) -> None:
        """Bring what is shown, and the selection, in line with the board."""
        place, before = self.place(), self.current()
        self.board = with_due_courses(self.board, self.clock.now())
        shown = self._ticket_list.of(self.board, self.view, offline=self.link != "online")
        if shown is not self.shown:
            self.shown, self._places = shown, {one.id: n for n, one in enumerate(shown)}
        if self.selected is not None:
            self._keep_selection(place, before)

    def _keep_selection(self, place: int | None, before: TicketView | None) -> None:
        """Stay on the ticket; an Enter on its way must neither bump another nor pass over a cancellation."""
        current = self.current()
        if current is None:
            by_hand = self.selected in self._left_by_hand
            self._left_by_hand.clear()
            self._select_place(place or 0) if by_hand else self._unselect()
        elif before is not None and is_less_to_make(before, current):
            self._unselect()
        elif self.current_line() is None:
            self.cursor = self._first_line()

    def change_view(self, view: View) -> None:
        """Show another station."""
        self.view = view
        self.shown, self._places, self._left_by_hand = [], {}, set()
        self._unselect()

    def leave(self) -> None:
        """The login has ended: nothing of the kitchen is held any longer."""
        self.board, self.link = Board(), "connecting"
        self.shown, self._places, self._left_by_hand = [], {}, set()
        self._unselect()

    def current(self) -> TicketView | None:
        """The selected ticket."""
        place = self.place()
        return None if place is None else self.shown[place]

    def place(self) -> int | None:
        """Where the selected ticket stands among those shown."""
        return self._places.get(self.selected) if self.selected else None

    def current_line(self) -> OrderLine | None:
        """The line under the cursor."""
        shown = self.current()
        return next((x for x in shown.lines if x.id == self.cursor), None) if shown else None

    def select(self, order_id: UUID) -> None:
        """Select a ticket; its mark has been seen."""
        self.selected = order_id
        self.cursor = self._first_line()
        self.take(Seen(order_id))

    def step(self, by: int) -> None:
        """Select the ticket `by` places on; the first where none is selected."""
        place = self.place()
        self._select_place(0 if place is None else place + by)

    def edge(self, *, last: bool) -> None:
        """Select the first or the last ticket."""
        self._select_place(len(self.shown) - 1 if last else 0)

    def step_line(self, by: int) -> None:
        """Move the cursor within the ticket."""
        shown, line = self.current(), self.current_line()
        if shown is None or not shown.lines:
            return self.step(0)
        place = shown.lines.index(line) + by if line in shown.lines and line else 0
        self.cursor = shown.lines[min(max(place, 0), len(shown.lines) - 1)].id
        return None

    def _select_place(self, place: int) -> None:
        if not self.shown:
            return self._unselect()
        return self.select(self.shown[min(max(place, 0), len(self.shown) - 1)].id)

    def _unselect(self) -> None:
        self.selected = self.cursor = None

    def _first_line(self) -> int | None:
        shown = self.current()
        if shown is None or not shown.lines:
            return None
        left = (*shown.to_make, *(line for line in shown.lines if not line.done), *shown.lines)
        return left[0].id
