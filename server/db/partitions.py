"""The monthly partitions of orders: their names and bounds."""

import re

NAME = re.compile(r"orders_([0-9]{4})_([0-9]{2})")
MOVES_ROWS = "SET LOCAL aiqr.moves_rows = 'on'"
"""Says, until the transaction ends, that its rows are old ones in another place: no webhook is told of them."""


def partition_of(month: str) -> str:
    """Return the table of a month such as "2025-03"."""
    return "orders_" + month.replace("-", "_")


def month_of(table: str) -> str | None:
    """Return the month of a partition such as "2025-03"; None where the table is none."""
    found = NAME.fullmatch(table)
    return f"{found[1]}-{found[2]}" if found else None


def create_partition(month: str) -> str:
    """Return the statement that makes a month's partition where there is none."""
    return f"CREATE TABLE IF NOT EXISTS {partition_of(month)} PARTITION OF orders FOR VALUES {_bounds(month)}"


def attach_partition(month: str) -> str:
    """Return the statement that makes a table of its own a partition again."""
    return f"ALTER TABLE orders ATTACH PARTITION {partition_of(month)} FOR VALUES {_bounds(month)}"


def _bounds(month: str) -> str:
    start = f"{month}-01"
    return (
        f"FROM (first_order_id('{start} 00:00Z'::timestamptz)) "
        f"TO (first_order_id(('{start}'::date + interval '1 month')::timestamp AT TIME ZONE 'UTC'))"
    )
