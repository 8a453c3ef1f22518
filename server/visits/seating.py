"""Guests who change their table: their orders, calls and what they have in the making go along."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from server.audit.log import record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict
from server.domain.order import Order
from server.events.model import CallChanged, Event, TableChanged
from server.kitchen.table_call_store import count_change, list_open_calls, move_calls
from server.orders.service import Orders
from server.orders.store import list_table_orders
from server.orders.table_moves import bring_to
from server.restaurants.model import Table
from server.visits import store
from server.visits.model import TableVisit

Along = Callable[[Connection, UUID, Sequence[Order], str], Awaitable[None]]
"""What else goes along in the transaction of a move, of a restaurant's orders that are brought to the table of a name."""


class NobodyThereError(Conflict):
    """There is nobody to be moved."""


class TableTakenError(Conflict):
    """Others sit at the table to which guests were to be moved."""


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A table, its visit and the orders of that."""

    table: Table
    visit: TableVisit
    orders: Sequence[Order]


@dataclass(frozen=True, slots=True)
class Seating:
    """Moves guests over a pool; `publish` tells those who look at the tables."""

    pool: BasePool
    orders: Orders
    publish: Callable[[Event], None]

    async def move(
        self, restaurant_id: UUID, source: Table, target: Table, *, merge: bool, along: Along | None = None
    ) -> None:
        """Let the guests of `source` sit at `target`, with `merge` beside those who sit there.

        NobodyThereError where nobody is to be moved, TableTakenError where others sit there, Conflict where it is the same
        table, or both have more in the making than one may have. Nothing is changed where it raises.
        """
        if source.id == target.id:
            raise Conflict("The guests sit at this table already. Nothing was changed.")
        async with self.pool.acquire() as connection, connection.transaction():
            # It locks the restaurant: no order is placed meanwhile.
            await count_change(connection, restaurant_id)
            now = datetime.now(UTC)
            first, second = sorted((source, target), key=lambda table: table.id)
            sitting = {
                table.id: await _lock(connection, restaurant_id, table, now) for table in (first, second)
            }
            leaving, staying = sitting[source.id], sitting[target.id]
            await _require_movable(connection, restaurant_id, leaving, staying, merge=merge)
            if along is not None:
                await along(connection, restaurant_id, leaving.orders, target.name)
            moved = await bring_to(connection, leaving.orders, target.name, staying.visit.number_here)
            calls = [
                CallChanged(restaurant_id, await count_change(connection, restaurant_id), call.id, call)
                for call in await move_calls(connection, restaurant_id, source.name, target.name)
            ]
            await _save(connection, restaurant_id, source, leaving.visit.ended(now))
            together = staying.visit.with_those_of(leaving.visit, leaving.orders, now)
            await _save(connection, restaurant_id, target, together)
            await record(connection, restaurant_id, "table.moved", source.name, after={"to": target.name})
        self.orders.publish(moved)
        for call in calls:
            self.publish(call)
        for table in (source, target):
            self.publish(TableChanged(restaurant_id, table.id))


async def _lock(connection: Connection, restaurant_id: UUID, table: Table, now: datetime) -> _Sitting:
    visit = (await store.lock_visit(connection, restaurant_id, table.id)).at(now)
    orders = await list_table_orders(connection, restaurant_id, table.name, visit.looks_back_to)
    return _Sitting(table, visit, visit.own_orders(orders, now))


async def _require_movable(
    connection: Connection, restaurant_id: UUID, leaving: _Sitting, staying: _Sitting, *, merge: bool
) -> None:
    if not leaving.visit.is_taken(leaving.orders) and not await list_open_calls(
        connection, restaurant_id, leaving.table.name
    ):
        raise NobodyThereError("Nobody sits at this table. Nothing was changed.")
    if not merge and staying.visit.is_taken(staying.orders):
        raise TableTakenError("Others sit at that table. Nothing was changed: merge the tables instead.")


async def _save(connection: Connection, restaurant_id: UUID, table: Table, visit: TableVisit) -> None:
    await store.save_visit(connection, restaurant_id, table.id, replace(visit, version=visit.version + 1))
