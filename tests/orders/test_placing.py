"""Orders that go to the database together."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from server.db.pool import BasePool, open_pool
from server.orders.ids import new_order_id
from server.orders.model import Order
from server.orders.placing import LANES, Placing
from server.orders.queries import Placement
from server.settings import Settings
from tests.fixtures.api import MakeRestaurant, Place

SOON = 3.0
"""Seconds; less than a statement may take."""


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[BasePool]:
    """Connections of our own."""
    async with await open_pool(settings) as pool:
        yield pool


async def test_orders_of_one_moment_share_a_commit(pool: BasePool, restaurant: Place) -> None:
    """Forty orders at once get the numbers 1 to 40, in fewer than ten transactions."""
    placing = Placing(pool)
    placements = [await _placement(pool, restaurant) for _ in range(40)]
    records = await asyncio.gather(*map(placing.place, placements))
    assert [record["number"] for record in records] == list(range(1, 41))
    assert await pool.fetchval("SELECT count(DISTINCT xmin::text) FROM orders") < 10


async def test_a_key_twice_in_one_moment_is_one_order(pool: BasePool, restaurant: Place) -> None:
    """Two orders of one key that go together are one, and the second hears which."""
    placing = Placing(pool)
    twice = [await _placement(pool, restaurant, key="once") for _ in range(2)]
    first, second = await asyncio.gather(*map(placing.place, twice))
    assert (first["outcome"], second["outcome"]) == ("placed", "repeated")
    assert second["order_id"] == twice[0].order.id
    assert await pool.fetchval("SELECT count(*) FROM orders") == 1


@pytest.mark.parametrize("broken", [{"total": -1}, {"number": 0, "total": 2**70}])
async def test_what_the_database_refuses_harms_no_other(
    pool: BasePool, restaurant: Place, broken: dict[str, Any]
) -> None:
    """One order that breaks a constraint, or fits no column, is refused; those beside it are placed once."""
    good = [await _placement(pool, restaurant) for _ in range(5)]
    bad = good[2]._replace(order=replace(good[2].order, **broken))
    placing = Placing(pool)
    together = [*good[:2], bad, *good[3:]]
    answers = await asyncio.gather(*map(placing.place, together), return_exceptions=True)
    assert isinstance(answers[2], asyncpg.PostgresError | asyncpg.DataError)
    numbers = [a["number"] for a in answers if isinstance(a, asyncpg.Record)]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert await pool.fetchval("SELECT count(*) FROM orders") == 4


async def test_a_restaurant_that_is_held_holds_no_other(
    pool: BasePool, make_restaurant: MakeRestaurant
) -> None:
    """While somebody holds one restaurant's row, its order waits, and a neighbour's that goes with it is placed."""
    held, neighbour = await _two_of_one_lane(make_restaurant)
    placing = Placing(pool)
    late, early = await _placement(pool, held), await _placement(pool, neighbour)
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "SELECT FROM restaurant_state WHERE restaurant_id = $1 FOR UPDATE", UUID(held.id)
        )
        waits = asyncio.create_task(placing.place(late))
        goes = asyncio.create_task(placing.place(early))
        assert (await asyncio.wait_for(goes, SOON))["outcome"] == "placed"
        assert not waits.done()
    assert (await asyncio.wait_for(waits, SOON))["outcome"] == "placed"


async def test_a_database_that_is_away_is_told_to_all_who_wait(settings: Settings, restaurant: Place) -> None:
    """Where the connections are gone, every order of the moment hears so, and the next moment's are tried anew."""
    pool = await open_pool(settings)
    placing = Placing(pool)
    placements = [await _placement(pool, restaurant) for _ in range(3)]
    pool.terminate()
    for _ in range(2):
        together = asyncio.gather(*map(placing.place, placements), return_exceptions=True)
        answers = await asyncio.wait_for(together, SOON)
        assert [type(answer) for answer in answers] == [asyncpg.InterfaceError] * 3


async def _two_of_one_lane(make_restaurant: MakeRestaurant) -> tuple[Place, Place]:
    """Two restaurants whose orders go together."""
    lanes: dict[int, Place] = {}
    while True:
        place = await make_restaurant()
        lane = UUID(place.id).int % LANES
        if lane in lanes:
            return lanes[lane], place
        lanes[lane] = place


async def _placement(pool: BasePool, place: Place, *, key: str | None = None) -> Placement:
    now = datetime.now(UTC)
    version = await pool.fetchval(
        "SELECT menu_version FROM restaurant_state WHERE restaurant_id = $1", UUID(place.id)
    )
    order = Order(
        restaurant_id=UUID(place.id),
        restaurant_slug=place.slug,
        id=new_order_id(now),
        number=0,
        day=now.date(),
        status="confirmed",
        table_identifier="7",
        customer_name="",
        raw_input="",
        language="",
        currency="EUR",
        total=100,
        reason="",
        revision=1,
        rushed=False,
        created_at=now,
        updated_at=now,
        estimated_ready_at=None,
        lines=[],
    )
    return Placement(order, version, key, b"fingerprint", None, [])
