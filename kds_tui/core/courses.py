"""Courses on a screen: which wait, and for what. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta, tzinfo

from kds_tui.core.texts import gettext, gettext_noop
from server.wire.courses import HeldCourse
from server.wire.orders import KitchenOrder, OrderLine
from server.wire.vocabulary import COURSES

NAMES: Mapping[str, str] = {
    "starter": gettext_noop("starters"),
    "main": gettext_noop("mains"),
    "dessert": gettext_noop("desserts"),
}
SOON = timedelta(seconds=2)
"""What is due so soon counts as fired: the clocks of two machines differ by as much."""


def course_name(course: str) -> str:
    """`mains`; one that this version does not know by its own word."""
    return gettext(NAMES[course]) if course in NAMES else course


def next_due(order: KitchenOrder, now: datetime) -> datetime | None:
    """The next moment at which a course of an order is fired by itself; None where none is."""
    moments = (one.fires_at for one in order.courses if one.fires_at is not None)
    return min((moment for moment in moments if moment > now + SOON), default=None)


def waiting_courses(order: KitchenOrder, due: datetime | None) -> tuple[HeldCourse, ...]:
    """The courses that wait, where the next of them is fired by itself at `due`."""
    return tuple(
        one for one in order.courses if one.fires_at is None or (due is not None and one.fires_at >= due)
    )


def began_at(order: KitchenOrder, now: datetime) -> datetime:
    """Since when the newest part of an order is to be made: since it came, or since a course was fired."""
    fired = (one.fires_at for one in order.courses if one.fires_at is not None and one.fires_at <= now + SOON)
    return min(now, max((order.came_at, *fired)))


def place_of(line: OrderLine) -> int:
    """Where a line stands among courses: what is of none first."""
    return COURSES.index(line.course) + 1 if line.course in COURSES else 0


def waits_for(one: HeldCourse, lines: Collection[OrderLine], key: str, zone: tzinfo | None) -> str:
    """What a course waits for: its moment, what comes before it, or a cook's key."""
    if one.fires_at is not None:
        return gettext("fired at %s") % f"{one.fires_at.astimezone(zone):%H:%M}"
    earlier = COURSES[: COURSES.index(one.course)] if one.course in COURSES else ()
    before = [course for course in earlier if _is_left(course, lines)]
    if before:
        return gettext("after %(course)s") % {"course": course_name(before[-1])}
    return gettext("wait: %s fires") % key if key else gettext("wait to be fired")


def _is_left(course: str, lines: Collection[OrderLine]) -> bool:
    return any(line.course == course and not (line.done or line.state) for line in lines)
