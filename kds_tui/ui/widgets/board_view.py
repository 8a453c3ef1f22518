"""The wall with the rows around it: lays the tickets out, turns pages, and draws what has changed."""

from collections.abc import Callable
from uuid import UUID

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kds_tui.core.ages import age_seconds
from kds_tui.core.allergies import NO_NAMES
from kds_tui.core.card import CardOptions
from kds_tui.core.layout import BodyCache, Layout, TileNumbers, lay_out
from kds_tui.core.pagination import WALL_TICKET, Grid
from kds_tui.core.status_lines import (
    WallState,
    banner_text,
    calls_text,
    head_text,
    printers_text,
    service_text,
    sold_out_text,
    station_text,
)
from kds_tui.core.texts import gettext, spoken
from kds_tui.core.ticket_header import HeaderState
from kds_tui.ui.display import Display
from kds_tui.ui.widgets.all_day_column import WIDE_ENOUGH, AllDayColumn
from kds_tui.ui.widgets.status_rows import FooterRow, StatusRow
from kds_tui.ui.widgets.wall import Wall, WallPage


class BoardView(Vertical):
    """Everything that a display shows while nothing lies over it."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        self._headline, self._banner = StatusRow("headline"), StatusRow("banner")
        self._service, self._calls = StatusRow("service"), StatusRow("calls")
        self._sold_out, self._footer = StatusRow("soldout"), FooterRow()
        self._wall, self._all_day = Wall(), AllDayColumn()
        self._bodies, self._tile_numbers = BodyCache(), TileNumbers()
        self._numbers: dict[UUID, int] = {}
        self._layout: Layout | None = None
        self._page = 0
        self._followed: UUID | None = None

    def compose(self) -> ComposeResult:
        """One row of head, the wall, and what is said around it."""
        yield self._headline
        yield self._banner
        yield self._service
        yield self._calls
        with Horizontal(id="middle"):
            yield self._wall
            yield self._all_day
        yield self._sold_out
        yield self._footer

    def draw(self, *, muted: bool, key_of: Callable[[str], str]) -> None:
        """Bring the rows in line with the board and the clock."""
        is_wide = self.size.width >= WIDE_ENOUGH
        wanted = is_wide and self._display.config.screen.all_day == "auto"
        self._all_day.show(self._display.controller.shown, is_wanted=wanted)
        self._draw_wall(key_of)
        self._draw_rows(muted=muted, key_of=key_of)

    def turn_page(self, by: int) -> None:
        """Another page; the first ticket that begins there is selected."""
        if self._layout is None:
            return
        controller = self._display.controller
        page = min(max(self._page + by, 0), self._layout.pages - 1)
        tickets = self._layout.tickets(page)
        if page != self._page and tickets:
            begins = (ticket for ticket in tickets if self._layout.page_of(ticket) == page)
            controller.select(self._layout.shown[next(begins, tickets[0])].id)
            self._page, self._followed = page, controller.selected

    def start_anew(self) -> None:
        """Other tickets are going to be shown: from the first page and the first number on."""
        self._page, self._tile_numbers = 0, TileNumbers()

    def tiles(self) -> dict[int, UUID]:
        """The tile numbers of the page on the screen."""
        return {number: order_id for order_id, number in self._numbers.items()}

    def _draw_wall(self, key_of: Callable[[str], str]) -> None:
        size, display = self._wall.size, self._display
        if not size.width:
            return
        controller = display.controller
        screen = display.config.screen
        wide = screen.ticket_width or (WALL_TICKET if screen.size == "wall" else None)
        grid = Grid.of(size.width, size.height, wide)
        board = controller.board
        names = board.place.allergen_names if board.place else NO_NAMES
        options = CardOptions(
            grid.width,
            display.glyphs,
            display.show_words,
            names,
            board.zone,
            screen.size,
            key_of("fire"),
            key_of("words"),
            spoken(),
        )
        rows = self._bodies.of(controller.shown, options)
        self._layout = layout = lay_out(controller.shown, rows, grid, self._layout)
        place = controller.place()
        self._page = self._page_with(layout, place)
        headers = self._headers(layout, place)
        known = board.known
        self._wall.draw(WallPage(layout, self._page, options, headers, controller.cursor, known))

    def _page_with(self, layout: Layout, place: int | None) -> int:
        """The page of the selected ticket: where it begins, or where the cook has turned to see its rest."""
        selected = self._display.controller.selected
        turned, self._followed = self._followed == selected, selected
        if place is None or (turned and place in layout.tickets(self._page)):
            return min(self._page, layout.pages - 1)
        return layout.page_of(place)

    def _headers(self, layout: Layout, selected: int | None) -> dict[int, HeaderState]:
        now, tickets = self._display.now(), layout.tickets(self._page)
        self._numbers = self._tile_numbers.of([layout.shown[ticket].id for ticket in tickets], self._page)
        return {
            ticket: HeaderState(
                seconds=age_seconds(layout.shown[ticket].order, now),
                level=self._display.alerts.levels[layout.shown[ticket]],
                tile=self._numbers[layout.shown[ticket].id],
                selected=ticket == selected,
            )
            for ticket in tickets
        }

    def _draw_rows(self, *, muted: bool, key_of: Callable[[str], str]) -> None:
        display = self._display
        wall = WallState(
            kitchen_name=display.kitchen_name,
            levels=display.alerts.levels.values(),
            page=self._page + 1,
            pages=self._layout.pages if self._layout else 1,
            muted=muted,
            now=display.now(),
        )
        self._headline.show(head_text(display.controller, wall, self.size.width))
        trouble = banner_text(display.controller, display.offline_reason, display.silence())
        lost_station = station_text(display.controller.view, display.stations())
        self._banner.show(trouble or lost_station or printers_text(display.controller.board))
        board = display.controller.board
        self._service.show(service_text(board, display.now()))
        self._calls.show(calls_text(board, display.now(), key_of("calls")))
        self._sold_out.show(sold_out_text(board))
        notice = display.notice()
        self._footer.show(f" {notice}" if notice else "", self._undo_words(notice, key_of("undo")))

    def _undo_words(self, notice: str, undo_key: str) -> str:
        """How long what is told of can be undone; "" where it is about something else."""
        history = self._display.controller.undo_history
        done = history.last()
        told = done is not None and done.words in notice
        return undo_key + " " + gettext("undo %d s") % history.seconds() + " " if told else ""
