"""How a kitchen's pace is read and kept: over written-out rows instead of a database, which tests/orders/test_estimate.py has."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from server.db.pool import BasePool
from server.orders.estimate import Estimates
from tests.orders.test_estimate import line, settings_for

NOON = datetime(2026, 3, 2, 12, 0, 0, 999_999, tzinfo=UTC)
PLACE = UUID(int=1)


def row(station: str, to_make: int, made: int, quick: float | None = None) -> dict[str, Any]:
    return {"station": station, "to_make": to_make, "made": made, "quick_seconds": quick}


class Readings:
    """Answers the reading of a pace and that of the usual throughput, and counts both."""

    def __init__(self, *pace: dict[str, Any], usual: dict[str, int] | None = None) -> None:
        self.pace, self.usual = list(pace), usual or {}
        self.asked: list[tuple[Any, ...]] = []
        self.fails = False
        self.breaks: UUID | None = None

    async def fetch(self, _query: str, *values: Any) -> list[dict[str, Any]]:
        self.asked.append(values)
        await asyncio.sleep(0)
        if self.fails:
            raise ConnectionError
        if self.breaks in values[0]:
            raise ValueError
        usual = [{"station": station, "made": made} for station, made in self.usual.items()]
        rows = usual if len(values) == 2 else self.pace
        return [{"restaurant_id": kitchen, **row} for kitchen in values[0] for row in rows]


class Clock:
    """A monotonic clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("server.orders.estimate.time", clock)
    monkeypatch.setattr("server.orders.pace.time", clock)
    return clock


def read_before(estimates: Estimates, clock: Clock, seconds: float) -> None:
    """Have the kept pace be this old."""
    estimates._paces[PLACE].read_at = clock.now - seconds


async def settled() -> None:
    """Let what was begun beside come to its end."""
    for _ in range(20):
        await asyncio.sleep(0)


def over(readings: Readings) -> Estimates:
    return Estimates(cast("BasePool", readings), gather_seconds=0)


async def minutes(readings: Readings, station: str, quantity: int, per_hour: int | None = None) -> float:
    """After how many minutes an order of so many dishes of a station is ready."""
    promise = await over(readings).promise(settings_for(PLACE, per_hour), [line(quantity, station)], NOON)
    return (promise.ready_at - NOON.replace(microsecond=0)) / timedelta(minutes=1)


async def test_the_pace_of_lately_counts_from_six_dishes_on() -> None:
    """45 dishes in 45 minutes are one a minute; five are too few to be trusted, six are not."""
    assert await minutes(Readings(row("oven", 10, 45)), "oven", 20) == 30
    assert await minutes(Readings(row("oven", 10, 6)), "oven", 2) == 90
    assert await minutes(Readings(row("oven", 10, 5)), "oven", 20) == 30
    assert await minutes(Readings(row("oven", 10, 5)), "oven", 20, per_hour=120) == 15


async def test_where_lately_says_nothing_the_usual_counts() -> None:
    """The best hour's 30 dishes are one in two minutes; what was made lately counts more."""
    assert await minutes(Readings(row("oven", 10, 0), usual={"oven": 30}), "oven", 20) == 60
    assert await minutes(Readings(row("oven", 10, 0), usual={"oven": 5}), "oven", 20) == 30
    both = Readings(row("oven", 10, 45), row("bar", 0, 0), usual={"oven": 600, "bar": 12})
    assert await minutes(both, "oven", 20) == 30
    assert await minutes(both, "bar", 4) == 20
    assert both.asked[0] == ([PLACE], timedelta(minutes=45), ["confirmed", "preparing"])
    assert both.asked[1] == ([PLACE], 14)


async def test_the_usual_is_asked_for_only_where_it_is_needed() -> None:
    """Where every station with orders was measured lately, one reading is enough."""
    readings = Readings(row("oven", 10, 45), row("bar", 1, 6))
    await minutes(readings, "oven", 1)
    assert len(readings.asked) == 1


@pytest.mark.parametrize(("quick", "expected"), [(None, 8), (0.0, 8), (300.0, 5), (900.0, 15)])
async def test_no_dish_is_quicker_than_a_quick_one(quick: float | None, expected: float) -> None:
    """As measured, else eight minutes."""
    assert await minutes(Readings(row("oven", 0, 45, quick)), "oven", 1) == expected


async def test_a_promise_counts_the_dishes_of_each_station_and_is_whole_seconds() -> None:
    """Lines of one station count together; what is below a second is cut."""
    readings = Readings(row("oven", 0, 45), row("bar", 0, 45))
    lines = [line(10), line(12), line(3, "bar")]
    promise = await over(readings).promise(settings_for(PLACE), lines, NOON)
    assert promise.ready_at == datetime(2026, 3, 2, 12, 22, tzinfo=UTC)


async def test_no_wait_is_longer_than_twelve_hours() -> None:
    """Neither a promise nor what is said of one dish more."""
    assert await minutes(Readings(row("oven", 0, 45)), "oven", 719) == 719
    assert await minutes(Readings(row("oven", 0, 45)), "oven", 721) == 720
    assert await over(Readings(row("oven", 9999, 45))).wait_seconds(settings_for(PLACE)) == 43_200


async def test_one_dish_more_waits_at_the_busiest_station() -> None:
    """Behind 29 at one a minute it is half an hour, in whole seconds; where nothing waits, a quick dish."""
    assert (
        await over(Readings(row("oven", 29, 45), row("bar", 9, 45))).wait_seconds(settings_for(PLACE)) == 1800
    )
    assert await over(Readings()).wait_seconds(settings_for(PLACE)) == 480


async def test_a_pace_is_used_for_fifteen_seconds_and_then_read_beside(clock: Clock) -> None:
    """Exactly fifteen seconds old it is used; older, it is used once more while a new one is read."""
    readings = Readings(row("oven", 0, 45))
    estimates, place = over(readings), settings_for(PLACE)
    await estimates.wait_seconds(place)
    read_before(estimates, clock, 15)
    await estimates.wait_seconds(place)
    await settled()
    assert len(readings.asked) == 1
    read_before(estimates, clock, 15.5)
    readings.pace = [row("oven", 59, 45)]
    assert await estimates.wait_seconds(place) == 480
    await settled()
    assert await estimates.wait_seconds(place) == 3600
    assert len(readings.asked) == 2


async def test_all_who_wait_for_a_pace_share_one_reading(clock: Clock) -> None:
    """However many come at once; a later reading is one of its own."""
    readings = Readings(row("oven", 0, 45))
    estimates = over(readings)
    await asyncio.gather(*(estimates.wait_seconds(settings_for(PLACE)) for _ in range(3)))
    await estimates.wait_seconds(settings_for(UUID(int=2)))
    assert [values[0] for values in readings.asked] == [[PLACE], [UUID(int=2)]]
    await settled()
    read_before(estimates, clock, 16)
    await estimates.wait_seconds(settings_for(PLACE))
    await settled()
    assert len(readings.asked) == 3


async def test_a_reading_that_fails_is_told_and_tried_again() -> None:
    """Those who waited get the error; nothing of it is kept."""
    readings = Readings(row("oven", 0, 45))
    readings.fails = True
    estimates = over(readings)
    with pytest.raises(ConnectionError):
        await estimates.wait_seconds(settings_for(PLACE))
    readings.fails = False
    assert await estimates.wait_seconds(settings_for(PLACE)) == 480


async def test_the_usual_is_read_once_in_a_quarter_of_an_hour(clock: Clock) -> None:
    """A second before 15 minutes it is used; from then on it is read anew."""
    readings = Readings(row("oven", 0, 0), usual={"oven": 30})
    estimates, place = over(readings), settings_for(PLACE)
    for seconds, expected in ((0, 1), (899, 1), (1, 2)):
        clock.now += seconds
        estimates._paces.clear()
        await estimates.wait_seconds(place)
        await settled()
        assert sum(len(values) == 2 for values in readings.asked) == expected


async def test_paces_that_nobody_waits_for_are_read_together(clock: Clock) -> None:
    """Three kitchens whose paces are old are read in one statement, each its own rows; their orders wait for none of it."""
    readings, kitchens = Readings(row("oven", 0, 45)), [UUID(int=n) for n in (1, 2, 3)]
    estimates = over(readings)
    for kitchen in kitchens:
        await estimates.wait_seconds(settings_for(kitchen))
        estimates._paces[kitchen].read_at = clock.now - 16
    readings.asked.clear()
    readings.fails = True
    for kitchen in kitchens:
        assert await estimates.wait_seconds(settings_for(kitchen)) == 480
    readings.fails = False
    readings.pace = [row("oven", 59, 45)]
    await settled()
    assert [set(values[0]) for values in readings.asked] == [set(kitchens)]
    for kitchen in kitchens:
        assert await estimates.wait_seconds(settings_for(kitchen)) == 3600


async def test_paces_that_cannot_be_read_together_are_read_apart(clock: Clock) -> None:
    """Where one kitchen's orders break the statement, its neighbour has a new pace all the same."""
    readings, kitchens = Readings(row("oven", 0, 45)), [UUID(int=n) for n in (1, 2)]
    estimates = over(readings)
    for kitchen in kitchens:
        await estimates.wait_seconds(settings_for(kitchen))
        estimates._paces[kitchen].read_at = clock.now - 16
    readings.pace, readings.breaks = [row("oven", 59, 45)], kitchens[0]
    for kitchen in kitchens:
        await estimates.wait_seconds(settings_for(kitchen))
    await settled()
    assert await estimates.wait_seconds(settings_for(kitchens[0])) == 480
    assert await estimates.wait_seconds(settings_for(kitchens[1])) == 3600


async def test_sixty_four_paces_are_read_at_once(clock: Clock) -> None:
    """Of one more than those are two statements."""
    readings, kitchens = Readings(row("oven", 0, 45)), [UUID(int=n) for n in range(65)]
    estimates = over(readings)
    for kitchen in kitchens:
        await estimates.wait_seconds(settings_for(kitchen))
        estimates._paces[kitchen].read_at = clock.now - 16
    readings.asked.clear()
    for kitchen in kitchens:
        await estimates.wait_seconds(settings_for(kitchen))
    await settled()
    assert [len(values[0]) for values in readings.asked] == [64, 1]
