"""Payments by a provider: begun by a diner, recorded once, given back where they were too much.

Nothing here waits for the provider within a transaction. What is not known yet (was it paid? was it given back?) stands
in the database and is asked again in rounds, by whichever process comes first.
"""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog

from server.bills.model import HeldBill
from server.bills.service import Bills
from server.db.pool import BasePool, Connection
from server.domain.bill import Bill
from server.domain.bill_bounds import PaymentWish, payment_for
from server.domain.bill_entries import LineRef
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.restaurant import RestaurantSettings
from server.menu.cache import MenuCache
from server.payments import refunds, store
from server.payments.provider import (
    CheckoutWish,
    Message,
    Provider,
    ProviderAway,
    ProviderRefused,
    RefundMessage,
    Standing,
)
from server.payments.refunds import Refunds
from server.payments.refunds_made_there import RefundsMadeThere
from server.payments.store import Payment, Refund

log = structlog.get_logger()

LIFETIME = timedelta(minutes=60)
"""How long a page of the provider takes a payment."""
BEGINS_WITHIN = timedelta(minutes=25)
"""How long it is asked for: Stripe wants a page to live for half an hour."""
NOT_HERE = "This restaurant takes no payments here. Nothing was changed: pay the staff."


@dataclass(frozen=True, slots=True)
class Wish:
    """What a diner pays: all that is open of the bill of an order, or the order alone; `amount` is what they were told.

    `id` is made with the form, so that a form that is sent twice is one payment.
    """

    id: UUID
    order_id: UUID
    amount: int
    tip: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the provider's page says, in which language, and where it leads back to."""

    title: str
    tip: str
    language: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Payments:
    """The use cases of payments by a provider; None: there is none, and all is paid at the counter.

    `restaurants` are the slugs of those that it takes payments for, none: all.
    """

    pool: BasePool
    menus: MenuCache
    bills: Bills
    provider: Provider | None
    restaurants: frozenset[str] = frozenset()
    look_after: timedelta = timedelta(seconds=60)
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def refunds(self) -> Refunds:
        """What is given back."""
        if self.provider is None:
            raise Conflict(NOT_HERE)
        return Refunds(self.pool, self.bills, self.provider)

    def takes(self, place: RestaurantSettings) -> bool:
        """Whether this restaurant's diners can pay here."""
        return self.provider is not None and (not self.restaurants or place.slug in self.restaurants)

    async def begin(self, wish: Wish, words: Words) -> Payment:
        """Make the page on which a diner pays; the same wish again is the same page.

        Conflict where it may not be paid, or not any more; ProviderAway and ProviderRefused where the provider is.
        """
        held = await self.bills.find(wish.order_id)
        place = (await self.menus.by_id(held.restaurant_id)).restaurant
        if self.provider is None or not self.takes(place):
            raise Conflict(NOT_HERE)
        if not wish.is_own and held.source.table and not place.rules.shares_table:
            raise Conflict("Guests of this restaurant's tables pay their own orders. Nothing was changed.")
        now = datetime.now(UTC)
        payment = await self._begun(held, wish, now, self.provider.name)
        if payment.status != "created" or now - payment.created_at > BEGINS_WITHIN:
            raise Conflict("This was begun before. Nothing was paid anew: look at the bill again.")
        if payment.checkout:
            return payment
        made = await self.provider.create(_checkout_wish(payment, words))
        await store.set_checkout(self.pool, payment.id, made.name, made.url)
        return replace(payment, checkout=made.name, url=made.url)

    async def _begun(self, held: HeldBill, wish: Wish, now: datetime, provider: str) -> Payment:
        """Store the payment, or find the same one that was begun before."""
        made = _payment(held, wish, now, provider)
        for one in await store.list_begun(self.pool, wish.order_id, now):
            if _what(one) == _what(made) and now - one.created_at <= BEGINS_WITHIN:
                return one
        await store.insert(self.pool, made)
        found = await store.find(self.pool, wish.id)
        if found is None or _what(found) != _what(made):
            raise Conflict("This was begun otherwise before. Nothing was changed: look at the bill again.")
        return found

    async def list_refunds(self, payment_id: UUID) -> list[Refund]:
        """Return what is, was or could not be given back of a payment."""
        return await store.list_refunds(self.pool, [payment_id])

    async def find(self, payment_id: UUID) -> Payment:
        """Return a payment as it is stored. NotFound."""
        found = await store.find(self.pool, payment_id)
        if found is None:
            raise NotFound("There is no such payment.")
        return found

    async def look_again(self, payment_id: UUID) -> Payment:
        """Return a payment as its provider knows it; as it is stored where that does not answer. NotFound."""
        payment = await self.find(payment_id)
        if self.provider is None or payment.status != "created" or not payment.checkout:
            return payment
        try:
            await self.take(payment, await self.provider.look_up(payment.checkout))
        except (ProviderAway, ProviderRefused) as error:
            log.warning("a payment could not be looked up", payment=str(payment.id), error=error)
        return await self.find(payment_id)

    async def look_for_refunds(self, *, reference: str = "") -> None:
        """Write what was given back on the provider's own pages on the bills: of one payment, or of all of the last days."""
        if self.provider is not None:
            await RefundsMadeThere(self.pool, self.bills, self.provider).look(reference=reference)

    async def receive(self, message: Message | RefundMessage) -> None:
        """Take what the provider tells; of a payment that is not ours nothing."""
        if isinstance(message, RefundMessage):
            await self.look_for_refunds(reference=message.reference)
            return
        payment = await store.find(self.pool, message.payment_id)
        if payment is not None:
            await self.take(payment, message.standing)

    async def take(self, payment: Payment, standing: Standing) -> None:
        """Store how a payment stands: one that is paid is written on the bill in the same transaction, once."""
        if standing.status == "paid":
            await self._record(payment, standing.reference)
        elif standing.status in ("failed", "expired"):
            await store.set_unpaid(self.pool, payment.id, standing.status)

    async def _record(self, payment: Payment, reference: str) -> None:
        async def also(connection: Connection, before: HeldBill, after: HeldBill) -> None:
            await store.set_paid(connection, payment.id, reference)
            if before.bill.paid_lines.intersection(payment.lines):
                await refunds.owe_all(connection, payment, "was paid twice")
            else:
                await refunds.owe_what_is_too_much(connection, after)

        await self.bills.record_payment(
            payment.order_id, "online", payment.amount, payment.tip, reference, payment.lines, also=also
        )
        self.wake.set()

    async def compare(self, order_id: UUID) -> None:
        """Have given back what was paid too much on the bill of an order: something of it is not made any more."""
        async with self.bills.alone_with(order_id) as (connection, held):
            await refunds.owe_what_is_too_much(connection, held)
        self.wake.set()


def _payment(held: HeldBill, wish: Wish, now: datetime, provider: str) -> Payment:
    lines = own_lines(held.bill, wish.order_id) if wish.is_own else ()
    if wish.is_own and not lines:
        raise Conflict("Nothing of this order is open. Nothing was changed.")
    found = payment_for(held.bill, PaymentWish("online", None, wish.tip, lines))
    if found.amount != wish.amount:
        raise Conflict(
            "What is to be paid has changed meanwhile. Nothing was changed: look at the bill again."
        )
    if wish.tip and (not held.bill.rules.tips or wish.tip > found.amount):
        raise Invalid([("tip", "is more than this restaurant takes")])
    return Payment(
        id=wish.id,
        restaurant_id=held.restaurant_id,
        bill_id=held.id,
        order_id=wish.order_id,
        provider=provider,
        amount=found.amount,
        tip=wish.tip,
        currency=held.currency,
        lines=lines,
        status="created",
        checkout="",
        url="",
        reference="",
        created_at=now,
        expires_at=now + LIFETIME,
    )


def own_lines(bill: Bill, order_id: UUID) -> tuple[LineRef, ...]:
    """The lines of an order that are charged and that nobody has paid for."""
    return tuple(ref for ref in bill.charges.owed if ref[0] == order_id and ref not in bill.paid_lines)


def _what(payment: Payment) -> tuple[object, ...]:
    return payment.order_id, payment.amount, payment.tip, payment.currency, payment.lines


def _checkout_wish(payment: Payment, words: Words) -> CheckoutWish:
    return CheckoutWish(
        payment.id,
        words.title,
        payment.amount,
        payment.tip,
        words.tip,
        payment.currency,
        words.language,
        words.return_url,
        payment.expires_at,
    )
