"""Restaurants, their staff and their tables, as members see them."""

from functools import cache
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from server.wire.accounts import Email
from server.wire.base import (
    RESERVED_SLUGS,
    SLUG_PATTERN,
    Answer,
    Currency,
    Money,
    Name,
    Request,
    Text,
    Time,
    Words,
)
from server.wire.colours import LEAST_CONTRAST, accent_contrast
from server.wire.menu import Station
from server.wire.money import MoneyRequest, MoneyRules
from server.wire.vocabulary import ORDER_TYPES, OrderType, Role, RoleBelowOwner, ShareTable


def _not_reserved(slug: str) -> str:
    if slug in RESERVED_SLUGS:
        raise ValueError(f"must not be {' or '.join(sorted(RESERVED_SLUGS))}: these are reserved")
    return slug


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _legible(colour: str) -> str:
    """Buttons are white on the accent, links are the accent on paper: both must be readable."""
    if colour and (found := accent_contrast(colour)) < LEAST_CONTRAST:
        raise ValueError(
            f"is too light to be read: its contrast on the pages is {found:.1f} to 1, and needs {LEAST_CONTRAST}"
        )
    return colour.lower()


def _in_usual_order(order_types: list[OrderType]) -> list[OrderType]:
    return [one for one in ORDER_TYPES if one in order_types]


def _known_time_zone(name: str) -> str:
    if name not in _time_zones():
        raise ValueError("is not a time zone such as Europe/Rome")
    return name


Slug = Annotated[
    str, Field(min_length=3, max_length=100, pattern=SLUG_PATTERN), AfterValidator(_not_reserved)
]
AnySlug = Annotated[Text, Field(max_length=200)]
TimeZone = Annotated[str, Field(max_length=64, examples=["Europe/Rome"]), AfterValidator(_known_time_zone)]
Locale = Annotated[str, Field(pattern=r"^[a-z]{2,3}([-_][A-Za-z]{2,4})?$", examples=["en-US"])]
MaxQuantityPerLine = Annotated[int, Field(ge=1, le=1000)]
MaxItemsPerOrder = Annotated[int, Field(ge=1, le=1000)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["04:00"])]
AlertAfter = Annotated[int, Field(ge=1, le=240)]
"""Minutes."""
About = Annotated[Words, Field(max_length=500)]
Address = Annotated[Words, Field(max_length=300)]
Phone = Annotated[
    str, Field(max_length=40, pattern=r"^(\+?[0-9][0-9 ()./-]{2,38})?$", examples=["+49 30 123456"])
]
Accent = Annotated[
    str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$", examples=["#a8321a"]), AfterValidator(_legible)
]
DishesPerHour = Annotated[int, Field(ge=1, le=10_000)]
FireAfter = Annotated[int, Field(ge=0, le=240)]
"""Minutes."""
OrderTypes = Annotated[
    list[OrderType], Field(min_length=1, max_length=len(ORDER_TYPES)), AfterValidator(_in_usual_order)
]
CancelMinutes = Annotated[int, Field(ge=0, le=240)]


class CreateRestaurantRequest(Request):
    name: Name
    slug: Slug | None = None
    currency: Currency = "USD"
    timezone: TimeZone = "UTC"
    locale: Locale = "en"


class UpdateRestaurantRequest(Request):
    """A PATCH; a PUT needs `name`. What the server alone decides may be sent back and is ignored."""

    name: Name | None = None
    slug: Slug | None = None
    currency: Currency | None = None
    timezone: TimeZone | None = None
    locale: Locale | None = None
    is_open: bool | None = None
    require_table_code: bool | None = None
    max_quantity_per_line: MaxQuantityPerLine | None = None
    max_items_per_order: MaxItemsPerOrder | None = None
    hold_above: Money | None = None
    hold_unproven: bool | None = None
    day_starts: TimeOfDay | None = None
    auto_ready: bool | None = None
    alert_after: AlertAfter | None = None
    pause_unseen: bool | None = None
    dishes_per_hour: DishesPerHour | None = None
    default_station: Station | None = None
    hold_courses: bool | None = None
    fire_after: FireAfter | None = None
    cancel_minutes: CancelMinutes | None = None
    share_table: ShareTable | None = None
    order_types: OrderTypes | None = None
    about: About | None = None
    address: Address | None = None
    phone: Phone | None = None
    accent: Accent | None = None
    suggestions: bool | None = None
    money: MoneyRequest | None = None
    logo_url: str | None = None
    cover_url: str | None = None
    id: UUID | None = Field(default=None, strict=False)
    created_at: Time | None = None
    role: Role | None = None


class ReplaceRestaurantRequest(UpdateRestaurantRequest):
    name: Name


class Restaurant(Answer):
    """`hold_above` null: no order is held for its total. `alert_after` null: nobody is alerted.

    `dishes_per_hour` is what one station makes where it has no history; null: the usual value. `default_station` makes what names none; "": all
    stations show it. With `hold_courses` all courses of an order but the first wait until a cook fires them, or until
    `fire_after` minutes (null: never by themselves) after what comes before is done. For `cancel_minutes` (0: never) diners
    may cancel what the kitchen has not begun. `accent` is a colour
    such as `#a8321a`; it, `about`, `address`, `phone`, `logo_url` and `cover_url` are "" where there is none.
    `order_types` are those that it offers. With `suggestions` its page offers, beside a dish that was added, what is often ordered with it.
    """

    id: UUID
    name: str
    slug: str
    currency: str
    timezone: str
    locale: str
    is_open: bool
    require_table_code: bool
    max_quantity_per_line: int
    max_items_per_order: int = 100
    hold_above: Money | None = None
    hold_unproven: bool = False
    day_starts: TimeOfDay = "04:00"
    auto_ready: bool = False
    alert_after: int | None = None
    pause_unseen: bool = False
    dishes_per_hour: int | None = None
    default_station: str = ""
    hold_courses: bool = False
    fire_after: int | None = None
    cancel_minutes: int = 5
    share_table: ShareTable = "guests"
    order_types: list[OrderType] = list(ORDER_TYPES)
    about: str = ""
    address: str = ""
    phone: str = ""
    accent: str = ""
    suggestions: bool = True
    money: MoneyRules = MoneyRules()
    logo_url: str = ""
    cover_url: str = ""
    created_at: Time
    role: Role


class InviteRequest(Request):
    email: Email
    role: RoleBelowOwner


class ChangeRoleRequest(Request):
    role: Role


class StaffMember(Answer):
    id: int
    email: str
    role: Role
    status: Literal["invited", "active"]
    first_name: str = ""
    last_name: str = ""


class Invitation(StaffMember):
    invite_url: str | None


class PasswordLink(Answer):
    email: str
    url: str


TableName = Annotated[Name, Field(max_length=50)]


class TableRequest(Request):
    name: TableName


class Table(Answer):
    id: int
    name: str
    code: str
    url: str
