"""Where tickets stand: columns filled from the top, oldest left, on as many pages as it takes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 1
FEWEST_TORN = 2
"""Rows of a body that are worth a head and a torn edge."""
TICKET_WIDTH, WIDE_TICKET, WIDE_SCREEN = 26, 32, 160
WALL_TICKET = 38
"""Room for a number and minutes of four big digits each."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How much fits one page: columns of `width` cells, `height` rows each."""

    columns: int
    width: int
    height: int

    @classmethod
    def of(cls, width: int, height: int, ticket_width: int | None = None) -> "Grid":
        """As many columns of at least `ticket_width` cells as fit, a gap of one cell between them.

        Where no width is asked for, a wide screen has wider tickets.
        """
        ticket_width = ticket_width or (TICKET_WIDTH if width < WIDE_SCREEN else WIDE_TICKET)
        columns = max(1, (width + GAP) // (ticket_width + GAP))
        return cls(columns, max(1, (width - GAP * (columns - 1)) // columns), max(4, height))

    @property
    def cells(self) -> int:
        """How wide all columns are together."""
        return self.columns * (self.width + GAP) - GAP


@dataclass(frozen=True, slots=True)
class Height:
    """How many rows a ticket has: its head, the head of its further parts, and the body under them.

    `glued` are rows of the body that say nothing without the row above them: no part begins with one.
    """

    head: int
    again: int
    body: int
    glued: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a ticket: rows `start` to `stop` of its body at `top` in `column` of a page.

    A piece that is not the `first` has the head of further parts, one that is not the `last` a torn edge of one row.
    """

    ticket: int
    page: int
    column: int
    top: int
    start: int
    stop: int
    first: bool
    last: bool


def paginate(tickets: Sequence[Height], grid: Grid) -> list[Piece]:
    """The pieces of tickets, in their order: whole where they fit, torn where too much would stay empty."""
    pieces: list[Piece] = []
    place = _Place(grid)
    for number, ticket in enumerate(tickets):
        whole = ticket.head + ticket.body
        if whole <= place.room:
            pieces.append(place.put(number, (0, ticket.body), whole, first=True, last=True))
        elif place.is_worth_tearing(ticket):
            pieces += _torn(place, number, ticket)
        elif whole <= grid.height:
            place.next_column()
            pieces.append(place.put(number, (0, ticket.body), whole, first=True, last=True))
        else:
            place.begin_long(ticket)
            pieces += _torn(place, number, ticket)
    return pieces


class _Place:
    """The next free place."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.page, self.column, self.top = grid, 0, 0, 0

    @property
    def room(self) -> int:
        """The rows that are free in this column."""
        return self.grid.height - self.top

    def is_worth_tearing(self, ticket: Height) -> bool:
        """Whether a quarter of the column would stay empty, and what goes into it is more than a head."""
        rows = self.room - ticket.head - 1
        return bool(self.top) and self.room * 4 >= self.grid.height and FEWEST_TORN <= rows < ticket.body

    def begin_long(self, ticket: Height) -> None:
        """Go to a column from which a ticket that is longer than one is on one page, where that can be."""
        if self.top:
            self.next_column()
        room, more = self.grid.height - ticket.head - 1, self.grid.height - ticket.again - 1
        needed = 1 + -(-(ticket.body - room) // more)
        if self.column and needed <= self.grid.columns < self.column + needed:
            self.page, self.column = self.page + 1, 0

    def next_column(self) -> None:
        """Go to the top of the next column, of the next page after the last."""
        self.top = 0
        self.column += 1
        if self.column == self.grid.columns:
            self.page, self.column = self.page + 1, 0

    def put(self, ticket: int, rows: tuple[int, int], height: int, *, first: bool, last: bool) -> Piece:
        """Take `height` rows here for the body's `rows`."""
        piece = Piece(ticket, self.page, self.column, self.top, *rows, first, last)
        self.top += height + GAP
        if self.top >= self.grid.height:
            self.next_column()
        return piece


def _where_to_tear(ticket: Height, start: int, stop: int) -> int:
    """`stop`, or the nearest row before it at which a part may end; `stop` where there is none."""
    return next((row for row in range(stop, start, -1) if row not in ticket.glued), stop)


def _torn(place: _Place, number: int, ticket: Height) -> list[Piece]:
    """A ticket torn into pieces, from here on through as many columns as it takes."""
    pieces: list[Piece] = []
    start = 0
    while start < ticket.body:
        first = not pieces
        head = ticket.head if first else ticket.again
        last = head + ticket.body - start <= place.room
        stop = ticket.body if last else _where_to_tear(ticket, start, start + place.room - head - 1)
        pieces.append(
            place.put(number, (start, stop), head + stop - start + (not last), first=first, last=last)
        )
        if not last and place.top:
            place.next_column()
        start = stop
    return pieces
