"""Orders, and changes of orders, that are stored in batches."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from server.accounts.tokens import read_access
from server.db.group_commit import NO_LIMIT, GroupCommit
from server.db.pool import BasePool, open_pool
from server.domain.ids import new_order_id
from server.domain.order import Order
from server.orders import batches
from server.orders.batches import Change, Placement, change_orders, place_orders
from server.settings import Settings
from server.wire.vocabulary import BUMPABLE
from tests.conftest import SECRET
from tests.fixtures.api import MakeRestaurant, Place
from tests.fixtures.patience import PATIENCE


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[BasePool]:
    """Connections of our own."""
    async with await open_pool(settings) as pool:
        yield pool


async def test_orders_of_one_moment_share_a_commit(pool: BasePool, restaurant: Place) -> None:
    """Forty orders at once get the numbers 1 to 40, in fewer than ten transactions."""
    placing = _placing(pool)
    placements = [await _placement(pool, restaurant) for _ in range(40)]
    records = await asyncio.gather(*map(placing.store, placements))
    assert [record["number"] for record in records] == list(range(1, 41))
    assert await pool.fetchval("SELECT count(DISTINCT xmin::text) FROM orders") < 10


async def test_a_key_twice_in_one_moment_is_one_order(pool: BasePool, restaurant: Place) -> None:
    """Two orders of one key that go in one batch are one, and the second hears which."""
    placing = _placing(pool)
    twice = [await _placement(pool, restaurant, key="once") for _ in range(2)]
    first, second = await asyncio.gather(*map(placing.store, twice))
    assert (first["outcome"], second["outcome"]) == ("placed", "repeated")
    assert second["order_id"] == twice[0].order.id
    assert await pool.fetchval("SELECT count(*) FROM orders") == 1


@pytest.mark.parametrize("broken", [{"total": -1}, {"total": 2**63}])
async def test_what_the_database_refuses_harms_no_other(
    pool: BasePool, restaurant: Place, broken: dict[str, Any]
) -> None:
    """One order that breaks a constraint, or fits no column, is refused; those beside it are placed once."""
    good = [await _placement(pool, restaurant) for _ in range(5)]
    bad = replace(good[2], order=replace(good[2].order, **broken))
    placing = _placing(pool)
    batch = [*good[:2], bad, *good[3:]]
    answers = await asyncio.gather(*map(placing.store, batch), return_exceptions=True)
    assert isinstance(answers[2], asyncpg.PostgresError)
    numbers = [a["number"] for a in answers if isinstance(a, asyncpg.Record)]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert await pool.fetchval("SELECT count(*) FROM orders") == 4


async def test_a_restaurant_that_is_held_holds_no_other(
    pool: BasePool, make_restaurant: MakeRestaurant
) -> None:
    """While somebody holds one restaurant's row, its order waits; a neighbour's go, beside it and after it."""
    held, neighbour = await make_restaurant(), await make_restaurant()
    placing = _placing(pool)
    late, early, next_one = [await _placement(pool, place) for place in (held, neighbour, neighbour)]
    async with _holding(pool, held):
        waits = asyncio.create_task(placing.store(late))
        for placement in (early, next_one):
            answer = await asyncio.wait_for(placing.store(placement), PATIENCE)
            assert answer["outcome"] == "placed"
        assert not waits.done()
    assert (await asyncio.wait_for(waits, PATIENCE))["outcome"] == "placed"


@pytest.mark.slow
async def test_many_who_wait_for_one_restaurant_take_one_connection(
    pool: BasePool, settings: Settings, make_restaurant: MakeRestaurant
) -> None:
    """Twenty orders and ten moves wait for a restaurant; with three connections a neighbour's order goes at once."""
    held, neighbour = await make_restaurant(), await make_restaurant()
    moves = [await _rushed(held) for _ in range(10)]
    orders = [await _placement(pool, held) for _ in range(20)]
    async with await open_pool(settings.model_copy(update={"pool_size": 3})) as few, _holding(pool, held):
        placing, changing = _placing(few), GroupCommit(partial(change_orders, few), _session)
        waiting: list[asyncio.Task[Any]] = [asyncio.create_task(changing.store(move)) for move in moves]
        waiting += [asyncio.create_task(placing.store(order)) for order in orders]
        await asyncio.sleep(0.5)
        answer = await asyncio.wait_for(placing.store(await _placement(pool, neighbour)), PATIENCE)
        assert answer["outcome"] == "placed"
        assert not any(task.done() for task in waiting)
        for task in waiting:
            task.cancel()


@pytest.mark.slow
async def test_many_who_wait_for_a_throttled_restaurant_leave_connections_to_others(
    pool: BasePool, make_restaurant: MakeRestaurant
) -> None:
    """More orders than there are connections wait for a throttled restaurant; a neighbour's is placed at once."""
    held, neighbour = await make_restaurant(), await make_restaurant()
    throttle = {"throttle": {"orders": 100, "minutes": 10}}
    assert (await held.owner.patch(f"/api/restaurants/{held.id}/hours/", throttle)).status == 200
    async with _holding(pool, held):
        waiting = [asyncio.create_task(held.order()) for _ in range(20)]
        await asyncio.sleep(0.5)
        assert (await asyncio.wait_for(neighbour.order(), PATIENCE)).status == 201
        assert not any(task.done() for task in waiting)
    assert {reply.status for reply in await asyncio.gather(*waiting)} == {201}


@pytest.mark.slow
async def test_a_table_that_is_held_leaves_connections_to_others(
    pool: BasePool, settings: Settings, restaurant: Place
) -> None:
    """Orders of more restaurants than there are connections wait for a table; what needs another one goes at once."""
    known = [await _placement(pool, restaurant) for _ in range(20)]
    anywhere = [replace(one, order=replace(one.order, restaurant_id=uuid4())) for one in known]
    async with await open_pool(settings) as busy:
        placing = _placing(busy)
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("LOCK TABLE restaurant_state IN EXCLUSIVE MODE")
            waiting = [asyncio.create_task(placing.store(placement)) for placement in anywhere]
            await asyncio.sleep(0.5)
            assert await asyncio.wait_for(busy.fetchval("SELECT 1"), PATIENCE) == 1
            assert not any(task.done() for task in waiting)
        assert {answer["outcome"] for answer in await asyncio.gather(*waiting)} == {"stale"}


async def test_a_key_is_free_again_within_one_statement(pool: BasePool, restaurant: Place) -> None:
    """Beside each other: a key with other values is refused; one that was stale or at no table is free for the next."""
    stale = replace(await _placement(pool, restaurant, key="stale"), menu_version=-1)
    astray = replace(await _placement(pool, restaurant, key="astray"), table_code="none")
    other = replace(await _placement(pool, restaurant, key="used"), fingerprint=b"other")
    again = [await _placement(pool, restaurant, key=key) for key in ("used", "stale", "astray")]
    rows = await place_orders(pool, [again[0], other, stale, again[1], astray, again[2]], NO_LIMIT)
    assert [(row["outcome"], row["number"]) for row in rows] == [
        ("placed", 1),
        ("mismatch", None),
        ("stale", None),
        ("placed", 2),
        ("no_table", None),
        ("placed", 3),
    ]
    kept = await pool.fetch("SELECT key, order_id FROM order_keys")
    assert {row["key"]: row["order_id"] for row in kept} == {one.key: one.order.id for one in again}


async def test_a_number_that_is_open_is_not_given_within_one_statement(
    pool: BasePool, restaurant: Place
) -> None:
    """Of yesterday's orders number 2 is open: three orders of this morning, in one batch, are 1, 3 and 4."""
    batch = [await _placement(pool, restaurant) for _ in range(3)]
    await place_orders(pool, batch, NO_LIMIT)
    await pool.execute("UPDATE orders SET status = 'completed', ended_at = now() WHERE number <> 2")
    await pool.execute("UPDATE restaurant_state SET day = day - 1")
    rows = await place_orders(pool, [await _placement(pool, restaurant) for _ in range(3)], NO_LIMIT)
    assert [(row["outcome"], row["number"], row["changes"]) for row in rows] == [
        ("placed", 1, 4),
        ("placed", 3, 5),
        ("placed", 4, 6),
    ]
    assert await pool.fetchval("SELECT last_number FROM restaurant_state") == 4


async def test_bounds_hold_within_one_statement(
    pool: BasePool, restaurant: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one batch exactly as many orders are stored as a restaurant, and a table, may have open."""
    monkeypatch.setattr(batches, "MOST_OPEN_UNPROVEN", 4)
    monkeypatch.setattr(batches, "MOST_AT_TABLE", 2)
    elsewhere = [await _placement(pool, restaurant) for _ in range(3)]
    at_table = [replace(one, order=replace(one.order, table_identifier="7")) for one in elsewhere]
    at_table = [
        replace(one, order=replace(one.order, id=new_order_id(datetime.now(UTC)))) for one in at_table
    ]
    rows = await place_orders(pool, [*at_table, *elsewhere], NO_LIMIT)
    assert [row["outcome"] for row in rows] == ["placed", "placed", "full_table", "placed", "placed", "full"]
    assert [row["number"] for row in rows] == [1, 2, None, 3, 4, None]
    assert await pool.fetchval("SELECT count(*) FROM orders") == 4


async def test_a_database_that_is_away_is_told_to_all_who_wait(settings: Settings, restaurant: Place) -> None:
    """Where the connections are gone, every order of the moment hears so, and the next moment's are tried anew."""
    pool = await open_pool(settings)
    placing = _placing(pool)
    placements = [await _placement(pool, restaurant) for _ in range(3)]
    pool.terminate()
    for _ in range(2):
        batch = asyncio.gather(*map(placing.store, placements), return_exceptions=True)
        answers = await asyncio.wait_for(batch, PATIENCE)
        assert [type(answer) for answer in answers] == [asyncpg.InterfaceError] * 3


async def test_changes_of_one_moment_all_count(pool: BasePool, restaurant: Place) -> None:
    """Both lines of a ticket bumped at once are two revisions; the first makes it preparing, so the move changes nothing."""
    order = (await restaurant.order(restaurant.line("Coke"), restaurant.line("Pepperoni pizza"))).body
    caller = read_access(restaurant.owner.token or "", SECRET)
    changing = GroupCommit(partial(change_orders, pool), _session)
    wanted = Change(UUID(order["id"]), caller.user_id, caller.session_id, datetime.now(UTC), BUMPABLE)
    changed = await asyncio.gather(
        changing.store(replace(wanted, line=1, done=True)),
        changing.store(replace(wanted, line=2, done=True)),
        changing.store(replace(wanted, status="preparing", before=("confirmed",))),
        changing.store(replace(wanted, status="preparing", before=("confirmed",))),
    )
    orders = [done[1] for done in changed if done]
    assert [done is None for done in changed] == [False, False, True, True]
    assert [one.revision for one in orders] == [2, 3]
    assert [done[0] for done in changed if done] == [2, 3]
    assert [line.done for line in orders[-1].lines] == [True, True]
    assert orders[-1].status == "preparing"


async def test_changes_and_orders_of_many_restaurants_never_lock_each_other_out(
    pool: BasePool, make_restaurant: MakeRestaurant
) -> None:
    """Orders and changes over four restaurants, from two processes at once, all go through without a deadlock."""
    places = [await make_restaurant() for _ in range(4)]
    answers = [await place.order() for place in places for _ in range(3)]
    callers = {place.id: read_access(place.owner.token or "", SECRET) for place in places}
    owners = [callers[place.id] for place in places for _ in range(3)]
    failed: list[Exception] = []
    processes = [
        (
            GroupCommit(_patiently(partial(place_orders, pool), failed), _restaurant),
            GroupCommit(_patiently(partial(change_orders, pool), failed), _session),
        )
        for _ in range(2)
    ]
    wanted: list[Any] = []
    for round_ in range(8):
        for placing, changing in processes:
            wanted += [placing.store(await _placement(pool, place)) for place in places]
            wanted += [
                changing.store(
                    Change(
                        UUID(answer.body["id"]),
                        caller.user_id,
                        caller.session_id,
                        datetime.now(UTC),
                        ("confirmed",),
                        rush=round_ % 2 == 0,
                    )
                )
                for answer, caller in zip(answers, owners, strict=True)
            ]
    await asyncio.gather(*wanted)
    assert await pool.fetchval("SELECT count(*) FROM orders") == 4 * 3 + 8 * 2 * 4
    assert failed == []


def _placing(pool: BasePool) -> GroupCommit[Placement, asyncpg.Record]:
    return GroupCommit(partial(place_orders, pool), _restaurant)


def _restaurant(placement: Placement) -> UUID:
    return placement.order.restaurant_id


def _session(change: Change) -> UUID:
    return change.session_id


def _patiently(send: Callable[[Any, str], Any], failed: list[Exception]) -> Callable[[Any, str], Any]:
    """Send without a limit to waiting, so that the database finds every deadlock; they are kept in `failed`."""

    async def sending(wanted: Any, _: str) -> Any:
        try:
            return await send(wanted, NO_LIMIT)
        except asyncpg.DeadlockDetectedError as error:
            failed.append(error)
            raise

    return sending


@asynccontextmanager
async def _holding(pool: BasePool, place: Place) -> AsyncIterator[None]:
    """Hold a restaurant's row, as whoever saves its menu does."""
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(
            "SELECT FROM restaurant_state WHERE restaurant_id = $1 FOR UPDATE", UUID(place.id)
        )
        yield


async def _rushed(place: Place) -> Change:
    """Place an order; the change that rushes it."""
    order = (await place.order()).body
    caller = read_access(place.owner.token or "", SECRET)
    return Change(
        UUID(order["id"]), caller.user_id, caller.session_id, datetime.now(UTC), ("confirmed",), rush=True
    )


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
        table_identifier="",
        table_proven=False,
        customer_name="",
        raw_input="",
        language="",
        allergies=(),
        note="",
        order_type=None,
        currency="EUR",
        total=100,
        reason="",
        revision=1,
        rushed=False,
        created_at=now,
        updated_at=now,
        estimated_ready_at=None,
        lines=(),
    )
    return Placement(order, version, key, b"fingerprint", None)
