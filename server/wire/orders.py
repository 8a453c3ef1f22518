"""Parsing, confirming and following an order; the kitchen's view of it."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeVar
from uuid import UUID

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from server.wire.base import (
    EMPTY_OR_SEEN,
    Answer,
    CustomerName,
    Id,
    Money,
    RawInput,
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
from server.wire.kitchen_place import KitchenPlace
from server.wire.menu import StockKind, Unavailable
from server.wire.printers import PrinterState
from server.wire.restaurants import AnySlug
from server.wire.table_calls import Call, TableCode
from server.wire.vocabulary import Amount, CallKind, Course, OrderStatus, OrderType

QuestionKind = Literal["choose_variant", "choose_modifier", "did_you_mean", "missing_item", "too_many"]
Quantity = Annotated[int, Field(ge=1, le=2**31 - 1)]
Language = Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9-]+$")]
Kept = TypeVar("Kept")
Unsent = Annotated[Kept, Field(exclude=True), SkipJsonSchema()]
MAX_ALLERGIES = 20
MAX_LINES = 100


class CartModifier(Request):
    """A modifier of a line as parse answered it; only id, amount and quantity are read."""

    modifier_id: Id
    amount: Amount = "regular"
    quantity: Quantity = 1
    name: Text = ""
    group: Text = ""
    price_adjustment: Text = ""
    stated: bool = True


class CartVariant(Request):
    id: Id
    label: Text = ""
    price: Text = ""


class CartLine(Request):
    """A line as parse answered it; only ids, quantities, modifiers and requests are read."""

    menu_item_id: Id
    variant: CartVariant | None = None
    variant_id: Id | None = None
    variant_stated: bool = False
    quantity: Quantity = 1
    modifiers: Annotated[list[CartModifier], Field(max_length=200)] = []
    special_requests: SpecialRequests = ""
    number: Text = ""
    name: Text = ""
    unit_price: Text = ""
    line_total: Text = ""
    source: Text = ""


AllergenCode = Annotated[Text, Field(min_length=1, max_length=40, pattern=r"^[a-z][a-z_-]*$")]


class OrderAllergy(Request):
    """An allergy in the diner's words; `allergens` are codes such as `peanuts`, none where none is known."""

    text: Annotated[SomeWords, Field(min_length=1, max_length=500)]
    allergens: Annotated[list[AllergenCode], Field(max_length=40)] = []


OrderAllergies = Annotated[list[OrderAllergy], Field(max_length=MAX_ALLERGIES)]
OrderNote = Annotated[Words, Field(max_length=500)]


class ParseRequest(Request):
    restaurant_slug: AnySlug
    raw_input: RawInput
    table_identifier: TableIdentifier | None = None
    table_code: TableCode | None = None
    language: Language | None = None
    cart: Annotated[list[CartLine], Field(max_length=100)] | None = None
    allergies: OrderAllergies | None = None
    note: OrderNote | None = None
    order_type: OrderType | None = None


class ParsedVariant(Answer):
    id: int
    label: str
    price: Money


class ParsedModifier(Answer):
    modifier_id: int
    name: str
    group: str
    amount: Amount
    quantity: int
    price_adjustment: Money
    stated: bool


class ParsedLine(Answer):
    """`name` is that on the menu, `number` its number there; "" where it has none."""

    menu_item_id: int
    number: str = ""
    name: str
    variant: ParsedVariant | None
    variant_stated: bool
    quantity: int
    modifiers: list[ParsedModifier]
    special_requests: str
    unit_price: Money
    line_total: Money
    source: str


class QuestionOption(Answer):
    """A possible answer.

    The fields that are not sent are for our own pages: where `say` is not empty, it is parsed with the lines of this
    answer to take the option; else it is an option of the line asked about, in this amount and quantity.
    """

    id: int
    name: str
    say: Unsent[str] = ""
    amount: Unsent[Amount] = "regular"
    quantity: Unsent[int] = 1


class Question(Answer):
    """What is open. `words`, which are not sent, are the diner's that it is about; empty where about none."""

    line: int | None
    kind: QuestionKind
    text: str
    words: Unsent[str] = ""
    options: list[QuestionOption]


class UnavailableItem(Answer):
    menu_item_id: int
    name: str


class AllergenConflict(Answer):
    """A line, by its index, whose dish or chosen option states an allergen that the diner is allergic to."""

    line: int
    allergen: str


class NamedItem(Answer):
    menu_item_id: int
    number: str = ""
    name: str


class AnsweredQuestion(Answer):
    """A question of the diner's, answered from what the menu states."""

    source: str
    text: str
    items: list[NamedItem]


class ParseAnswer(Answer):
    items: list[ParsedLine]
    questions: list[Question]
    unmatched: list[str]
    unavailable: list[UnavailableItem]
    allergies: list[OrderAllergy] = []
    conflicts: list[AllergenConflict] = []
    note: str = ""
    order_type: OrderType | None = None
    answers: list[AnsweredQuestion] = []
    calls: list[CallKind] = []
    total_price: Money
    currency: str
    language: str
    complete: bool
    parser: Literal["grammar", "openai"]


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


def confirm_line(line: ParsedLine | CartLine) -> ConfirmLine:
    """Write a line that was understood as confirm takes it."""
    return ConfirmLine(
        menu_item_id=line.menu_item_id,
        variant_id=line.variant.id if line.variant else None,
        quantity=line.quantity,
        modifiers=[
            ConfirmModifier(modifier_id=m.modifier_id, amount=m.amount, quantity=m.quantity)
            for m in line.modifiers
        ],
        special_requests=line.special_requests,
    )


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
    total; it is `done` once the kitchen has seen that.
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

    @property
    def stations(self) -> tuple[str, ...]:
        """Where it is made, each once: the dish's station, and those of the dishes that are parts of it."""
        parts = (part.station for part in self.modifiers if part.is_made)
        return tuple(dict.fromkeys((self.station, *parts)))

    def is_done_at(self, share: str) -> bool:
        """Whether what one of its stations makes is done."""
        return self.done or share in self.done_stations


class Order(Answer):
    """An order as its diner sees it."""

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


class NeglectedOrder(Answer):
    """An open order that no display has shown since it was placed (`unseen`), or that is `late`."""

    number: int
    attention: Literal["unseen", "late"]


class KitchenSnapshot(Answer):
    """The state of a kitchen: open orders, oldest first, what is 86'd, and the tables that call.

    `counted` are the dishes of which so many portions are left.

    Of an order that is `omitted` there is no more than the number and the status, as the message would be too large:
    it is read by itself. `neglected` is told where it is asked for by GET, not to displays.
    """

    type: Literal["snapshot"] = "snapshot"
    orders: list[KitchenOrder]
    unavailable: list[Unavailable]
    counted: list[Unavailable] = []
    place: KitchenPlace | None = None
    calls: list[Call] = []
    neglected: list[NeglectedOrder] = []
    printers: list[PrinterState] = []
    server_time: Time


class OrderMessage(Answer):
    """The whole order after a change: apply it where its revision is higher than the one held."""

    type: Literal["order"] = "order"
    order: KitchenOrder


class AvailabilityMessage(Answer):
    type: Literal["availability"] = "availability"
    kind: StockKind = "item"
    menu_item_id: int | None
    name: str
    available: bool
    until: Time | None
    portions: int | None = None


class AuthMessage(Request):
    """The first message of a kitchen client that cannot set a header."""

    type: Literal["auth"]
    token: Annotated[str, Field(max_length=4096)]
