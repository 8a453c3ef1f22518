"""The use cases of visits: sit down, look, begin, end."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, DependencyAway, NotFound
from server.domain.order import LineOwner, Order
from server.domain.table_call import TableCall
from server.events.model import Event, TableChanged
from server.kitchen.table_call_store import list_open_calls
from server.orders.service import Orders
from server.orders.store import list_orders_at_tables, list_table_orders
from server.restaurants.model import Table, TableLink
from server.restaurants.table_store import list_tables
from server.visits import store
from server.visits.model import TableLook, TableVisit
from server.visits.shared_order import SharedLine, SharedOrder
from server.wire.orders import ConfirmRequest, OrderAllergy
from server.wire.parsing import CartLine
from server.wire.vocabulary import ShareTable

Change = Callable[[TableVisit, datetime], TableVisit]
MAX_NAME = 40


Write = Callable[[SharedOrder], tuple[ConfirmRequest, Sequence[SharedLine]]]
"""Says which lines of a shared order are placed, and as what."""
ATTEMPTS = 10
"""How often placing is begun anew where the table changed while it was under way."""


class _VisitMovedError(Exception):
    """The visit was changed after it was read."""


class Put(NamedTuple):
    """What a device puts into the table's order: `step` is the same where it is sent again."""

    step: str
    lines: Sequence[CartLine]
    allergies: Sequence[OrderAllergy] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Visits:
    """The use cases of visits over a pool; `publish` tells those who look at the table."""

    pool: BasePool
    orders: Orders
    publish: Callable[[Event], None]

    async def look(self, link: TableLink) -> TableLook:
        """Return the table as it is now."""
        now = datetime.now(UTC)
        visit = (await store.read_visit(self.pool, link.restaurant_id, link.table_id)).at(now)
        orders = await list_table_orders(self.pool, link.restaurant_id, link.table_name, visit.looks_back_to)
        calls = await list_open_calls(self.pool, link.restaurant_id, link.table_name)
        return TableLook(visit, visit.own_orders(orders, now), calls)

    async def look_at(self, table: Table, restaurant_id: UUID) -> TableLook:
        """Return one table of a restaurant as it is now."""
        return await self.look(TableLink(restaurant_id, "", table.name, table.id))

    async def look_at_all(self, restaurant_id: UUID) -> list[tuple[Table, TableLook]]:
        """Return every table of a restaurant as it is now, in the order of their making."""
        now = datetime.now(UTC)
        visits = await store.read_visits(self.pool, restaurant_id)
        orders: dict[str, list[Order]] = {}
        for order in await list_orders_at_tables(self.pool, restaurant_id):
            orders.setdefault(order.table_identifier, []).append(order)
        calls: dict[str, list[TableCall]] = {}
        for call in await list_open_calls(self.pool, restaurant_id):
            calls.setdefault(call.table_identifier, []).append(call)
        looks = []
        for table in await list_tables(self.pool, restaurant_id):
            visit = visits.get(table.id, TableVisit()).at(now)
            own = visit.own_orders(orders.get(table.name, ()), now)
            looks.append((table, TableLook(visit, own, calls.get(table.name, ()))))
        return looks

    async def join(self, link: TableLink, token: str, name: str, share: ShareTable = "guests") -> LineOwner:
        """Let a device sit at the table; returns as whom it orders, nobody's where there are too many guests."""
        key, name = key_of(token), name.strip()[:MAX_NAME]
        visit = await self.change(
            link.restaurant_id, link.table_id, lambda visit, now: visit.joined(key, name, now)
        )
        return visit.owner(visit.guest_of(key), share)

    async def share(self, link: TableLink, token: str, name: str, put: Put) -> None:
        """Put lines of a device into the table's order, once. Conflict where it, or the table, has too much."""
        key, name = key_of(token), name.strip()[:MAX_NAME]

        def shared(visit: TableVisit, now: datetime) -> TableVisit:
            joined = visit.joined(key, name, now)
            guest = joined.guest_of(key)
            if not guest:
                raise Conflict(
                    "As many guests as may are at this table. Nothing was added; order by yourself."
                )
            added = visit.shared.added(put.step, guest, put.lines, put.allergies, put.note)
            return replace(joined, shared=added)

        await self.change(link.restaurant_id, link.table_id, shared)

    async def unshare(self, link: TableLink, token: str, line_id: int) -> None:
        """Take a device's own line out of the table's order; another's stays."""
        key = key_of(token)

        def left(visit: TableVisit, now: datetime) -> TableVisit:
            del now
            return replace(visit, shared=visit.shared.without(visit.guest_of(key), line_id))

        await self.change(link.restaurant_id, link.table_id, left)

    async def place(
        self, link: TableLink, seen: int, write: Write, share: ShareTable = "guests"
    ) -> tuple[Order, bool]:
        """Place the table's order as it was `seen`, once, however many press; returns it and whether it is new.

        `write` says what of it is placed. The order is stored and the table's emptied in one transaction. OrderMoved
        where it has changed since it was seen; else what `Orders.confirm` raises.
        """
        for _ in range(ATTEMPTS):
            now = datetime.now(UTC)
            held = await store.read_visit(self.pool, link.restaurant_id, link.table_id)
            visit = held.at(now)
            if before := visit.shared.was_placed_from(seen):
                return await self.orders.get(before), False
            visit.shared.require_seen(seen)
            wanted, placing = write(visit.shared)
            settle = partial(self._settle, link, visit, [one.id for one in placing])
            owners = [visit.owner(one.guest, share) for one in placing]
            try:
                order, _ = await self.orders.confirm(wanted, None, owners, settle)
            except _VisitMovedError:
                continue
            self.publish(TableChanged(link.restaurant_id, link.table_id))
            return order, True
        raise DependencyAway(
            "The table's order is changing at this moment. Nothing was ordered.", retry_after=1
        )

    async def _settle(
        self, link: TableLink, visit: TableVisit, ids: list[int], connection: Connection, order_id: UUID
    ) -> None:
        """Empty the table's order in the transaction that places it; _VisitMovedError where it is not as it was read."""
        shared = visit.shared.after_placing(order_id, ids)
        changed = replace(visit, shared=shared, active_at=datetime.now(UTC), version=visit.version + 1)
        if not await store.save_visit(connection, link.restaurant_id, link.table_id, changed):
            raise _VisitMovedError

    async def end(self, restaurant_id: UUID, table: str, left_at: datetime | None = None) -> None:
        """End a table's visit, or begin one that nothing of before belongs to. NotFound for no such table.

        Guests who came after `left_at` (None: now) stay.
        """
        table_id = await store.find_table_id(self.pool, restaurant_id, table)
        if table_id is None:
            raise NotFound("There is no such table.")
        await self.change(restaurant_id, table_id, lambda visit, now: visit.ended(min(left_at or now, now)))

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
