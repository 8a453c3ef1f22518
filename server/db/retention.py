"""Forgetting: names, words, requests and allergies of orders that have ended long ago, in archived months too."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from server.db.archive import find_months, stage_month, write_staged_month
from server.db.errors import DatabaseError, reason_of
from server.db.personal_data import set_erased
from server.db.pool import connect

BATCH = 1000
"""Orders emptied in one statement, so that none holds locks for long."""
LEAST = timedelta(days=1)
"""Until then an order may still be asked about, and its idempotency key counts."""
FORGET_ORDERS = f"""
    WITH chosen AS (
        SELECT id FROM orders
        WHERE id > $1 AND id < first_order_id($2) AND ended_at < $2
        ORDER BY id LIMIT $3
    ), erased AS (
        UPDATE orders o SET {set_erased()} FROM chosen WHERE o.id = chosen.id
    )
    SELECT count(*) AS orders, max(id::text)::uuid AS last FROM chosen
"""
FORGET_WORDS = "DELETE FROM misunderstandings WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date"
FORGET_CALLS = "DELETE FROM table_calls WHERE done_at < $1"
FORGET_GUESTS = "UPDATE table_visits SET state = '{}' WHERE active_at < $1 AND state <> '{}'"


@dataclass
class Forgotten:
    """What was emptied or deleted: orders in the database, wordings, calls of tables, archived months."""

    orders: int = 0
    wordings: int = 0
    calls: int = 0
    months: list[str] = field(default_factory=list)


async def forget(dsn: str, older_than: timedelta, archives: Path | None = None) -> Forgotten:
    """Empty what is a person's in all orders that ended `older_than` ago, and in the months in a folder.

    Safe while orders come in, and to run again. Raises DatabaseError.
    """
    if older_than < LEAST:
        raise DatabaseError(
            "Orders of the last day are still needed. Nothing was changed. Take a day or more."
        )
    until = datetime.now(UTC) - older_than
    connection = await connect(dsn, timeout=10)
    try:
        forgotten = Forgotten(orders=await _forget_orders(connection, until))
        forgotten.wordings = _count(await connection.execute(FORGET_WORDS, until))
        forgotten.calls = _count(await connection.execute(FORGET_CALLS, until))
        await connection.execute(FORGET_GUESTS, until)
        for month, file in find_months(archives) if archives else ():
            if month <= f"{until:%Y-%m}":
                await _forget_month(connection, file, month, until)
                forgotten.months.append(month)
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise DatabaseError(
            f"Not everything was forgotten: {reason_of(error)}. What is done stays done; run it again."
        ) from error
    finally:
        await connection.close()
    return forgotten


async def _forget_orders(connection: asyncpg.Connection, until: datetime) -> int:
    last, total = UUID(int=0), 0
    while True:
        (done,) = await connection.fetch(FORGET_ORDERS, last, until, BATCH)
        total += int(done["orders"])
        if done["orders"] < BATCH:
            return total
        last = done["last"]


async def _forget_month(connection: asyncpg.Connection, file: Path, month: str, until: datetime) -> None:
    """Write a month's file anew without what is a person's; the old one is there until the new one is whole."""
    async with connection.transaction():
        columns = await stage_month(connection, file, month)
        await connection.execute(
            f"UPDATE pg_temp.staged SET {set_erased(columns)} WHERE id < first_order_id($1)", until
        )
        await write_staged_month(connection, file, month, columns)


def _count(tag: str) -> int:
    return int(tag.rsplit(maxsplit=1)[-1])
