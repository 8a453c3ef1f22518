"""SQL of visits. The connection comes first; nothing here begins or commits a transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from server.db.pool import BasePool, Connection
from server.visits.model import Brought, Guest, TableVisit
from server.visits.shared_order import EMPTY, SharedLine, SharedOrder
from server.wire.orders import OrderAllergy
from server.wire.parsing import CartLine


def _visit(row: asyncpg.Record | None) -> TableVisit:
    if row is None:
        return TableVisit()
    state: dict[str, Any] = row["state"]
    guests = tuple(Guest(one["key"], one["name"]) for one in state.get("guests", ()))
    brought = state.get("brought")
    return TableVisit(
        row["since"],
        row["active_at"],
        row["version"],
        guests,
        _read_shared(state.get("shared", {})),
        Brought(tuple(map(UUID, brought["orders"])), datetime.fromisoformat(brought["at"]))
        if brought
        else Brought(),
    )


def _read_shared(document: dict[str, Any]) -> SharedOrder:
    if not document:
        return EMPTY
    placed = document["placed"]
    return SharedOrder(
        lines=tuple(
            SharedLine(one["id"], one["guest"], CartLine.model_validate(one["line"]))
            for one in document["lines"]
        ),
        allergies=tuple(OrderAllergy.model_validate(one) for one in document["allergies"]),
        note=document["note"],
        revision=document["revision"],
        next_id=document["next_id"],
        steps=tuple(document["steps"]),
        placed=UUID(placed) if placed else None,
        placed_from=document["placed_from"],
    )


def _write_shared(shared: SharedOrder) -> dict[str, Any]:
    lines = [
        {"id": one.id, "guest": one.guest, "line": one.line.model_dump(exclude_defaults=True)}
        for one in shared.lines
    ]
    return {
        "lines": lines,
        "allergies": [one.model_dump() for one in shared.allergies],
        "note": shared.note,
        "revision": shared.revision,
        "next_id": shared.next_id,
        "steps": shared.steps,
        "placed": shared.placed,
        "placed_from": shared.placed_from,
    }


async def read_visit(connection: BasePool | Connection, restaurant_id: UUID, table_id: int) -> TableVisit:
    """Read what is kept of a table's visit, which may be over."""
    row = await connection.fetchrow(
        """
        SELECT since, active_at, version, state FROM table_visits WHERE restaurant_id = $1 AND table_id = $2
        """,
        restaurant_id,
        table_id,
    )
    return _visit(row)


async def read_visits(connection: BasePool | Connection, restaurant_id: UUID) -> dict[int, TableVisit]:
    """Read what is kept of the visits of a restaurant, by the ids of its tables."""
    rows = await connection.fetch(
        "SELECT table_id, since, active_at, version, state FROM table_visits WHERE restaurant_id = $1",
        restaurant_id,
    )
    return {row["table_id"]: _visit(row) for row in rows}


async def lock_visit(connection: Connection, restaurant_id: UUID, table_id: int) -> TableVisit:
    """Read it, and hold the table until the transaction ends. ForeignKeyViolationError where the table is gone."""
    row = await connection.fetchrow(
        """
        INSERT INTO table_visits AS v (restaurant_id, table_id) VALUES ($1, $2)
        ON CONFLICT (restaurant_id, table_id) DO UPDATE SET version = v.version
        RETURNING since, active_at, version, state
        """,
        restaurant_id,
        table_id,
    )
    return _visit(row)


async def save_visit(connection: Connection, restaurant_id: UUID, table_id: int, visit: TableVisit) -> bool:
    """Store what the version before `visit` has become; False, with nothing stored, where another was stored meanwhile."""
    state: dict[str, Any] = {
        "guests": [{"key": guest.key, "name": guest.name} for guest in visit.guests],
        "shared": _write_shared(visit.shared),
    }
    if visit.brought.orders:
        state["brought"] = {"orders": [str(one) for one in visit.brought.orders], "at": visit.brought.at}
    done = await connection.execute(
        """
        UPDATE table_visits SET since = $3, active_at = $4, version = $5, state = $6::text::jsonb
        WHERE restaurant_id = $1 AND table_id = $2 AND version = $5 - 1
        """,
        restaurant_id,
        table_id,
        visit.since,
        visit.active_at,
        visit.version,
        orjson.dumps(state).decode(),
    )
    return bool(done == "UPDATE 1")


async def find_table_id(connection: BasePool, restaurant_id: UUID, name: str) -> int | None:
    """Return the id of the table with this name."""
    found: int | None = await connection.fetchval(
        "SELECT id FROM dining_tables WHERE restaurant_id = $1 AND name = $2", restaurant_id, name
    )
    return found
