"""SQL of bills. The connection comes first; nothing here begins or commits a transaction."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from server.bills.model import BilledOrder, BillRow, Present, Source, listed_since, sources_of
from server.db.pool import BasePool, Connection
from server.domain.bill_charges import BillLine
from server.domain.bill_entries import Entry, read_what, write_what
from server.domain.ids import first_id
from server.domain.money_rules import CoverCharge, MoneyRules, read_money_rules
from server.domain.order import read_lines
from server.domain.tax import read_rates, read_shares
from server.wire.menu import said_label

Reader = BasePool | Connection
MOST_LISTED = 2_000
"""Orders without a bill that are looked at for one restaurant."""


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


ORDER_COLUMNS = """o.id, o.number, o.created_at, o.status, o.currency, o.lines,
    CASE WHEN o.table_proven THEN o.table_identifier ELSE '' END AS table_name"""
BILL_COLUMNS = "b.id, b.restaurant_id, b.table_identifier, b.since, b.currency, b.rules, b.settled_at"
UNBILLED = f"""
    SELECT {ORDER_COLUMNS}
    FROM orders o LEFT JOIN bill_orders k ON k.order_id = o.id
    WHERE o.restaurant_id = $1 AND o.id >= $2 AND o.status <> 'cancelled' AND k.order_id IS NULL
      AND ($3::text[] IS NULL OR (o.table_identifier = ANY ($3) AND o.table_proven))
    ORDER BY o.id DESC LIMIT $4
"""
"""Orders of a restaurant, or of some tables, on whose bill nothing was written yet, newest first."""


def _order(row: asyncpg.Record) -> BilledOrder:
    lines = [] if row["status"] == "cancelled" else read_lines(row["lines"])
    return BilledOrder(
        row["id"],
        row["number"],
        row["created_at"],
        row["table_name"],
        row["currency"],
        tuple(
            BillLine(
                row["id"],
                line.id,
                " ".join(part for part in (line.name, said_label(line.variant_label)) if part),
                line.guest,
                line.quantity,
                line.line_total,
                line.taxed,
                line.menu_item_id,
            )
            for line in lines
            if not line.state
        ),
        is_unpaid=row["status"] == "unpaid",
    )


def _billed(row: asyncpg.Record, bill: BillRow) -> BilledOrder:
    """An order of a stored bill: as it is, or as it was where it is not in the database any more."""
    if row["status"] is not None:
        return _order(row)
    lines = tuple(
        BillLine(**{**line, "order_id": row["id"], "taxed": read_shares(line["taxed"])})
        for line in row["kept"]
    )
    return BilledOrder(row["id"], row["number"], row["created_at"], bill.table, bill.currency, lines)


def _bill_row(row: asyncpg.Record) -> BillRow:
    return BillRow(
        row["id"],
        row["restaurant_id"],
        row["table_identifier"],
        row["since"],
        row["currency"],
        read_rules(row["rules"]),
        row["settled_at"],
    )


def read_rules(document: Mapping[str, Any]) -> MoneyRules:
    """Read the rules of a bill, with the rates of its cover charge as they were."""
    cover = document["cover_charge"]
    rules = read_money_rules({**document, "cover_charge": None})
    if cover is None:
        return rules
    charge = CoverCharge(cover["amount"], tuple(cover["taxes"]), read_rates(cover["rates"]))
    return replace(rules, cover_charge=charge)


async def _sources(connection: Reader, rows: Collection[asyncpg.Record]) -> list[Source]:
    """The orders of stored bills."""
    if not rows:
        return []
    bills = {row["id"]: _bill_row(row) for row in rows}
    orders = await connection.fetch(
        """
        SELECT k.bill_id, k.order_id AS id, k.number, k.placed_at AS created_at, k.lines AS kept,
               o.status, o.currency, o.lines, b.table_identifier AS table_name
        FROM bill_orders k JOIN bills b ON b.id = k.bill_id
        LEFT JOIN orders o ON o.id = k.order_id AND o.restaurant_id = k.restaurant_id
        WHERE k.bill_id = ANY ($1) ORDER BY k.placed_at, k.order_id
        """,
        list(bills),
    )
    by_bill: dict[UUID, list[BilledOrder]] = {}
    for row in orders:
        by_bill.setdefault(row["bill_id"], []).append(_billed(row, bills[row["bill_id"]]))
    return [Source(tuple(by_bill.get(bill.id, ())), bill) for bill in bills.values()]


async def list_open_sources(
    connection: Reader,
    restaurant_id: UUID,
    tables: Collection[str] | None = None,
    since: datetime | None = None,
) -> list[Source]:
    """Return what is not settled of a restaurant, or of some tables of it: one source a bill, oldest first.

    Orders on whose bill nothing was written are those since `since`, or as they are listed.
    """
    names = None if tables is None else list(tables)
    if since is None:
        since = listed_since(datetime.now(UTC), await _begun(connection, restaurant_id))
    orders = await connection.fetch(
        UNBILLED,
        restaurant_id,
        first_id(since),
        names,
        MOST_LISTED,
    )
    rows = await connection.fetch(
        f"""
        SELECT {BILL_COLUMNS} FROM bills b
        WHERE b.restaurant_id = $1 AND b.settled_at IS NULL AND ($2::text[] IS NULL OR b.table_identifier = ANY ($2))
        ORDER BY b.since, b.id
        """,
        restaurant_id,
        names,
    )
    present = await _present_visits(connection, restaurant_id)
    return sources_of([_order(row) for row in orders], await _sources(connection, rows), present)


async def _begun(connection: Reader, restaurant_id: UUID) -> datetime | None:
    """When a day was closed last, or the first entry was written where none was closed."""
    begun: datetime | None = await connection.fetchval(
        """
        SELECT coalesce(
            (SELECT at FROM day_closings WHERE restaurant_id = $1 ORDER BY number DESC LIMIT 1),
            (SELECT at FROM bill_entries WHERE restaurant_id = $1 ORDER BY number LIMIT 1)
        )
        """,
        restaurant_id,
    )
    return begun


async def _present_visits(connection: Reader, restaurant_id: UUID) -> Mapping[str, Present]:
    rows = await connection.fetch(
        """
        SELECT t.name, v.since, v.state #> '{brought,orders}' AS brought FROM table_visits v
        JOIN dining_tables t ON t.restaurant_id = v.restaurant_id AND t.id = v.table_id
        WHERE v.restaurant_id = $1
        """,
        restaurant_id,
    )
    return {row["name"]: Present(row["since"], frozenset(map(UUID, row["brought"] or ()))) for row in rows}


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


async def find_source(connection: Reader, restaurant_id: UUID, bill_id: UUID) -> Source | None:
    """Find a bill by its id or by that of any order of it."""
    return next(iter(await find_sources(connection, restaurant_id, [bill_id])), None)


async def find_sources(connection: Reader, restaurant_id: UUID, ids: Collection[UUID]) -> list[Source]:
    """Find bills by their ids or by those of orders of them, each once, by as many statements however many they are."""
    rows = await connection.fetch(
        f"""
        SELECT {BILL_COLUMNS} FROM bills b
        WHERE b.restaurant_id = $1 AND b.id IN (
            SELECT unnest($2::uuid[])
            UNION SELECT bill_id FROM bill_orders WHERE order_id = ANY ($2) AND restaurant_id = $1
        )
        """,
        restaurant_id,
        list(ids),
    )
    unbilled = await connection.fetch(
        f"""
        SELECT {ORDER_COLUMNS} FROM orders o
        WHERE o.id = ANY ($2) AND o.restaurant_id = $1
          AND NOT EXISTS (SELECT FROM bill_orders k WHERE k.order_id = o.id)
        """,
        restaurant_id,
        list(ids),
    )
    orders = [_order(row) for row in unbilled]
    at_tables = [row for row in rows if row["settled_at"] is None and row["table_identifier"]]
    apart = await _sources(connection, [row for row in rows if row not in at_tables])
    alone = [Source((order,)) for order in orders if not order.table]
    return apart + alone + await _find_open(connection, restaurant_id, at_tables, orders)


async def _find_open(
    connection: Reader, restaurant_id: UUID, rows: Collection[asyncpg.Record], orders: Collection[BilledOrder]
) -> list[Source]:
    """The open bills of tables that these are, and those that orders of tables join."""
    tables = {row["table_identifier"] for row in rows} | {order.table for order in orders if order.table}
    if not tables:
        return []
    wanted = {row["id"] for row in rows} | {order.id for order in orders if order.table}
    found = [
        source
        for source in await list_open_sources(connection, restaurant_id, tables)
        if wanted & {source.id, *(order.id for order in source.orders)}
    ]
    there = {source.id for source in found} | {order.id for source in found for order in source.orders}
    settled_since = await _sources(connection, [row for row in rows if row["id"] not in there])
    return found + settled_since + [Source((one,)) for one in orders if one.table and one.id not in there]


async def list_settled_since(
    connection: Reader, restaurant_id: UUID, table: str, since: datetime
) -> list[Source]:
    """Return the bills of a table that were begun after `since` and are settled, oldest first."""
    rows = await connection.fetch(
        f"""
        SELECT {BILL_COLUMNS} FROM bills b
        WHERE b.restaurant_id = $1 AND b.since > $3 AND b.table_identifier = $2 AND b.settled_at IS NOT NULL
        ORDER BY b.since, b.id
        """,
        restaurant_id,
        table,
        since,
    )
    return await _sources(connection, rows)


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
