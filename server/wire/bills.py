"""Bills: what is to be paid, what was, and what may be written on them."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from server.wire.accounts import Email
from server.wire.base import Answer, Id, Money, Request, Seen, Text, Time, Words
from server.wire.money import GuestCount, Percent, TaxSum
from server.wire.orders import Language
from server.wire.vocabulary import PaymentMethod

LineRef = Annotated[str, Field(pattern=r"^[0-9]{1,9}\+?\.[0-9]{1,4}$", examples=["12.3"])]
"""A line as people name it: the order's number and the line's."""
LineRefs = Annotated[list[LineRef], Field(min_length=1, max_length=500)]


class SomeOfLine(Request):
    """So many of a line: of three beers one."""

    id: LineRef
    quantity: Annotated[int, Field(ge=1, le=999_999_999)]


def _written_as_ref(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    try:
        one = SomeOfLine.model_validate(value)
    except ValidationError:
        raise ValueError("must be a line such as 12.3 as id, and how many of it as quantity") from None
    return f"{one.id}x{one.quantity}"


_CountedText = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?$", examples=["12.3", "12.3x2"]),
]
CountedRef = Annotated[
    _CountedText, BeforeValidator(_written_as_ref, json_schema_input_type=_CountedText | SomeOfLine)
]
"""A line of which a request means all that is left (`12.3`), or so many (`12.3x2`, or as an object)."""
CountedRefs = Annotated[list[CountedRef], Field(min_length=1, max_length=500)]
Amount = Annotated[str, Field(pattern=r"^[0-9]{1,9}(\.[0-9]{1,3})?$", examples=["14.99"])]
Reason = Annotated[Text, Field(min_length=1, max_length=200), Seen]
Parts = Annotated[int, Field(ge=1, le=50)]


def _written_as_day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    raise ValueError("must be a day such as 2026-03-01")


class BillSummary(Answer):
    """A bill that is not settled: of a table, or ("") of one order without one."""

    id: UUID
    table_identifier: str
    since: Time
    order_numbers: list[int]
    currency: str
    total: Money
    paid: Money
    open: Money


class BillLine(Answer):
    """A line as it was ordered; `amount` is what is left of `total` after discounts, `owed` what it has of the bill's total.

    Of one that is void or paid in part there are several with the same `line`: what is paid, what is open, what is void.
    `guest` counts from 1 in the visit, 0 is nobody in particular.
    """

    line: str
    name: str
    guest: int
    quantity: int
    total: Money
    amount: Money
    owed: Money
    is_void: bool
    is_paid: bool


class BillDiscount(Answer):
    """What was let off; `percent` is null where an amount was."""

    number: int
    name: str
    reason: str
    percent: str | None
    amount: Money


class BillPayment(Answer):
    """What was paid: `rounding` is what rounding cash made of it, `refunded` what was given back of it."""

    number: int
    at: Time
    method: PaymentMethod
    amount: Money
    tip: Money
    rounding: Money
    refunded: Money
    lines: list[str]
    part: int | None
    parts: int | None


class BillRefund(Answer):
    """What was given back of a payment; with `mistake` it was none."""

    number: int
    at: Time
    payment: int
    amount: Money
    tip: Money
    reason: str
    lines: list[str]
    mistake: bool


class Bill(Answer):
    """A bill with all its amounts: `total` is to be paid before cash is rounded, `cash_open` what is open in cash.

    `overpaid` was paid and is not charged any more. A bill that is settled takes refunds alone.
    """

    id: UUID
    table_identifier: str
    since: Time
    order_numbers: list[int]
    currency: str
    settled: bool
    guests: int
    lines: list[BillLine]
    voids: Money
    discounts: list[BillDiscount]
    subtotal: Money
    service_charge: Money
    cover_charge: Money
    taxes: list[TaxSum]
    total: Money
    rounding: Money
    payments: list[BillPayment]
    refunds: list[BillRefund]
    paid: Money
    tips: Money
    refunded: Money
    open: Money
    cash_open: Money
    overpaid: Money


class PublicBill(Answer):
    """A bill as those who sit at the table see it: ids, reasons and who wrote what are not told."""

    table_identifier: str
    currency: str
    settled: bool
    lines: list[BillLine]
    voids: Money
    discount: Money
    subtotal: Money
    service_charge: Money
    cover_charge: Money
    taxes: list[TaxSum]
    total: Money
    rounding: Money
    paid: Money
    refunded: Money
    open: Money
    cash_open: Money


class PayRequest(Request):
    """A payment: of `lines`, of one `part` of so many equal `parts`, of an `amount`, or (none of them) of all that is open.

    With lines or a part `amount` is what the payer was told, and is compared.
    """

    method: PaymentMethod
    amount: Amount | None = None
    tip: Amount = "0"
    lines: CountedRefs | None = None
    part: Parts | None = None
    parts: Parts | None = None


class VoidRequest(Request):
    """Lines that are not to be charged, and why."""

    lines: CountedRefs
    reason: Reason


class DiscountRequest(Request):
    """What is let off: a percentage or an amount, of lines, of a category's lines, or of the whole bill.

    `name` is what stands on the receipt for it, such as a code.
    """

    reason: Reason
    percent: Percent | None = None
    amount: Amount | None = None
    lines: LineRefs | None = None
    category_id: Id | None = None
    name: Annotated[Words, Field(max_length=60)] = ""


class GuestsRequest(Request):
    """How many sit there, for cover and service charge."""

    guests: GuestCount


class RefundRequest(Request):
    """What is given back of a payment: lines, an amount, or (neither) all that is left of it, with its tip.

    With `mistake` the payment was none, and is open again.
    """

    payment: Id
    reason: Reason
    amount: Amount | None = None
    lines: CountedRefs | None = None
    mistake: bool = False


class SplitQuery(Request):
    """How to divide what is open: by `guest`, by `lines` (comma between them), in `parts`, or by `amounts`."""

    by: Literal["guest", "lines", "parts", "amounts"] = "guest"
    lines: Annotated[
        str,
        Field(
            max_length=4000,
            pattern=r"^([0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?(,[0-9]{1,9}\+?\.[0-9]{1,4}(x[1-9][0-9]{0,8})?)*)?$",
        ),
    ] = ""
    parts: Annotated[str, Field(pattern=r"^[0-9]{1,2}$")] = "2"
    amounts: Annotated[str, Field(max_length=1000, pattern=r"^[0-9.,]*$")] = ""


class BillShare(Answer):
    """What one has to pay: `number` is the guest (0: nobody in particular), or which part it is, from 1."""

    number: int
    amount: Money
    cash_amount: Money
    lines: list[str]
    paid: bool


class BillSplit(Answer):
    """The shares of a bill; those that are not paid sum to what is open."""

    currency: str
    open: Money
    shares: list[BillShare]


class Seller(Answer):
    """Who a receipt is from."""

    name: str
    address: str
    phone: str
    tax_number: str


class Receipt(Answer):
    """A receipt as it was printed, numbered without gaps for its restaurant and business day.

    `taxes` and `total` are what this receipt is about: of a refund they are below zero. `bill` is the bill as it was then.
    It is stored so: a field that is added here or to a bill needs a default.
    """

    day: date
    number: int
    at: Time
    timezone: str
    seller: Seller
    bill: Bill
    taxes: list[TaxSum]
    rounding: Money
    total: Money


class MailReceiptsRequest(Request):
    """Where the receipts of a bill are sent, in which language of the pages; else in the restaurant's."""

    email: Email
    language: Language | None = None


class ReceiptsQuery(BaseModel):
    """Which receipts to list: those after the one of this day and number."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    day: Annotated[date, BeforeValidator(_written_as_day)] = date(1970, 1, 1)
    number: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class TurnoverGroup(Answer):
    """What was sold under the same rates: their names and percentages, "" and "0" where it is untaxed."""

    name: str
    percent: str
    net: Money
    tax: Money
    gross: Money


class MethodSum(Answer):
    """What came in and went out again by one method, without tips and as tips."""

    method: PaymentMethod
    payments: int
    amount: Money
    tips: Money
    refunds: int
    refunded: Money
    refunded_tips: Money


class ClosingsQuery(BaseModel):
    """How many closings to list."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Closing(Answer):
    """A day's end, numbered and never changed: what was sold, paid and given back since the closing before.

    `gross` is the turnover of the receipts, `total` with the rounding of cash. Discounts, voids, service and cover charge and
    what was `returned` are told, and in it already. `held` is what was paid on bills that are not settled yet, or too much:
    `held_before` + payments - refunds - `total` = `held`. It is stored so: a field that is added needs a default.
    """

    number: int
    day: date
    since: Time | None
    at: Time
    currency: str
    timezone: str
    seller: Seller
    receipts: int
    turnover: list[TurnoverGroup]
    taxes: list[TaxSum]
    gross: Money
    rounding: Money
    total: Money
    discounts: Money
    voids: Money
    service_charge: Money
    cover_charge: Money
    returned: Money
    methods: list[MethodSum]
    tips: Money
    held_before: Money
    held: Money
    open_bills: list[BillSummary]
