"""The screen of the tickets: it draws the board and does what the keys say."""

import time
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.events import Key
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import HelpPanel, KeyPanel
from textual.worker import WorkType

from kds_tui.core.key_presets import key_label
from kds_tui.core.key_presses import TWO_DIGITS_SECONDS, BounceFilter, TileEntry
from kds_tui.core.texts import gettext
from kds_tui.core.totals import all_day_text
from kds_tui.ui.bindings import WALL_BINDINGS, in_language
from kds_tui.ui.display import Display
from kds_tui.ui.flows.day import show_day
from kds_tui.ui.flows.decisions import bump_all_of_one, clear_all, refuse_or_cancel
from kds_tui.ui.flows.dialogs import Answered, Dialogs
from kds_tui.ui.flows.eighty_six import EightySix
from kds_tui.ui.flows.lists import change_station, find, recall
from kds_tui.ui.flows.service import change_service, end_visit, take_call
from kds_tui.ui.screens.overlay import Overlay
from kds_tui.ui.screens.text_page import TextPage
from kds_tui.ui.sound import Sounder
from kds_tui.ui.widgets.board_view import BoardView
from kds_tui.ui.widgets.wall import Wall

QUIT_SECONDS = 3.0
REPEAT_MS = 120
"""Faster than any finger, slower than a key that repeats because it is held down."""
DRAW_PAUSE = 3.0
"""How many times as long as a drawing took nothing more is drawn of what comes in; keys draw at once."""


class TicketScreen(Screen[None], inherit_bindings=False):
    """The wall of a kitchen. Each binding has its action here; the state is the display's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *WALL_BINDINGS,
        Binding("ctrl+c", "quit", show=False, system=True),
    ]
    ALLOW_SELECT = False

    def __init__(self, display: Display, sounder: Sounder) -> None:
        super().__init__()
        self._display, self._controller, self._sounder = display, display.controller, sounder
        self.board_view = BoardView(display)
        self._dialogs = Dialogs(display, self._ask, self._tell, self._work)
        self._keys = display.config.keys_by_action()
        self._bounces, self._tile_entry = BounceFilter(), TileEntry()
        self._digit_bumps = False
        self._digit_timer: Timer | None = None
        self._quit_at = -QUIT_SECONDS
        self._offered = (False, False)
        self._drawing_due, self._draw_not_before = False, 0.0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action that has no key is not on the help page either."""
        if action == "accept" and self._controller.held_order() is None:
            return False
        if action == "fire" and not self._controller.has_waiting_course():
            return False
        verb, tile, _ = action.partition("_tile")
        binding_id = f"{verb}_{parameters[0]}" if tile else action
        return self._keys.get(binding_id) != ()

    def compose(self) -> ComposeResult:
        """The board, and nothing else."""
        yield self.board_view

    def on_mount(self) -> None:
        """The clock goes on, whatever comes in."""
        self.set_interval(1.0, self.refresh_board)

    # Drawing

    def refresh_soon(self) -> None:
        """Draw what came in: at once where the kitchen was quiet, else with all that comes in the meantime."""
        if self._drawing_due:
            return
        self._drawing_due = True
        wait = self._draw_not_before - time.monotonic()
        if wait > 0:
            self.set_timer(wait, self.refresh_board)
        else:
            self.call_later(self.refresh_board)

    def refresh_board(self) -> None:
        """Bring the screen in line with the board and the clock."""
        began, self._drawing_due = time.thread_time(), False
        self._controller.refresh()
        self._sounder.hear(self._display.alerts.look(self._controller.shown, self._display.now()))
        self.board_view.draw(muted=self._sounder.muted, key_of=self._key_of)
        self._offer_keys()
        if isinstance(self.app.screen, Overlay):
            self.app.screen.board_changed()
        self._draw_not_before = time.monotonic() + DRAW_PAUSE * (time.thread_time() - began)

    def _offer_keys(self) -> None:
        """Say at the foot what can be done with the selected ticket alone."""
        offered = (self._controller.has_waiting_course(), self._controller.held_order() is not None)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _key_of(self, action: str) -> str:
        """The key of an action as a person calls it."""
        keys = self._keys[action]
        return key_label(keys[0]) if keys else ""

    def _tell(self, words: str) -> None:
        self._display.tell(words)
        self.refresh_board()

    def on_wall_picked(self, message: Wall.Picked) -> None:
        """A ticket was touched."""
        self._select(message.order_id)
        self.refresh_board()

    def on_wall_sized(self) -> None:
        """The terminal has another size."""
        self.refresh_soon()

    # Bumping

    def action_bump(self) -> None:
        """Bump; a key that bounces is one press."""
        self._bump("bump")

    def _bump(self, key: str) -> None:
        if not self._bounces.is_bounce(key, self._controller.selected, self._display.config.keys.bounce_ms):
            self._tell(self._controller.bump())

    def action_bump_line(self) -> None:
        """Bump one line; line after line goes faster than ticket after ticket."""
        within = min(REPEAT_MS, self._display.config.keys.bounce_ms)
        if not self._bounces.is_bounce("bump_line", self._controller.selected, within):
            self._tell(self._controller.bump_line())

    def action_undo(self) -> None:
        """Undo."""
        self._tell(self._controller.undo())

    def action_back(self) -> None:
        """One step back."""
        self._tell(self._controller.back())

    def action_rush(self) -> None:
        """Rush, or no longer."""
        self._tell(self._controller.rush())

    def action_fire(self) -> None:
        """The next course; a key that bounces must not fire the one after it too."""
        if not self._bounces.is_bounce(
            "fire", self._controller.selected, self._display.config.keys.bounce_ms
        ):
            self._tell(self._controller.fire())

    def action_accept(self) -> None:
        """Make an order that is held."""
        self._tell(self._controller.accept())

    def action_refuse(self) -> None:
        """Do not make an order; the reason, which the diner reads, is asked for first."""
        if self._controller.cancellable_order() is None:
            self._tell(gettext("Select the ticket that is to be cancelled; nothing was done."))
        refuse_or_cancel(self._dialogs)

    def action_calls(self) -> None:
        """Somebody goes to the table that calls."""
        take_call(self._dialogs)

    def action_service(self) -> None:
        """Pause, or take only so many orders."""
        change_service(self._dialogs)

    def action_end_visit(self) -> None:
        """The guests of a table have left; which table, and whether that is so, is asked."""
        end_visit(self._dialogs)

    def action_all_of_one(self) -> None:
        """All of one item done."""
        bump_all_of_one(self._dialogs)

    def action_day(self) -> None:
        """The history of the day."""
        self._dialogs.work(partial(show_day, self._dialogs))

    def action_clear_all(self) -> None:
        """The end of the day."""
        clear_all(self._dialogs)

    # Selecting

    def _select(self, order_id: UUID) -> None:
        self._bounces.choose()
        self._controller.select(order_id)

    def action_previous(self) -> None:
        """The ticket before."""
        self._step(-1)

    def action_next(self) -> None:
        """The ticket after."""
        self._step(1)

    def _step(self, by: int) -> None:
        self._bounces.choose()
        self._controller.step(by)
        self.refresh_board()

    def action_first(self) -> None:
        """The first ticket."""
        self._edge(last=False)

    def action_last(self) -> None:
        """The last ticket."""
        self._edge(last=True)

    def _edge(self, *, last: bool) -> None:
        self._bounces.choose()
        self._controller.edge(last=last)
        self.refresh_board()

    def action_line_up(self) -> None:
        """The line above."""
        self._controller.step_line(-1)
        self.refresh_board()

    def action_line_down(self) -> None:
        """The line below."""
        self._controller.step_line(1)
        self.refresh_board()

    def action_page_previous(self) -> None:
        """The page before; of the help, where it is open."""
        self._turn_page(-1)

    def action_page_next(self) -> None:
        """The page after; of the help, where it is open."""
        self._turn_page(1)

    def _turn_page(self, by: int) -> None:
        if panels := self.query(KeyPanel):
            panel = panels.first()
            panel.scroll_relative(y=by * max(1, panel.size.height - 1), animate=False)
            return
        self._bounces.choose()
        self.board_view.turn_page(by)
        self.refresh_board()

    def action_select_tile(self, digit: str) -> None:
        """Select a tile: 1 to 9, 0 is the tenth; of two digits where there are so many."""
        self._press_digit(digit, bump=False)

    def action_bump_tile(self, digit: str) -> None:
        """Bump a tile at once."""
        self._press_digit(digit, bump=True)

    def _press_digit(self, digit: str, *, bump: bool) -> None:
        for tile in self._tile_entry.press(digit, self.board_view.tiles()):
            self._use_tile(tile, bump=bump)
        if self._tile_entry.pending:
            if not bump:
                self._use_tile(int(digit), bump=False)
            self._tell(gettext("Ticket %s_") % digit)
            self._digit_bumps = bump
            self._wait_for_digit()

    def _wait_for_digit(self) -> None:
        if self._digit_timer is not None:
            self._digit_timer.stop()
        self._digit_timer = self.set_timer(TWO_DIGITS_SECONDS, self._finish_digit)

    def on_key(self, event: Key) -> None:
        """Any key but a digit ends the wait for a second digit, before it is itself done."""
        if not (event.character or "").isdigit():
            self._finish_digit()

    def _finish_digit(self) -> None:
        for tile in self._tile_entry.finish():
            self._use_tile(tile, bump=self._digit_bumps)

    def _use_tile(self, tile: int, *, bump: bool) -> None:
        order_id = self.board_view.tiles().get(tile)
        if order_id is None:
            self._tell(gettext("There is no ticket %d on this page.") % tile)
            return
        if bump and self._bounces.is_bounce(f"tile {tile}", None, self._display.config.keys.bounce_ms):
            return
        self._select(order_id)
        self._tell(self._controller.bump() if bump else "")

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that do something now, with their words in the language of the display."""
        return {
            key: active._replace(
                binding=in_language(active.binding), tooltip=gettext(active.tooltip) if active.tooltip else ""
            )
            for key, active in super().active_bindings.items()
        }

    # What lies over the tickets

    def action_words(self) -> None:
        """The diner's own words, on or off."""
        self._display.show_words = not self._display.show_words
        self._tell(
            gettext("The diner’s own words are shown.")
            if self._display.show_words
            else gettext("The diner’s own words are hidden.")
        )

    def action_mute(self) -> None:
        """Sound on or off."""
        self._tell(self._sounder.toggle())

    def action_help(self) -> None:
        """The keys, or no longer."""
        if self.query(HelpPanel):
            self.app.action_hide_help_panel()
        else:
            self.app.action_show_help_panel()

    def action_quit(self) -> None:
        """Close, at the second press: a slip must not darken the wall."""
        now = time.monotonic()
        if now - self._quit_at < QUIT_SECONDS:
            self.app.exit()
        self._quit_at = now
        self._tell(gettext("Press %s again to close the display.") % self._key_of("quit"))

    def action_all_day(self) -> None:
        """Everything still to make."""
        title = gettext("All-day · %s") % self._controller.view.title
        self.app.push_screen(TextPage(title, lambda width: all_day_text(self._controller.shown, width)))

    def action_recall(self) -> None:
        """The last bumped tickets."""
        recall(self._dialogs)

    def action_find(self) -> None:
        """A ticket by number, table, name or dish."""

        def select(order_id: UUID) -> None:
            self._select(order_id)
            self.refresh_board()

        find(self._dialogs, select)

    def action_station(self) -> None:
        """Another station, the expo, or all."""

        def start_anew() -> None:
            self.board_view.start_anew()
            self.refresh_board()

        change_station(self._dialogs, start_anew)

    def action_eighty_six(self) -> None:
        """Take a dish, an option or a size off the menu, put it back, or count its portions."""
        self._dialogs.work(EightySix(self._dialogs).open)

    def _ask(self, screen: Overlay[str], answered: Answered) -> None:
        self.app.push_screen(screen, answered)

    def _work(self, work: WorkType[None]) -> None:
        self.run_worker(work, group="menu", exclusive=True)
