"""The public board: numbers alone, read once between two changes."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.db.pool import BasePool, open_pool
from server.events.model import MenuChanged, OrderChanged
from server.orders.board import Board, Boards
from server.settings import Settings
from tests.fixtures.api import Place


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[BasePool]:
    """Connections of our own."""
    async with await open_pool(settings) as pool:
        yield pool


class CountingPool:
    """Counts what is read through it."""

    def __init__(self, pool: BasePool) -> None:
        self._pool = pool
        self.reads = 0

    async def fetch(self, *arguments: Any) -> Any:
        self.reads += 1
        return await self._pool.fetch(*arguments)


async def move(place: Place, order: dict[str, Any], *steps: str) -> None:
    for step in steps:
        reply = await place.owner.patch(f"/api/kitchen/orders/{order['id']}/", {"status": step})
        assert reply.status == 200


async def test_the_board_has_the_numbers_that_are_made_and_ready(restaurant: Place, pool: BasePool) -> None:
    """Oldest first; what is held, completed or cancelled is on neither side."""
    orders = [(await restaurant.order()).body for _ in range(6)]
    await move(restaurant, orders[1], "preparing")
    await move(restaurant, orders[2], "preparing", "ready")
    await move(restaurant, orders[3], "preparing", "ready", "completed")
    await move(restaurant, orders[4], "cancelled")
    await restaurant.owner.patch(f"/api/restaurants/{restaurant.id}/", {"hold_unproven": True})
    await restaurant.order()
    assert await Boards(pool).get(UUID(restaurant.id)) == Board((1, 2, 6), (3,))


async def test_a_board_is_read_once_between_two_changes(restaurant: Place, pool: BasePool) -> None:
    """Sixty who look at the same moment, and later ones, cost one reading; an order that changes costs one more."""
    await restaurant.order()
    counting = CountingPool(pool)
    boards, place = Boards(counting), UUID(restaurant.id)  # type: ignore[arg-type]
    await asyncio.gather(*(boards.get(place) for _ in range(60)))
    await boards.get(place)
    boards.on_event(MenuChanged(place))
    boards.on_event(OrderChanged(uuid4(), 1, uuid4()))
    await boards.get(place)
    assert counting.reads == 1
    await restaurant.order()
    boards.on_event(OrderChanged(place, 2, uuid4()))
    assert (await boards.get(place)).preparing == (1, 2)
    assert counting.reads == 2


async def test_boards_are_bounded(pool: BasePool, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for two the one that was looked at longest ago goes; all go a minute after the last look."""
    monkeypatch.setattr("server.orders.board.CAPACITY", 2)
    now = [1000.0]
    monkeypatch.setattr("server.orders.board.time.monotonic", lambda: now[0])
    boards, places = Boards(pool), [uuid4() for _ in range(3)]
    for place in (places[0], places[1], places[0], places[2]):
        await boards.get(place)
    assert boards.restaurants() == {places[0], places[2]}
    now[0] += 60.0
    assert boards.restaurants() == {places[0], places[2]}
    now[0] += 0.5
    assert boards.restaurants() == set()


@pytest.mark.parametrize("shown", [60])
async def test_a_board_shows_as_many_numbers_as_it_has_room_for(
    restaurant: Place, pool: BasePool, shown: int
) -> None:
    """Of 62 that are made the 60 oldest are shown."""
    await asyncio.gather(*(restaurant.order() for _ in range(62)))
    assert len((await Boards(pool).get(UUID(restaurant.id))).preparing) == shown
