"""An order that is placed, moved or read in the instant in which a migration changes a table."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from server.db.pool import prepare
from server.domain.ids import new_order_id
from server.domain.order import Status
from server.orders.batches import Change, Placement, change_orders, place_orders
from server.orders.store import find_order
from tests.fixtures.api import PASSWORD, Api, Place, Reply
from tests.fixtures.postgres import WAITING_FOR_LOCKS

pytestmark = pytest.mark.slow


Call = Callable[[], Awaitable[Reply]]

TABLES = ("items", "order_keys", "orders", "restaurant_state", "restaurants", "sessions", "staff")
"""Those that are read or written for an order."""
DEFAULTS = """
    DO $do$ BEGIN
        EXECUTE format(
            'CREATE OR REPLACE FUNCTION order_defaults() RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$ SELECT %L::jsonb $$',
            order_defaults() || jsonb_build_object('column', 0)
        );
    END $do$
"""
WARM = 6
"""PostgreSQL keeps a statement's plan from the sixth time on."""

_keys = itertools.count(1)


@pytest.fixture
async def migration(database_url: str) -> AsyncIterator[asyncpg.Connection]:
    opened = await asyncpg.connect(database_url)
    yield opened
    await opened.close()


@pytest.mark.parametrize("table", TABLES)
async def test_no_answer_breaks_while_a_table_gets_a_column(
    migration: asyncpg.Connection, restaurant: Place, table: str
) -> None:
    """What waits for a migration that adds a column without which no row is whole is answered as ever after it."""
    calls = await _calls(restaurant)
    for call in calls * WARM:
        assert (await call()).status < 400
    for number, call in enumerate(calls, 1):
        answer = await _during(migration, _column_added(table, number), call)
        assert answer.status < 400, answer


@pytest.mark.parametrize("table", TABLES)
async def test_no_statement_breaks_where_a_table_gets_a_column_halfway(
    database_url: str, migration: asyncpg.Connection, restaurant: Place, table: str
) -> None:
    """An order that is placed or changed waits for its restaurant; a migration comes meanwhile, and breaks neither."""
    placed = (await restaurant.order(restaurant.line("Coke"))).body
    other, own = await asyncpg.connect(database_url), await asyncpg.connect(database_url)
    await prepare(own)
    statements = await _statements(own, UUID(placed["id"]))
    for statement in statements * WARM:
        await statement()
    for number, statement in enumerate(statements, 1):
        async with other.transaction():
            await other.execute("SELECT FROM restaurant_state FOR UPDATE")
            running = asyncio.ensure_future(statement())
            await _done_or_waiting(other, running)
            added = asyncio.ensure_future(migration.execute(_column_added(table, number)))
            await _done_or_waiting(other, added, running)
        await asyncio.gather(added, running)
    await own.close()
    await other.close()


async def _statements(own: asyncpg.Connection, order_id: UUID) -> list[Callable[[], Awaitable[None]]]:
    """Statements that place an order and that change one; each raises where it does not."""
    order = await find_order(own, order_id)
    assert order
    version = await own.fetchval("SELECT menu_version FROM restaurant_state")
    session = await own.fetchrow("SELECT id, user_id FROM sessions")
    assert session

    async def place() -> None:
        new = replace(order, id=new_order_id(datetime.now(UTC)))
        placement = Placement(
            order=new, menu_version=version, key=str(new.id), fingerprint=b"", table_code=None
        )
        (stored,) = await place_orders(own, [placement], "0")
        assert stored["outcome"] == "placed"

    async def change(status: Status, before: Status) -> None:
        now = datetime.now(UTC)
        wanted = Change(order_id, session["user_id"], session["id"], now, (before,), status=status)
        assert await change_orders(own, [wanted], "0") != [None]

    async def there_and_back() -> None:
        await change("preparing", "confirmed")
        await change("confirmed", "preparing")

    return [place, there_and_back]


async def _calls(place: Place) -> list[Call]:
    placed = (await place.order(place.line("Coke"))).body
    order, line = f"/api/kitchen/orders/{placed['id']}/", placed["items"][0]["id"]
    steps = itertools.cycle(("preparing", "confirmed"))
    marks = itertools.cycle((True, False))
    email = (await place.owner.get("/api/auth/me/")).body["user"]["email"]
    public: Api = place.public
    return [
        lambda: place.order(place.line("Coke"), headers={"Idempotency-Key": f"key {next(_keys)}"}),
        lambda: place.owner.patch(order, {"status": next(steps)}),
        lambda: place.owner.patch(f"{order}items/{line}/", {"done": next(marks)}),
        lambda: place.owner.patch(order, {"status": "preparing"}),
        lambda: place.owner.get(f"/api/restaurants/{place.id}/orders/"),
        lambda: place.owner.get(f"/api/kitchen/{place.slug}/orders/"),
        lambda: public.get(f"/api/public/orders/{placed['id']}/status/"),
        lambda: public.get(f"/api/public/menu/{place.slug}/"),
        lambda: public.post("/api/auth/login/", {"email": email, "password": PASSWORD}),
        lambda: place.owner.get(f"/api/restaurants/{place.id}/"),
    ]


def _column_added(table: str, number: int) -> str:
    added = f"ALTER TABLE {table} ADD COLUMN added_{number} bigint NOT NULL DEFAULT 0;"
    return added + (DEFAULTS.replace("column", f"added_{number}") if table == "orders" else "")


async def _during(migration: asyncpg.Connection, statements: str, call: Call) -> Reply:
    """Make a call while the statements are not committed yet; they are as soon as it is answered or waits for them."""
    async with migration.transaction():
        await migration.execute(statements)
        answered = asyncio.ensure_future(call())
        await _done_or_waiting(migration, answered)
    return await answered


async def _done_or_waiting(connection: asyncpg.Connection, *running: "asyncio.Future[Any]") -> None:
    """Wait until each of what runs is done or waits for a lock, which no event tells of."""
    while sum(not each.done() for each in running) > await connection.fetchval(WAITING_FOR_LOCKS):
        await asyncio.sleep(0.005)
