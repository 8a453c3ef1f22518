"""A page of tickets: which stand where, and their rows. Pure, and remembers the rows of unchanged tickets."""

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from kds_tui.core.card import CardOptions, TicketRows, ticket_rows
from kds_tui.core.pagination import Grid, Height, Piece, paginate
from kds_tui.core.ticket_list import TicketView

REUSE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every ticket of a screen stands. Pages count from 0."""

    shown: tuple[TicketView, ...]
    rows: tuple[TicketRows, ...]
    pieces: tuple[Piece, ...]
    grid: Grid

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return self.pieces[-1].page + 1 if self.pieces else 1

    def page_of(self, ticket: int) -> int:
        """The page on which a ticket (its place in `shown`) begins."""
        return next(piece.page for piece in self.pieces if piece.ticket == ticket)

    def on_page(self, page: int) -> list[Piece]:
        """The pieces of a page."""
        return [piece for piece in self.pieces if piece.page == page]

    def tickets(self, page: int) -> list[int]:
        """The tickets of a page, in their order."""
        return list(dict.fromkeys(piece.ticket for piece in self.on_page(page)))


class TileNumbers:
    """The numbers of a page's tiles. A ticket keeps its own while it is on the page.

    A number that has become free is given to no other ticket for a moment: a hand that is on its way to it would
    hit a ticket that has just come. The ticket itself has it again where it comes back in that time.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._page = 0
        self._numbers: dict[UUID, int] = {}
        self._left: dict[UUID, tuple[int, float]] = {}

    def of(self, tickets: Sequence[UUID], page: int) -> dict[UUID, int]:
        """The number of each ticket of a page, from 1; another page is numbered anew."""
        now = self._monotonic()
        if page != self._page:
            self._page, self._numbers, self._left = page, {}, {}
        here = set(tickets)
        gone = {t: (number, now + REUSE_SECONDS) for t, number in self._numbers.items() if t not in here}
        self._left = {t: left for t, left in (self._left | gone).items() if left[1] > now}
        back = {ticket: self._left.pop(ticket)[0] for ticket in tickets if ticket in self._left}
        kept = back | {ticket: self._numbers[ticket] for ticket in tickets if ticket in self._numbers}
        taken = {number for number, _ in self._left.values()} | set(kept.values())
        free = (number for number in itertools.count(1) if number not in taken)
        self._numbers = kept | {ticket: next(free) for ticket in tickets if ticket not in kept}
        return self._numbers


class BodyCache:
    """The rows of tickets, made anew only where something of theirs has changed."""

    def __init__(self) -> None:
        self._options: CardOptions | None = None
        self._kept: dict[TicketView, TicketRows] = {}

    def of(self, shown: Sequence[TicketView], options: CardOptions) -> tuple[TicketRows, ...]:
        """The rows of all tickets, in their order; those of others are forgotten."""
        before = self._kept if options == self._options else {}
        self._kept = {one: before.get(one) or ticket_rows(one, options) for one in shown}
        self._options = options
        return tuple(self._kept.values())


def lay_out(
    shown: Sequence[TicketView],
    rows: tuple[TicketRows, ...],
    grid: Grid,
    before: Layout | None = None,
) -> Layout:
    """Put the tickets into columns and pages; they stand as `before` where no height has changed."""
    fitted = tuple(_fitted(one, grid.height) for one in rows)
    heights = [_height(one) for one in fitted]
    if before is not None and before.grid == grid and heights == [_height(one) for one in before.rows]:
        return Layout(tuple(shown), fitted, before.pieces, grid)
    return Layout(tuple(shown), fitted, tuple(paginate(heights, grid)), grid)


def _fitted(rows: TicketRows, height: int) -> TicketRows:
    """A banner longer than half a column goes on in the body, so that there is always room under a head."""
    room = max(1, (height - rows.head) // 2)
    again = rows.again[: max(1, height // 4)]
    if len(rows.banner) <= room and len(again) == len(rows.again):
        return rows
    return TicketRows(rows.head, rows.banner[:room], again, (*rows.banner[room:], *rows.body))


def _height(rows: TicketRows) -> Height:
    glued = frozenset(place for place, row in enumerate(rows.body) if row.glued)
    return Height(rows.head + len(rows.banner), 1 + len(rows.again), len(rows.body), glued)
