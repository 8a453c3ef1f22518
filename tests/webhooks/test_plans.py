"""What is asked every second, and for each order, is answered by an index however much has been delivered."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.webhooks import outbox
from tests.fixtures.api import Place
from tests.webhooks.hooks import hook

FILL = """
    INSERT INTO webhook_deliveries (
        restaurant_id, webhook_id, event, subject, data, status, ended_at, created_at, give_up_at, try_at
    )
    SELECT $1, $2, 'order.placed', 'order ' || n, '{}', CASE WHEN n % 200 = 0 THEN 'waiting' ELSE 'delivered' END,
           CASE WHEN n % 200 = 0 THEN NULL ELSE now() END, now() - n * interval '1 minute', now() + interval '1 day',
           now() + interval '1 hour'
    FROM generate_series(1, 20000) AS n
"""


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (outbox.FIND_DUE, ([], 50)),
        (outbox.CLAIM, (1, 8, timedelta(seconds=60))),
        (outbox.GIVE_UP, ()),
        (outbox.FORGET, (timedelta(days=14),)),
        ("SELECT FROM webhook_deliveries WHERE webhook_id = $1 ORDER BY id DESC LIMIT 50", (1,)),
    ],
)
async def test_no_query_reads_all_deliveries(
    restaurant: Place, database: Any, query: str, values: tuple[Any, ...]
) -> None:
    """Of 20,000 deliveries 100 wait: none of the queries reads the table from end to end."""
    made = await hook(restaurant, "https://127.0.0.1:9/", "item.back")
    await database.execute(FILL, UUID(restaurant.id), made["id"])
    await database.execute("ANALYZE webhook_deliveries")
    plan = "\n".join(row[0] for row in await database.fetch(f"EXPLAIN {query}", *values))
    assert "Seq Scan on webhook_deliveries" not in plan, plan
    assert "webhook_deliveries" in plan
