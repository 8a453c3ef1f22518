"""Periods of a week, and how they are stored."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.schedule import (
    DAY,
    Period,
    ServiceTimes,
    Throttle,
    business_day,
    next_change,
    parse_when,
    read_times,
    write_exceptions,
    write_periods,
)

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = 3, 4, 5, 6, 0
EVENING = Period(FRIDAY, opens=18 * 60, closes=2 * 60)
LUNCH = Period(MONDAY, opens=690, closes=870)


def test_a_day_has_its_minutes() -> None:
    """1440, against which hours are checked."""
    assert DAY == 1440


@pytest.mark.parametrize(
    ("opens", "closes", "is_overnight"),
    [(600, 601, False), (600, 600, False), (600, 599, True), (1080, 0, True)],
)
def test_what_closes_first_ends_the_next_day(opens: int, closes: int, *, is_overnight: bool) -> None:
    """One that closes in the minute in which it opens is empty, not a whole day."""
    assert Period(MONDAY, opens, closes).is_overnight is is_overnight


@pytest.mark.parametrize(
    ("period", "weekday", "minute", "is_open"),
    [
        (EVENING, FRIDAY, 1079, False),
        (EVENING, FRIDAY, 1080, True),
        (EVENING, FRIDAY, 1439, True),
        (EVENING, SATURDAY, 0, True),
        (EVENING, SATURDAY, 119, True),
        (EVENING, SATURDAY, 120, False),
        (EVENING, SATURDAY, 1080, False),
        (EVENING, THURSDAY, 1200, False),
        (EVENING, FRIDAY, 60, False),
        (Period(SUNDAY, 1320, 60), MONDAY, 59, True),
        (Period(SUNDAY, 1320, 60), MONDAY, 60, False),
        (LUNCH, MONDAY, 689, False),
        (LUNCH, MONDAY, 690, True),
        (LUNCH, MONDAY, 869, True),
        (LUNCH, MONDAY, 870, False),
        (LUNCH, FRIDAY, 700, False),
    ],
)
def test_a_period_holds_its_minutes(period: Period, weekday: int, minute: int, *, is_open: bool) -> None:
    """From the minute in which it opens to before the one in which it closes, on its own day or night."""
    assert period.holds(weekday, minute) is is_open


def test_an_empty_period_opens_nothing() -> None:
    """At the minute of a period without length nothing is open, and the next opening lies ahead."""
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    closure = ServiceTimes(is_open=True, timezone="UTC", periods=(Period(MONDAY, 720, 720),)).closure(noon)
    assert closure is not None
    assert closure.opens_at == noon + timedelta(days=7)


def test_a_throttle_has_a_span() -> None:
    """Its minutes, as a duration."""
    assert Throttle(orders=5, minutes=10).span == timedelta(minutes=10)


ROW = {
    "is_open": False,
    "timezone": "Europe/Rome",
    "hours": [{"day": 0, "opens": 690, "closes": 870}, {"day": 4, "opens": 1080, "closes": 120}],
    "paused_until": datetime(2026, 3, 2, 13, tzinfo=UTC),
    "pause_reason": "A large party",
    "throttle_orders": 5,
    "throttle_minutes": 10,
    "hours_exceptions": [{"date": "2026-12-24", "periods": [{"opens": 600, "closes": 840}]}],
}


def test_what_is_stored_is_read() -> None:
    """Each column becomes its field."""
    assert read_times(ROW) == ServiceTimes(
        is_open=False,
        timezone="Europe/Rome",
        periods=(LUNCH, EVENING),
        paused_until=datetime(2026, 3, 2, 13, tzinfo=UTC),
        pause_reason="A large party",
        throttle=Throttle(5, 10),
        exceptions={date(2026, 12, 24): (Period(THURSDAY, 600, 840),)},
    )
    assert read_times({**ROW, "throttle_orders": None, "throttle_minutes": None}).throttle is None


def test_periods_are_written_as_they_are_read() -> None:
    """One document a period, with its three numbers."""
    assert write_periods((LUNCH, EVENING)) == ROW["hours"]
    assert write_exceptions({date(2026, 12, 24): (Period(THURSDAY, 600, 840),)}) == ROW["hours_exceptions"]


HOLIDAYS = ServiceTimes(
    is_open=True,
    timezone="UTC",
    periods=(Period(THURSDAY, 1080, 120), Period(FRIDAY, 600, 840)),
    exceptions={date(2026, 12, 24): (), date(2026, 12, 25): (Period(FRIDAY, 720, 900),)},
)


@pytest.mark.parametrize(
    ("moment", "opens_at"),
    [
        (datetime(2026, 12, 24, 20, tzinfo=UTC), datetime(2026, 12, 25, 12, tzinfo=UTC)),
        (datetime(2026, 12, 25, 1, tzinfo=UTC), datetime(2026, 12, 25, 12, tzinfo=UTC)),
        (datetime(2026, 12, 25, 11, 59, tzinfo=UTC), datetime(2026, 12, 25, 12, tzinfo=UTC)),
        (datetime(2026, 12, 25, 14, 59, tzinfo=UTC), None),
        (datetime(2026, 12, 25, 15, tzinfo=UTC), datetime(2026, 12, 31, 18, tzinfo=UTC)),
        (datetime(2027, 1, 1, 1, 59, tzinfo=UTC), None),
    ],
)
def test_an_exception_takes_the_place_of_its_day(moment: datetime, opens_at: datetime | None) -> None:
    """A holiday has no hours, or others; the night that begins on it is its own, the week goes on after it."""
    closure = HOLIDAYS.closure(moment)
    assert (closure and closure.opens_at) == opens_at


def test_closed_days_of_a_restaurant_that_is_always_open() -> None:
    """It opens again at midnight after the last of them, told with the date where that is a week ahead."""
    days = {date(2026, 12, 20) + timedelta(days=n): () for n in range(10)}
    closure = ServiceTimes(is_open=True, timezone="UTC", exceptions=days).closure(
        datetime(2026, 12, 21, 9, tzinfo=UTC)
    )
    assert closure is not None
    assert closure.opens_at == datetime(2026, 12, 30, tzinfo=UTC)
    assert closure.text == "is closed now and opens at Wed 30 Dec 00:00"


@pytest.mark.parametrize(
    ("hour", "minute", "starts", "day"),
    [
        (5, 0, time(5), date(2026, 3, 3)),
        (4, 59, time(5), date(2026, 3, 2)),
        (0, 0, time(0), date(2026, 3, 3)),
        (23, 59, time(5), date(2026, 3, 3)),
    ],
)
def test_a_business_day_begins_at_its_hour(hour: int, minute: int, starts: time, day: date) -> None:
    """By the restaurant's clock: what is ordered before counts for the day before."""
    here = datetime(2026, 3, 3, hour, minute, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert business_day(here.astimezone(UTC), "Asia/Tokyo", starts) == day


def test_each_day_has_its_name() -> None:
    """Seven, from Monday; a range goes over the end of the week."""
    for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
        assert parse_when(f"{name} 10:00-11:00") == (Period(number, 600, 660),)
    assert [period.day for period in parse_when("sat-mon 10:00-11:00")] == [5, 6, 0]
    assert [period.day for period in parse_when("daily 10:00-11:00")] == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("day", "hour", "change"),
    [
        (6, 21, (6, 22, 0)),
        (6, 22, (7, 2, 0)),
        (7, 1, (7, 2, 0)),
        (7, 2, (13, 22, 0)),
    ],
)
def test_a_night_ends_on_the_next_day(day: int, hour: int, change: tuple[int, int, int]) -> None:
    """A Friday's, from ten to two: at its end on Saturday, and at no other day's two o'clock."""
    moment = datetime(2026, 3, day, hour, tzinfo=UTC)
    ends = datetime(2026, 3, *change, tzinfo=UTC)
    assert next_change((Period(4, 22 * 60, 2 * 60),), moment) == ends


def test_where_the_clock_changes_every_half_hour_is_looked_at() -> None:
    """On the day before it does, and not two days before."""
    berlin = ZoneInfo("Europe/Berlin")
    noon = (Period(5, 600, 900), Period(4, 600, 900))
    saturday = datetime(2026, 3, 28, 12, 10, tzinfo=berlin)
    assert next_change(noon, saturday) == datetime(2026, 3, 28, 11, 30, tzinfo=UTC)
    friday = datetime(2026, 3, 27, 1, 10, tzinfo=berlin)
    assert next_change(noon, friday) == datetime(2026, 3, 27, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "said"), [(2, "18:00"), (3, "Tue 18:00"), (8, "Sun 18:00"), (9, "Mon 09 Mar 18:00")]
)
def test_a_moment_is_said_with_its_day_and_a_week_ahead_with_its_date(day: int, said: str) -> None:
    """Seen from Monday, 2 March: today by its time alone."""
    here = ZoneInfo("Europe/Rome")
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert ServiceTimes(True, "Europe/Rome").clock(datetime(2026, 3, day, 18, tzinfo=here), monday) == said


def test_a_day_that_ends_at_midnight_ends_at_the_next_day() -> None:
    """Not at the beginning of its own."""
    noon = datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert next_change((Period(4, 600, DAY),), noon) == datetime(2026, 3, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["mon 07:00-11:", "mon 07:00-11:5", "mon 7:0-11:00", "mon 07:00-11:005", "mon 07:60-11:00"]
)
def test_minutes_have_two_digits(text: str) -> None:
    """A time that was not written to its end is no time."""
    with pytest.raises(ValueError, match="is not a time such as"):
        parse_when(text)


def test_an_hour_that_comes_twice_has_both_of_its_edges() -> None:
    """On 25 October in Berlin it is 02:10 at 00:10 and at 01:10 UTC."""
    berlin, early = ZoneInfo("Europe/Berlin"), (Period(SUNDAY, 130, 600),)
    first = datetime(2026, 10, 25, 2, 5, tzinfo=berlin)
    assert next_change(early, first) == datetime(2026, 10, 25, 0, 10, tzinfo=UTC)
    assert next_change(early, first.replace(fold=1)) == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
