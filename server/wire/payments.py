"""Payments by a provider, as members see them, and what is given back of them."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from server.wire.base import Answer, Id, Money, Request, Time
from server.wire.bills import Amount, Reason
from server.wire.vocabulary import PaymentStatus


class ProviderPayment(Answer):
    """A payment by a provider: nothing of it is taken before it is `paid`; `reference` is the provider's name of the money.

    `refunded` was given back through the provider, `owed` waits for it, `refused` it did not do: give it back at the counter.
    """

    id: UUID
    bill_id: UUID
    provider: str
    status: PaymentStatus
    currency: str
    amount: Money
    tip: Money
    refunded: Money
    owed: Money
    refused: Money
    reference: str
    created_at: Time


class PaymentsQuery(BaseModel):
    """How many payments to list."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    limit: Annotated[int, Field(ge=1, le=200)] = 50


class ProviderRefundRequest(Request):
    """What is given back through the provider: an amount, or (none) all that is left of the payment, with its tip.

    `payment` is its number on the bill.
    """

    payment: Id
    reason: Reason
    amount: Amount | None = None
