"""What a display holds: the cook's state, the kitchen that it follows, its menu, and what it has to say."""

import time
from datetime import datetime

from kds_tui.config import Config
from kds_tui.core.actions import Action
from kds_tui.core.alerts import AlertTracker
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.controller import Controller
from kds_tui.core.events import (
    ClockSet,
    Event,
    LoggedOut,
    Offline,
    Omitted,
    Online,
    Queued,
    StorageFailed,
    Unreadable,
)
from kds_tui.core.glyphs import Glyphs
from kds_tui.core.kitchen_menu import Menu
from kds_tui.core.texts import gettext, speak
from kds_tui.core.ticket_list import View, stations
from kds_tui.net.backend import Backend, LoginEnded, Refused, Unreachable
from server.wire.kitchen_messages import KitchenSnapshot

NOTICE_SECONDS = 6.0


class Display:
    """One display. Screens read it and call its methods; the application feeds it the events of its backend."""

    def __init__(
        self, config: Config, view: View, clock: ServerClock | StoppedClock, glyphs: Glyphs, name: str
    ) -> None:
        self.config, self.clock, self.glyphs, self.kitchen_name = config, clock, glyphs, name
        self.controller = Controller(view, clock, self._submit, self._withdraw)
        self.controller.all_done = config.screen.all_done
        self.controller.bump_together = config.screen.bump_together
        self.backend: Backend | None = None
        self.menu = Menu("")
        self.show_words = self.is_language_chosen = False
        self.offline_reason = ""
        self.alerts = AlertTracker(config.times_of(view.station), is_expo=view.expo)
        self._notice, self._notice_until = "", 0.0

    def follow(self, backend: Backend) -> None:
        """Show a kitchen from now on; what is still to be sent lies on top."""
        self.backend = backend
        for action in backend.kept():
            self.controller.take(Queued(action))

    def leave(self) -> None:
        """The login has ended: nothing of the kitchen is held any longer."""
        self.controller.leave()
        self.backend, self.menu = None, Menu("")
        view = self.controller.view
        self.alerts = AlertTracker(self.config.times_of(view.station), is_expo=view.expo)

    def take(self, event: Event) -> None:
        """Bring what is held up to date with an event of the backend, but for the end of the login."""
        match event:
            case ClockSet():
                self.clock.set(event.server_time)
            case Online():
                self.offline_reason = ""
                self.controller.set_link("online")
            case Offline():
                self.offline_reason = event.why
                self.controller.set_link("offline")
            case StorageFailed():
                self.tell(
                    gettext("The disk refuses (%s): what this display keeps is lost if it stops.") % event.why
                )
            case Unreadable():
                order = gettext("Order #%d") % event.number if event.number else gettext("An order")
                self.tell(gettext("%s cannot be shown by this version: update this display.") % order)
            case LoggedOut() | Omitted():
                raise ValueError(f"{event} is not the display's")
            case _:
                self.tell(self.controller.take(event) or self.notice())
                if isinstance(event, KitchenSnapshot):
                    self._look_up_missing()

    def change_view(self, view: View) -> None:
        """Show another station."""
        self.controller.change_view(view)
        self.alerts = AlertTracker(self.config.times_of(view.station), is_expo=view.expo)
        self.tell(gettext("This screen shows %s.") % view.title.lower())

    def remember(self) -> None:
        """Note which orders are here, for a display that is started anew."""
        if self.backend is not None and self.controller.board.known:
            self.backend.remember(self.controller.board.to_remember(self.now()))

    async def load_menu(self) -> str:
        """Bring the menu up to date; says why where it cannot be had, and keeps the one held."""
        if self.backend is None:
            return gettext("not connected yet")
        try:
            self.menu = await self.backend.menu()
        except Unreachable as failure:
            return failure.why
        except (Refused, LoginEnded) as refusal:
            return str(refusal)
        self.kitchen_name = self.menu.name
        if self.menu.locale and not self.is_language_chosen:
            speak(self.menu.locale)
        return ""

    def tell(self, words: str) -> None:
        """Say something at the foot of the screen for a while."""
        if words != self._notice:
            self._notice, self._notice_until = words, time.monotonic() + NOTICE_SECONDS

    def notice(self) -> str:
        """What is being said now."""
        return self._notice if time.monotonic() < self._notice_until else ""

    def now(self) -> datetime:
        """The server's time."""
        return self.clock.now()

    def stations(self) -> set[str]:
        """The stations that menu and orders name; none where the menu is not known yet."""
        if not self.menu.items:
            return set()
        return {*stations(self.controller.board), *(item.station for item in self.menu.items if item.station)}

    def silence(self) -> float:
        """Seconds since the last word of the kitchen."""
        return self.backend.silence() if self.backend is not None else 0

    def _look_up_missing(self) -> None:
        missing = list(self.controller.board.missing)
        if missing and self.backend is not None:
            self.backend.look_up(missing)

    def _submit(self, action: Action) -> None:
        if self.backend is not None:
            self.backend.submit(action)

    def _withdraw(self, key: str) -> bool:
        return self.backend is not None and self.backend.withdraw(key)
