"""What kitchens know of their printers: the programs that print say it, displays and metrics show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from server.db.pool import BasePool
from server.domain.errors import Conflict
from server.domain.printer import Printer
from server.events.model import Event, PrinterChanged
from server.kitchen import printer_store as store
from server.kitchen.table_call_store import count_change

MOST = 20
"""Printers of one restaurant."""


@dataclass(frozen=True, slots=True)
class Printers:
    """The use cases of printers over a pool; `publish` takes events for displays."""

    pool: BasePool
    publish: Callable[[Event], None]

    async def report(self, restaurant_id: UUID, name: str, problem: str, waiting: int) -> Printer:
        """Note how a printer is, and tell the displays where that is news. Conflict where there are too many."""
        printer = Printer(name, problem, waiting, datetime.now(UTC))
        async with self.pool.acquire() as connection, connection.transaction():
            if await store.count_printers(connection, restaurant_id, name) >= MOST:
                raise Conflict(f"{MOST} printers of this kitchen are known already; nothing was noted.")
            is_news = await store.upsert_printer(connection, restaurant_id, printer)
            changes = await count_change(connection, restaurant_id) if is_news else 0
        if is_news:
            self.publish(PrinterChanged(restaurant_id, changes))
        return printer
