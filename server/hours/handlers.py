"""When orders are taken, over HTTP."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from aiohttp import web

from server.accounts.setup import GRANT
from server.audit.log import record
from server.db.setup import POOL
from server.domain.errors import NotFound
from server.domain.schedule import DAY, Period, ServiceTimes, write_exceptions, write_periods
from server.events.model import MenuChanged
from server.events.setup import BUS
from server.hours import store
from server.http.keys import BODY
from server.http.requests import invalid, reply
from server.menu.version import bump_version
from server.wire import hours as wire

LONGEST_PAUSE = timedelta(days=366)


async def read_hours(request: web.Request) -> web.Response:
    """Show when orders are taken, and whether one is now."""
    times = await store.find_times(request.app[POOL], request[GRANT].restaurant_id)
    return _answer(times)


async def change_hours(request: web.Request) -> web.Response:
    """Change the week, the pause or the throttle: what is given, null included."""
    body: wire.UpdateHoursRequest = request[BODY]
    return await _change(request, body, _columns(body, datetime.now(UTC)))


async def change_service(request: web.Request) -> web.Response:
    """Pause, or take only so many orders, from the kitchen: what is given, null included."""
    body: wire.UpdateServiceRequest = request[BODY]
    return await _change(request, body, _service_columns(body, datetime.now(UTC)))


async def _change(
    request: web.Request, body: wire.UpdateServiceRequest, values: dict[str, Any]
) -> web.Response:
    restaurant_id: UUID = request[GRANT].restaurant_id
    async with request.app[POOL].acquire() as connection, connection.transaction():
        if values:
            # No order is placed on the old times from here on: placing one needs the version that this changes.
            await bump_version(connection, restaurant_id)
            await store.update_times(connection, restaurant_id, values)
            await record(
                connection,
                restaurant_id,
                "hours.changed",
                after=body.model_dump(mode="json", exclude_unset=True),
            )
        times = await store.find_times(connection, restaurant_id)
    if values:
        request.app[BUS].publish(MenuChanged(restaurant_id))
    return _answer(times)


def _columns(body: wire.UpdateHoursRequest, now: datetime) -> dict[str, Any]:
    """What is to be stored. Invalid where a pause would end before it begins."""
    given = body.model_fields_set
    values = _service_columns(body, now)
    if "hours" in given:
        values["hours"] = write_periods([_period(period) for period in body.hours or ()])
    if "exceptions" in given:
        values["hours_exceptions"] = write_exceptions(_exceptions(body.exceptions or ()))
    return values


def _service_columns(body: wire.UpdateServiceRequest, now: datetime) -> dict[str, Any]:
    given = body.model_fields_set
    values: dict[str, Any] = {}
    if "paused_until" in given:
        if body.paused_until is not None and body.paused_until <= now:
            raise invalid("paused_until", "is in the past")
        if body.paused_until is not None and body.paused_until > now + LONGEST_PAUSE:
            raise invalid("paused_until", "is over a year ahead; close the restaurant instead")
        values["paused_until"] = body.paused_until
        values["pause_reason"] = body.pause_reason or ""
    elif "pause_reason" in given:
        values["pause_reason"] = body.pause_reason or ""
    if "throttle" in given:
        values["throttle_orders"] = body.throttle.orders if body.throttle else None
        values["throttle_minutes"] = body.throttle.minutes if body.throttle else None
    return values


def _period(period: wire.OpenPeriod) -> Period:
    return Period(wire.WEEKDAYS.index(period.day), _minutes(period.opens), _minutes(period.closes))


def _exceptions(given: Sequence[wire.HoursException]) -> dict[date, list[Period]]:
    """Read exceptions by their day. Invalid where a day stands twice."""
    days = [one.date for one in given]
    for at, day in enumerate(days):
        if day in days[:at]:
            raise invalid(f"exceptions[{at}].date", "stands there twice")
    return {
        one.date: [Period(one.date.weekday(), _minutes(p.opens), _minutes(p.closes)) for p in one.periods]
        for one in given
    }


def _wire_exception(day: date, periods: Sequence[Period]) -> wire.HoursException:
    spans = [wire.ExceptionPeriod(opens=_clock(p.opens), closes=_clock(p.closes)) for p in periods]
    return wire.HoursException(date=day, periods=spans)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    return "24:00" if minutes == DAY else f"{minutes // 60:02}:{minutes % 60:02}"


def _answer(times: ServiceTimes | None) -> web.Response:
    if times is None:
        raise NotFound
    now = datetime.now(UTC)
    closure = times.closure(now)
    paused = times.paused_until if times.paused_until and times.paused_until > now else None
    throttle = times.throttle and wire.Throttle(orders=times.throttle.orders, minutes=times.throttle.minutes)
    return reply(
        wire.Hours(
            hours=[_wire_period(period) for period in times.periods],
            paused_until=paused,
            pause_reason=times.pause_reason if paused else "",
            throttle=throttle,
            exceptions=[_wire_exception(day, periods) for day, periods in sorted(times.exceptions.items())],
            accepting=closure is None,
            reason=closure.text if closure else "",
            next_opening=closure.opens_at if closure else None,
        )
    )


def _wire_period(period: Period) -> wire.OpenPeriod:
    return wire.OpenPeriod(
        day=wire.WEEKDAYS[period.day], opens=_clock(period.opens), closes=_clock(period.closes)
    )
