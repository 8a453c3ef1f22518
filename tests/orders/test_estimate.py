"""When an order will be ready."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from server.db.pool import BasePool, open_pool
from server.domain.order import OrderLine
from server.domain.restaurant import OrderRules, RestaurantSettings
from server.domain.schedule import ServiceTimes
from server.orders.estimate import Estimates, Promise
from server.orders.pace import Pace
from server.settings import Settings
from tests.fixtures.api import Place

pytestmark = pytest.mark.shared_server

EARLIER = "UPDATE orders SET status = 'ready', ready_at = created_at - interval '10 minutes'"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUIET = timedelta(minutes=8)


def settings_for(restaurant_id: UUID, dishes_per_hour: int | None = None) -> RestaurantSettings:
    times = ServiceTimes(is_open=True, timezone="UTC")
    return RestaurantSettings(
        restaurant_id,
        "slug",
        "Name",
        "EUR",
        "UTC",
        "en",
        is_open=True,
        require_table_code=False,
        max_quantity_per_line=50,
        times=times,
        rules=OrderRules(dishes_per_hour=dishes_per_hour),
    )


def line(quantity: int, station: str = "oven") -> OrderLine:
    return OrderLine(1, 7, "Pizza", 9, "Regular", quantity, (), "", 100, 100 * quantity, station)


@pytest.fixture
async def pool(settings: Settings) -> AsyncIterator[BasePool]:
    """Connections of our own."""
    async with await open_pool(settings) as pool:
        yield pool


@pytest.mark.parametrize(
    ("dishes", "seconds"),
    [
        ({"oven": 1}, 480.0),
        ({"oven": 6}, 480.0),
        ({"oven": 8}, 520.0),
        ({"bar": 1}, 480.0),
        ({"bar": 200}, 1000.0),
        ({"oven": 8, "bar": 1}, 520.0),
        ({"oven": 1, "bar": 200}, 1000.0),
        ({"grill": 5}, 500.0),
        ({}, 480.0),
    ],
)
def test_an_order_waits_for_its_slowest_station(dishes: dict[str, int], seconds: float) -> None:
    """(queue + own) ÷ throughput by station, the slowest counts, and nothing is quicker than a quick dish."""
    pace = Pace(to_make={"oven": 18}, per_second={"oven": 0.05, "bar": 0.2}, quick_seconds=480.0)
    assert pace.seconds_for(dishes, otherwise=0.01) == pytest.approx(seconds)


def test_dishes_of_a_refused_order_do_not_count() -> None:
    """While it is placed they do; a promise that is not kept, or ends in an error, takes them back."""
    pace = Pace(to_make={"oven": 2}, per_second={}, quick_seconds=480.0)
    with Promise(NOON, pace, {"oven": 3}):
        assert pace.to_make == {"oven": 5}
    assert pace.to_make == {"oven": 2}
    with pytest.raises(ZeroDivisionError), Promise(NOON, pace, {"bar": 1}):
        raise ZeroDivisionError
    assert pace.to_make == {"oven": 2, "bar": 0}
    with Promise(NOON, pace, {"oven": 3}) as kept:
        kept.keep()
    assert pace.to_make == {"oven": 5, "bar": 0}


async def test_the_forty_first_order_waits_longer_than_the_first(pool: BasePool) -> None:
    """Without any history 200 open pizzas count: at 60 an hour the next five are ready after 205 minutes."""
    estimates, place = Estimates(pool), settings_for(uuid4())
    first = await estimates.promise(place, [line(5)], NOON)
    assert first.ready_at == NOON + QUIET
    for _ in range(39):
        await estimates.promise(place, [line(5)], NOON)
    assert (await estimates.promise(place, [line(5)], NOON)).ready_at == NOON + timedelta(minutes=205)


async def test_the_owner_says_what_a_station_makes(pool: BasePool) -> None:
    """`dishes_per_hour` stands in for what was not measured: 120 dishes at 240 an hour take half an hour."""
    estimates, place = Estimates(pool), settings_for(uuid4(), dishes_per_hour=240)
    promise = await estimates.promise(place, [line(120)], NOON)
    assert promise.ready_at == NOON + timedelta(minutes=30)


async def test_stations_wait_for_themselves(pool: BasePool) -> None:
    """A full oven does not hold up the bar."""
    estimates, place = Estimates(pool), settings_for(uuid4())
    await estimates.promise(place, [line(100)], NOON)
    assert (await estimates.promise(place, [line(1, "bar")], NOON)).ready_at == NOON + QUIET


@pytest.mark.slow
async def test_no_promise_is_longer_than_half_a_day(pool: BasePool) -> None:
    """A thousand dishes more make it no later than twelve hours."""
    promise = await Estimates(pool).promise(settings_for(uuid4()), [line(1000)], NOON)
    assert promise.ready_at == NOON + timedelta(hours=12)


async def test_what_was_made_lately_counts(restaurant: Place, pool: BasePool) -> None:
    """Of 60 dishes in the last 45 minutes 30 more take 22.5 minutes; what is done or cancelled is not to be made."""
    for _ in range(6):
        assert (await restaurant.order(restaurant.line("Coke", 10))).status == 201
    await pool.execute(
        """
        UPDATE orders SET status = 'completed', created_at = now() - interval '20 minutes',
                          ready_at = now() - interval '12 minutes', ended_at = now() - interval '11 minutes'
        """
    )
    cancelled = (await restaurant.order(restaurant.line("Coke", 50))).body
    await restaurant.owner.patch(f"/api/kitchen/orders/{cancelled['id']}/", {"status": "cancelled"})
    done = (await restaurant.order(restaurant.line("Coke", 50), restaurant.line("Water", 10))).body
    await restaurant.owner.patch(f"/api/kitchen/orders/{done['id']}/items/1/", {"done": True})
    promise = await Estimates(pool).promise(settings_for(UUID(restaurant.id)), [line(20, "bar")], NOON)
    assert promise.ready_at == NOON + timedelta(minutes=22, seconds=30)


@pytest.mark.parametrize(("dishes", "minutes"), [(5, 60), (6, 600)])
async def test_the_best_of_this_hour_in_two_weeks_counts_where_nothing_was_made_lately(
    restaurant: Place, pool: BasePool, dishes: int, minutes: int
) -> None:
    """Six dishes yesterday at this hour are enough to count, five are not: then it is 60 an hour."""
    await restaurant.order(restaurant.line("Coke", dishes))
    await pool.execute(
        """
        UPDATE orders SET id = first_order_id(now() - interval '1 day'), status = 'completed',
                          ready_at = now() - interval '1 day', ended_at = now() - interval '1 day'
        """
    )
    await restaurant.order(restaurant.line("Coke", 50))
    promise = await Estimates(pool).promise(settings_for(UUID(restaurant.id)), [line(10, "bar")], NOON)
    assert promise.ready_at == NOON + timedelta(minutes=minutes)


async def test_a_clock_that_went_back_promises_nothing_for_the_past(
    restaurant: Place, pool: BasePool
) -> None:
    """Orders that were ready before they were placed, by the clock, make no later one ready before it is placed."""
    for _ in range(3):
        assert (await restaurant.order()).status == 201
    await pool.execute(EARLIER)
    place = replace(settings_for(UUID(restaurant.id)))
    assert (await Estimates(pool).promise(place, [], NOON)).ready_at > NOON
