"""An evening of payments in which workers are killed and answers and messages are lost, doubled and late."""

import asyncio
import os
import random
import re
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import aiohttp
import pytest

from tests.faults.deployment import Deployment, opened
from tests.fixtures.stripe import KEY, WEBHOOK_SECRET, FakeStripe, running_stripe, signature, until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

DINERS = 24
KILLED = 0.1
"""How often a worker is killed, of each half second."""
COMPLETED, EXPIRED = "checkout.session.completed", "checkout.session.expired"


class Diner:
    """Somebody who orders a Coke for 3.00 and pays it, with `chance` deciding what goes wrong."""

    def __init__(
        self, deployment: Deployment, stripe: FakeStripe, chance: random.Random, number: int
    ) -> None:
        assert deployment.place is not None
        self.place, self.stripe, self.chance, self.number = deployment.place, stripe, chance, number
        self.url = deployment.machines[0].url
        self.session = deployment.session
        self.order = ""

    async def dine(self) -> None:
        keyed = {"Idempotency-Key": f"order-{self.number}"}
        self.order = (await self._insist(lambda: self.place.order(headers=keyed))).body["id"]
        back = await self._begin()
        name = next(name for name, one in self.stripe.sessions.items() if one["success_url"].endswith(back))
        paid_before = self.number % 4 == 0
        if paid_before:
            await self._pay_cash()
        self.stripe.pay(name)
        await self._tell(name)
        if self.chance.random() < 0.5:
            with suppress(aiohttp.ClientError, TimeoutError):
                await self._read(back)
        if self.number % 4 == 1:
            await self._cancel()

    async def _insist(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """Ask until an answer comes that is none of a server that is away."""

        async def answer() -> Any:
            try:
                reply = await ask()
            except (aiohttp.ClientError, TimeoutError):
                return None
            return reply if reply.status < 500 else None

        return await until(answer, 120)

    async def _begin(self) -> str:
        """Send the form, twice at once at times, until it leads on; returns the query of the way back."""
        path = f"{self.url}/orders/{self.order}/pay/"
        page = ""
        while 'name="key"' not in page:
            with suppress(aiohttp.ClientError, TimeoutError):
                page = await self._read("")
        found = re.search(r'name="key" value="([^"]+)"', page)
        assert found
        form = {"key": found[1], "what": "all:300"}

        async def send() -> aiohttp.ClientResponse:
            async with self.session.post(path, data=form, allow_redirects=False) as answer:
                return answer

        if self.chance.random() < 0.5:
            await asyncio.gather(send(), send(), return_exceptions=True)
        answer = await self._insist(send)
        assert answer.status == 303, answer.status
        return str(answer.headers["Location"]).partition("/pay/")[2].removesuffix("&go=1")

    async def _read(self, query: str) -> str:
        async with self.session.get(f"{self.url}/orders/{self.order}/pay/{query}") as answer:
            return await answer.text()

    async def _pay_cash(self) -> None:
        keyed = {"Idempotency-Key": f"cash-{self.number}"}
        path, body = f"/api/bills/{self.order}/payments/", {"method": "cash", "amount": "3.00"}
        reply = await self._insist(lambda: self.place.owner.post(path, body, headers=keyed))
        assert reply.status in (200, 201), reply

    async def _cancel(self) -> None:
        path = f"/api/public/orders/{self.order}/cancel/"
        reply = await self._insist(lambda: self.place.public.post(path, {}))
        assert reply.status in (200, 409), reply

    async def _tell(self, name: str) -> None:
        """Send messages: none, one or several at once, in any order; what does not arrive is not sent again."""
        bodies = [self.stripe.message(kind, name) for kind in (COMPLETED, COMPLETED, EXPIRED)]
        wanted = self.chance.sample(bodies, self.chance.randrange(4))
        await asyncio.gather(*(self._post(body) for body in wanted), return_exceptions=True)

    async def _post(self, body: bytes) -> None:
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature(body)}
        async with self.session.post(f"{self.url}/api/payments/webhook/", data=body, headers=headers):
            pass


async def bad_days(deployment: Deployment, stripe: FakeStripe, chance: random.Random) -> None:
    """Kill workers and lose answers until cancelled."""
    while True:
        await asyncio.sleep(chance.uniform(0.2, 0.6))
        stripe.lose, stripe.fail = chance.randrange(4), chance.randrange(2)
        if chance.random() < KILLED:
            for worker in deployment.machines[0].workers[:1]:
                os.kill(worker, signal.SIGKILL)


@pytest.mark.parametrize("pay", ["end", "before"])
async def test_no_money_is_taken_twice_and_none_is_lost(pay: str) -> None:
    """Each payment is on its bill once, what was too much is back, and Stripe kept what the bills say, to the cent.

    Where it is paid before, the kitchen has each order that was paid and not cancelled, whichever worker was killed when.
    """
    chance = random.Random(os.urandom(8))  # noqa: S311
    async with running_stripe() as stripe:
        settings = {
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "STRIPE_API_BASE": stripe.url,
        }
        async with opened(workers=2, settings=settings) as deployment:
            assert deployment.place is not None
            path = f"/api/restaurants/{deployment.place.id}/"
            assert (await deployment.place.owner.patch(path, {"money": {"pay": pay}})).status == 200
            diners = [Diner(deployment, stripe, chance, number) for number in range(DINERS)]
            trouble = asyncio.create_task(bad_days(deployment, stripe, chance))
            try:
                await asyncio.gather(*(diner.dine() for diner in diners))
            finally:
                trouble.cancel()
                await asyncio.wait({trouble})
            stripe.lose = stripe.fail = 0
            await deployment.machines[0].whole()
            await until(lambda: is_quiet(deployment), 150)
            assert len(stripe.sessions) == len(stripe.charged) == DINERS
            assert stripe.kept == 300 * sum(diner.number % 4 > 1 for diner in diners)
            if pay == "before":
                await until(lambda: is_released(deployment), 60)
            for diner in diners:
                await check(diner)


async def is_quiet(deployment: Deployment) -> bool:
    """Whether nothing is begun or owed any more; hurries what waits for its time."""
    async with deployment.database() as connection:
        await connection.execute(
            "UPDATE payments SET looked_at = '-infinity' WHERE looked_at < now() - interval '5 s'"
        )
        await connection.execute(
            "UPDATE payment_refunds SET tried_at = '-infinity' WHERE tried_at < now() - interval '5 s'"
        )
        waiting = await connection.fetchval(
            """
            SELECT (SELECT count(*) FROM payments p JOIN orders o ON o.id = p.order_id
                    WHERE p.status IN ('created', 'expired') OR (p.status = 'paid' AND o.status = 'cancelled')
                       OR (p.status = 'paid' AND EXISTS (SELECT FROM bill_entries e WHERE e.bill_id = p.bill_id
                                                         AND e.what ->> 'method' = 'cash')))
                 + (SELECT count(*) FROM payment_refunds WHERE status = 'owed')
            """
        )
    await asyncio.sleep(0.5)
    return not waiting


async def is_released(deployment: Deployment) -> bool:
    """Whether the kitchen has every order that was not cancelled, and had it once."""
    async with deployment.database() as connection:
        left = await connection.fetchval(
            """
            SELECT count(*) FROM orders
            WHERE status NOT IN ('confirmed', 'cancelled')
               OR (status = 'confirmed' AND (released_at IS NULL OR revision <> 2))
            """
        )
    await asyncio.sleep(0.2)
    return not left


async def check(diner: Diner) -> None:
    reply = await diner.place.owner.get(f"/api/bills/{UUID(diner.order)}/")
    assert reply.status == 200, reply
    online = [one for one in reply.body["payments"] if one["method"] == "online"]
    assert [one["amount"] for one in online] == ["3.00"]
    is_back = diner.number % 4 < 2
    assert online[0]["refunded"] == ("3.00" if is_back else "0.00"), reply.body
    assert (reply.body["open"], reply.body["overpaid"]) == ("0.00", "0.00")
