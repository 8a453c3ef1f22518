"""The way from no login to a kitchen: screens ask, the server answers, and `SignedIn` is posted to the application."""

import asyncio
from functools import partial
from typing import Any

from textual.app import App
from textual.worker import WorkType

from kds_tui.core.choices import Choice
from kds_tui.core.clock import ServerClock, StoppedClock
from kds_tui.core.terminal_text import plain
from kds_tui.net.auth_client import AuthClient, Kitchen
from kds_tui.net.backend import Refused, Unreachable
from kds_tui.net.supervision import keep_going
from kds_tui.ui.messages import SignedIn
from kds_tui.ui.screens.choice import ChoiceScreen
from kds_tui.ui.screens.sign_in import LoginScreen, PairScreen, SignInScreen
from server.wire.pairing import PairingOffer

CLAIM_EVERY = 2.0
WORKERS = "sign-in"


class SignIn:
    """How a display gets in. `pair`: with a code first; `slug`: the restaurant, where it was named."""

    def __init__(self, client: AuthClient, *, pair: bool = False, email: str = "", slug: str = "") -> None:
        self.client, self.pair, self.email, self.slug = client, pair, email, slug
        self._clock: ServerClock | StoppedClock = ServerClock()

    def open(self, app: App[Any], clock: ServerClock | StoppedClock, why: str = "") -> None:
        """Show the login, or a code."""
        self._clock = clock
        if self.pair:
            self.show_code(app)
        else:
            self.show_login(app, why)

    def show_login(self, app: App[Any], why: str = "") -> None:
        """Ask for e-mail and password."""
        app.workers.cancel_group(app, WORKERS)
        _show(app, LoginScreen(self.client.server, self.email, why))

    def show_code(self, app: App[Any]) -> None:
        """Ask for a code, show it, and wait until it is approved."""
        screen = PairScreen()
        _show(app, screen)
        pairing = partial(self._pair, app, screen)
        _work(app, partial(keep_going, pairing, screen.say, pause=CLAIM_EVERY))

    def log_in(self, app: App[Any], email: str, password: str) -> None:
        """Try an e-mail and a password."""
        _work(app, partial(self._log_in, app, email, password))

    async def _log_in(self, app: App[Any], email: str, password: str) -> None:
        try:
            kitchens = await self.client.login(email, password)
        except (Unreachable, Refused) as failure:
            _say(app, str(failure))
            return
        wanted = [kitchen for kitchen in kitchens if self.slug in {"", kitchen.slug}]
        if len(wanted) == 1:
            self._enter(app, wanted[0])
        elif not wanted:
            _say(app, f"This account has no restaurant{f' called {self.slug}' if self.slug else ''}.")
        else:
            self._choose(app, wanted)

    def _choose(self, app: App[Any], kitchens: list[Kitchen]) -> None:
        def enter(slug: str | None) -> None:
            for kitchen in kitchens:
                if kitchen.slug == slug:
                    self._enter(app, kitchen)

        choices = [Choice(kitchen.slug, plain(kitchen.name)) for kitchen in kitchens]
        app.push_screen(ChoiceScreen("Which restaurant?", lambda _: choices, none=""), enter)

    async def _pair(self, app: App[Any], screen: PairScreen) -> None:
        while True:
            try:
                pairing = await self.client.pair()
            except Refused as refusal:
                screen.say(f"No code: {refusal.detail}")
                return
            except Unreachable as failure:
                screen.say(f"No code yet: {failure.why}. Trying again.")
                await asyncio.sleep(CLAIM_EVERY)
                continue
            screen.show(pairing)
            kitchen = await self._claim(screen, pairing)
            if kitchen is not None:
                self._enter(app, kitchen)
                return

    async def _claim(self, screen: PairScreen, pairing: PairingOffer) -> Kitchen | None:
        """Wait for the approval of a code; None where the server says that it has run out."""
        while True:
            screen.count_down(pairing, self._clock.now())
            try:
                kitchen = await self.client.claim(pairing)
            except Refused:
                return None
            except Unreachable as failure:
                screen.say(f"Out of touch: {failure.why}. Trying again.")
                kitchen = None
            if kitchen is not None:
                return kitchen
            await asyncio.sleep(CLAIM_EVERY)

    def _enter(self, app: App[Any], kitchen: Kitchen) -> None:
        app.post_message(SignedIn(kitchen.name, self.client.enter(kitchen)))


def close_all(app: App[Any]) -> None:
    """Close every screen but the tickets."""
    while len(app.screen_stack) > 1:
        app.pop_screen()


def _show(app: App[Any], screen: SignInScreen) -> None:
    close_all(app)
    app.push_screen(screen)


def _work(app: App[Any], work: WorkType[None]) -> None:
    app.run_worker(work, group=WORKERS, exclusive=True)


def _say(app: App[Any], words: str) -> None:
    if isinstance(app.screen, SignInScreen):
        app.screen.say(words)
