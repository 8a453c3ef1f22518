"""The reconciliation loop, round by round: what was missed is read anew, and only that."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from server.accounts.tokens import read_access
from server.db.pool import BasePool, open_pool
from server.events.model import OrderChanged
from server.kitchen.display_connection import DisplayConnection
from server.kitchen.hub import Hub
from server.kitchen.presence import Presence
from server.kitchen.reconcile import Reconciler
from server.kitchen.snapshot import KitchenState
from server.menu.cache import MenuCache
from server.orders.board import Boards
from server.orders.status_cache import StatusCache
from server.orders.status_watchers import Watchers
from server.orders.store import find_order
from server.settings import Settings
from tests.conftest import SECRET
from tests.fixtures.api import MakeRestaurant, Place
from tests.kitchen.test_display_connection import Socket

pytestmark = pytest.mark.shared_server


@dataclass
class Process:
    """A server process of our own, which gets no notifications but those that a test gives it."""

    pool: BasePool
    menus: MenuCache
    hub: Hub
    cache: StatusCache
    watchers: Watchers
    boards: Boards
    reconciler: Reconciler

    async def display(self, place: Place) -> "Display":
        caller = read_access(place.owner.token or "", SECRET)
        display = Display(Socket(), caller, None)
        await self.hub.join(UUID(place.id), display)
        return display

    async def cached(self, place: Place) -> UUID:
        """An order of `place` whose status is cached."""
        order = await find_order(self.pool, UUID((await place.order()).body["id"]))
        assert order is not None
        self.cache.put(order)
        return order.id


class Display(DisplayConnection):
    """Counts its snapshots."""

    def __init__(self, socket: Socket, caller: object, station: str | None) -> None:
        super().__init__(socket, None, caller, station)  # type: ignore[arg-type]
        self.snapshots = 0

    def release(self, snapshot: bytes, revisions: object) -> None:
        self.snapshots += 1
        super().release(snapshot, revisions)  # type: ignore[arg-type]

    def told(self) -> list[dict[str, Any]]:
        """What was sent to it."""
        return [json.loads(text) for text in cast("Socket", self._socket).sent]


class Readings:
    """Keeps each snapshot of a hub from being sent once it is read, until the next one is wanted."""

    def __init__(self, hub: Hub) -> None:
        self._read, self._go = asyncio.Semaphore(0), asyncio.Semaphore(0)
        self._under_way = False
        read_state = hub.read_state

        async def read_and_wait(restaurant_id: UUID) -> KitchenState:
            state = await read_state(restaurant_id)
            self._read.release()
            await self._go.acquire()
            return state

        hub.read_state = read_and_wait  # type: ignore[method-assign]

    async def next(self) -> None:
        """Let the snapshot that was read go out, and wait until the next one is read."""
        if self._under_way:
            self._go.release()
        await self._read.acquire()
        self._under_way = True

    def end(self) -> None:
        """Let the last one go out."""
        self._go.release()


@pytest.fixture
async def process(settings: Settings) -> AsyncIterator[Process]:
    async with await open_pool(settings) as pool:
        menus, cache = MenuCache(pool), StatusCache()
        hub, watchers = Hub(pool, menus, Presence(pool)), Watchers(cache)
        boards = Boards(pool)
        reconciler = Reconciler(pool, menus, hub, cache, watchers, boards)
        yield Process(pool, menus, hub, cache, watchers, boards, reconciler)


async def test_a_lost_change_is_a_snapshot_in_the_second_round(process: Process, restaurant: Place) -> None:
    """In the first it may be late; one that comes meanwhile needs none; a neighbour gets none."""
    display = await process.display(restaurant)
    await process.reconciler.run_once()
    await restaurant.order()
    await process.reconciler.run_once()
    assert display.snapshots == 1
    await process.reconciler.run_once()
    assert display.snapshots == 2
    placed = (await restaurant.order()).body
    await process.reconciler.run_once()
    process.hub.on_event(
        OrderChanged(
            UUID(restaurant.id), 2, UUID(placed["id"]), await find_order(process.pool, UUID(placed["id"]))
        )
    )
    for _ in range(3):
        await process.reconciler.run_once()
    assert display.snapshots == 2


async def test_a_display_that_comes_hides_no_loss_from_those_that_are_there(
    process: Process, restaurant: Place
) -> None:
    """Its own snapshot tells the others nothing: what was lost before, a change or an 86, is sent to them as ever."""
    first = await process.display(restaurant)
    await restaurant.order()
    await process.display(restaurant)
    for _ in range(2):
        await process.reconciler.run_once()
    assert first.snapshots == 2
    coke = restaurant.item("Coke")["id"]
    await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"available": False})
    process.menus.forget(UUID(restaurant.id))
    await process.display(restaurant)
    await process.reconciler.run_once()
    assert first.snapshots == 3


async def test_a_display_that_was_exchanged_during_a_snapshot_is_missed(
    process: Process, restaurant: Place
) -> None:
    """A snapshot for those that were there is none for all, though the number of displays is the same."""
    stays, goes = await process.display(restaurant), await process.display(restaurant)
    (channel,) = process.hub.channels
    await restaurant.order()
    channel.displays.discard(goes)
    await process.hub._send_snapshot(channel, [goes])
    for _ in range(2):
        await process.reconciler.run_once()
    assert stays.snapshots == 2


async def test_an_order_is_shown_that_comes_while_a_second_snapshot_is_read(
    process: Process, restaurant: Place
) -> None:
    """The snapshot before lets messages through again: the one that is read without the order must not go behind it."""
    display = await process.display(restaurant)
    (channel,) = process.hub.channels
    readings = Readings(process.hub)
    writer = asyncio.create_task(display.write_forever())
    snapshots = [asyncio.create_task(process.hub.send_snapshots(channel)) for _ in range(2)]
    await readings.next()
    await readings.next()
    placed = await find_order(process.pool, UUID((await restaurant.order()).body["id"]))
    assert placed is not None
    process.hub.on_event(OrderChanged(UUID(restaurant.id), 1, placed.id, placed))
    await asyncio.sleep(0)
    readings.end()
    await asyncio.gather(*snapshots)
    while display._waiting:
        await asyncio.sleep(0)
    writer.cancel()
    assert [told["type"] for told in display.told()][-2:] == ["snapshot", "order"]


async def test_another_menu_is_sent_where_its_availability_differs(
    process: Process, restaurant: Place
) -> None:
    """An 86 that was not notified is a snapshot at once; a price is none, and the menu that is held is given up."""
    display = await process.display(restaurant)
    held = process.menus.find_held(UUID(restaurant.id))
    coke = restaurant.item("Coke")["id"]
    await process.pool.execute("UPDATE items SET name = 'Cola' WHERE id = $1", coke)
    await process.pool.execute("UPDATE restaurant_state SET menu_version = menu_version + 1")
    await process.reconciler.run_once()
    assert display.snapshots == 1
    assert process.menus.find_held(UUID(restaurant.id)) is not held
    await restaurant.owner.patch(f"/api/kitchen/items/{coke}/", {"available": False})
    await process.reconciler.run_once()
    assert display.snapshots == 2
    await process.reconciler.run_once()
    assert display.snapshots == 2


async def test_statuses_are_dropped_where_a_change_was_lost(
    process: Process, make_restaurant: MakeRestaurant
) -> None:
    """At the first look, as nobody counted until then, and in the second round after a loss; a neighbour's stay."""
    place, neighbour = await make_restaurant(), await make_restaurant()
    first = [await process.cached(place), await process.cached(neighbour)]
    await process.reconciler.run_once()
    assert [process.cache.get(order_id) for order_id in first] == [None, None]
    mine, others = await process.cached(place), await process.cached(neighbour)
    process.reconciler.on_event(OrderChanged(UUID(neighbour.id), 2, others))
    await process.reconciler.run_once()
    assert process.cache.get(mine) is not None
    await process.reconciler.run_once()
    assert (process.cache.get(mine) is None, process.cache.get(others) is None) == (True, False)


async def test_a_board_is_read_anew_where_a_change_was_lost(process: Process, restaurant: Place) -> None:
    """It shows what it showed while the change may be late, and the new number once it is known to be lost."""
    place = UUID(restaurant.id)
    await process.reconciler.run_once()
    await process.boards.get(place)
    await process.reconciler.run_once()
    assert (await process.boards.get(place)).preparing == ()
    await restaurant.order()
    await process.reconciler.run_once()
    assert (await process.boards.get(place)).preparing == ()
    await process.reconciler.run_once()
    assert (await process.boards.get(place)).preparing == (1,)


async def test_watchers_wake_where_a_change_was_lost(process: Process, restaurant: Place) -> None:
    """A stream is woken to read its order anew, and left alone while nothing is missing."""
    order_id = UUID((await restaurant.order()).body["id"])
    watcher = process.watchers.add(order_id, UUID(restaurant.id))
    await process.reconciler.run_once()
    watcher.changed.clear()
    await process.reconciler.run_once()
    await process.reconciler.run_once()
    assert not watcher.changed.is_set()
    await restaurant.owner.patch(f"/api/kitchen/orders/{order_id}/", {"status": "preparing"})
    await process.reconciler.run_once()
    await process.reconciler.run_once()
    assert watcher.changed.is_set()


async def test_a_restaurant_that_nobody_follows_is_not_asked_for(process: Process, restaurant: Place) -> None:
    """Once its display has left and its orders are cached no more, a round reads nothing of it."""
    display = await process.display(restaurant)
    process.hub.leave(UUID(restaurant.id), display)
    assert process.hub.channels == []
    process.menus.forget(UUID(restaurant.id))
    await process.reconciler.run_once()
    assert display.snapshots == 1
    process.reconciler.on_event(OrderChanged(uuid4(), 1, uuid4()))


async def test_a_wrong_notification_shows_no_other_restaurants_order(
    process: Process, make_restaurant: MakeRestaurant
) -> None:
    """One that names an order of another restaurant sends nothing; one that names its own sends it."""
    here, there = await make_restaurant(), await make_restaurant()
    display = await process.display(here)
    own, foreign = [UUID((await place.order()).body["id"]) for place in (here, there)]
    display._waiting.clear()
    for number, order_id in enumerate((foreign, own), 1):
        process.hub.on_event(OrderChanged(UUID(here.id), number, order_id))
    await asyncio.gather(*process.hub._tasks)
    assert [message.order_id for message in display._waiting] == [own]


async def test_many_reasons_for_a_snapshot_at_once_are_one_snapshot(
    process: Process, restaurant: Place
) -> None:
    """A printer that comes and goes a hundred times sends no hundred snapshots; one that fails keeps none from coming."""
    display = await process.display(restaurant)
    for _ in range(100):
        process.hub.resync(UUID(restaurant.id))
    await asyncio.gather(*process.hub._tasks)
    assert display.snapshots == 2
    (channel,) = process.hub.channels
    async with channel.snapshot_lock:
        process.hub.resync(UUID(restaurant.id))
        await asyncio.sleep(0)
        for task in process.hub._tasks:
            task.cancel()
        await asyncio.gather(*process.hub._tasks, return_exceptions=True)
    process.hub.resync(UUID(restaurant.id))
    await asyncio.gather(*process.hub._tasks)
    assert display.snapshots == 3
