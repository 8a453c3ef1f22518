"""Times as people type them: `18:00`, `20m`, `2026-03-01`, `yesterday`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.wire.hours import WEEKDAYS, OpenPeriod

_UNITS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_DURATION = re.compile(r"^(\d{1,5})\s*(s|m|min|h|d|w)$")
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})$")


def zone(name: str) -> ZoneInfo:
    """The time zone of a restaurant; UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def duration(text: str) -> timedelta:
    """`20m`, `2h`, `1d` → how long. `CliError` for anything else."""
    found = _DURATION.match(text.strip().lower())
    if found is None:
        raise not_understood(text, gettext("a length of time such as 20m, 2h or 1d"))
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def coming(text: str, where: ZoneInfo, now: datetime | None = None) -> datetime:
    """The next moment that `text` means: a time of day, a length from now, `tomorrow`, or a date with a time."""
    now = (now or datetime.now(UTC)).astimezone(where)
    plain = text.strip().lower()
    if clock := _CLOCK.match(plain):
        moment = datetime.combine(now.date(), _time(clock, text), where)
        return (
            moment if moment > now else datetime.combine(now.date() + timedelta(days=1), moment.time(), where)
        )
    if _DURATION.match(plain):
        return now + duration(plain)
    if plain == "tomorrow":
        return datetime.combine(now.date() + timedelta(days=1), time(), where)
    return _exact(text, where, gettext("a time such as 18:00, 90m, tomorrow or 2026-03-01T18:00"))


def past(text: str, where: ZoneInfo, now: datetime | None = None) -> datetime:
    """The moment back then that `text` means: a date, `today`, `yesterday`, a length ago, or a time of today."""
    now = (now or datetime.now(UTC)).astimezone(where)
    plain = text.strip().lower()
    if plain in {"today", "yesterday"}:
        return datetime.combine(now.date() - timedelta(days=plain == "yesterday"), time(), where)
    if _DURATION.match(plain):
        return now - duration(plain)
    if clock := _CLOCK.match(plain):
        return datetime.combine(now.date(), _time(clock, text), where)
    return _exact(text, where, gettext("a time such as today, 7d or 2026-03-01"))


def end_of(text: str, where: ZoneInfo, now: datetime | None = None) -> datetime:
    """As `past`, but a date means its end: `--until 2026-03-01` includes that day."""
    moment = past(text, where, now)
    try:
        date.fromisoformat(text.strip())
    except ValueError:
        is_day = text.strip().lower() == "yesterday"
    else:
        is_day = True
    return moment + timedelta(days=1) if is_day else moment


def _exact(text: str, where: ZoneInfo, expected: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise not_understood(text, expected) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=where)


def _time(clock: re.Match[str], text: str) -> time:
    try:
        return time(int(clock[1]), int(clock[2]))
    except ValueError:
        raise not_understood(text, gettext("a time of day such as 18:00")) from None


def in_words(periods: list[OpenPeriod]) -> list[tuple[str, str]]:
    """The week as lines of (day, times), days with the same times together; closed days say so."""
    by_day = {
        day: ", ".join(f"{p.opens}–{p.closes}" for p in periods if p.day == day) or gettext("closed")
        for day in WEEKDAYS
    }
    lines: list[tuple[str, str, str]] = []
    for day, times in by_day.items():
        if lines and lines[-1][2] == times:
            lines[-1] = (lines[-1][0], day, times)
        else:
            lines.append((day, day, times))
    return [(first if first == last else f"{first}–{last}", times) for first, last, times in lines]


def local(moment: datetime, where: ZoneInfo, now: datetime | None = None) -> str:
    """`moment` in the restaurant's time: `18:05` today, `1 Mar 18:05` on another day."""
    there = moment.astimezone(where)
    today = (now or datetime.now(UTC)).astimezone(where).date()
    clock = f"{there:%H:%M}"
    return clock if there.date() == today else f"{there.day} {there:%b} {clock}"


def not_understood(text: str, expected: str) -> CliError:
    """The failure of a text that is none of what was expected."""
    return CliError(
        gettext("{text!r} is not understood.").format(text=text),
        unchanged=gettext("Nothing was changed."),
        todo=gettext("Write {expected}.").format(expected=expected),
        code=Exit.USAGE,
    )
