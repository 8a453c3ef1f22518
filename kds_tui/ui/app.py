"""The application: it feeds the display with what its backend says, and goes from sign-in to tickets and back."""

import traceback
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkType

from kds_tui.config import Config
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.events import Event, LoggedOut, Online
from kds_tui.core.glyphs import UNICODE, Glyphs
from kds_tui.core.texts import speak
from kds_tui.core.ticket_list import View
from kds_tui.net.backend import Backend
from kds_tui.ui.bindings import binding_label, keymap_of
from kds_tui.ui.display import Display
from kds_tui.ui.messages import BackendEvent, LoginAsked, PairingAsked, SignedIn
from kds_tui.ui.screens.tickets import TicketScreen
from kds_tui.ui.sign_in import SignIn, close_all
from kds_tui.ui.sound import Sounder

RING_EVERY = 2.5
REMEMBER_EVERY = 2.0
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


class KitchenApp(App[str], inherit_bindings=False):
    """A kitchen display. `backend` is a kitchen to follow; `sign_in` the way to one where there is none yet.

    It speaks `language`, or where that is "" the restaurant's once it is known.

    The keys of Textual's own applications are left out: one of them closes without a second press.
    """

    CSS_PATH = "kds.tcss"
    TITLE = "aiqr kitchen display"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

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
        language: str = "",
    ) -> None:
        super().__init__()
        self.sign_in, self._backend = sign_in, backend
        self.crash = ""
        self.display_state = Display(config, view, clock or ServerClock(), glyphs, name)
        self.display_state.is_language_chosen = bool(language)
        if language:
            speak(language)
        self.sounder = Sounder(config.sound, self.bell, self.display_state.tell)
        self.tickets = TicketScreen(self.display_state, self.sounder)
        self.set_keymap(keymap_of(config.keys_by_action()))

    def _fatal_error(self) -> None:
        """End by a fault. Textual would print local variables, and with them what diners wrote."""
        self.crash = traceback.format_exc()
        self._close_messages_no_wait()

    def get_default_screen(self) -> Screen[None]:
        """The tickets lie under everything else."""
        return self.tickets

    def get_key_display(self, binding: Binding) -> str:
        """The key as a person calls it, in help and footer."""
        return binding_label(binding)

    def on_mount(self) -> None:
        """Dress, and go to the kitchen or to the sign-in."""
        self.register_theme(KITCHEN_DARK)
        self.theme = self.display_state.config.screen.theme
        self.set_interval(RING_EVERY, self.sounder.ring)
        self.set_interval(REMEMBER_EVERY, self.display_state.remember)
        if self._backend is not None:
            self._follow(self._backend)
        elif self.sign_in is not None:
            self.sign_in.open(self, self.display_state.clock)

    def _follow(self, backend: Backend) -> None:
        self.display_state.follow(backend)
        work: WorkType[None] = partial(backend.run, self._feed)
        self.run_worker(work, group="backend", exclusive=True)
        self.tickets.refresh_soon()

    # What comes in

    def _feed(self, event: Event) -> None:
        self.post_message(BackendEvent(event))

    def on_backend_event(self, message: BackendEvent) -> None:
        """Take an event of the backend; however many come at once, the screen is drawn once."""
        if isinstance(message.event, LoggedOut):
            self._leave(message.event.why)
        else:
            self.display_state.take(message.event)
        if isinstance(message.event, Online) and not self.display_state.menu.items:
            work: WorkType[str] = self.display_state.load_menu
            self.run_worker(work, group="menu", exclusive=True)
        self.tickets.refresh_soon()

    def _leave(self, why: str) -> None:
        """The login has ended: nothing of the kitchen stays on the screen."""
        self.display_state.leave()
        if self.sign_in is None:
            self.exit(why)
        else:
            self.sign_in.open(self, self.display_state.clock, why)

    async def on_event(self, event: events.Event) -> None:
        """Any key at all ends the sound: somebody is there. One that comes while the display closes does nothing."""
        if isinstance(event, events.Key):
            self.sounder.hush()
            if not self.screen_stack:
                return
        await super().on_event(event)

    def action_undo(self) -> None:
        """Undo, from whatever lies over the tickets."""
        self.tickets.action_undo()

    def action_mute(self) -> None:
        """Sound on or off, from whatever lies over the tickets."""
        self.tickets.action_mute()

    # Signing in

    def on_signed_in(self, message: SignedIn) -> None:
        """The display is let in."""
        close_all(self)
        self.display_state.kitchen_name = message.name
        self._follow(message.backend)

    def on_login_asked(self, message: LoginAsked) -> None:
        """E-mail and password were typed."""
        if self.sign_in is not None:
            self.sign_in.log_in(self, message.email, message.password)

    def on_pairing_asked(self, message: PairingAsked) -> None:
        """A code is wanted instead."""
        del message
        if self.sign_in is not None:
            self.sign_in.show_code(self)

    def action_log_in(self) -> None:
        """A password is wanted instead of a code."""
        if self.sign_in is not None:
            self.sign_in.show_login(self)
