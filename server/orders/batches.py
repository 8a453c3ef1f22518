"""Orders placed and changed many at a time: each a row of JSON in one statement and one commit."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from server.db.pool import BasePool as Connection
from server.db.pool import Connection as HeldConnection
from server.domain.order import LINES_VERSION, Order, Status, portions_of
from server.orders.store import COLUMNS, STORED, DishLeft, read_dishes_left, read_order
from server.wire.vocabulary import COOKING, ENDED

MOST_OPEN = 1_000
"""Orders of a restaurant that may be open at a time: beyond what any kitchen cooks in a day's longest hour."""
MOST_OPEN_UNPROVEN = 500
"""From here on only orders that come with a table's code are taken."""
MOST_AT_TABLE = 30
"""Orders of one table that may be open at a time: a large party, each guest with a telephone."""

_stored_values = attrgetter(*STORED)


@dataclass(frozen=True, slots=True)
class Placement:
    """An order to be stored: `menu_version` is that of its prices, `fingerprint` what its `key` stands for.

    `counted` are the ids of dishes of which portions are left in that version of the menu, `noted` those of which it is
    stored already that they were ordered.
    """

    order: Order
    menu_version: int
    key: str | None
    fingerprint: bytes
    table_code: str | None
    counted: frozenset[int] = frozenset()
    noted: AbstractSet[int] = frozenset()

    def document(self) -> dict[str, Any]:
        """Write it as `place_orders` in the migrations reads it; `order_defaults` there has what is left out."""
        order = {name: value for name, value in zip(STORED, _stored_values(self.order), strict=True) if value}
        dishes = portions_of(self.order.lines)
        return {
            "order": {**order, "lines_version": LINES_VERSION},
            "menu_version": self.menu_version,
            "key": self.key,
            "fingerprint": self.fingerprint.hex(),
            "table_code": self.table_code,
            "dishes": [{"id": item} for item in sorted(dishes.keys() - self.noted)],
            "counted": [
                {"id": item, "quantity": count}
                for item, count in sorted(dishes.items())
                if item in self.counted
            ],
            "most_open": MOST_OPEN if self.table_code else MOST_OPEN_UNPROVEN,
            "most_at_table": MOST_AT_TABLE,
        }


async def place_orders(
    connection: Connection | HeldConnection, placements: Sequence[Placement], patience: str
) -> list[asyncpg.Record]:
    """Store orders, sorted by restaurant, each once, in one statement and one commit.

    Returns for each `(outcome, order_id, number, placed_day, placed_table, changes, portions)`: the number, the day and the
    table are decided there; the outcomes are described at `place_order` in the migrations. Raises
    asyncpg.PostgresError, and stores none of them, where one breaks the statement or, with sqlstate 55P03, where
    another holds a restaurant for longer than `patience`.
    """
    wanted = orjson.dumps([placement.document() for placement in placements], default=str).decode()
    return await connection.fetch("SELECT * FROM place_orders($1, $2::text::jsonb)", patience, wanted)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an order that a member wants.

    A move to `status` (None: none), its `reason` and `rush`, allowed in the states `before`; or, with a `line`
    (counted from 1), that line done or not.
    """

    order_id: UUID
    user_id: UUID
    session_id: UUID
    at: datetime
    before: tuple[Status, ...]
    status: Status | None = None
    reason: str | None = None
    rush: bool | None = None
    line: int | None = None
    done: bool | None = None

    def document(self) -> dict[str, Any]:
        """Write it as `change_orders` in the migrations reads it."""
        change = dict(zip(CHANGE_FIELDS, _changed_values(self), strict=True))
        return {**change, "cooks": self.status in COOKING, "ends": self.status in ENDED}


CHANGE_FIELDS = tuple(field.name for field in fields(Change))
_changed_values = attrgetter(*CHANGE_FIELDS)


Changed = tuple[int, Order, Sequence[DishLeft]]
"""The number of the change, the order as it is then, and what is left of the dishes that it gave back."""


async def change_orders(
    connection: Connection | HeldConnection, wanted: Sequence[Change], patience: str
) -> list[Changed | None]:
    """Make changes in one statement and one commit; None for each that its caller may not, or that changes nothing.

    Raises asyncpg.PostgresError, and changes nothing, where one breaks the statement or, with sqlstate 55P03, where
    another holds a restaurant for longer than `patience`.
    """
    documents = orjson.dumps([change.document() for change in wanted], default=str).decode()
    statement = _CHANGE_AND_LOG if any(change.status == "cancelled" for change in wanted) else _CHANGE
    rows = await connection.fetch(statement, patience, documents)
    changed = {
        row["place"]: (row["changes"], read_order(row), read_dishes_left(row["portions"])) for row in rows
    }
    return [changed.get(place) for place in range(1, len(wanted) + 1)]


_MADE = "change_orders($1, $2::text::jsonb)"
_RESULT = f"""
    SELECT c.place, c.changes, c.portions, {COLUMNS}
    FROM {{made}} AS c
    CROSS JOIN LATERAL (SELECT (c.changed).*) AS o
    JOIN restaurants r ON r.id = o.restaurant_id
"""
_CHANGE = _RESULT.format(made=_MADE)
# A cancellation is logged in the statement that makes it.
_CHANGE_AND_LOG = f"""
    WITH made AS MATERIALIZED (SELECT place, changes, changed, portions FROM {_MADE}),
    logged AS (
        INSERT INTO audit_log (restaurant_id, actor_id, action, subject, after)
        SELECT (m.changed).restaurant_id, w.user_id, 'order.cancelled', (m.changed).number::text,
               jsonb_build_object('order_id', (m.changed).id)
        FROM made m
        JOIN ROWS FROM (jsonb_to_recordset($2::text::jsonb) AS (user_id uuid, status text))
             WITH ORDINALITY AS w (user_id, status, place) ON w.place = m.place
        WHERE w.status = 'cancelled'
    )
    {_RESULT.format(made="made")}
"""
