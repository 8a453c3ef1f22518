"""Bills that are paid once their last open lines are refused or cancelled: nobody writes on them, and a receipt is due."""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from server.bills.service import Bills
from server.domain.errors import DomainError
from server.events.model import Event, OrderChanged

log = structlog.get_logger()


@dataclass(slots=True)
class Settling:
    """Follows orders of this process; what it misses is settled when the day is closed."""

    bills: Bills
    _changed: set[UUID] = field(default_factory=set)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def on_event(self, event: Event) -> None:
        """Note an order of which something is not made any more, where that was done in this process."""
        if not isinstance(event, OrderChanged) or event.order is None:
            return
        if event.order.status == "cancelled" or any(line.state for line in event.order.lines):
            self._changed.add(event.order_id)
            self._wake.set()

    def resync(self, restaurant_id: UUID) -> None:
        """Nothing is held that an event would change."""

    async def run_forever(self) -> None:
        """Settle the bills of the orders that were noted, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._changed:
                await self._settle(self._changed.pop())

    async def _settle(self, order_id: UUID) -> None:
        try:
            await self.bills.settle(order_id)
        except DomainError as error:
            log.warning("a bill could not be settled", order=str(order_id), error=error)
