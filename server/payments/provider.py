"""What a payment provider is to the rest of the server: five methods, and no type of a library of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from server.wire.vocabulary import PaymentStatus


class ProviderAway(Exception):
    """The provider did not answer, or not with sense: what was asked may have been done, and is asked again."""


class ProviderRefused(Exception):
    """The provider answered that it does not do it; asking again changes nothing."""


@dataclass(frozen=True, slots=True)
class CheckoutWish:
    """What is to be paid, in minor units, and where the diner goes afterwards. All of it is the same when it is asked again."""

    payment_id: UUID
    title: str
    amount: int
    tip: int
    tip_title: str
    currency: str
    language: str
    return_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Checkout:
    """The provider's page for one payment: its name, and its address for the diner."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a payment stands at its provider; `reference` names the money once it is paid."""

    status: PaymentStatus
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a provider tells unasked about one of our payments."""

    payment_id: UUID
    standing: Standing


@dataclass(frozen=True, slots=True)
class RefundMessage:
    """What a provider tells unasked: something of the money with this reference was given back, by whomever."""

    reference: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What a provider has given back of the money with a reference; `refund_id` is ours, None where we did not ask for it."""

    name: str
    reference: str
    amount: int
    refund_id: UUID | None = None


class Provider(Protocol):
    """Takes payments. Every method but `read_webhook` raises ProviderAway or ProviderRefused."""

    @property
    def name(self) -> str:
        """What stands for it in the database."""

    async def create(self, wish: CheckoutWish) -> Checkout:
        """Make the page of a payment; asked again for the same payment it is the same page."""

    async def look_up(self, checkout: str) -> Standing:
        """Say how the payment of a page stands."""

    async def refund(self, reference: str, refund_id: UUID, amount: int, currency: str) -> str:
        """Give money back, once for a `refund_id`, and return the provider's name of the refund."""

    async def list_refunds(self, *, since: datetime | None = None, reference: str = "") -> list[GivenBack]:
        """Return what was given back since a moment, or of the money with a reference, oldest first."""

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Message | RefundMessage | None:
        """Read a message; None where it is about nothing of ours. Invalid where it is not signed by the provider."""

    async def close(self) -> None:
        """Let go of the connections."""
