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
from kds_tui.core.alert_tracker import Lookout
from kds_tui.core.card import Drawing
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.controller import Desk
from kds_tui.core.events import BoardEvent, ClockSet, Event, LoggedOut, Offline, Online, Queued, Unkept
from kds_tui.core.glyphs import UNICODE, Glyphs
from kds_tui.core.layout import Bodies, Layout, lay_out
from kds_tui.core.pagination import Grid
from kds_tui.core.status_lines import banner_text, head_text, sold_out_text
from kds_tui.core.ticket_header import Moment
from kds_tui.core.ticket_list import View
from kds_tui.net.backend import Away, LoginEnded, MenuItem, Refused, Source
from kds_tui.ui.key_actions import Hands
from kds_tui.ui.messages import Fed, LoginAsked
from kds_tui.ui.screens.overlay import Overlay
from kds_tui.ui.sign_in import Entrance
from kds_tui.ui.sound import Sounder
from kds_tui.ui.widgets.status_rows import Foot, Line
from kds_tui.ui.widgets.wall import Scene, Wall
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
    """A kitchen display. `source` is a kitchen to follow; `entrance` the way to one where there is none yet."""

    CSS_PATH = "kds.tcss"
    TITLE = "aiqr kitchen display"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        config: Config,
        view: View,
        *,
        name: str = "",
        source: Source | None = None,
        entrance: Entrance | None = None,
        clock: ServerClock | StoppedClock | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__()
        self.config, self.keys, self.glyphs = config, config.key_map(), glyphs
        self.clock = clock or ServerClock()
        self.source, self.entrance, self.kitchen_name = source, entrance, name
        self.desk = Desk(view, self.clock, self._submit, self._withdraw)
        self.sounder = Sounder(config.sound, self.bell, self.tell)
        self.menu: tuple[MenuItem, ...] = ()
        self.words = False
        self._headline, self._banner, self._sold_out = Line("headline"), Line("banner"), Line("soldout")
        self._wall, self._foot = Wall(), Foot()
        self._hands = Hands(self)
        self._bodies = Bodies()
        self._layout: Layout | None = None
        self._page = 0
        self._followed: UUID | None = None
        self.lookout = Lookout(config.times_of(view.station))
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
        if self.source is not None:
            self.follow(self.source)
        elif self.entrance is not None:
            self.entrance.open(self)

    def follow(self, source: Source) -> None:
        """Show a kitchen from now on; what is still to be sent lies on top."""
        self.source = source
        for action in source.kept():
            self.desk.take(Queued(action))
        self.run_worker(source.run(self._feed), group="source", exclusive=True)
        self.refresh_board()

    def change_view(self, view: View) -> None:
        """Show another station."""
        self.desk.change_view(view)
        self.lookout, self._page = Lookout(self.config.times_of(view.station)), 0
        if self.source is not None:
            self.source.watch(view.station)
        self.tell(f"This screen shows {view.title.lower()}.")
        self.refresh_board()

    async def load_menu(self) -> str:
        """Bring the menu up to date; says why where it cannot be had, and keeps the one held."""
        if self.source is None:
            return "not connected yet"
        try:
            menu = await self.source.menu()
        except Away as away:
            return away.why
        except (Refused, LoginEnded) as refusal:
            return str(refusal)
        self.menu, self.kitchen_name = menu.items, menu.name
        return ""

    # What comes in

    def _feed(self, event: Event) -> None:
        self.post_message(Fed(event))

    def on_fed(self, message: Fed) -> None:
        """Take an event of the source; however many come at once, the screen is drawn once."""
        event = message.event
        if isinstance(event, LoggedOut):
            self._leave(event.why)
        elif isinstance(event, ClockSet):
            self.clock.set(event.server_time)
        elif isinstance(event, Online):
            self._arrive()
        elif isinstance(event, Offline):
            self._why = event.why
            self.desk.set_touch("offline")
        elif isinstance(event, Unkept):
            self.tell(f"The disk refuses ({event.why}): what this display keeps is lost if it stops.")
        else:
            self._take(event)
        self._redraw_soon()

    def _remember(self) -> None:
        if self.source is not None and self.desk.board.known:
            self.source.remember(self.desk.board.worth_remembering())

    def _arrive(self) -> None:
        self._why = ""
        self.desk.set_touch("online")
        if not self.menu:
            self.run_worker(self.load_menu(), group="menu", exclusive=True)

    def _take(self, event: BoardEvent) -> None:
        words = self.desk.take(event)
        if words:
            self.tell(words)
        if isinstance(event, KitchenSnapshot) and self.desk.board.vanished and self.source is not None:
            self.source.look_up(list(self.desk.board.vanished))

    def _leave(self, why: str) -> None:
        """The login has ended: nothing of the kitchen stays on the screen."""
        self.desk.leave()
        self.lookout, self.menu = Lookout(self.config.times_of(self.desk.view.station)), ()
        self.source = None
        if self.entrance is None:
            self.exit(why)
            return
        self.entrance.open(self, why)

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
        self._hands.press(action)
        self.refresh_board()

    def _works_anywhere(self, action: str) -> bool:
        return isinstance(self.screen, Overlay) and action in {"undo", "mute"}

    def on_login_asked(self, message: LoginAsked) -> None:
        """E-mail and password were typed."""
        if self.entrance is not None:
            self.entrance.log_in(self, message.email, message.password)

    def on_pairing_asked(self) -> None:
        """A code is wanted instead."""
        if self.entrance is not None:
            self.entrance.show_code(self)

    def action_log_in(self) -> None:
        """A password is wanted instead of a code."""
        if self.entrance is not None:
            self.entrance.show_login(self)

    def on_wall_picked(self, message: Wall.Picked) -> None:
        """A ticket was touched."""
        self.desk.select(message.order_id)
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
            self.desk.select(self._layout.shown[next(begins, tickets[0])].id)
            self._page, self._followed = page, self.desk.selected

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
        if self.source is not None:
            self.source.submit(action)

    def _withdraw(self, key: str) -> bool:
        return self.source is not None and self.source.withdraw(key)

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
        self.desk.look()
        self.sounder.hear(self.lookout.look(self.desk.shown, self.clock.now()))
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
        drawing = Drawing(grid.width, self.glyphs, self.words)
        bodies = self._bodies.of(self.desk.shown, drawing)
        self._layout = layout = lay_out(self.desk.shown, bodies, grid, self._layout)
        place = self.desk.place()
        self._page = self._page_with(layout, place)
        moments = self._moments(layout, place)
        known = self.desk.board.known
        self._wall.draw(Scene(layout, self._page, drawing, moments, self.desk.cursor, known))

    def _page_with(self, layout: Layout, place: int | None) -> int:
        """The page of the selected ticket: where it begins, or where the cook has turned to see its rest."""
        turned, self._followed = self._followed == self.desk.selected, self.desk.selected
        if place is None or (turned and place in layout.tiles(self._page).values()):
            return min(self._page, layout.pages - 1)
        return layout.page_of(place)

    def _moments(self, layout: Layout, selected: int | None) -> dict[int, Moment]:
        now = self.clock.now()
        return {
            ticket: Moment(
                seconds=age_seconds(layout.shown[ticket].order, now),
                level=self.lookout.levels[layout.shown[ticket]],
                tile=tile,
                selected=ticket == selected,
            )
            for tile, ticket in layout.tiles(self._page).items()
        }

    def _draw_lines(self) -> None:
        pages = self._layout.pages if self._layout else 1
        self._headline.show(*head_text(self, self._page + 1, pages))
        self._banner.show(banner_text(self.desk, self._why, self._silence()))
        self._sold_out.show(sold_out_text(self.desk.board))
        notice = f" {self._notice}" if self._notice else ""
        self._foot.show(notice, self._undo_words())

    def _undo_words(self) -> str:
        """How long what is told of can be undone; "" where it is about something else."""
        done = self.desk.undoable()
        told = done is not None and done.words in self._notice
        return f"{self.keys.label('undo')} undo {self.desk.undo_seconds()} s " if told else ""

    def _silence(self) -> float:
        return self.source.silence() if self.source is not None else 0
