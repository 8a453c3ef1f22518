"""`aiqr hours closed`, `special`, `usual`: what is different on a day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import click

from cli import resolve
from cli.command import Command
from cli.commands.restaurant.hours import print_hours
from cli.connection import connect
from cli.texts import gettext
from cli.times import not_understood
from cli.week import week
from server.wire.hours import MAX_EXCEPTIONS, WEEKDAYS, ExceptionPeriod, HoursException, UpdateHoursRequest

DAYS = click.argument("days", metavar="DATE...", nargs=-1, required=True)
RANGE = ".."


@click.command(
    cls=Command,
    examples="""
    aiqr hours closed 2026-12-24
    aiqr hours closed 2026-12-24..2026-12-26 2027-01-01
    """,
)
@DAYS
def closed(days: tuple[str, ...]) -> None:
    """Take no orders on these days. FIRST..LAST names all days from one to the other."""
    _change([HoursException(date=day) for day in _dates(days)])


@click.command(
    cls=Command,
    examples="""
    aiqr hours special 2026-12-31 11:00-15:00
    aiqr hours special 2026-12-25 "11:30-14:30, 17:30-22:00"
    """,
)
@click.argument("day", metavar="DATE")
@click.argument("span", metavar="TIMES")
def special(day: str, span: str) -> None:
    """Take orders at other times on a day; a time that ends before it begins ends on the next day."""
    own = _date(day, day)
    periods = [
        ExceptionPeriod(opens=p.opens, closes=p.closes) for p in week(f"{WEEKDAYS[own.weekday()]} {span}")
    ]
    _change([HoursException(date=own, periods=periods)])


@click.command(cls=Command, examples="aiqr hours usual 2026-12-24")
@DAYS
def usual(days: tuple[str, ...]) -> None:
    """Take orders on these days as the week says."""
    _change((), back=frozenset(_dates(days)))


def _change(new: Sequence[HoursException], back: frozenset[date] = frozenset()) -> None:
    """Set what is different on the days of `new`, leave the week to those of `back`, and print how it is then.

    Days that have passed are forgotten.
    """
    found, server = resolve.current_restaurant(), connect()
    replaced = back | {one.date for one in new}
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    kept = [
        one for one in server.hours(found.id).exceptions if one.date not in replaced and one.date >= yesterday
    ]
    exceptions = sorted([*kept, *new], key=lambda one: one.date)
    print_hours(server.update_hours(found.id, UpdateHoursRequest(exceptions=exceptions)))


def _dates(texts: Sequence[str]) -> list[date]:
    days: dict[date, None] = {}
    for text in texts:
        first, _, last = text.partition(RANGE)
        begin, end = _date(first, text), _date(last or first, text)
        if end < begin:
            raise not_understood(text, gettext("the earlier day first"))
        if (end - begin).days >= MAX_EXCEPTIONS:
            raise not_understood(
                text, gettext("at most {max_exceptions} days").format(max_exceptions=MAX_EXCEPTIONS)
            )
        days |= dict.fromkeys(begin + timedelta(days=n) for n in range((end - begin).days + 1))
    return list(days)


def _date(text: str, whole: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise not_understood(
            whole, gettext("a day such as 2026-12-24, or days such as 2026-12-24..2026-12-26")
        ) from None
