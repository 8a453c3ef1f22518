"""Confirming and following an order; the kitchen's view of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from server.wire.base import (
    EMPTY_OR_SEEN,
    Answer,
    CustomerName,
    Id,
    Money,
    Request,
    Seen,
    SomeWords,
    SpecialRequests,
    TableIdentifier,
    Text,
    Time,
    Words,
)
from server.wire.courses import HeldCourse
from server.wire.money import TaxSum
from server.wire.restaurants import AnySlug
from server.wire.table_calls import TableCode
from server.wire.vocabulary import Amount, Course, OrderStatus, OrderType

Language = Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9-]+$")]
Quantity = Annotated[int, Field(ge=1, le=2**31 - 1)]
MAX_ALLERGIES = 20
MAX_LINES = 100
AllergenCode = Annotated[Text, Field(min_length=1, max_length=40, pattern=r"^[a-z][a-z_-]*$")]


class OrderAllergy(Request):
    """An allergy in the diner's words; `allergens` are codes such as `peanuts`, none where none is known."""

    text: Annotated[SomeWords, Field(min_length=1, max_length=500)]
    allergens: Annotated[list[AllergenCode], Field(max_length=40)] = []


OrderAllergies = Annotated[list[OrderAllergy], Field(max_length=MAX_ALLERGIES)]
OrderNote = Annotated[Words, Field(max_length=500)]


class ConfirmModifier(Request):
    modifier_id: Id
    amount: Amount = "regular"
    quantity: Quantity = 1


class ConfirmLine(Request):
    menu_item_id: Id
    variant_id: Id | None = None
    quantity: Quantity
    modifiers: Annotated[list[ConfirmModifier], Field(max_length=200)] = []
    special_requests: SpecialRequests = ""
    course: Course | None = None


class ConfirmRequest(Request):
    restaurant_slug: AnySlug
    items: Annotated[list[ConfirmLine], Field(min_length=1, max_length=100)]
    raw_input: Annotated[Words, Field(max_length=2000)] = ""
    table_identifier: TableIdentifier | None = None
    table_code: TableCode | None = None
    language: Language | None = None
    customer_name: CustomerName = ""
    expected_total: Money | None = None
    allergies: OrderAllergies = []
    note: SpecialRequests = ""
    order_type: OrderType | None = None


class OrderModifier(Answer):
    """`price_adjustment` is for one, after the amount; with a `menu_item_id` it is a dish, made at its own `station`."""

    name: str
    amount: Amount
    quantity: int
    price_adjustment: Money = "0.00"
    menu_item_id: int | None = None
    station: str = ""

    @property
    def is_made(self) -> bool:
        """Whether it is a dish that is made as a part of the line."""
        return self.menu_item_id is not None and self.amount != "none"


class OrderLine(Answer):
    """`number` is the dish's number on the menu; "" where it has none.

    A line whose parts are made elsewhere is `done` once each of its `stations` is; `done_stations` are those that are
    done before. "" is what is of no station. `conflicts`, for the kitchen alone, are codes of allergens that the line
    states and its diner is allergic to. `course` is when it is eaten: `starter`, `main`, `dessert`, or "".
    `state` is `cancelled` (by the diner) or `refused` (by the kitchen, for `reason`) where the line is not made and not in the
    total; it is `done` once the kitchen has seen that. `guest`, for the kitchen alone, is whose of those at the table it is,
    from 1; 0 where nobody said. `guest_name`, for the kitchen too, is what they are called where the restaurant's guests go
    by name.
    """

    id: int
    number: str = ""
    name: str
    variant_label: str
    quantity: int
    modifiers: list[OrderModifier]
    special_requests: str
    unit_price: Money = "0.00"
    line_total: Money
    station: str
    done: bool
    conflicts: list[str] = []
    done_stations: list[str] = []
    course: str = ""
    state: str = ""
    reason: str = ""
    guest: int = 0
    guest_name: str = ""

    @property
    def stations(self) -> tuple[str, ...]:
        """Where it is made, each once: the dish's station, and those of the dishes that are parts of it."""
        parts = (part.station for part in self.modifiers if part.is_made)
        return tuple(dict.fromkeys((self.station, *parts)))

    def is_done_at(self, share: str) -> bool:
        """Whether what one of its stations makes is done."""
        return self.done or share in self.done_stations


class Order(Answer):
    """An order as its diner sees it.

    `total_price` is the sum of the lines that are made. `taxes` are those of its moment, none where its menu names none;
    then `total_with_tax` is null too, else what is to be paid: `total_price` and the taxes that come on top.
    `released_at` is when the kitchen got one that had to be paid before; else null.
    """

    id: UUID
    number: int
    status: OrderStatus
    restaurant_slug: str
    table_identifier: str
    customer_name: str
    total_price: Money
    currency: str
    created_at: Time
    updated_at: Time
    revision: int
    estimated_ready_at: Time | None
    reason: str
    allergies: list[OrderAllergy] = []
    note: str = ""
    order_type: OrderType | None = None
    items: list[OrderLine]
    taxes: list[TaxSum] = []
    total_with_tax: Money | None = None
    released_at: Time | None = None

    @property
    def came_at(self) -> datetime:
        """When the kitchen got it."""
        return self.released_at or self.created_at

    @property
    def to_pay(self) -> str:
        """What is to be paid: the total, with the taxes that come on top of it."""
        return self.total_with_tax or self.total_price


class KitchenOrder(Order):
    """An order as the kitchen sees it: with the diner's own words, and the courses that wait or did."""

    raw_input: str = ""
    language: str = ""
    rushed: bool = False
    table_proven: bool = False
    omitted: bool = False
    courses: list[HeldCourse] = []

    @property
    def stations(self) -> Iterator[str]:
        """The stations of each line and its parts; empty for what is of none."""
        return (station for line in self.items for station in line.stations)


class OrderPage(Answer):
    orders: list[KitchenOrder]
    next_cursor: str | None


class MoveOrderRequest(Request):
    """A step of an order. `rush` puts it in front on every screen of the kitchen, or back in its place.

    `seen` is the status from which the sender means the step: from any other it is refused, so that a bump that
    comes late does not take back what another cook did meanwhile.
    """

    status: OrderStatus | None = None
    seen: OrderStatus | None = None
    rush: bool | None = None
    reason: Annotated[Words, Field(max_length=500)] | None = None


class BumpLineRequest(Request):
    """A line done, or to be made again; with a `station` what that station makes of it ("": what is of no station)."""

    done: bool
    station: Annotated[Text, Field(max_length=200)] | None = None


class CancelRequest(Request):
    """What a diner cancels: the lines with these ids; without `items` the whole order."""

    items: (
        Annotated[list[Annotated[int, Field(ge=1, le=MAX_LINES)]], Field(min_length=1, max_length=MAX_LINES)]
        | None
    ) = None


class RefuseLineRequest(Request):
    """Why a line is not made; the diner reads it."""

    reason: Annotated[SomeWords, Field(min_length=1, max_length=200)]


class CancelOrdersRequest(Request):
    """Which open orders to cancel: of a table, placed from a moment on, with or without a table's code."""

    table_identifier: Annotated[Text, Field(max_length=50, json_schema_extra=EMPTY_OR_SEEN), Seen] | None = (
        None
    )
    placed_after: Time | None = None
    proven: bool | None = None
    reason: Annotated[SomeWords, Field(min_length=1, max_length=500)]


class CancelledOrders(Answer):
    """The numbers of the orders that were cancelled."""

    cancelled: list[int]
