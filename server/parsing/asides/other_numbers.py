"""Numbers that count no dish: a table, a room, a time of day, an age, how many people there are."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.numbers import number_at

_LEADS = ("number_before", "preposition", "for", "article")
_MOST_HOURS = 24
_MINUTES = 60
_ROUND = 5
"""A time of day that is said without a clock's colon has minutes in fives."""

LONGEST_LEAD = 3
"""Words before a number that are looked at for what they say of it, at most."""

_CLOSING = ("and", "but", "filler", "ordering", "take_away", "eat_in")


def find_other_numbers(m: Lexicon, free: Sequence[bool]) -> list[tuple[int, int]]:
    """The places (first, after) of such numbers with the words that say so, of the spans that are `free`."""
    found: list[tuple[int, int]] = []
    if not _may_count_nothing(m):
        return found
    at = 0
    while at < len(m):
        is_number = free[at] and (
            m.has(at, "number", "clock") or _is_dotted_time(m, at) or _ends_with_hour(m, at)
        )
        end = _end(m, at) if is_number and (not m.spans[at].names or _only_numbers(m, at)) else at
        if end > at:
            found.append((_start(m, at, free), end))
        at = max(end, at + 1)
    return found


def _may_count_nothing(m: Lexicon) -> bool:
    """Whether a number is said, and a word that may tell what it numbers."""
    if m.says("clock"):
        return True
    tells = m.says("number_before", "number_after", "preposition")
    tells = tells or m.hints_at("led_number") or m.hints_at("numbered")
    return m.says("time_after") or (
        tells and (m.says("number") or any("." in token.text for token in m.tokens))
    )


def _is_dotted_time(m: Lexicon, at: int) -> bool:
    """Whether a time is written with a dot and told as one: "saat 12.30", "um 19.30 Uhr"."""
    said = m.token(at)
    hour, _dot, minute = said.partition(".")
    if len(minute) != 2 or not (hour.isdecimal() and minute.isdecimal()):  # noqa: PLR2004 - minutes have two digits
        return False
    is_time = int(hour) <= _MOST_HOURS and int(minute) < _MINUTES and not m.spans[at].names
    return is_time and (_lead(m, at) >= 0 or m.has(at + 1, "number_after") or m.has(at - 1, "number_before"))


def _ends_with_hour(m: Lexicon, at: int) -> bool:
    """Whether words that mean something else alone end with the hour of a time: the "las dos" of "a las dos y media"."""
    is_followed = m.has(at + 1, "time_after") and not m.spans[at + 1].pause
    return is_followed and not m.has(at, "number") and m.ends_as(at, "number")


def _only_numbers(m: Lexicon, at: int) -> bool:
    """Whether a number that a size is called by, too, stands beside a word that it numbers: "room 12", "2 people"."""
    if m.has(at + 1, "number_after") and not (m.spans[at + 1].names or m.spans[at + 1].pause):
        return True
    if m.spans[at].pause or not _closes(m, at + 1):
        return False
    return _is_numbered(m, at - 1) or (_lead(m, at) >= 0 and not _is_size_of_named(m, at))


def _is_numbered(m: Lexicon, at: int) -> bool:
    """Whether a span is, or ends with, what a number behind it numbers: "tavolo", "al tavolo"."""
    return m.has(at, "number_before") or m.ends_as(at, "number_before")


def _is_size_of_named(m: Lexicon, at: int) -> bool:
    """Whether one of the dishes that the text names comes in a size that is called by the number."""
    named = {id_ for i in range(len(m)) if i != at and m.spans[i].names for id_ in m.best_items(i)}
    return any(m.variants(at, id_) for id_ in named) or bool(m.items(at))


def _end(m: Lexicon, at: int) -> int:
    """The span after a particular whose number begins at `at`; `at` itself where the number may count a dish."""
    if _ends_with_hour(m, at):
        return at + 2
    after = at + 1 if not m.has(at, "number") else number_at(m, at, len(m))[1]
    if m.has(after, "number_after") and not m.spans[after].names and not m.spans[after].pause:
        return _after_minutes(m, after + 1)
    if m.has(at, "clock"):
        return _after_second(m, after)
    before = at - 1 - _is_half_hour(m, at)
    is_numbered = m.has(before, "number_before") or (_is_numbered(m, before) and not _counts_name(m, after))
    if is_numbered and not m.spans[before].names and not m.spans[at].pause:
        return _end_of_time(m, at) or _after_joined(m, after)
    if _lead(m, at) < 0:
        return _end_of_minutes(m, at) or (after if _comes_before_order(m, at, after) else at)
    return _end_of_time(m, at) or (after if _closes(m, after) or _tells_time(m, after) else at)


def _counts_name(m: Lexicon, at: int) -> bool:
    """Whether a name of the menu follows a number: "for all at the table two burgers"."""
    return at < len(m) and bool(m.spans[at].names) and not m.spans[at].pause


def _after_joined(m: Lexicon, at: int) -> int:
    """The span after a second number of the same kind: "chairs 22 and 23"."""
    is_joined = m.has(at, "and") and m.has(at + 1, "number") and not m.spans[at + 1].names
    return at + 2 if is_joined and not m.spans[at].pause and _closes(m, at + 2) else at


def _tells_time(m: Lexicon, at: int) -> bool:
    """Whether a time follows, with a small word before it: "an order for seven for one o'clock"."""
    hour = at + m.has(at, "for", "preposition", "number_before")
    if hour >= len(m) or m.spans[at].pause:
        return False
    return m.has(hour, "clock") or (m.has(hour, "number") and m.has(hour + 1, "number_after", "time_after"))


def _comes_before_order(m: Lexicon, at: int, after: int) -> bool:
    """Whether an order begins behind a number that nothing was named before, so that it counts none: "ready in 15, nachos"."""
    is_led = at > 0 and m.has(at - 1, "preposition") and not (m.has(at - 1, "for") or m.spans[at].pause)
    if not is_led or after >= len(m) or not m.spans[after].pause or m.spans[at].names:
        return False
    begins = m.has(after, "article", "number") or (bool(m.spans[after].names) and bool(m.items(after)))
    return begins and not any(m.spans[i].names for i in range(at))


def _after_minutes(m: Lexicon, at: int) -> int:
    """The span after the minutes that are written together with their hour, "19h30", or end a clause behind it: "7 uhr 30"."""
    if m.has(at, "number") and _is_minute(m, at) and _closes(m, at + 1):
        return at + 1
    if not m.has(at, "number") or m.tokens[m.spans[at].start].start != m.tokens[m.spans[at].start - 1].end:
        return at
    return at + 1


def _is_half_hour(m: Lexicon, at: int) -> bool:
    """Whether "half" stands between a word for a time and the number at span `at`: "collecting at half six"."""
    return m.has(at - 1, "half") and m.has(at - 2, "number_before") and not m.spans[at - 1].pause


def _after_second(m: Lexicon, at: int) -> int:
    """Where a span of time ends: "between 7:00 and 7:15"."""
    return at + 2 if m.has(at, "and") and m.has(at + 1, "clock") else at


def _end_of_time(m: Lexicon, at: int) -> int:
    """The span after "eight thirty", "las dos y media" or "le 13 e 15"; 0 where no time is said."""
    minutes = at + 1
    if m.has(minutes, "time_after") and not m.spans[minutes].pause:
        return minutes + 1
    if m.has(minutes, "and") and not m.spans[minutes].pause and _closes(m, minutes + 2):
        minutes += 1
    if not m.has(minutes, "number"):
        return 0
    is_time = 0 < m.spans[at].word.value <= _MOST_HOURS and _is_minute(m, minutes)
    return minutes + 1 if is_time else 0


def _is_minute(m: Lexicon, at: int) -> bool:
    """Whether a number that follows without a pause may be the minutes of a time."""
    minute = m.spans[at].word.value
    return 0 < minute < _MINUTES and minute % _ROUND == 0 and not (m.spans[at].pause or m.spans[at].names)


def _end_of_minutes(m: Lexicon, at: int) -> int:
    """The span after an hour and its minutes right behind "for": "for 7 thirty"; 0 where no time is said, or it goes on."""
    is_led = m.has(at - 1, "for") and not m.spans[at].pause and m.has(at + 1, "number")
    after = _end_of_time(m, at) if is_led else 0
    return after if after and _closes(m, after) else 0


def _lead(m: Lexicon, at: int) -> int:
    """Where words begin before a number that say that it is a time, an age or a number of people; -1 where none do.

    A name of the menu leads to none by itself: "Abholung halb zwölf", where half a chicken is sold, but no "halb zwölf".
    """
    if at == 0 or m.spans[at].pause:
        return -1
    if at > 1 and m.has(at - 1, "and") and m.has(at - 2, "number"):
        return _lead(m, at - 2)
    first = m.spans[at].start
    for begin in range(max(0, first - LONGEST_LEAD), first):
        said = " ".join(token.text for token in m.tokens[begin:first])
        if said in m.view.language.said_of:
            led = next(i for i in range(at - 1, -1, -1) if m.spans[i].start <= begin)
            is_named = any(m.spans[i].names for i in range(led, at))
            return -1 if is_named and led == at - 1 else led
    return -1


def _closes(m: Lexicon, at: int) -> bool:
    """Whether what was said ends before span `at`: "my son is 7 and would like …"."""
    return at >= len(m) or bool(m.spans[at].pause) or (m.has(at, *_CLOSING) and not m.spans[at].names)


def _start(m: Lexicon, at: int, free: Sequence[bool]) -> int:
    first = at
    while first > 0 and free[first - 1] and not m.spans[first].pause:
        led = _lead(m, first)
        if led < 0 and m.spans[first - 1].names and not _is_half_hour(m, first):
            break
        is_led = m.has(first - 1, *_LEADS) or _is_numbered(m, first - 1) or _is_half_hour(m, first)
        if led < 0 and not is_led:
            break
        first = led if 0 <= led < first and all(free[led:first]) else first - 1
    return first
