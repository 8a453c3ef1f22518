"""Opening hours as people write them: `mon-fri 11:30-14:30, 17:30-22; sat noon-midnight; sun closed`."""

import re
from collections.abc import Iterator

from cli.texts import gettext
from cli.times import not_understood
from server.wire.hours import WEEKDAYS, OpenPeriod, Weekday

_GROUPS: dict[str, tuple[Weekday, ...]] = {
    **dict.fromkeys(("daily", "every day", "everyday", "all week", "all days"), WEEKDAYS),
    "weekdays": WEEKDAYS[:5],
    **dict.fromkeys(("weekend", "weekends"), WEEKDAYS[5:]),
}
_CLOSED = {"closed", "-", "off", "none"}
_ALL_DAY = {"24h", "24 hours", "all day", "open", "24/7"}
_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_DASH = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
_DAYS = re.compile(
    r"^(?:[a-z]+(?:\s*(?:-|–|—|to)\s*[a-z]+)?(?:\s*(?:,|&|\band\b)\s*)?)+?(?=\s*:?\s+(?:\d|noon|midday|closed|off|none|-|open|all day|24)|$)"
)
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.h](\d{2})?)?\s*(a\.?m\.?|p\.?m\.?)?$")
_HALF_DAY = 12


def week(text: str) -> list[OpenPeriod]:
    """The periods of a week; a day that is not named, or is said to be closed, has none."""
    return [period for part in re.split(r"[;\n]", text) if part.strip() for period in _part(part.strip())]


def _part(part: str) -> Iterator[OpenPeriod]:
    plain = " ".join(part.lower().split())
    group = next((name for name in sorted(_GROUPS, key=len, reverse=True) if plain.startswith(name)), None)
    found = None if group else _DAYS.match(plain)
    named = group or (found[0].strip() if found else "")
    hours = plain[len(named) :].strip(" :")
    if not named or not hours:
        raise not_understood(
            part, gettext("days and times such as mon-fri 11:30-14:30,17:30-22:00, or sun closed")
        )
    days = _GROUPS[group] if group else tuple(_days(named, part))
    if hours in _CLOSED:
        return
    for day in days:
        for span in re.split(r"\s*(?:,|&|\band\b)\s*", hours):
            yield _period(day, span, part)


def _days(text: str, part: str) -> Iterator[Weekday]:
    for word in re.split(r"\s*(?:,|&|\band\b)\s*", text):
        first, *rest = _DASH.split(word.strip(" ,&"))
        if not first:
            continue
        start, end = _day(first, part), _day(rest[0] if rest else first, part)
        count = (WEEKDAYS.index(end) - WEEKDAYS.index(start)) % 7 + 1
        yield from (WEEKDAYS[(WEEKDAYS.index(start) + n) % 7] for n in range(count))


def _day(text: str, part: str) -> Weekday:
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for day, name in zip(WEEKDAYS, full, strict=True):
        if len(text) > 1 and (name.startswith(text.rstrip("s.")) or text in {name + "s", day}):
            return day
    raise not_understood(part, gettext("days as {named}").format(named=", ".join(WEEKDAYS)))


def _period(day: Weekday, span: str, part: str) -> OpenPeriod:
    if span in _ALL_DAY:
        return OpenPeriod(day=day, opens="00:00", closes="24:00")
    ends = _DASH.split(span)
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004  # from and to
        raise not_understood(part, gettext("times such as 11:30-22:00 or 11am-2pm"))
    if _could_be_either(*ends):
        raise not_understood(
            part, gettext("it as {first}am-{last}pm, or in 24 hours").format(first=ends[0], last=ends[1])
        )
    opens, closes = _clock(ends[0], part, other=ends[1]), _clock(ends[1], part)
    opens = "00:00" if opens == "24:00" else opens
    closes = "24:00" if closes == "00:00" else closes
    try:
        return OpenPeriod(day=day, opens=opens, closes=closes)
    except ValueError:
        raise not_understood(part, gettext("times of a day such as 11:30-22:00")) from None


def _could_be_either(opens: str, closes: str) -> bool:
    """Whether `9-5` may end in the afternoon or in the night."""
    whole = opens.isdigit() and closes.isdigit()
    return whole and 1 <= int(closes) <= int(opens) <= _HALF_DAY


def _clock(text: str, part: str, other: str = "") -> str:
    """`11`, `11:30`, `11.30`, `2pm` → `11:00`, …; `5-9pm` are both in the afternoon, `11-2pm` begins before noon."""
    if text in _WORDS:
        return _WORDS[text]
    found = _CLOCK.match(text.strip())
    if found is None:
        raise not_understood(part, gettext("times such as 11:30-22:00 or 11am-2pm"))
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").replace(".", "")
    later = _CLOCK.match(other.strip()) if other and not half else None
    if later and later[3]:
        until = int(later[1]) % _HALF_DAY
        half = later[3].replace(".", "") if hour % _HALF_DAY < until else {"p": "am", "a": "pm"}[later[3][0]]
    if half:
        if not 1 <= hour <= _HALF_DAY:
            raise not_understood(part, gettext("times such as 11am-2pm"))
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    return f"{hour:02}:{minute}"
