"""Times of an order that change: until when it may be cancelled, when its courses are made, when the rest is ready."""

from datetime import UTC, datetime, timedelta

from server.domain.errors import NotFound
from server.domain.ids import to_the_millisecond
from server.domain.order import Order, Removal
from server.menu.cache import MenuCache
from server.orders.estimate import Estimates
from server.orders.locked_changes import CourseTimes


async def ready_without(
    catalog: MenuCache, estimates: Estimates, order: Order, removal: Removal
) -> datetime | None:
    """When the rest of an order is ready; None where that is promised course by course, or nobody knows."""
    made = [line for line in order.lines if not line.state]
    left = [line for line in made if removal.lines is not None and line.id not in removal.lines]
    if order.courses or not order.is_cooking or len(left) == len(made):
        return None
    try:
        place = (await catalog.by_slug(order.restaurant_slug)).restaurant
    except NotFound:
        return None
    return await estimates.without(place, made, left, removal.at)


async def course_times(
    catalog: MenuCache, estimates: Estimates, order: Order, course: str = ""
) -> CourseTimes:
    """The restaurant's rule for courses, and how long the given one takes, or all that wait."""
    now = to_the_millisecond(datetime.now(UTC))
    if not order.courses:
        return CourseTimes(now, None, timedelta())
    place = (await catalog.by_slug(order.restaurant_slug)).restaurant
    waiting = order.waiting(now)
    lines = [one for one in order.lines if one.course == course and not one.state] if course else waiting
    return CourseTimes(now, place.rules.fire_interval, await estimates.takes(place, lines))


async def may_cancel_until(catalog: MenuCache, order: Order) -> datetime | None:
    """Until when the diner of an order may cancel what the kitchen has not begun; None: never."""
    try:
        place = (await catalog.by_slug(order.restaurant_slug)).restaurant
    except NotFound:
        return None
    return place.rules.may_cancel_until(order.created_at)
