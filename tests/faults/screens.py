"""Kitchen displays as simple as their rules allow, and their cook, who stays logged in."""

import asyncio
import contextlib
import itertools
import json
from typing import Any

import aiohttp

from server.wire.vocabulary import OPEN

LOGGED_OUT = 4401


class Cook:
    """Somebody who is logged in, and swaps a token that is good no longer for the next."""

    def __init__(self, urls: list[str], tokens: dict[str, str]) -> None:
        self._urls = itertools.cycle(urls)
        self.token, self._refresh = tokens["access"], tokens["refresh"]
        self._renewing = asyncio.Lock()

    async def renew(self, refused: str) -> None:
        """Get another token than `refused`, from the next address."""
        async with self._renewing:
            if self.token == refused:
                await self._swap(f"{next(self._urls)}/api/auth/refresh/")

    async def _swap(self, url: str) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, json={"refresh": self._refresh}) as answer,
        ):
            body = await answer.json()
            assert answer.status == 200, f"the cook was logged out: {body}"
            self.token, self._refresh = body["access"], body["refresh"]


class Screen:
    """A kitchen display reduced to its rules: a snapshot replaces all, an order with a higher revision one."""

    def __init__(self, url: str, slug: str, cook: Cook) -> None:
        self._url, self._cook = f"{url}/ws/kitchen/{slug}/", cook
        self.orders: dict[str, dict[str, Any]] = {}
        self.connected = False

    async def run(self) -> None:
        """Follow until cancelled; come back whenever the connection is lost."""
        async with aiohttp.ClientSession() as session:
            while True:
                with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
                    await self._follow(session)
                self.connected = False
                await asyncio.sleep(0.2)

    async def _follow(self, session: aiohttp.ClientSession) -> None:
        token = self._cook.token
        headers = {"Authorization": f"Bearer {token}"}
        async with session.ws_connect(
            self._url, headers=headers, heartbeat=2, timeout=aiohttp.ClientWSTimeout(ws_close=1)
        ) as socket:
            async for message in socket:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    break  # aiohttp tells a missing pong by a message of its own
                self._apply(json.loads(message.data))
                self.connected = True
        if socket.close_code == LOGGED_OUT:
            await self._cook.renew(token)

    def _apply(self, message: dict[str, Any]) -> None:
        if message["type"] == "snapshot":
            self.orders = {order["id"]: order for order in message["orders"]}
        elif message["type"] == "order":
            order = message["order"]
            held = self.orders.get(order["id"])
            if held is None or held["revision"] < order["revision"]:
                self.orders[order["id"]] = order

    def shown(self) -> dict[str, int]:
        """What it shows: revisions of the open orders."""
        return {id_: order["revision"] for id_, order in self.orders.items() if order["status"] in OPEN}
