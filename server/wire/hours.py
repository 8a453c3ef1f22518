"""When a restaurant takes orders: its week, a pause, and how many orders it can cook."""

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field

from server.wire.base import Answer, PersonName, Request, Time
from server.wire.vocabulary import OrderType

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


OPENS = r"^([01]\d|2[0-3]):[0-5]\d$"
CLOSES = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"
MAX_EXCEPTIONS = 400
PeriodT = TypeVar("PeriodT", bound="OpenPeriod | ExceptionPeriod")


def _not_empty(period: PeriodT) -> PeriodT:
    if period.opens == period.closes:
        raise ValueError("opens and closes at the same minute; write 00:00 to 24:00 for a whole day")
    return period


class OpenPeriod(Request):
    """One period of a week, in the restaurant's time zone; one that closes before it opens ends the next day."""

    day: Weekday
    opens: Annotated[str, Field(pattern=OPENS, examples=["11:30"])]
    closes: Annotated[str, Field(pattern=CLOSES, examples=["22:00"])]


class ExceptionPeriod(Request):
    """A period that begins on the day of an exception."""

    opens: Annotated[str, Field(pattern=OPENS, examples=["11:30"])]
    closes: Annotated[str, Field(pattern=CLOSES, examples=["22:00"])]


class HoursException(Request):
    """A day whose hours are not those of the week: a holiday, closed where it has no `periods`."""

    date: date
    periods: Annotated[
        list[Annotated[ExceptionPeriod, AfterValidator(_not_empty)]], Field(max_length=10)
    ] = []


class Throttle(Request):
    """At most `orders` in any `minutes`."""

    orders: Annotated[int, Field(ge=1, le=10_000)]
    minutes: Annotated[int, Field(ge=1, le=24 * 60)]


class UpdateServiceRequest(Request):
    """A PATCH of what a kitchen may change itself: `paused_until` null ends a pause, `throttle` null ends the throttle."""

    paused_until: Time | None = None
    pause_reason: PersonName | None = None
    throttle: Throttle | None = None


class UpdateHoursRequest(UpdateServiceRequest):
    """A PATCH: no `hours` means always; `exceptions` are days whose hours take the place of the week's; `paused_until` null ends a pause, `throttle` null ends the throttle."""

    hours: Annotated[list[Annotated[OpenPeriod, AfterValidator(_not_empty)]], Field(max_length=50)] | None = (
        None
    )
    exceptions: Annotated[list[HoursException], Field(max_length=MAX_EXCEPTIONS)] | None = None


class PublicRestaurant(Answer):
    """Whether an order would be taken now; `reason` says why not, `opens_at` when one is, where that is known."""

    name: str
    slug: str
    accepting: bool
    reason: str
    opens_at: Time | None
    wait_minutes: int
    order_types: list[OrderType]


class Hours(Answer):
    """The week, the pause and the throttle; `accepting` says whether an order is taken now, `reason` why not."""

    hours: list[OpenPeriod]
    paused_until: Time | None
    pause_reason: str
    throttle: Throttle | None
    exceptions: list[HoursException]
    accepting: bool
    reason: str
    next_opening: Time | None
