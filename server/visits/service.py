"""The use cases of visits: sit down, look, begin, end."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from server.db.pool import BasePool
from server.domain.errors import NotFound
from server.events.model import Event, TableChanged
from server.orders.store import list_table_orders
from server.restaurants.model import TableLink
from server.visits import store
from server.visits.model import TableLook, TableVisit

Change = Callable[[TableVisit, datetime], TableVisit]
MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class Visits:
    """The use cases of visits over a pool; `publish` tells those who look at the table."""

    pool: BasePool
    publish: Callable[[Event], None]

    async def look(self, link: TableLink) -> TableLook:
        """Return the table as it is now."""
        now = datetime.now(UTC)
        visit = (await store.read_visit(self.pool, link.restaurant_id, link.table_id)).at(now)
        orders = await list_table_orders(self.pool, link.restaurant_id, link.table_name, visit.since)
        return TableLook(visit, visit.own_orders(orders, now), now)

    async def join(self, link: TableLink, token: str, name: str) -> int:
        """Let a device sit at the table; returns its number among the guests, 0 where there are too many."""
        key, name = key_of(token), name.strip()[:MAX_NAME]
        visit = await self.change(
            link.restaurant_id, link.table_id, lambda visit, now: visit.joined(key, name, now)
        )
        return visit.guest_of(key)

    async def end(self, restaurant_id: UUID, table: str) -> None:
        """End a table's visit, or begin one that nothing of before belongs to. NotFound for no such table."""
        table_id = await store.find_table_id(self.pool, restaurant_id, table)
        if table_id is None:
            raise NotFound("There is no such table.")
        await self.change(restaurant_id, table_id, TableVisit.ended)

    async def change(self, restaurant_id: UUID, table_id: int, change: Change) -> TableVisit:
        """Change a table's visit, as it is now, alone with the table; who looks at it is told."""
        async with self.pool.acquire() as connection, connection.transaction():
            held = await store.lock_visit(connection, restaurant_id, table_id)
            now = datetime.now(UTC)
            changed = replace(change(held.at(now), now), version=held.version + 1)
            await store.save_visit(connection, restaurant_id, table_id, changed)
        self.publish(TableChanged(restaurant_id, table_id))
        return changed


def key_of(token: str) -> str:
    """What is kept of a device's token."""
    return hashlib.sha256(token.encode()).hexdigest()
