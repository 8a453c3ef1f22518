"""Telling diners, on their phones, that an order is ready or was cancelled, also where its page is closed.

A message is owed until it is delivered. The process in which an order changed delivers it at once; should it stop
meanwhile, any process claims the message in its next round. Nothing here waits for a push service within a transaction.
"""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

import aiohttp
import structlog

from server.background import in_rounds
from server.db.pool import BasePool
from server.domain.errors import Conflict, NotFound
from server.events.model import Event, OrderChanged
from server.http.trust import read_certificates
from server.push import store
from server.push.keys import PushKey, read_or_make_key
from server.push.message import Said, encrypt, headers, payload
from server.push.store import Owed, Subscription
from server.wire.vocabulary import OrderStatus

log = structlog.get_logger()

MOST_OF_AN_ORDER = 5
"""Browsers that are told about one order."""
MOST_AT_ONCE = 50
ROUND_SECONDS = 15.0
LONGEST_ROUND = 60.0
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
WORTH_ANOTHER_TRY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})

SayPush = Callable[[OrderStatus, int, str, str], Said]
"""Says what became of an order: its status and number, the restaurant's name, the diner's language."""


class Pushes:
    """Subscriptions to orders, and the messages that are owed to them."""

    def __init__(self, pool: BasePool, session: aiohttp.ClientSession, say: SayPush, contact: str) -> None:
        self._key: PushKey | None = None
        self._pool, self._session, self._say, self._contact = pool, session, say, contact
        self._changed: set[UUID] = set()
        self._wake = asyncio.Event()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._deliveries: set[asyncio.Task[None]] = set()

    async def key(self) -> PushKey:
        """Return this database's key, read when it is first needed: a server starts also while the database is away."""
        if self._key is None:
            self._key = await read_or_make_key(self._pool)
        return self._key

    async def subscribe(self, order_id: UUID, to: Subscription) -> None:
        """Tell a browser about an order. NotFound where it is no open order, Conflict where as many are told as may be."""
        async with self._pool.acquire() as connection, connection.transaction():
            await store.lock_order(connection, order_id)
            restaurant_id = await store.find_restaurant_of_open_order(connection, order_id)
            if restaurant_id is None:
                raise NotFound("There is no such order, or it has ended. Nothing was changed.")
            if await store.count_others(connection, order_id, to.endpoint) >= MOST_OF_AN_ORDER:
                raise Conflict(
                    f"{MOST_OF_AN_ORDER} devices are told about this order already. Nothing was changed."
                )
            await store.put_subscription(connection, order_id, restaurant_id, to)
        self._attend(order_id)

    def on_event(self, event: Event) -> None:
        """Note that an order became ready or was cancelled, where that was done in this process."""
        if isinstance(event, OrderChanged) and event.order is not None and event.order.status in store.TOLD:
            self._attend(event.order_id)

    def resync(self, restaurant_id: UUID) -> None:
        """Nothing is held that an event would change: rounds find what is owed."""

    def _attend(self, order_id: UUID) -> None:
        self._changed.add(order_id)
        self._wake.set()

    async def run_forever(self) -> None:
        """Deliver what the orders that change here owe, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            changed, self._changed = list(self._changed), set()
            await self._deliver_owed(changed)

    async def run_rounds_forever(self) -> None:
        """Deliver what was left, and forget what is old, until cancelled."""
        await in_rounds("the rounds of messages", self.run_once, pause=ROUND_SECONDS, longest=LONGEST_ROUND)

    async def run_once(self) -> None:
        """One round."""
        await store.forget_old(self._pool)
        await self._deliver_owed(None)

    async def close(self) -> None:
        """Give up what is on its way; it is owed still."""
        for task in self._deliveries:
            task.cancel()
        if self._deliveries:
            await asyncio.wait(self._deliveries)

    async def _deliver_owed(self, orders: list[UUID] | None) -> None:
        for owed in await store.claim_owed(self._pool, orders):
            await self._slots.acquire()
            task = asyncio.create_task(self._deliver(owed))
            self._deliveries.add(task)
            task.add_done_callback(self._is_done)

    def _is_done(self, task: "asyncio.Task[None]") -> None:
        self._deliveries.discard(task)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a message to a diner's phone was not sent", error=error)

    async def _deliver(self, owed: Owed) -> None:
        status = await self._send(owed)
        if status in GONE:
            await store.forget_endpoint(self._pool, owed.to.endpoint)
        elif status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in WORTH_ANOTHER_TRY:
            await store.forget(self._pool, owed.order_id, owed.to.endpoint)
        if status >= HTTPStatus.MULTIPLE_CHOICES and status not in GONE:
            log.warning("a push service did not take a message", status=status)

    async def _send(self, owed: Owed) -> int:
        said = self._say(owed.status, owed.number, owed.restaurant, owed.to.language)
        await read_certificates()
        async with self._session.post(
            owed.to.endpoint,
            data=encrypt(payload(said, owed.order_id), owed.to),
            headers=headers(await self.key(), owed.to.endpoint, self._contact, owed.order_id),
            allow_redirects=False,
        ) as answer:
            return answer.status
