"""Portions that are left, sold by two worker processes of which one is killed while diners confirm."""

import asyncio
import os
import signal
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from tests.faults.deployment import Deployment, opened
from tests.fixtures.api import Place

pytestmark = [pytest.mark.faults, pytest.mark.timeout(180)]

LEFT = 12
DINERS = 30
PATIENCE = 90.0
"""Seconds in which a diner whose connection broke gets an answer."""
PATH = "/api/public/orders/confirm/"


class Table:
    """Diners who each want one Coke under a key of their own, until they are told yes or no."""

    def __init__(self, deployment: Deployment) -> None:
        assert deployment.place
        self.deployment, self.place = deployment, deployment.place
        self.sold: dict[str, str] = {}
        self.refused = 0
        self.broken = 0

    async def ask(self, diners: int = DINERS) -> None:
        """Let so many diners confirm at the same moment."""
        await asyncio.wait_for(asyncio.gather(*(self._diner() for _ in range(diners))), PATIENCE)

    async def _diner(self) -> None:
        key = uuid4().hex
        while not await self._is_answered(key):
            await asyncio.sleep(0.1)

    async def _is_answered(self, key: str) -> bool:
        body = {
            "restaurant_slug": self.place.slug,
            "items": [self.place.line("Coke")],
            "customer_name": key,
        }
        url = self.deployment.machines[0].url + PATH
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(url, json=body, headers={"Idempotency-Key": key}) as answer,
            ):
                status, found = answer.status, await answer.json()
        except (aiohttp.ClientError, OSError):
            self.broken += 1
            return False
        assert status in {200, 201, 409, 503}, (status, found)
        if status == 409:
            assert [gone["name"] for gone in found["unavailable"]] == ["Coke"]
            self.refused += 1
        elif status != 503:
            assert self.sold.setdefault(key, found["id"]) == found["id"]
        return status != 503


async def count(place: Place, portions: int) -> None:
    answer = await place.owner.patch(
        f"/api/kitchen/items/{place.item('Coke')['id']}/", {"portions": portions}
    )
    assert answer.status == 200, answer


async def stored(deployment: Deployment) -> tuple[int, int]:
    """How many portions are left, and how many orders are open."""
    async with deployment.database() as connection:
        left = await connection.fetchval("SELECT portions FROM items WHERE name = 'Coke'")
        taken = await connection.fetchval("SELECT count(*) FROM orders WHERE ended_at IS NULL")
    return left, taken


async def kill_a_worker(deployment: Deployment, table: Table, after: int) -> None:
    """Kill one of the workers with -9 once so many diners were told yes."""
    while len(table.sold) < after:
        await asyncio.sleep(0.002)
    os.kill(deployment.machines[0].workers[0], signal.SIGKILL)


async def cancel(place: Place, order_id: str) -> dict[str, Any]:
    answer = await place.owner.patch(f"/api/kitchen/orders/{order_id}/", {"status": "cancelled"})
    assert answer.status == 200, answer
    found: dict[str, Any] = answer.body
    return found


async def test_exactly_what_is_left_is_sold_whoever_dies() -> None:
    """Of twelve Cokes twelve are sold by two processes, one of them killed; five that come back are sold once more."""
    async with opened(workers=2) as deployment:
        table = Table(deployment)
        await count(table.place, LEFT)
        await asyncio.gather(table.ask(), kill_a_worker(deployment, table, after=3))
        assert (len(table.sold), table.refused) == (LEFT, DINERS - LEFT)
        assert await stored(deployment) == (0, LEFT)
        await deployment.machines[0].whole()

        for order_id in list(table.sold.values())[:5]:
            await cancel(table.place, order_id)
        assert await stored(deployment) == (5, LEFT - 5)

        await asyncio.gather(table.ask(), kill_a_worker(deployment, table, after=LEFT + 1))
        assert (len(table.sold), table.refused) == (LEFT + 5, 2 * DINERS - LEFT - 5)
        assert await stored(deployment) == (0, LEFT)
