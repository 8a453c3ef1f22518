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
class Piece:
    """A part of a ticket: rows `start` to `stop` of its body at `top` in `column` of a page.

    `tile` counts the tickets of the page from 1. A piece with `start` > 0 has a head of one row, a piece
    that is not the last a torn edge of one row.
    """

    ticket: int
    page: int
    column: int
    top: int
    start: int
    stop: int
    last: bool


def paginate(bodies: Sequence[int], head: int, grid: Grid) -> list[Piece]:
    """The pieces of tickets whose bodies have `bodies` rows under a head of `head` rows."""
    pieces: list[Piece] = []
    place = _Place(grid)
    for ticket, rows in enumerate(bodies):
        if head + rows <= grid.height:
            place.make_room(head + rows)
            pieces.append(place.put(ticket, 0, rows, head + rows, last=True))
        else:
            pieces += _long(place, ticket, rows, head)
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

    def put(self, ticket: int, start: int, stop: int, height: int, *, last: bool) -> Piece:
        """Take `height` rows here."""
        piece = Piece(ticket, self.page, self.column, self.top, start, stop, last)
        self.top += height + GAP
        if self.top >= self.grid.height:
            self.next_column()
        return piece


def _long(place: _Place, ticket: int, rows: int, head: int) -> list[Piece]:
    """A ticket longer than a column, torn into pieces in columns of its own."""
    height = place.grid.height
    if place.top:
        place.next_column()
    first, more = height - head - 1, height - 2
    needed = 1 + -(-(rows - first) // more)
    if place.column and needed <= place.grid.columns < place.column + needed:
        place.page, place.column = place.page + 1, 0
    pieces, start, room = [], 0, first
    while start < rows:
        last = rows - start <= room + 1
        stop = rows if last else start + room
        used = (head if start == 0 else 1) + stop - start + (not last)
        pieces.append(place.put(ticket, start, stop, used, last=last))
        start, room = stop, more
    return pieces
