"""The wall as text, drawn without an application: each row of tickets, and the styles of its cells beside it."""

import pytest

from kds_tui.core.ages import Times, age_seconds, level_of
from kds_tui.core.board import Board, apply_all
from kds_tui.core.card import CardOptions
from kds_tui.core.glyphs import ASCII, UNICODE, Glyphs
from kds_tui.core.layout import BodyCache, Layout, lay_out
from kds_tui.core.pagination import Grid
from kds_tui.core.ticket_header import HeaderState
from kds_tui.core.ticket_list import TicketList, View
from kds_tui.ui.widgets.wall import WallPage, cells_of
from tests.kds.sample_evening import EIGHT, LATER, ORDERS
from tests.kds.sample_orders import snapshot, told
from tests.kds.ui.pictures import check

VIEWS = {"all": View(), "station": View(station="grill"), "expo": View(expo=True)}
SIZES = [(80, 21), (200, 57)]


def picture(view: View, size: tuple[int, int], glyphs: Glyphs) -> str:
    """All pages of the sample evening."""
    board = apply_all(Board(), [snapshot(*ORDERS), *map(told, LATER)], EIGHT)
    shown = TicketList().of(board, view, offline=False)
    grid = Grid.of(*size)
    options = CardOptions(grid.width, glyphs, words=False)
    layout = lay_out(shown, BodyCache().of(shown, options), grid)
    pages = [
        WallPage(layout, page, options, headers(layout, page), None, known=True)
        for page in range(layout.pages)
    ]
    return "\n\n".join(as_text(page) for page in pages)


def headers(layout: Layout, page: int) -> dict[int, HeaderState]:
    """Ages at eight o'clock; the first ticket of each page is selected."""
    return {
        ticket: HeaderState(
            seconds=age_seconds(layout.shown[ticket].order, EIGHT),
            level=level_of(layout.shown[ticket].order, Times(), EIGHT),
            tile=tile,
            selected=tile == 1,
        )
        for tile, ticket in enumerate(layout.tickets(page), 1)
    }


def as_text(page: WallPage) -> str:
    """Rows with their styles."""
    columns, width = cells_of(page), page.layout.grid.width
    rows = []
    for cells in zip(*columns, strict=True):
        text = " ".join(cell.row.text if cell else " " * width for cell in cells)
        styles = " ".join(cell.row.style if cell else "·" for cell in cells)
        rows.append(f"{text} | {styles}" if styles.strip("· ") else "")
    return "\n".join(rows)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_the_wall(view: str, size: tuple[int, int]) -> None:
    """Oldest left, rushed in front, late, allergy, cancelled, long and foreign tickets, stations at the expo."""
    check(f"wall-{view}-{size[0]}x{size[1]}", picture(VIEWS[view], size, UNICODE))


def test_without_fine_signs() -> None:
    """A console whose font has only letters loses nothing."""
    check("wall-ascii-80x21", picture(View(), (80, 21), ASCII))
