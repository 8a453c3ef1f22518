"""A page of tickets: which stand where, and their rows. Pure, and remembers the rows of unchanged tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kds_tui.card import Drawing, Row, body
from kds_tui.flow import Grid, Piece, flow
from kds_tui.head import HEAD_ROWS
from kds_tui.view import Shown, View
from server.wire.orders import KitchenOrder

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Layout:
    """Where every ticket of a screen stands. Pages count from 0, tiles of a page from 1."""

    shown: tuple[Shown, ...]
    bodies: tuple[tuple[Row, ...], ...]
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

    def tiles(self, page: int) -> dict[int, int]:
        """Tile numbers of a page → tickets."""
        tickets = dict.fromkeys(piece.ticket for piece in self.on_page(page))
        return dict(enumerate(tickets, start=1))


class _Entry(NamedTuple):
    order: KitchenOrder
    view: View
    drawing: Drawing
    rows: tuple[Row, ...]


class Bodies:
    """The rows of tickets, made anew only where something of theirs has changed."""

    def __init__(self) -> None:
        self._kept: dict[UUID, _Entry] = {}

    def of(self, shown: Sequence[Shown], view: View, drawing: Drawing) -> tuple[tuple[Row, ...], ...]:
        """The bodies of all tickets, in their order; those of others are forgotten."""
        self._kept = {one.id: self._entry(one, view, drawing) for one in shown}
        return tuple(self._kept[one.id].rows for one in shown)

    def _entry(self, shown: Shown, view: View, drawing: Drawing) -> _Entry:
        kept = self._kept.get(shown.id)
        if kept and kept.order is shown.order and kept.view == view and kept.drawing == drawing:
            return kept
        return _Entry(shown.order, view, drawing, body(shown, drawing))


def lay_out(
    shown: Sequence[Shown], bodies: tuple[tuple[Row, ...], ...], grid: Grid, before: Layout | None = None
) -> Layout:
    """Put the tickets into columns and pages; they stand as `before` where no height has changed."""
    heights = [len(rows) for rows in bodies]
    if before is not None and before.grid == grid and heights == [len(rows) for rows in before.bodies]:
        return Layout(tuple(shown), bodies, before.pieces, grid)
    return Layout(tuple(shown), bodies, tuple(flow(heights, HEAD_ROWS, grid)), grid)
