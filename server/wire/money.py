"""Taxes of orders and figures, and a restaurant's rules of money: taxes, charges, tips, and when an order is paid."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from server.wire.base import Answer, Money, Name, Request, Words
from server.wire.menu import Price
from server.wire.vocabulary import Paid, TaxRounding

Percent = Annotated[str, Field(pattern=r"^(100(\.0{1,3})?|[0-9]{1,2}(\.[0-9]{1,3})?)$", examples=["12.5"])]
MOST_GUESTS = 1_000
GuestCount = Annotated[int, Field(ge=1, le=MOST_GUESTS)]
"""How many sit at a table."""
TaxNumber = Annotated[Words, Field(max_length=50)]


class ServiceChargeRequest(Request):
    """A percentage of a bill, from so many guests on or above an amount; where neither is said, always."""

    percent: Percent
    from_guests: GuestCount | None = None
    above: Price | None = None
    taxable: bool = True


class CoverChargeRequest(Request):
    """An amount for each guest, under taxes that the menu names."""

    amount: Price
    taxes: Annotated[list[Name], Field(max_length=5)] = []


class MoneyRequest(Request):
    """What is left out stays as it is; null ends a service charge, a cover charge, and the rounding of cash."""

    taxes_included: bool | None = None
    tax_rounding: TaxRounding | None = None
    service_charge: ServiceChargeRequest | None = None
    cover_charge: CoverChargeRequest | None = None
    tips: Annotated[list[Percent], Field(max_length=5)] | None = None
    cash_rounding: Price | None = None
    tax_number: TaxNumber | None = None
    pay: Paid | None = None


class TaxSum(Answer):
    """What falls under one rate: `net` is without any tax, `tax` is this rate's, `gross` is both.

    Where it is `included` the prices have it, else it comes on top of them.
    """

    name: str
    percent: str
    included: bool
    net: Money
    tax: Money
    gross: Money


class ServiceCharge(Answer):
    percent: str
    from_guests: int | None = None
    above: Money | None = None
    taxable: bool = True


class CoverCharge(Answer):
    amount: Money
    taxes: list[str] = []


class MoneyRules(Answer):
    """`tips` are the percentages that are offered, none: tips are off. `cash_rounding` null: cash is not rounded."""

    taxes_included: bool = True
    tax_rounding: TaxRounding = "bill"
    service_charge: ServiceCharge | None = None
    cover_charge: CoverCharge | None = None
    tips: Sequence[str] = ()
    cash_rounding: Money | None = None
    tax_number: str = ""
    pay: Paid = "end"
