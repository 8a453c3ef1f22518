"""Weeks, pauses and nights that end on the next day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from server.domain.schedule import Period, ServiceTimes

ROME = "Europe/Rome"
MON, FRI, SAT, SUN = 0, 4, 5, 6
LUNCH = Period(MON, 11 * 60 + 30, 14 * 60 + 30)
LATE = Period(FRI, 18 * 60, 2 * 60)
SUNDAY_NIGHT = Period(SUN, 22 * 60, 60)


def rome(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in the week of Monday, 2 March 2026."""
    return datetime(2026, 3, 2 + day, hour, minute, tzinfo=ZoneInfo(ROME)).astimezone(UTC)


def times(*periods: Period, **values: object) -> ServiceTimes:
    return ServiceTimes(is_open=True, timezone=ROME, periods=periods, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (rome(MON, 11, 29), False),
        (rome(MON, 11, 30), True),
        (rome(MON, 14, 29), True),
        (rome(MON, 14, 30), False),
        (rome(FRI, 23, 59), True),
        (rome(SAT, 1, 59), True),
        (rome(SAT, 2, 0), False),
        (rome(FRI, 1, 0), False),
        (rome(SUN, 23, 0), True),
        (rome(MON, 0, 59), True),
        (rome(MON, 1, 0), False),
    ],
)
def test_a_period_holds_from_its_first_minute_to_before_its_last(moment: datetime, *, is_open: bool) -> None:
    """Also where it ends on the next day, and over the end of the week."""
    assert (times(LUNCH, LATE, SUNDAY_NIGHT).closure(moment) is None) == is_open


def test_without_a_week_it_is_always_open() -> None:
    """No hours at all mean no closing time."""
    assert times().closure(rome(SUN, 4)) is None


def test_a_closure_says_when_orders_are_taken_again() -> None:
    """The next opening is found within the week and said in the restaurant's own time."""
    closure = times(LUNCH, LATE).closure(rome(MON, 15))
    assert closure is not None
    assert closure.opens_at == rome(FRI, 18)
    assert closure.text == "is closed now and opens at Fri 18:00"


def test_the_only_period_comes_again_a_week_later() -> None:
    """Just after the one period of the week the next opening is seven days after the last."""
    closure = times(LUNCH).closure(rome(MON, 14, 30))
    assert closure is not None
    assert closure.opens_at == rome(MON + 7, 11, 30)


def test_a_pause_ends_by_itself_at_the_next_open_minute() -> None:
    """A pause past closing time ends at the next opening; before that, at its own end."""
    lunch = times(LUNCH, paused_until=rome(MON, 12), pause_reason="The oven is cold")
    closure = lunch.closure(rome(MON, 11, 45))
    assert closure is not None
    assert closure.opens_at == rome(MON, 12)
    assert closure.text == "takes no orders until 12:00 (The oven is cold)"
    assert lunch.closure(rome(MON, 12)) is None
    over = times(LUNCH, paused_until=rome(MON, 16)).closure(rome(MON, 12))
    assert over is not None
    assert over.opens_at == rome(MON + 7, 11, 30)


def test_closed_by_hand_goes_before_everything() -> None:
    """A restaurant that was closed says no time: nobody knows when it is opened."""
    closure = ServiceTimes(is_open=False, timezone=ROME, periods=(LUNCH,)).closure(rome(MON, 12))
    assert closure is not None
    assert closure.opens_at is None


def test_the_clock_change_does_not_move_the_hours() -> None:
    """On the Sunday on which clocks go forward 22:00 is still 22:00 on the wall."""
    before = datetime(2026, 3, 29, 12, tzinfo=ZoneInfo(ROME)).astimezone(UTC)
    closure = times(SUNDAY_NIGHT).closure(before)
    assert closure is not None
    assert closure.opens_at == datetime(2026, 3, 29, 20, tzinfo=UTC)
