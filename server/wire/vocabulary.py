"""The words that are stored, sent and shown alike, and the rules about them that server and clients share.

Each list stands here alone. SQL gets its words as parameters; the one constraint that repeats the statuses is compared with
them by a test.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal, get_args

Role = Literal["owner", "manager", "waiter", "kitchen"]
"""What a member may do, from the highest: each may do what those after it may."""
RoleBelowOwner = Literal["manager", "waiter", "kitchen"]
"""What an invitation or a script's key may offer."""
GroupPricing = Literal["sum", "dearest", "average"]
"""What the options that are picked of a group cost together."""
Amount = Literal["none", "light", "regular", "extra", "side"]
OrderStatus = Literal["unpaid", "held", "confirmed", "preparing", "ready", "completed", "cancelled"]
"""`unpaid`: the kitchen gets it once it is paid; `held`: once the kitchen accepts it."""
OrderType = Literal["eat_in", "take_away"]
PaymentMethod = Literal["cash", "card", "online", "voucher", "other"]
"""How something is paid; `online` is by a payment provider."""
PaymentStatus = Literal["created", "paid", "failed", "expired", "refunded"]
"""Of a payment by a provider: nothing of it is taken before it is `paid`; `refunded`: all of it was given back."""
RefundStatus = Literal["owed", "done", "refused"]
"""What is given back through a provider: `owed` until it has done it; `refused`: it has to be given back otherwise."""
CallKind = Literal["waiter", "bill", "other"]
ShareTable = Literal["off", "guests", "names"]
"""What guests of a table see of each other: nothing, guests by number, or by first name."""
TaxRounding = Literal["line", "bill"]
"""Whether tax is rounded for each share of a line by itself, or once over all that falls under the same rates."""
Paid = Literal["before", "after", "end"]
"""When an order is paid: before the kitchen gets it, after it is placed, or at the end of the table's visit."""
TakenOff = Literal["cancelled", "refused"]
"""Why a line of an order is not made: its diner cancelled it, or the kitchen refused it."""
Course = Literal["starter", "main", "dessert"]

ROLES: tuple[Role, ...] = get_args(Role)
ROLES_BELOW_OWNER: tuple[RoleBelowOwner, ...] = get_args(RoleBelowOwner)
MANAGING: tuple[Role, ...] = ("owner", "manager")
"""They see and change the menu, tables and reports, and look after staff of the other roles."""
ORDER_TYPES: tuple[OrderType, ...] = get_args(OrderType)
PAYMENT_METHODS: tuple[PaymentMethod, ...] = get_args(PaymentMethod)
COURSES: tuple[Course, ...] = get_args(Course)
"""In the order in which they are eaten."""
STATUSES: tuple[OrderStatus, ...] = get_args(OrderStatus)
STEPS: tuple[OrderStatus, ...] = ("confirmed", "preparing", "ready", "completed")
"""The way of an order that the kitchen has taken."""
OPEN: tuple[OrderStatus, ...] = ("held", "confirmed", "preparing", "ready")
"""The kitchen still has it."""
NOT_ENDED: tuple[OrderStatus, ...] = ("unpaid", *OPEN)
"""It may still be made: the kitchen has it, or gets it once it is paid."""
NOT_PAID_IN_TIME = "It was not paid in time."
"""The reason of an order that nobody has paid; pages say it in the reader's language."""
ENDED: tuple[OrderStatus, ...] = ("completed", "cancelled")
COOKING: tuple[OrderStatus, ...] = ("confirmed", "preparing")
"""Its dishes are still to be made."""
MADE: tuple[OrderStatus, ...] = ("ready", "completed")
"""All of its dishes are made."""
CANCELLABLE: tuple[OrderStatus, ...] = ("unpaid", "held", "confirmed")
"""The kitchen has not begun: its diner may still cancel it."""
BUMPABLE: tuple[OrderStatus, ...] = STEPS[:-1]
"""A bump moves it on; its lines can be bumped."""


def concerns(station: str | None, stations_of_lines: Iterable[str]) -> bool:
    """Whether an order is the business of a station's display: it has a line of that station, or of none.

    None is the display that shows every order.
    """
    return station is None or any(own in {station, ""} for own in stations_of_lines)


def share_of(station: str, stations_of_line: Collection[str]) -> str | None:
    """Whose share of a line a station makes: its own, else what is of no station (""); None where it makes nothing."""
    return next((own for own in (station, "") if own in stations_of_line), None)


def course_waits(fires_at: datetime | None, now: datetime) -> bool:
    """Whether a course is not to be made yet; None: it waits for a cook."""
    return fires_at is None or fires_at > now
