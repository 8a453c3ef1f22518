"""A display on a screen without a terminal: keys go in, and what a cook would read comes out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer
from textual.pilot import Pilot

from kds_tui.config import Config
from kds_tui.core.controller import Controller
from kds_tui.core.ticket_list import View
from kds_tui.net.backend import Backend
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from kds_tui.net.remembered_orders import RememberedOrders
from kds_tui.ui.app import KitchenApp
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE
from tests.kds.net.connections import owner_tokens

QUICK = Config.model_validate({"keys": {"bounce_ms": 0}})


class Driver:
    """A running display."""

    def __init__(self, app: KitchenApp, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def controller(self) -> Controller:
        """The cook's state."""
        return self.app.display_state.controller

    def text(self) -> str:
        """What is on the screen, row by row."""
        rows = (strip.text for strip in self.app.screen._compositor.render_strips())
        return "\n".join(rows).replace("\u00a0", " ")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def sees(self, *words: str) -> str:
        """Wait until all of these words are on the screen."""
        await self.until(lambda: all(word in self.text() for word in words), f"{words} on the screen")
        return self.text()

    async def loses(self, *words: str) -> None:
        """Wait until none of these words is on the screen."""
        await self.until(lambda: not any(word in self.text() for word in words), f"no {words} on the screen")

    async def until(self, fits: Callable[[], bool], what: str = "it") -> None:
        """Wait for something; the screen is in the failure."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not fits():
                    await self.pilot.pause(0.02)
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what}:\n{self.text()}") from None


@asynccontextmanager
async def run_display(app: KitchenApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Driver]:
    """Run a display."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)


def display(backend: Backend, config: Config = QUICK, view: View | None = None, **options: Any) -> KitchenApp:
    """A display that follows a backend."""
    return KitchenApp(config, view or View(), name="Luigi's", backend=backend, **options)


def server_display(
    server: TestServer | str, place: Place, view: View | None = None, folder: Path | None = None
) -> KitchenApp:
    """A display of a restaurant on a real server, logged in as its owner; it keeps what it keeps in `folder`."""
    address = server if isinstance(server, str) else str(server.make_url("/"))
    view = view or View()
    outbox, remembered = Outbox(None), RememberedOrders(folder / "orders" if folder else None)
    backend = Connection(address, place.slug, owner_tokens(place), outbox, remembered=remembered)
    return display(backend, view=view)
