"""Where tickets stand: columns filled from the top, oldest left, on as many pages as it takes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 1
TICKET_WIDTH, WIDE_TICKET, WIDE_SCREEN = 26, 32, 160


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
    """How many rows a ticket has: its head, the head of its further parts, and the body under them."""

    head: int
    again: int
    body: int


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
    """The pieces of tickets, in their order."""
    pieces: list[Piece] = []
    place = _Place(grid)
    for number, ticket in enumerate(tickets):
        whole = ticket.head + ticket.body
        if whole <= grid.height:
            place.make_room(whole)
            pieces.append(place.put(number, (0, ticket.body), whole, first=True, last=True))
        else:
            pieces += _long(place, number, ticket)
    return pieces


class _Place:
    """The next free place."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.page, self.column, self.top = grid, 0, 0, 0

    def make_room(self, rows: int) -> None:
        """Go to the next column where `rows` do not fit under what is there."""
        if self.top and self.top + rows > self.grid.height:
            self.next_column()

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


def _long(place: _Place, number: int, ticket: Height) -> list[Piece]:
    """A ticket longer than a column, torn into pieces in columns of its own."""
    height = place.grid.height
    if place.top:
        place.next_column()
    room, more = height - ticket.head - 1, height - ticket.again - 1
    needed = 1 + -(-(ticket.body - room) // more)
    if place.column and needed <= place.grid.columns < place.column + needed:
        place.page, place.column = place.page + 1, 0
    pieces: list[Piece] = []
    start = 0
    while start < ticket.body:
        first = not pieces
        last = ticket.body - start <= room + 1
        stop = ticket.body if last else start + room
        used = (ticket.head if first else ticket.again) + stop - start + (not last)
        pieces.append(place.put(number, (start, stop), used, first=first, last=last))
        start, room = stop, more
    return pieces
