"""A restaurant's week, its pause and its throttle: whether an order is taken at a moment, and when the next one is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

DAY = 24 * 60
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_AHEAD = 8
"""How far ahead an opening is looked for: each period comes again within a week."""


@dataclass(frozen=True, slots=True)
class Period:
    """`day` from 0 (Monday), `opens` and `closes` in minutes of the day; one that closes first ends the next day."""

    day: int
    opens: int
    closes: int

    @property
    def is_overnight(self) -> bool:
        return self.closes < self.opens

    def holds(self, weekday: int, minute: int) -> bool:
        """Whether it is open on `weekday` at `minute`."""
        if not self.is_overnight:
            return weekday == self.day and self.opens <= minute < self.closes
        return (weekday == self.day and minute >= self.opens) or (
            weekday == (self.day + 1) % 7 and minute < self.closes
        )


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `orders` in any `minutes`."""

    orders: int
    minutes: int

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Closure:
    """Why no order is taken, to be read after the restaurant's name, and when the next one is (None: not known)."""

    text: str
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """When a restaurant takes orders; no `periods` means always, while `is_open`.

    On the days of `exceptions` the periods there take the place of those of the week that begin on that day.
    """

    is_open: bool
    timezone: str
    periods: tuple[Period, ...] = ()
    paused_until: datetime | None = None
    pause_reason: str = ""
    throttle: Throttle | None = None
    exceptions: Mapping[date, tuple[Period, ...]] = field(default_factory=dict)

    def closure(self, now: datetime) -> Closure | None:
        """Tell why no order is taken at `now`; None where one is."""
        if not self.is_open:
            return Closure("is closed at the moment", None)
        if self.paused_until is not None and now < self.paused_until:
            opens_at = self._open_from(self.paused_until)
            because = f" ({self.pause_reason})" if self.pause_reason else ""
            return Closure(f"takes no orders until {self.clock(opens_at, now)}{because}", opens_at)
        opens_at = self._open_from(now)
        if opens_at == now:
            return None
        return Closure(f"is closed now and opens at {self.clock(opens_at, now)}", opens_at)

    def clock(self, moment: datetime, now: datetime) -> str:
        """`moment` as people here say it: `18:00`, `Mon 18:00` on another day than `now`, with its date a week ahead."""
        here = moment.astimezone(ZoneInfo(self.timezone))
        days = (here.date() - now.astimezone(here.tzinfo).date()).days
        if days == 0:
            return f"{here:%H:%M}"
        return f"{here:%a %H:%M}" if days < len(DAY_NAMES) else f"{here:%a %d %b %H:%M}"

    def _open_from(self, moment: datetime) -> datetime:
        """`moment` where the week is open then, else the next opening."""
        if not self.periods and not self.exceptions:
            return moment
        here = moment.astimezone(ZoneInfo(self.timezone))
        minute = here.hour * 60 + here.minute
        near = (*self._beginning_on(here.date()), *self._beginning_on(here.date() - timedelta(days=1)))
        if any(period.holds(here.weekday(), minute) for period in near):
            return moment
        return min(opening for opening in self._openings(here) if opening > moment)

    def _beginning_on(self, day: date) -> tuple[Period, ...]:
        """The periods that begin on a day, the whole day where the week says nothing."""
        weekday = day.weekday()
        if day in self.exceptions:
            return self.exceptions[day]
        if not self.periods:
            return (Period(weekday, 0, DAY),)
        return tuple(period for period in self.periods if period.day == weekday)

    def _openings(self, here: datetime) -> Iterator[datetime]:
        for ahead in range(DAYS_AHEAD + len(self.exceptions) + 1):
            day = here.date() + timedelta(days=ahead)
            for period in self._beginning_on(day):
                yield _at(day, period.opens, here)


def _at(day: date, minute: int, like: datetime) -> datetime:
    day, minute = day + timedelta(days=minute // DAY), minute % DAY
    return datetime.combine(day, time(minute // 60, minute % 60), like.tzinfo)


_WHEN = re.compile(
    r"(?:(?P<first>[a-z]{3})(?:\s*-\s*(?P<last>[a-z]{3}))?\s+|daily\s+)?"
    r"(?P<from_hour>[0-9]{1,2})[:.](?P<from_minute>[0-5][0-9])\s*-\s*(?P<to_hour>[0-9]{1,2})[:.](?P<to_minute>[0-5][0-9])"
)
HALF_HOUR = timedelta(minutes=30)
"""Clocks are changed at full and half hours."""


@lru_cache(maxsize=4096)
def parse_when(text: str) -> tuple[Period, ...]:
    """Read when something is served: `mon-fri 07:00-11:00, sat 08:00-12:00`; without days, every day.

    A period that ends before it begins ends on the next day; `24:00` is the end of a day. ValueError says what is
    wrong. No text: no periods, which stands for always.
    """
    return tuple(period for part in text.split(",") if text.strip() for period in _parse_part(part))


def _parse_part(part: str) -> Iterator[Period]:
    found = _WHEN.fullmatch(part.strip().lower())
    if found is None:
        raise ValueError(f"is not a time such as «mon-fri 07:00-11:00»: «{part.strip()}»")
    opens, closes = (_minute(found, end, part) for end in ("from", "to"))
    if opens == closes:
        raise ValueError(f"begins and ends at the same time: «{part.strip()}»")
    for day in _days(found["first"], found["last"], part):
        yield Period(day, opens % DAY, closes)


def _minute(found: re.Match[str], end: str, part: str) -> int:
    minute = int(found[f"{end}_hour"]) * 60 + int(found[f"{end}_minute"])
    if minute > DAY or (end == "from" and minute == DAY):
        raise ValueError(f"is not a time of day: «{part.strip()}»")
    return minute


def _days(first: str | None, last: str | None, part: str) -> Iterator[int]:
    if first is None:
        yield from range(len(DAY_NAMES))
        return
    for name in (first, last or first):
        if name not in DAY_NAMES:
            raise ValueError(
                f"names a day that is none (mon, tue, wed, thu, fri, sat, sun): «{part.strip()}»"
            )
    day, end = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
    yield day
    while day != end:
        day = (day + 1) % len(DAY_NAMES)
        yield day


def is_within(periods: Sequence[Period], here: datetime) -> bool:
    """Whether `here`, in the restaurant's time zone, is in one of `periods`; always where there are none."""
    minute = here.hour * 60 + here.minute
    return not periods or any(period.holds(here.weekday(), minute) for period in periods)


def next_change(periods: Sequence[Period], here: datetime) -> datetime | None:
    """A moment after `here`, in UTC, up to which `is_within` stays as it is; None where there are no `periods`.

    It is the next edge of a period, or, on a day on which the clock changes, the next half hour if that is earlier.
    """
    if not periods:
        return None
    now = here.astimezone(UTC)
    days = [here.date() + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    edges = (
        _at(day, minute, here).replace(fold=fold).astimezone(UTC)
        for day in days
        for period in periods
        for minute in _edges(period, day.weekday())
        for fold in (0, 1)
    )
    half_hour = now + HALF_HOUR - (now - datetime.min.replace(tzinfo=UTC)) % HALF_HOUR
    following = [edge for edge in edges if edge > now]
    return min([*following, half_hour] if _clock_changes(here) else following)


def _clock_changes(here: datetime) -> bool:
    later = (here.astimezone(UTC) + timedelta(days=1)).astimezone(here.tzinfo)
    return later.utcoffset() != here.utcoffset()


def _edges(period: Period, weekday: int) -> Iterator[int]:
    """Minutes of `weekday` at which the period begins or ends; DAY for its end at midnight."""
    if period.day == weekday:
        yield period.opens
        if not period.is_overnight:
            yield period.closes
    elif period.is_overnight and (period.day + 1) % len(DAY_NAMES) == weekday:
        yield period.closes


def business_day(now: datetime, timezone: str, starts: time) -> date:
    """The day that an order of `now` counts for: it begins at `starts` by the restaurant's clock, not at midnight."""
    here = now.astimezone(ZoneInfo(timezone))
    return here.date() if here.time() >= starts else here.date() - timedelta(days=1)


def read_times(row: Mapping[str, Any]) -> ServiceTimes:
    """Read the columns of a restaurant that `server.hours.store` names; `hours` holds documents of Period."""
    most, minutes = row["throttle_orders"], row["throttle_minutes"]
    return ServiceTimes(
        is_open=row["is_open"],
        timezone=row["timezone"],
        periods=tuple(Period(**period) for period in row["hours"]),
        paused_until=row["paused_until"],
        pause_reason=row["pause_reason"],
        throttle=Throttle(most, minutes) if most else None,
        exceptions=dict(_read_exception(one) for one in row["hours_exceptions"]),
    )


def _read_exception(document: Mapping[str, Any]) -> tuple[date, tuple[Period, ...]]:
    day = date.fromisoformat(document["date"])
    return day, tuple(Period(day.weekday(), p["opens"], p["closes"]) for p in document["periods"])


def write_periods(periods: Sequence[Period]) -> list[dict[str, int]]:
    """Write periods as the documents that `read_times` reads."""
    return [{"day": p.day, "opens": p.opens, "closes": p.closes} for p in periods]


def write_exceptions(exceptions: Mapping[date, Sequence[Period]]) -> list[dict[str, Any]]:
    """Write exceptions as the documents that `read_times` reads, the earliest day first."""
    return [
        {"date": day.isoformat(), "periods": [{"opens": p.opens, "closes": p.closes} for p in periods]}
        for day, periods in sorted(exceptions.items())
    ]
