"""SQL of bills. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from server.bills.model import Source
from server.db.pool import BasePool, Connection
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Entry, read_what, write_what
from server.domain.money_rules import MoneyRules

Reader = BasePool | Connection


@dataclass(frozen=True, slots=True)
class Books:
    """How far a restaurant's numbers of entries, receipts and closings are."""

    last_entry: int
    receipt_day: date
    last_receipt: int
    last_closing: int


async def lock_books(connection: Connection, restaurant_id: UUID) -> Books:
    """Hold a restaurant's books until the transaction ends: whoever writes on its bills comes one after the other."""
    row = await connection.fetchrow(
        """
        INSERT INTO bill_books AS b (restaurant_id) VALUES ($1)
        ON CONFLICT (restaurant_id) DO UPDATE SET last_entry = b.last_entry
        RETURNING last_entry, receipt_day, last_receipt, last_closing
        """,
        restaurant_id,
    )
    assert row is not None  # noqa: S101  an upsert returns its row
    return Books(**dict(row))


async def save_books(connection: Connection, restaurant_id: UUID, books: Books) -> None:
    """Store how far the numbers are."""
    await connection.execute(
        """
        UPDATE bill_books SET last_entry = $2, receipt_day = $3, last_receipt = $4, last_closing = $5
        WHERE restaurant_id = $1
        """,
        restaurant_id,
        books.last_entry,
        books.receipt_day,
        books.last_receipt,
        books.last_closing,
    )


async def name_state(connection: Reader, restaurant_id: UUID) -> str:
    """Name the state of a restaurant's tables: as long as orders, calls, visits, bills and names are the same, so is its name."""
    row = await connection.fetchrow(
        """
        SELECT s.changes,
               (SELECT coalesce(sum(version), 0) FROM table_visits WHERE restaurant_id = $1) AS visits,
               (SELECT coalesce(max(last_entry), 0) FROM bill_books WHERE restaurant_id = $1) AS entries,
               (SELECT coalesce(sum(hashtext(name)::bigint), 0) FROM dining_tables WHERE restaurant_id = $1) AS tables
        FROM restaurant_state s WHERE s.restaurant_id = $1
        """,
        restaurant_id,
    )
    return ".".join(map(str, row.values())) if row else ""


async def move_open_bills(
    connection: Connection, restaurant_id: UUID, orders: Collection[UUID], table: str
) -> None:
    """Let the open bills of orders be those of another table, to which their guests have gone."""
    await connection.execute(
        """
        UPDATE bills SET table_identifier = $3
        WHERE restaurant_id = $1 AND settled_at IS NULL AND table_identifier <> ''
          AND id IN (SELECT bill_id FROM bill_orders WHERE order_id = ANY ($2))
        """,
        restaurant_id,
        list(orders),
        table,
    )


def read_entry(row: asyncpg.Record) -> Entry:
    """Read what was written on a bill out of its row."""
    return Entry(row["number"], row["at"], read_what(row["kind"], row["what"]), row["by"])


async def list_entries(connection: Reader, bill_ids: Collection[UUID]) -> dict[UUID, list[Entry]]:
    """Return what was written on bills, in its order."""
    rows = await connection.fetch(
        """
        SELECT bill_id, number, kind, at, by, what FROM bill_entries
        WHERE bill_id = ANY ($1) ORDER BY restaurant_id, number
        """,
        list(bill_ids),
    )
    entries: dict[UUID, list[Entry]] = {}
    for row in rows:
        entries.setdefault(row["bill_id"], []).append(read_entry(row))
    return entries


async def find_keyed(connection: Connection, restaurant_id: UUID, key: str) -> bytes | None:
    """Find the fingerprint of what was written with an idempotency key."""
    found: bytes | None = await connection.fetchval(
        "SELECT fingerprint FROM bill_entries WHERE restaurant_id = $1 AND key = $2", restaurant_id, key
    )
    return found


async def is_recorded(connection: Connection, restaurant_id: UUID, reference: str) -> bool:
    """Whether a provider's payment or refund was written on a bill."""
    found: bool = await connection.fetchval(
        """
        SELECT EXISTS (
            SELECT FROM bill_entries WHERE restaurant_id = $1 AND reference = $2 AND reference <> ''
        )
        """,
        restaurant_id,
        reference,
    )
    return found


async def save_source(connection: Connection, restaurant_id: UUID, source: Source, rules: MoneyRules) -> None:
    """Store a bill on which something is written for the first time, and its orders as they are."""
    await connection.execute(
        """
        INSERT INTO bills (id, restaurant_id, table_identifier, since, currency, rules)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
        """,
        source.id,
        restaurant_id,
        source.table,
        source.since,
        source.currency,
        asdict(rules),
    )
    await connection.executemany(
        """
        INSERT INTO bill_orders (order_id, restaurant_id, bill_id, number, placed_at, lines)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (order_id) DO UPDATE SET lines = excluded.lines
        """,
        [
            (one.id, restaurant_id, source.id, one.number, one.placed_at, [_kept(line) for line in one.lines])
            for one in source.orders
        ],
    )


def _kept(line: BillLine) -> dict[str, Any]:
    return {name: value for name, value in asdict(line).items() if name != "order_id"}


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key, and what it stands for."""

    text: str
    fingerprint: bytes


async def insert_entry(
    connection: Connection, restaurant_id: UUID, bill_id: UUID, entry: Entry, key: Key | None
) -> None:
    """Write on a bill."""
    await connection.execute(
        """
        INSERT INTO bill_entries (restaurant_id, number, bill_id, kind, at, by, what, reference, key, fingerprint)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        restaurant_id,
        entry.number,
        bill_id,
        entry.kind,
        entry.at,
        entry.by,
        write_what(entry.what),
        getattr(entry.what, "reference", ""),
        key and key.text,
        key and key.fingerprint,
    )


async def set_settled(connection: Connection, bill_id: UUID, at: datetime | None) -> None:
    """Store that a bill is settled since then, or open again (None)."""
    await connection.execute(
        "UPDATE bills SET settled_at = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(settled_at, $2) END "
        "WHERE id = $1",
        bill_id,
        at,
    )


async def find_restaurant_of(connection: Reader, bill_id: UUID) -> UUID | None:
    """Find whose bill this is, by its id or that of an order of it."""
    found: UUID | None = await connection.fetchval(
        """
        SELECT coalesce((SELECT restaurant_id FROM bill_orders WHERE order_id = $1),
                        (SELECT restaurant_id FROM orders WHERE id = $1))
        """,
        bill_id,
    )
    return found
