"""What a printer's program asks of the server and tells it besides the kitchen's events."""

import asyncio
from datetime import datetime
from typing import Any

from kds_tui.net.backend import LoginEnded, Refused, Unreachable
from kds_tui.net.http_client import HttpClient
from kds_tui.printing.service import PrinterState
from server.wire.printers import DisplaysSeen

HEARTBEAT_SECONDS = 60.0
"""The server takes a printer of which it hears nothing for three minutes for silent."""
AGAIN_SECONDS = 5.0


class ServerReporter:
    """Keeps the server informed of one printer; the newest state goes out as soon as there is a line."""

    def __init__(self, client: HttpClient, slug: str, name: str) -> None:
        self._client, self._slug, self._name = client, slug, name
        self._state = PrinterState("", 0)
        self._news = asyncio.Event()

    async def displays_seen_at(self) -> datetime | None:
        """When a display of the kitchen was connected last."""
        answer = await self._client.get(f"/api/kitchen/{self._slug}/displays/")
        return DisplaysSeen.model_validate(answer).seen_at

    def report(self, state: PrinterState) -> None:
        """Take over how the printer is."""
        self._state = state
        self._news.set()

    async def run(self) -> None:
        """Report until cancelled: each change, and every minute that nothing has changed."""
        while True:
            self._news.clear()
            pause = HEARTBEAT_SECONDS if await self._reported() else AGAIN_SECONDS
            try:
                await asyncio.wait_for(self._news.wait(), pause)
            except TimeoutError:
                continue

    async def _reported(self) -> bool:
        state = self._state
        body: dict[str, Any] = {"name": self._name, "problem": state.problem[:200], "waiting": state.waiting}
        try:
            await self._client.put(f"/api/kitchen/{self._slug}/printers/", body)
        except (Unreachable, Refused, LoginEnded):
            return False
        return True
