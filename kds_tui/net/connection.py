"""The line to the server: its socket, and what is sent back. It imports nothing of the screens.

The socket is trusted for nothing but the last snapshot and the orders after it. Pings of our own find a
dead line within seconds; bumps wait in the outbox while there is none.
"""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from aiohttp.client_exceptions import WSServerHandshakeError

from kds_tui.core.actions import Action
from kds_tui.core.events import ClockSet, LoggedOut, Offline, Omitted, Online, Remembered, StorageFailed
from kds_tui.core.kitchen_menu import Menu, kitchen_menu
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.net.backend import Emit, LoginEnded, Unreachable
from kds_tui.net.http_client import UNAUTHORIZED, HttpClient, TokenStore, cause
from kds_tui.net.incoming import Message, OpenOrders, read_messages
from kds_tui.net.outbox import Outbox
from kds_tui.net.remembered_orders import RememberedOrders
from kds_tui.net.sender import Sender
from kds_tui.net.supervision import keep_going, stop
from server.wire.kitchen_day import KitchenDay
from server.wire.kitchen_messages import KitchenSnapshot
from server.wire.public_menu import PublicMenu

PING_EVERY = 1.5
SILENCE = 4.0
OPEN_WITHIN = 5.0
AT_ONCE = -1
LONGEST_WAIT = 8.0
MOST_BYTES = 32 * 1024 * 1024

UNAUTHENTICATED, NOT_A_MEMBER, REMOVED, TOO_SLOW = 4401, 4404, 4403, 1013
WHY_OUT = {
    NOT_A_MEMBER: gettext_noop("This login has no such restaurant."),
    REMOVED: gettext_noop("This login was removed from the restaurant."),
    UNAUTHENTICATED: gettext_noop("The login has ended. Log in again, or pair this display again."),
}
_CLOSING = {WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR}


class _Out(Exception):
    """The server has closed the socket for good; `why` is for a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Connection:
    """A kitchen on a server. `outbox` outlives it. `is_watched` False: no cook sees what it gets.

    `station` narrows it to the orders of one; a display follows all of them, as it tells how many a table has.
    """

    def __init__(
        self,
        server: str,
        slug: str,
        tokens: TokenStore,
        outbox: Outbox,
        station: str | None = None,
        remembered: RememberedOrders | None = None,
        *,
        is_watched: bool = True,
    ) -> None:
        self.server, self.slug, self.station = server.rstrip("/"), slug, station
        self._tokens, self._outbox, self._remembered = tokens, outbox, remembered or RememberedOrders(None)
        self._is_watched = is_watched
        self._orders = OpenOrders()
        self._emit: Emit = lambda _: None
        self._last_word = time.monotonic()
        self._socket: ClientWebSocketResponse | None = None
        self._session: ClientSession | None = None
        self._sender: Sender | None = None
        self._noting: asyncio.Future[None] | None = None
        self._failures = 0
        self._renewed = False

    async def run(self, emit: Emit) -> None:
        """Follow the kitchen until cancelled or logged out."""
        self._emit = emit
        emit(self._remembered.last)
        async with ClientSession() as session:
            client = HttpClient(session, self.server, self._tokens)
            self._session = session
            self._sender = Sender(client, self.slug, self._outbox, self._orders, emit)
            sending = self._keep_going(self._sender.run)
            listening = self._keep_going(lambda: self._listen(client))
            try:
                done, _ = await asyncio.wait({sending, listening}, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            except (_Out, LoginEnded) as end:
                await self._forget()
                emit(LoggedOut(gettext(end.why if isinstance(end, _Out) else WHY_OUT[UNAUTHENTICATED])))
            finally:
                await stop(sending, listening)
                await self._sender.close()

    def submit(self, action: Action) -> None:
        """Keep an action and send it as soon as there is a line."""
        self._outbox.add(action)
        if self._sender:
            self._sender.wake()

    def withdraw(self, key: str) -> bool:
        """Take back an action that has not been sent."""
        return self._sender.withdraw(key) if self._sender else self._outbox.remove(key)

    def kept(self) -> Sequence[Action]:
        """What is waiting to be sent."""
        return tuple(self._outbox.actions)

    def remember(self, now: Remembered) -> None:
        """Note what the display shows."""
        writing = self._noting is not None and not self._noting.done()
        if not writing and self._remembered.is_news(now):
            self._noting = asyncio.ensure_future(self._note(now))

    async def _note(self, now: Remembered) -> None:
        try:
            await asyncio.to_thread(self._remembered.note, now)
        except OSError as failure:
            self._emit(StorageFailed(failure.strerror or str(failure)))

    async def _forget(self) -> None:
        if self._noting is not None:
            await asyncio.wait([self._noting])
        with suppress(OSError):
            await asyncio.to_thread(self._remembered.forget_orders)

    def look_up(self, order_ids: Sequence[UUID]) -> None:
        """Ask what became of orders that are missing from the snapshot."""
        if self._sender:
            self._sender.look_up(order_ids)

    def silence(self) -> float:
        """Seconds since the last word of the server."""
        return time.monotonic() - self._last_word

    async def day(self) -> KitchenDay:
        """The orders of the day."""
        return KitchenDay.model_validate(await self._client().get(f"/api/kitchen/{self.slug}/day/"))

    def _client(self) -> HttpClient:
        if self._session is None:
            raise Unreachable(gettext("not connected yet"))
        return HttpClient(self._session, self.server, self._tokens)

    async def menu(self) -> Menu:
        """What is on the menu, as diners see it."""
        client = self._client()
        menu = PublicMenu.model_validate(await client.get(f"/api/public/menu/{self.slug}/"))
        return kitchen_menu(menu)

    def _keep_going(self, run: Callable[[], Coroutine[Any, Any, None]]) -> "asyncio.Task[None]":
        """Begin a work anew wherever it ends, but by the end of the login."""
        return asyncio.create_task(keep_going(run, self._begin_anew, ends=(_Out, LoginEnded)))

    def _begin_anew(self, why: str) -> None:
        """A fault of the program: out of touch until the next snapshot, which is asked for at once."""
        self._lost(why)
        if self._socket is not None:
            self._failures = AT_ONCE
            self._closing = asyncio.ensure_future(self._socket.close())

    async def _listen(self, client: HttpClient) -> None:
        while True:
            try:
                why = await self._follow(client)
            except (ClientError, OSError, TimeoutError) as failure:
                why = cause(failure)
            except Unreachable as failure:
                why = failure.why
            except ValueError:
                why = gettext("it speaks another version: update this display")
            self._lost(why)
            await asyncio.sleep(self._pause())

    def _lost(self, why: str) -> None:
        if self._sender:
            self._sender.pause()
        if self._failures >= 0:
            self._emit(Offline(why))

    def _pause(self) -> float:
        """How long to wait before the next try: longer each time, and never all displays at once."""
        failures, self._failures = self._failures, self._failures + 1
        if failures < 0:
            return 0
        return random.uniform(0.2, min(LONGEST_WAIT, 0.5 * 2**failures))  # noqa: S311  # jitter, no secret

    async def _follow(self, client: HttpClient) -> str:
        """One socket from its opening to its end; says why it ended."""
        token = self._tokens.access()
        try:
            async with asyncio.timeout(OPEN_WITHIN):
                socket = await self._open(client.session, token)
        except WSServerHandshakeError as failure:
            return await self._ended(failure.status, client, token)
        pinging = asyncio.create_task(_ping(socket))
        self._socket = socket
        try:
            code = await self._receive(socket)
        finally:
            self._socket = None
            await stop(pinging)
            await socket.close()
        return await self._ended(code, client, token)

    async def _open(self, session: ClientSession, token: str) -> ClientWebSocketResponse:
        return await session.ws_connect(
            self._url(),
            headers={"Authorization": f"Bearer {token}"},
            autoping=False,
            max_msg_size=MOST_BYTES,
            timeout=ClientWSTimeout(ws_close=1.0),
        )

    def _url(self) -> str:
        told = {"station": self.station or "", "as": "" if self._is_watched else "printer"}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{self.server.replace('http', 'ws', 1)}/ws/kitchen/{self.slug}/?{query}".rstrip("?")

    async def _receive(self, socket: ClientWebSocketResponse) -> int:
        """Read until the socket closes; the code with which it did."""
        while True:
            message = await socket.receive(timeout=SILENCE)
            if message.type in _CLOSING:
                return socket.close_code or 0
            self._last_word = time.monotonic()
            if message.type is WSMsgType.PING:
                await socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                for event in read_messages(message.data):
                    self._receive_event(event)

    def _receive_event(self, message: Message) -> None:
        self._orders.take(message)
        if isinstance(message, KitchenSnapshot):
            self._failures, self._renewed = 0, False
            self._emit(ClockSet(message.server_time))
            self._emit(Online())
        if isinstance(message, Omitted):
            self.look_up([message.order_id])
        else:
            self._emit(message)
        if isinstance(message, KitchenSnapshot) and self._sender:
            self._sender.resume()

    async def _ended(self, code: int, client: HttpClient, token: str) -> str:
        """What the end of a socket means; raises where it is for good.

        A login that was renewed and is refused all the same has ended.
        """
        if code in {NOT_A_MEMBER, REMOVED}:
            raise _Out(WHY_OUT[code])
        if code in {UNAUTHENTICATED, UNAUTHORIZED}:
            if self._renewed:
                raise LoginEnded
            await client.renew(token)
            self._renewed, self._failures = True, AT_ONCE
            return gettext("renewing the login")
        slow = code == TOO_SLOW
        return (
            gettext("this display was too slow; it is catching up")
            if slow
            else gettext("it hung up (%d)") % code
        )


async def _ping(socket: ClientWebSocketResponse) -> None:
    while not socket.closed:
        await socket.ping()
        await asyncio.sleep(PING_EVERY)
