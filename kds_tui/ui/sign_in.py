"""The way from no login to a kitchen: the screens ask, the server answers."""

import asyncio
from typing import TYPE_CHECKING

from kds_tui.core.terminal_text import plain
from kds_tui.net.auth_client import AuthClient, Kitchen
from kds_tui.net.backend import Away, Refused
from kds_tui.ui.screens.choice import Choice, ChoiceScreen
from kds_tui.ui.screens.sign_in import LoginScreen, PairScreen, SignInScreen
from server.wire.pairing import PairingOffer

if TYPE_CHECKING:
    from kds_tui.ui.app import KitchenApp

CLAIM_EVERY = 2.0


class SignIn:
    """How a display gets in. `pair`: with a code first; `slug`: the restaurant, where it was named."""

    def __init__(self, door: AuthClient, *, pair: bool = False, email: str = "", slug: str = "") -> None:
        self.door, self.pair, self.email, self.slug = door, pair, email, slug

    def open(self, app: "KitchenApp", why: str = "") -> None:
        """Show the login, or a code."""
        if self.pair:
            self.show_code(app)
        else:
            self.show_login(app, why)

    def show_login(self, app: "KitchenApp", why: str = "") -> None:
        """Ask for e-mail and password."""
        _show(app, LoginScreen(self.door.server, self.email, why))

    def show_code(self, app: "KitchenApp") -> None:
        """Ask for a code, show it, and wait until it is approved."""
        screen = PairScreen(self.door.server)
        _show(app, screen)
        app.run_worker(self._pair(app, screen), group="door", exclusive=True)

    def log_in(self, app: "KitchenApp", email: str, password: str) -> None:
        """Try an e-mail and a password."""
        app.run_worker(self._log_in(app, email, password), group="door", exclusive=True)

    async def _log_in(self, app: "KitchenApp", email: str, password: str) -> None:
        try:
            kitchens = await self.door.login(email, password)
        except (Away, Refused) as failure:
            _say(app, str(failure))
            return
        wanted = [kitchen for kitchen in kitchens if self.slug in {"", kitchen.slug}]
        if len(wanted) == 1:
            self._enter(app, wanted[0])
        elif not wanted:
            _say(app, f"This account has no restaurant{f' called {self.slug}' if self.slug else ''}.")
        else:
            self._choose(app, wanted)

    def _choose(self, app: "KitchenApp", kitchens: list[Kitchen]) -> None:
        def enter(slug: str | None) -> None:
            for kitchen in kitchens:
                if kitchen.slug == slug:
                    self._enter(app, kitchen)

        choices = [Choice(kitchen.slug, plain(kitchen.name)) for kitchen in kitchens]
        app.push_screen(ChoiceScreen("Which restaurant?", lambda _: choices, none=""), enter)

    async def _pair(self, app: "KitchenApp", screen: PairScreen) -> None:
        while True:
            try:
                pairing = await self.door.pair()
            except Refused as refusal:
                screen.say(f"No code: {refusal.detail}")
                return
            except Away as away:
                screen.say(f"No code yet: {away.why}. Trying again.")
                await asyncio.sleep(CLAIM_EVERY)
                continue
            screen.show(pairing)
            kitchen = await self._claim(app, screen, pairing)
            if kitchen is not None:
                self._enter(app, kitchen)
                return

    async def _claim(self, app: "KitchenApp", screen: PairScreen, pairing: PairingOffer) -> Kitchen | None:
        """Wait for the approval of a code; None where the server says that it has run out."""
        while True:
            screen.count_down(pairing, app.clock.now())
            try:
                kitchen = await self.door.claim(pairing)
            except Refused:
                return None
            except Away as away:
                screen.say(f"Out of touch: {away.why}. Trying again.")
                kitchen = None
            if kitchen is not None:
                return kitchen
            await asyncio.sleep(CLAIM_EVERY)

    def _enter(self, app: "KitchenApp", kitchen: Kitchen) -> None:
        while len(app.screen_stack) > 1:
            app.pop_screen()
        app.kitchen_name = kitchen.name
        app.follow(self.door.enter(kitchen))


def _show(app: "KitchenApp", screen: SignInScreen) -> None:
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.push_screen(screen)


def _say(app: "KitchenApp", words: str) -> None:
    if isinstance(app.screen, SignInScreen):
        app.screen.say(words)
