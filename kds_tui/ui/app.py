"""The application on the wall: it owns all state; sources feed it, screens show it."""

import time
from uuid import UUID

from textual import events
from textual.app import App, ComposeResult
from textual.theme import Theme
from textual.timer import Timer

from kds_tui.config import Config
from kds_tui.core.actions import Action
from kds_tui.core.ages import age_seconds
from kds_tui.core.alert_tracker import AlertTracker
from kds_tui.core.card import CardOptions
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.controller import Controller
from kds_tui.core.events import BoardEvent, ClockSet, Event, LoggedOut, Offline, Online, Queued, StorageFailed
from kds_tui.core.glyphs import UNICODE, Glyphs
from kds_tui.core.layout import BodyCache, Layout, lay_out
from kds_tui.core.pagination import Grid
from kds_tui.core.status_lines import banner_text, head_text, sold_out_text
from kds_tui.core.ticket_header import HeaderState
from kds_tui.core.ticket_list import View
from kds_tui.net.backend import Away, Backend, LoginEnded, MenuItem, Refused
from kds_tui.ui.key_actions import KeyActions
from kds_tui.ui.messages import BackendEvent, LoginAsked
from kds_tui.ui.screens.overlay import Overlay
from kds_tui.ui.sign_in import SignIn
from kds_tui.ui.sound import Sounder
from kds_tui.ui.widgets.status_rows import FooterRow, StatusRow
from kds_tui.ui.widgets.wall import Wall, WallPage
from server.wire.orders import KitchenSnapshot

TELL_SECONDS = 6.0
RING_EVERY = 2.5
REMEMBER_EVERY = 2.0
REST = 3.0
"""How many times as long as a drawing took nothing more is drawn of what comes in; keys draw at once."""
KITCHEN_DARK = Theme(
    name="kitchen-dark",
    primary="#4fc3f7",
    accent="#4fc3f7",
    warning="#f2c037",
    error="#d3322f",
    success="#2e9e55",
    foreground="#e8edf2",
    background="#0d1014",
    surface="#1d232a",
    panel="#161b21",
    dark=True,
)


class KitchenApp(App[str]):
    """A kitchen display. `backend` is a kitchen to follow; `sign_in` the way to one where there is none yet."""

    CSS_PATH = "kds.tcss"
    TITLE = "aiqr kitchen display"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        config: Config,
        view: View,
        *,
        name: str = "",
        backend: Backend | None = None,
        sign_in: SignIn | None = None,
        clock: ServerClock | StoppedClock | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__()
        self.config, self.keys, self.glyphs = config, config.key_map(), glyphs
        self.clock = clock or ServerClock()
        self.backend, self.sign_in, self.kitchen_name = backend, sign_in, name
        self.controller = Controller(view, self.clock, self._submit, self._withdraw)
        self.sounder = Sounder(config.sound, self.bell, self.tell)
        self.menu: tuple[MenuItem, ...] = ()
        self.words = False
        self._headline, self._banner, self._sold_out = (
            StatusRow("headline"),
            StatusRow("banner"),
            StatusRow("soldout"),
        )
        self._wall, self._foot = Wall(), FooterRow()
        self._key_actions = KeyActions(self)
        self._bodies = BodyCache()
        self._layout: Layout | None = None
        self._page = 0
        self._followed: UUID | None = None
        self.alert_tracker = AlertTracker(config.times_of(view.station))
        self._why, self._notice = "", ""
        self._notice_timer: Timer | None = None
        self._dirty, self._rested_at = False, 0.0

    def compose(self) -> ComposeResult:
        """One row of head, the wall, and what is said around it."""
        yield self._headline
        yield self._banner
        yield self._wall
        yield self._sold_out
        yield self._foot

    def on_mount(self) -> None:
        """Dress, and go to the kitchen or to the door."""
        self.register_theme(KITCHEN_DARK)
        self.theme = self.config.screen.theme
        self._foot.hint(self.keys)
        self.set_interval(1.0, self.refresh_board)
        self.set_interval(RING_EVERY, self.sounder.ring)
        self.set_interval(REMEMBER_EVERY, self._remember)
        if self.backend is not None:
            self.follow(self.backend)
        elif self.sign_in is not None:
            self.sign_in.open(self)

    def follow(self, backend: Backend) -> None:
        """Show a kitchen from now on; what is still to be sent lies on top."""
        self.backend = backend
        for action in backend.kept():
            self.controller.take(Queued(action))
        self.run_worker(backend.run(self._feed), group="backend", exclusive=True)
        self.refresh_board()

    def change_view(self, view: View) -> None:
        """Show another station."""
        self.controller.change_view(view)
        self.alert_tracker, self._page = AlertTracker(self.config.times_of(view.station)), 0
        if self.backend is not None:
            self.backend.watch(view.station)
        self.tell(f"This screen shows {view.title.lower()}.")
        self.refresh_board()

    async def load_menu(self) -> str:
        """Bring the menu up to date; says why where it cannot be had, and keeps the one held."""
        if self.backend is None:
            return "not connected yet"
        try:
            menu = await self.backend.menu()
        except Away as away:
            return away.why
        except (Refused, LoginEnded) as refusal:
            return str(refusal)
        self.menu, self.kitchen_name = menu.items, menu.name
        return ""

    # What comes in

    def _feed(self, event: Event) -> None:
        self.post_message(BackendEvent(event))

    def on_backend_event(self, message: BackendEvent) -> None:
        """Take an event of the backend; however many come at once, the screen is drawn once."""
        event = message.event
        if isinstance(event, LoggedOut):
            self._leave(event.why)
        elif isinstance(event, ClockSet):
            self.clock.set(event.server_time)
        elif isinstance(event, Online):
            self._arrive()
        elif isinstance(event, Offline):
            self._why = event.why
            self.controller.set_link("offline")
        elif isinstance(event, StorageFailed):
            self.tell(f"The disk refuses ({event.why}): what this display keeps is lost if it stops.")
        else:
            self._take(event)
        self._redraw_soon()

    def _remember(self) -> None:
        if self.backend is not None and self.controller.board.known:
            self.backend.remember(self.controller.board.orders_to_remember())

    def _arrive(self) -> None:
        self._why = ""
        self.controller.set_link("online")
        if not self.menu:
            self.run_worker(self.load_menu(), group="menu", exclusive=True)

    def _take(self, event: BoardEvent) -> None:
        words = self.controller.take(event)
        if words:
            self.tell(words)
        if isinstance(event, KitchenSnapshot) and self.controller.board.missing and self.backend is not None:
            self.backend.look_up(list(self.controller.board.missing))

    def _leave(self, why: str) -> None:
        """The login has ended: nothing of the kitchen stays on the screen."""
        self.controller.leave()
        self.alert_tracker, self.menu = AlertTracker(self.config.times_of(self.controller.view.station)), ()
        self.backend = None
        if self.sign_in is None:
            self.exit(why)
            return
        self.sign_in.open(self, why)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Any key at all ends the sound: somebody is there."""
        if isinstance(event, events.Key):
            self.sounder.hush()
        await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """What no screen has used."""
        action = self.keys.find_action(event.key, event.character)
        if action is None or (len(self.screen_stack) > 1 and not self._works_anywhere(action)):
            return
        event.stop()
        event.prevent_default()
        self._key_actions.press(action)
        self.refresh_board()

    def _works_anywhere(self, action: str) -> bool:
        return isinstance(self.screen, Overlay) and action in {"undo", "mute"}

    def on_login_asked(self, message: LoginAsked) -> None:
        """E-mail and password were typed."""
        if self.sign_in is not None:
            self.sign_in.log_in(self, message.email, message.password)

    def on_pairing_asked(self) -> None:
        """A code is wanted instead."""
        if self.sign_in is not None:
            self.sign_in.show_code(self)

    def action_log_in(self) -> None:
        """A password is wanted instead of a code."""
        if self.sign_in is not None:
            self.sign_in.show_login(self)

    def on_wall_picked(self, message: Wall.Picked) -> None:
        """A ticket was touched."""
        self.controller.select(message.order_id)
        self.refresh_board()

    def on_wall_sized(self) -> None:
        """The terminal has another size."""
        self._redraw_soon()

    def turn_page(self, by: int) -> None:
        """Another page; the first ticket that begins there is selected."""
        if self._layout is None:
            return
        page = min(max(self._page + by, 0), self._layout.pages - 1)
        tickets = list(self._layout.tiles(page).values())
        if page != self._page and tickets:
            begins = (ticket for ticket in tickets if self._layout.page_of(ticket) == page)
            self.controller.select(self._layout.shown[next(begins, tickets[0])].id)
            self._page, self._followed = page, self.controller.selected

    def tiles(self) -> dict[int, UUID]:
        """The tile numbers of the page on the screen."""
        if self._layout is None:
            return {}
        return {tile: self._layout.shown[n].id for tile, n in self._layout.tiles(self._page).items()}

    def tell(self, words: str) -> None:
        """Say something at the foot of the screen for a while."""
        self._notice = words
        if self._notice_timer is not None:
            self._notice_timer.stop()
        if words and self.is_running:
            self._notice_timer = self.set_timer(TELL_SECONDS, self._hush_notice)

    def _hush_notice(self) -> None:
        self._notice = ""
        self.refresh_board()

    def _submit(self, action: Action) -> None:
        if self.backend is not None:
            self.backend.submit(action)

    def _withdraw(self, key: str) -> bool:
        return self.backend is not None and self.backend.withdraw(key)

    # Drawing

    def _redraw_soon(self) -> None:
        """Draw what came in: at once where the kitchen was quiet, else with all that comes in the meantime."""
        if self._dirty:
            return
        self._dirty = True
        wait = self._rested_at - time.monotonic()
        if wait > 0:
            self.set_timer(wait, self.refresh_board)
        else:
            self.call_later(self.refresh_board)

    def refresh_board(self) -> None:
        """Bring the screen in line with the board and the clock."""
        began, self._dirty = time.thread_time(), False
        self.controller.look()
        self.sounder.hear(self.alert_tracker.look(self.controller.shown, self.clock.now()))
        self._draw_wall()
        self._draw_lines()
        if isinstance(self.screen, Overlay):
            self.screen.board_changed()
        self._rested_at = time.monotonic() + REST * (time.thread_time() - began)

    def _draw_wall(self) -> None:
        size = self._wall.size
        if not size.width:
            return
        grid = Grid.of(size.width, size.height, self.config.screen.ticket_width)
        options = CardOptions(grid.width, self.glyphs, self.words)
        bodies = self._bodies.of(self.controller.shown, options)
        self._layout = layout = lay_out(self.controller.shown, bodies, grid, self._layout)
        place = self.controller.place()
        self._page = self._page_with(layout, place)
        headers = self._headers(layout, place)
        known = self.controller.board.known
        self._wall.draw(WallPage(layout, self._page, options, headers, self.controller.cursor, known))

    def _page_with(self, layout: Layout, place: int | None) -> int:
        """The page of the selected ticket: where it begins, or where the cook has turned to see its rest."""
        turned, self._followed = self._followed == self.controller.selected, self.controller.selected
        if place is None or (turned and place in layout.tiles(self._page).values()):
            return min(self._page, layout.pages - 1)
        return layout.page_of(place)

    def _headers(self, layout: Layout, selected: int | None) -> dict[int, HeaderState]:
        now = self.clock.now()
        return {
            ticket: HeaderState(
                seconds=age_seconds(layout.shown[ticket].order, now),
                level=self.alert_tracker.levels[layout.shown[ticket]],
                tile=tile,
                selected=ticket == selected,
            )
            for tile, ticket in layout.tiles(self._page).items()
        }

    def _draw_lines(self) -> None:
        pages = self._layout.pages if self._layout else 1
        self._headline.show(*head_text(self, self._page + 1, pages))
        self._banner.show(banner_text(self.controller, self._why, self._silence()))
        self._sold_out.show(sold_out_text(self.controller.board))
        notice = f" {self._notice}" if self._notice else ""
        self._foot.show(notice, self._undo_words())

    def _undo_words(self) -> str:
        """How long what is told of can be undone; "" where it is about something else."""
        done = self.controller.undoable()
        told = done is not None and done.words in self._notice
        return f"{self.keys.label('undo')} undo {self.controller.undo_seconds()} s " if told else ""

    def _silence(self) -> float:
        return self.backend.silence() if self.backend is not None else 0
