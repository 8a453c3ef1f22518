"""The wall of tickets: draws one page of a layout, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from kds_tui.core.card import CardOptions, Row
from kds_tui.core.layout import Layout
from kds_tui.core.pagination import GAP, Piece
from kds_tui.core.palette import palette_of
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket_header import HeaderState, continued, head, torn
from kds_tui.ui.widgets.drawn_row import RowWidget

NOTHING = gettext_noop("No open orders. New ones appear here by themselves.")
UNKNOWN = gettext_noop("Asking the server for the open orders.")
BLANK = ""


@dataclass(frozen=True, slots=True)
class WallPage:
    """What a wall draws: a page of a layout at one time; `known` is whether the orders have ever come."""

    layout: Layout
    page: int
    options: CardOptions
    headers: Mapping[int, HeaderState]
    cursor: int | None
    known: bool


class Cell(NamedTuple):
    """One row of one ticket on the wall; `edge` takes the place of its first cell where it is not empty."""

    row: Row
    selected: bool
    edge: str
    edge_style: str = "edge"


class _Drawn(NamedTuple):
    look: tuple[object, ...]
    cells: Sequence[Cell]


class Wall(RowWidget):
    """Tickets in columns."""

    class Sized(Message):
        """The wall has another size."""

    class Picked(Message):
        """A ticket was clicked or touched."""

        def __init__(self, order_id: UUID) -> None:
            super().__init__()
            self.order_id = order_id

    def __init__(self) -> None:
        super().__init__(id="wall")
        self._scene: WallPage | None = None
        self._columns: list[list[Cell | None]] = []
        self._pieces: dict[Piece, _Drawn] = {}
        self._styles: dict[tuple[str, bool], Style] = {}

    def draw(self, scene: WallPage) -> None:
        """Show a scene; only what differs from the one before is drawn again."""
        before, old = self._columns, self._scene
        self._scene = scene
        if old is None or old.options != scene.options:
            self._pieces = {}
        self._columns = self._fill(scene)
        if (
            old is None
            or old.layout.grid != scene.layout.grid
            or not (old.layout.shown and scene.layout.shown)
        ):
            self.refresh()
        elif regions := _differences(before, self._columns, scene.layout.grid.width):
            self.refresh(*regions)

    def _fill(self, scene: WallPage) -> list[list[Cell | None]]:
        """The columns of a scene; the cells of a piece that has not changed are those of the scene before."""
        grid, before = scene.layout.grid, self._pieces
        columns: list[list[Cell | None]] = [[None] * grid.height for _ in range(grid.columns)]
        self._pieces = {}
        for piece in scene.layout.on_page(scene.page):
            look, drawn = _look(piece, scene), before.get(piece)
            if drawn is None or drawn.look != look:
                drawn = _Drawn(look, _cells(piece, scene))
            self._pieces[piece] = drawn
            cells = drawn.cells[: grid.height - piece.top]
            columns[piece.column][piece.top : piece.top + len(cells)] = cells
        return columns

    def render_line(self, y: int) -> Strip:
        """One row of the screen across all columns."""
        width, blank = self.size.width, self._style(BLANK, selected=False)
        if self._scene is None:
            return Strip.blank(width, blank)
        if not self._scene.layout.shown:
            words = gettext(NOTHING if self._scene.known else UNKNOWN) if y == self.size.height // 2 else ""
            return Strip([Segment(words.center(width), blank)]).adjust_cell_length(width, blank)
        grid, gap = self._scene.layout.grid, Segment(" " * GAP, blank)
        segments: list[Segment] = []
        for column in self._columns:
            cell = column[y] if y < len(column) else None
            segments += self._cell(cell) if cell else [Segment(" " * grid.width, blank)]
            segments.append(gap)
        return Strip(segments[:-1], grid.cells).adjust_cell_length(width, blank)

    def _cell(self, cell: Cell) -> Sequence[Segment]:
        style = self._style(cell.row.style, selected=cell.selected)
        if not cell.edge:
            return [Segment(cell.row.text, style)]
        edge = Segment(cell.edge, self._style(cell.edge_style, selected=cell.selected))
        return [edge, Segment(cell.row.text[1:], style)]

    def _style(self, name: str, *, selected: bool) -> Style:
        key = (name, selected)
        if key not in self._styles:
            palette = palette_of(self.app.console.color_system)
            self._styles[key] = (
                Style.parse(palette.style(name, selected=selected)) if name else self.rich_style
            )
        return self._styles[key]

    def notify_style_update(self) -> None:
        """The theme has changed."""
        self._styles.clear()
        super().notify_style_update()

    def on_resize(self, event: Resize) -> None:
        """Another size: another layout."""
        del event
        self.post_message(self.Sized())

    def on_click(self, event: Click) -> None:
        """Select the ticket under the pointer or finger."""
        if self._scene is None:
            return
        column = event.x // (self._scene.layout.grid.width + GAP)
        for piece in self._scene.layout.on_page(self._scene.page):
            rows = len(_rows(piece, self._scene))
            if piece.column == column and piece.top <= event.y < piece.top + rows:
                self.post_message(self.Picked(self._scene.layout.shown[piece.ticket].id))


def cells_of(page: WallPage) -> list[list[Cell | None]]:
    """What stands in each row of each column of a page."""
    grid = page.layout.grid
    columns: list[list[Cell | None]] = [[None] * grid.height for _ in range(grid.columns)]
    for piece in page.layout.on_page(page.page):
        cells = _cells(piece, page)[: grid.height - piece.top]
        columns[piece.column][piece.top : piece.top + len(cells)] = cells
    return columns


def _look(piece: Piece, scene: WallPage) -> tuple[object, ...]:
    """All that the cells of a piece are made of, with the same options."""
    state = scene.headers[piece.ticket]
    cursor = scene.cursor if state.selected else None
    layout = scene.layout
    return (layout.shown[piece.ticket], layout.rows[piece.ticket], state, cursor)


def _cells(piece: Piece, scene: WallPage) -> list[Cell]:
    selected = scene.headers[piece.ticket].selected
    link = scene.layout.shown[piece.ticket].link
    if selected or link is None:
        return [Cell(row, selected, _edge(row, scene) if selected else "") for row in _rows(piece, scene)]
    border = scene.options.glyphs.link
    return [
        Cell(row, selected=False, edge="" if row.style.startswith("head") else border, edge_style=link.style)
        for row in _rows(piece, scene)
    ]


def _edge(row: Row, scene: WallPage) -> str:
    """The bar at the left of the selected ticket; the cursor where its line begins."""
    if row.style.startswith("head"):
        return ""
    glyphs = scene.options.glyphs
    return glyphs.cursor if row.first and row.line_id == scene.cursor else glyphs.edge


def _differences(
    before: Sequence[Sequence[Cell | None]], after: Sequence[Sequence[Cell | None]], width: int
) -> list[Region]:
    """The parts of the wall that are not as they were, column by column."""
    return [
        Region(place * (width + GAP), top, width, bottom - top)
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        for top, bottom in _runs(
            [one is not other and one != other for one, other in zip(old, new, strict=True)]
        )
    ]


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where runs of True begin and end."""
    start = None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None


def _rows(piece: Piece, page: WallPage) -> list[Row]:
    shown, rows = page.layout.shown[piece.ticket], page.layout.rows[piece.ticket]
    state = page.headers[piece.ticket]
    body = rows.body[piece.start : piece.stop]
    if piece.first:
        drawn = [*head(shown, page.options, state), *rows.banner, *body]
    else:
        drawn = [continued(shown, page.options, state), *rows.again, *body]
    return drawn if piece.last else [*drawn, torn(page.options)]
