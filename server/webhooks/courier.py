"""The delivering, in the background of every process: a webhook is served by one task of a process at a time.

An address that fails is tried with one delivery at a time, so that it costs little; one that is slow keeps no other waiting.
"""

import asyncio
import random
from functools import partial

import structlog
from prometheus_client import Counter

from server.audit.log import record
from server.background import in_rounds
from server.db.pool import BasePool
from server.webhooks import outbox
from server.webhooks.model import Outcome, Parcel, host_of, pause_after
from server.webhooks.network import Ways
from server.webhooks.outbox import Due
from server.webhooks.sender import send

log = structlog.get_logger()

ROUND_SECONDS, LONGEST_ROUND = 1.0, 30.0
TIDY_SECONDS, LONGEST_TIDYING = 600.0, 300.0
MOST_AT_ONCE = 50
"""Webhooks that a process serves at the same time."""
TOGETHER = 8
"""Deliveries to one address at the same time, of each process."""
ATTEMPTS = Counter("aiqr_webhook_attempts_total", "Attempts to deliver to webhooks.", ("outcome",))


class Courier:
    """Delivers what is due."""

    def __init__(self, pool: BasePool, ways: Ways) -> None:
        self._pool, self._ways = pool, ways
        self._busy: dict[int, asyncio.Task[None]] = {}

    async def run_forever(self) -> None:
        """Look for what is due every second, until cancelled."""
        await in_rounds("the rounds of webhooks", self.run_once, pause=ROUND_SECONDS, longest=LONGEST_ROUND)

    async def tidy_forever(self) -> None:
        """Forget what is old, until cancelled."""
        await in_rounds(
            "the tidying of webhooks",
            lambda: outbox.forget_old(self._pool),
            pause=TIDY_SECONDS,
            longest=LONGEST_TIDYING,
        )

    async def run_once(self) -> None:
        """Begin to serve the webhooks for which something is due; it goes on by itself."""
        room = MOST_AT_ONCE - len(self._busy)
        if room <= 0:
            return
        for due in await outbox.find_due(self._pool, list(self._busy), room):
            task = asyncio.create_task(self._serve(due))
            self._busy[due.webhook_id] = task
            task.add_done_callback(partial(self._is_done, due.webhook_id))

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Make one attempt, and note what became of it."""
        outcome = await send(self._ways, parcel)
        pause = pause_after(parcel.attempt, random.random())  # noqa: S311  no secret
        is_off = await outbox.settle(self._pool, parcel, outcome, pause)
        ATTEMPTS.labels("delivered" if outcome.is_delivered else "failed").inc()
        if is_off:
            log.warning("a webhook was switched off", webhook=parcel.webhook_id, reason=outcome.error)
            await self._record_switching_off(parcel, outcome)
        return outcome

    async def close(self) -> None:
        """Give up what is on its way; it is delivered later, by this process or another."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _record_switching_off(self, parcel: Parcel, outcome: Outcome) -> None:
        async with self._pool.acquire() as connection:
            await record(
                connection,
                parcel.restaurant_id,
                "webhook.switched_off",
                host_of(parcel.url),
                after={"reason": outcome.error},
            )

    async def _serve(self, due: Due) -> None:
        while parcels := await outbox.claim(self._pool, due.webhook_id, 1 if due.is_failing else TOGETHER):
            outcomes = await asyncio.gather(*map(self.deliver, parcels), return_exceptions=True)
            for outcome in outcomes:
                if isinstance(outcome, BaseException):
                    raise outcome
                if not outcome.is_delivered:
                    return
            due = Due(due.webhook_id, is_failing=False)

    def _is_done(self, webhook_id: int, task: "asyncio.Task[None]") -> None:
        self._busy.pop(webhook_id, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("a webhook was not served and will be again", webhook=webhook_id, error=error)
