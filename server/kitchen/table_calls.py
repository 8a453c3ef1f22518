"""Calling the staff to a table, and saying that it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from server.db.pool import BasePool
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.table_call import TableCall
from server.events.model import CallChanged, Event
from server.kitchen import table_call_store as store
from server.menu.cache import MenuCache
from server.wire.vocabulary import CallKind

MOST_OPEN = 5
"""Calls of one table that may be open at a time."""


@dataclass(frozen=True, slots=True)
class Calls:
    """The use cases of calls over a pool; `publish` takes events for displays."""

    pool: BasePool
    menus: MenuCache
    publish: Callable[[Event], None]

    async def call(self, slug: str, code: str, kind: CallKind, text: str) -> tuple[TableCall, bool]:
        """Call the staff to the table of this code. Returns the call and whether it is new: an equal one may be open.

        NotFound for an unknown restaurant, Invalid where the code is none of its tables, Conflict where as many calls of
        the table are open as may be.
        """
        restaurant_id = (await self.menus.by_slug(slug)).restaurant.id
        async with self.pool.acquire() as connection, connection.transaction():
            table = await store.find_table(connection, restaurant_id, code)
            if table is None:
                raise Invalid(
                    [("table_code", "is not the code of a table here: scan the table's QR code again")]
                )
            # It locks the restaurant: of two equal calls the second sees the first.
            changes = await store.count_change(connection, restaurant_id)
            open_calls = await store.list_open_calls(connection, restaurant_id, table)
            same = next((one for one in open_calls if (one.kind, one.text) == (kind, text)), None)
            if same is None and len(open_calls) >= MOST_OPEN:
                raise Conflict(
                    f"{len(open_calls)} calls of this table are open. The staff will come; nothing was added."
                )
            call = same or await store.insert_call(
                connection, restaurant_id, table, kind, text, datetime.now(UTC)
            )
        self.publish(CallChanged(restaurant_id, changes, call.id, call))
        return call, same is None

    async def find(self, restaurant_id: UUID, call_id: int) -> TableCall | None:
        """Return a call of a restaurant as it is now; None where there is none, or no longer."""
        return await store.find_call(self.pool, restaurant_id, call_id)

    async def end(self, restaurant_id: UUID, call_id: int, user_id: UUID) -> TableCall:
        """Mark a call as done by a member, who goes to the table; one that is done already stays so. NotFound where there is none."""
        async with self.pool.acquire() as connection, connection.transaction():
            changes = await store.count_change(connection, restaurant_id)
            call = await store.end_call(connection, restaurant_id, call_id, user_id, datetime.now(UTC))
            call = call or await store.find_call(connection, restaurant_id, call_id)
            if call is None:
                raise NotFound
        self.publish(CallChanged(restaurant_id, changes, call.id, call))
        return call
