"""A restaurant's week, and when it takes orders again, in the reader's words."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_time, get_day_names

from server.domain.schedule import DAY, DAY_NAMES, Period, ServiceTimes
from server.pages.i18n import READER, gettext, say_opening


def opening_week(times: ServiceTimes) -> Sequence[tuple[str, str]]:
    """Each day of the week with its hours; days that are the same stand together. () where it has no hours."""
    names = get_day_names("abbreviated", "stand-alone", READER.get().locale)
    runs: list[tuple[int, int, str]] = []
    for day in range(len(DAY_NAMES) if times.periods else 0):
        said = ", ".join(_say(p) for p in times.periods if p.day == day) or gettext("closed")
        if runs and runs[-1][2] == said:
            runs[-1] = (runs[-1][0], day, said)
        else:
            runs.append((day, day, said))
    return [(names[a] if a == b else f"{names[a]} – {names[b]}", said) for a, b, said in runs]


def _say(period: Period) -> str:
    return f"{_clock(period.opens)} – {_clock(period.closes)}"


def _clock(minute: int) -> str:
    return format_time(time(minute % DAY // 60, minute % 60), "short", locale=READER.get().locale)


def is_paused(times: ServiceTimes, now: datetime) -> bool:
    """Whether the kitchen takes a pause at `now`."""
    return times.paused_until is not None and now < times.paused_until


def say_return(opens_at: datetime, now: datetime, timezone: str) -> str:
    """Say when a kitchen that pauses is back: its hour today, and the day too where it is another."""
    here = ZoneInfo(timezone)
    if opens_at.astimezone(here).date() != now.astimezone(here).date():
        return say_opening(opens_at, now, timezone)
    return gettext("Back at %(time)s.") % {"time": READER.get().time(opens_at, timezone)}
