"""What makes up for messages that never came, for answers that were lost, and for a process that ended at a bad moment."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.background import in_rounds
from server.domain.errors import DomainError
from server.events.model import Event, OrderChanged
from server.payments import store
from server.payments.service import Payments
from server.payments.store import Payment

log = structlog.get_logger()

ROUND_SECONDS = 15.0
LONGEST_ROUND = 300.0
COMPARED_FOR = timedelta(days=2)
"""How long the bill of a payment is compared with it: what is not made any more is given back."""


@dataclass(slots=True)
class Rounds:
    """Looks after payments in the background."""

    payments: Payments
    _changed: set[UUID] = field(default_factory=set)
    _looked_at: float = field(default_factory=time.monotonic)

    def on_event(self, event: Event) -> None:
        """Note an order of which something is not made any more, where that was done in this process."""
        if not isinstance(event, OrderChanged) or event.order is None:
            return
        if event.order.status == "cancelled" or any(line.state for line in event.order.lines):
            self._changed.add(event.order_id)
            self.payments.wake.set()

    def resync(self, restaurant_id: UUID) -> None:
        """Nothing is held that an event would change: rounds find what is to be done."""

    async def run_forever(self) -> None:
        """Give back what was found to be owed here, at once, until cancelled."""
        while True:
            await self.payments.wake.wait()
            self.payments.wake.clear()
            await self._compare_changed()
            await self.payments.refunds.give_back_owed()

    async def run_rounds_forever(self) -> None:
        """Find what was missed, until cancelled."""
        await in_rounds("the rounds of payments", self.run_once, pause=ROUND_SECONDS, longest=LONGEST_ROUND)

    async def run_once(self) -> None:
        """One round."""
        for payment in await store.claim_begun(self.payments.pool, self.payments.look_after):
            await self._look(payment)
        paid = await store.claim_paid(self.payments.pool, self.payments.look_after, COMPARED_FOR)
        for order_id in dict.fromkeys(payment.order_id for payment in paid):
            await self._compare(order_id)
        await self.payments.refunds.give_back_owed()
        if time.monotonic() - self._looked_at >= self.payments.look_after.total_seconds():
            self._looked_at = time.monotonic()
            await self.payments.look_for_refunds()

    async def _look(self, payment: Payment) -> None:
        try:
            found = await self.payments.look_again(payment.id)
        except DomainError as error:
            log.warning("a payment could not be written on its bill", payment=str(payment.id), error=error)
            return
        is_over = payment.expires_at < datetime.now(UTC)
        if found.status == "created" and is_over and not payment.checkout:
            await store.set_unpaid(self.payments.pool, payment.id, "expired")

    async def _compare_changed(self) -> None:
        changed = set[UUID]()
        while self._changed:
            changed.add(self._changed.pop())
        for order_id in await store.list_orders_paid(self.payments.pool, changed) if changed else ():
            await self._compare(order_id)

    async def _compare(self, order_id: UUID) -> None:
        try:
            await self.payments.compare(order_id)
        except DomainError as error:
            log.warning("a payment could not be compared with its bill", order=str(order_id), error=error)
