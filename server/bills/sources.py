"""SQL of what bills are made of: their orders, on bills that are stored and on those that are not yet. The connection comes first."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg

from server.bills.model import BilledOrder, BillRow, Present, Source, listed_since, sources_of
from server.bills.store import Reader
from server.domain.bill_charges import BillLine
from server.domain.ids import first_id
from server.domain.money_rules import CoverCharge, MoneyRules, read_money_rules
from server.domain.order import read_lines
from server.domain.tax import read_rates, read_shares
from server.wire.menu import said_label

MOST_LISTED = 2_000
"""Orders without a bill that are looked at for one restaurant."""
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
