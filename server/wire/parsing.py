"""Parsing: what a diner said, and what was understood of it."""

from typing import Annotated, Literal, TypeVar

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from server.wire.base import Answer, Id, Money, RawInput, Request, SpecialRequests, TableIdentifier, Text
from server.wire.orders import (
    ConfirmLine,
    ConfirmModifier,
    Language,
    OrderAllergies,
    OrderAllergy,
    OrderNote,
    Quantity,
)
from server.wire.restaurants import AnySlug
from server.wire.table_calls import TableCode
from server.wire.vocabulary import Amount, CallKind, OrderType

QuestionKind = Literal["choose_variant", "choose_modifier", "did_you_mean", "missing_item", "too_many"]
Kept = TypeVar("Kept")
Unsent = Annotated[Kept, Field(exclude=True), SkipJsonSchema()]


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


class ParseRequest(Request):
    """Words to understand, and what there is so far.

    `previous_input` is the text before, where its answer asked or answered something or it told an allergy: "the second
    one" and "yes" then answer that, "one of those" orders the dish that was asked about, "and eggs" adds to the allergy.
    `doubted` are the dishes (`menu_item_id`) of lines that an answer before changed which asked nothing and was not
    complete: while one of them is ordered, no answer is complete.
    """

    restaurant_slug: AnySlug
    raw_input: RawInput
    table_identifier: TableIdentifier | None = None
    table_code: TableCode | None = None
    language: Language | None = None
    cart: Annotated[list[CartLine], Field(max_length=100)] | None = None
    allergies: OrderAllergies | None = None
    note: OrderNote | None = None
    order_type: OrderType | None = None
    previous_input: RawInput | None = None
    doubted: Annotated[list[Id], Field(max_length=100)] = []


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
