"""The tables of a dining room and the codes that lead to them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from server.db.pool import BasePool
from server.domain.errors import Conflict, NotFound
from server.events.model import Event, MenuChanged
from server.restaurants import table_store as queries
from server.restaurants.model import Table, TableLink, new_code


@dataclass(frozen=True, slots=True)
class Tables:
    """The use cases of tables over a pool; `publish` tells who keeps the codes of tables."""

    pool: BasePool
    publish: Callable[[Event], None]

    async def list_all(self, restaurant_id: UUID) -> list[Table]:
        """Return the tables of a restaurant."""
        return await queries.list_tables(self.pool, restaurant_id)

    async def add(self, restaurant_id: UUID, name: str) -> Table:
        """Make a table with a new code. Conflict where the name is taken."""
        try:
            table = await queries.insert_table(self.pool, restaurant_id, name, new_code())
        except asyncpg.UniqueViolationError:
            raise _name_taken(name) from None
        self.publish(MenuChanged(restaurant_id))
        return table

    async def get(self, restaurant_id: UUID, table_id: int) -> Table:
        """Return a table. NotFound."""
        return _found(await queries.find_table(self.pool, restaurant_id, table_id))

    async def rename(self, restaurant_id: UUID, table_id: int, name: str) -> Table:
        """Give a table another name; its code stays. Conflict where the name is taken, NotFound."""
        try:
            table = _found(await queries.rename_table(self.pool, restaurant_id, table_id, name))
        except asyncpg.UniqueViolationError:
            raise _name_taken(name) from None
        self.publish(MenuChanged(restaurant_id))
        return table

    async def rotate(self, restaurant_id: UUID, table_id: int) -> Table:
        """Give a table a new code; the old one stops working. NotFound."""
        table = _found(await queries.update_code(self.pool, restaurant_id, table_id, new_code()))
        self.publish(MenuChanged(restaurant_id))
        return table

    async def remove(self, restaurant_id: UUID, table_id: int) -> None:
        """Remove a table and its code. NotFound."""
        if not await queries.delete_table(self.pool, restaurant_id, table_id):
            raise NotFound
        self.publish(MenuChanged(restaurant_id))

    async def find_table_link(self, code: str) -> TableLink | None:
        """Return the restaurant and table that a code leads to."""
        return await queries.find_table_link(self.pool, code)


def _found(table: Table | None) -> Table:
    if table is None:
        raise NotFound
    return table


def _name_taken(name: str) -> Conflict:
    return Conflict(f"There is a table «{name}» already: choose another name. Nothing was changed.")
