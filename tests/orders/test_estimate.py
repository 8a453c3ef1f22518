"""When an order will be ready."""

from datetime import UTC, datetime
from uuid import UUID

from server.db.pool import open_pool
from server.orders.estimate import Estimates
from server.settings import settings_of
from tests.fixtures.api import Place

EARLIER = "UPDATE orders SET status = 'ready', ready_at = created_at - interval '10 minutes'"


async def test_a_clock_that_went_back_promises_nothing_for_the_past(
    restaurant: Place, database_url: str
) -> None:
    """Orders that were ready before they were placed, by the clock, make no later one ready before it is placed."""
    for _ in range(3):
        assert (await restaurant.order()).status == 201
    pool = await open_pool(settings_of(database_url=database_url))
    try:
        await pool.execute(EARLIER)
        now = datetime.now(UTC)
        assert await Estimates(pool).ready_at(UUID(restaurant.id), [], now) > now
    finally:
        await pool.close()
