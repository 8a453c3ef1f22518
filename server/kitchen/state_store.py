"""SQL of what displays show besides orders: the calls that wait and the printers, in one query for a snapshot."""

from datetime import datetime
from uuid import UUID

from server.db.pool import BasePool
from server.domain.printer import Printer
from server.domain.table_call import TableCall
from server.kitchen.printer_store import KEPT


async def list_calls_and_printers(
    pool: BasePool, restaurant_id: UUID, now: datetime
) -> tuple[list[TableCall], list[Printer]]:
    """Return the calls that wait, oldest first, and the printers as they are `now`, by name."""
    rows = await pool.fetch(
        """
        SELECT id, kind, text, table_identifier, created_at,
               NULL AS name, NULL AS problem, NULL::integer AS waiting, NULL::timestamptz AS told_at
        FROM table_calls WHERE restaurant_id = $1 AND done_at IS NULL
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, NULL, name, problem, waiting, told_at
        FROM printers WHERE restaurant_id = $1 AND told_at >= $2
        ORDER BY id, name
        """,
        restaurant_id,
        now - KEPT,
    )
    calls = [
        TableCall(
            restaurant_id,
            row["id"],
            row["kind"],
            row["text"],
            row["table_identifier"],
            row["created_at"],
            done=False,
        )
        for row in rows
        if row["id"] is not None
    ]
    printers = [
        Printer(row["name"], row["problem"], row["waiting"], row["told_at"]).at(now)
        for row in rows
        if row["name"] is not None
    ]
    return calls, printers
