"""A display's line to a real server, with everything that it said."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from aiohttp.test_utils import TestServer

from kds_tui.core.events import Event
from kds_tui.net.connection import Connection
from kds_tui.net.outbox import Outbox
from server.wire.orders import KitchenOrder
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE

E = TypeVar("E")


class MemoryTokens:
    """A stored login of the test's own."""

    def __init__(self, access: str, refresh: str = "") -> None:
        self.pair = (access, refresh)
        self.saved = 0
        self.locked = False
        self.key = ""

    def access(self) -> str:
        return self.pair[0]

    def refresh(self) -> str:
        return self.pair[1]

    def refresh_key(self) -> str:
        assert self.locked
        self.key = self.key or uuid4().hex
        return self.key

    def save(self, access: str, refresh: str) -> None:
        assert self.locked
        self.pair = (access, refresh)
        self.saved += 1
        self.key = ""

    @contextmanager
    def changing(self) -> Iterator[None]:
        self.locked = True
        try:
            yield
        finally:
            self.locked = False


class RecordedEvents:
    """Every event of a connection, to be waited for."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._more = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self._more.set()

    async def wait(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True, after: int = 0) -> E:
        """The first event of a kind that fits, past or to come."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for event in self.events[after:]:
                    if isinstance(event, kind) and fits(event):
                        return event
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def following(
    server: TestServer | str, place: Place, tokens: MemoryTokens, outbox: Outbox | None = None, **options: Any
) -> AsyncIterator[tuple[Connection, RecordedEvents]]:
    """A connection that runs, and what it says."""
    address = server if isinstance(server, str) else str(server.make_url("/"))
    connection = Connection(address, place.slug, tokens, outbox or Outbox(None), **options)
    heard = RecordedEvents()
    task = asyncio.create_task(connection.run(heard))
    try:
        yield connection, heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def owner_tokens(place: Place) -> MemoryTokens:
    """The owner's login, without renewal."""
    assert place.owner.token is not None
    return MemoryTokens(place.owner.token)


async def until(fits: Callable[[], bool]) -> None:
    """Wait for what tells nobody of itself, such as a file or a screen."""
    async with asyncio.timeout(PATIENCE):
        while not fits():  # a file has no event to wait for
            await asyncio.sleep(0.01)


async def placed(place: Place, *lines: dict[str, Any], **values: Any) -> KitchenOrder:
    reply = await place.order(*lines, **values)
    assert reply.status == 201, reply
    return KitchenOrder.model_validate(reply.body)
