"""Payments while the database's connections die: nothing is taken twice, and nothing is lost."""

import asyncio
from contextlib import suppress
from uuid import UUID

import asyncpg
import pytest
from aiohttp.test_utils import TestServer

from server.bills.service import Bills
from server.bills.setup import BILLS
from server.db.errors import TRANSIENT_ERRORS
from tests.bills.over_http import bill, write
from tests.fixtures.api import Place
from tests.fixtures.patience import PATIENCE

KILL = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'aiqr' AND pid <> pg_backend_pid()
"""
ORDERS = 12
ROUNDS = 20


async def pay_until_answered(place: Place, order_id: str) -> int:
    """Pay as a client does whose answers are lost: with the same key, until there is an answer."""
    body, headers = {"method": "card", "amount": "3.00"}, {"Idempotency-Key": f"pay-{order_id}"}
    while True:
        reply = await write(place, order_id, "payments", body, headers=headers)
        if reply.status < 500:
            return reply.status
        await asyncio.sleep(0.02)


async def record_until_recorded(bills: Bills, order_id: str) -> None:
    """Record as a provider's message does: again and again, by the same reference."""
    while True:
        with suppress(*TRANSIENT_ERRORS):
            await bills.record_payment(UUID(order_id), "online", 300, 0, f"pi-{order_id}")
            return
        await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_no_payment_is_lost_or_doubled_while_connections_die(
    restaurant: Place, server: TestServer, database_url: str
) -> None:
    """Each of twelve bills is paid once at the counter or by a provider, with one receipt, numbered without gaps."""
    orders = [(await restaurant.order()).body["id"] for _ in range(ORDERS)]
    bills = server.app[BILLS]
    killer = await asyncpg.connect(database_url)

    async def kill() -> None:
        for _ in range(ROUNDS):
            await killer.fetchval(KILL)
            await asyncio.sleep(0.1)

    killing = asyncio.create_task(kill())
    try:
        counter = [pay_until_answered(restaurant, one) for one in orders[::2]]
        online = [record_until_recorded(bills, one) for one in orders[1::2]]
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*counter, *online)
        await killing
    finally:
        killing.cancel()
        await killer.close()
    numbers = []
    for one in orders:
        found = await bill(restaurant, one)
        assert (found["paid"], found["overpaid"], len(found["payments"])) == ("3.00", "0.00", 1)
        (receipt,) = (await restaurant.owner.get(f"/api/bills/{one}/receipts/")).body
        numbers.append(receipt["number"])
    assert sorted(numbers) == list(range(1, ORDERS + 1))
