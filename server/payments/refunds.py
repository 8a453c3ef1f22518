"""What is given back through a provider: owed first, in the transaction that finds it, then asked for until it is done."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import structlog

from server.audit.log import ACTOR
from server.bills.model import HeldBill
from server.bills.service import Bills
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, DomainError, NotFound
from server.payments import store
from server.payments.provider import Provider, ProviderAway, ProviderRefused
from server.payments.store import Payment, Refund

log = structlog.get_logger()

AGAIN_AFTER = timedelta(seconds=30)
NOT_CHARGED = "is not charged any more"


async def owe_all(connection: Connection, payment: Payment, reason: str) -> None:
    """Owe a whole payment, as one that was none."""
    refund = Refund(uuid4(), payment.id, payment.amount, payment.tip, reason, mistake=True, by=None)
    await store.insert_refund(connection, refund)


async def owe_what_is_too_much(connection: Connection, held: HeldBill) -> None:
    """Owe what was paid on a bill and is not charged, out of the payments that a provider took, the last first.

    The books are locked by the caller. What is owed or was refused already is left out.
    """
    by_reference = {one.reference: number for number, one in held.bill.payments.items() if one.reference}
    ids = await store.list_paid_references(connection, held.restaurant_id, by_reference)
    open_refunds = [one for one in await store.list_refunds(connection, ids.values()) if one.status != "done"]
    too_much = held.bill.overpaid - sum(one.amount for one in open_refunds)
    busy = {one.payment_id for one in open_refunds}
    for reference, number in reversed(by_reference.items()):
        left = held.bill.left_of(number)
        amount = min(too_much, left)
        if amount <= 0 or reference not in ids or ids[reference] in busy:
            continue
        tip = held.bill.payments[number].tip if amount == left else 0
        refund = Refund(uuid4(), ids[reference], amount, tip, NOT_CHARGED, mistake=False, by=None)
        await store.insert_refund(connection, refund)
        too_much -= amount


@dataclass(frozen=True, slots=True)
class Refunds:
    """Gives back what is owed."""

    pool: BasePool
    bills: Bills
    provider: Provider

    async def wish(
        self, bill_id: UUID, number: int, amount: int | None, reason: str, refund_id: UUID
    ) -> bool:
        """Give something of a payment back, None: all that is left, with its tip; False where that is owed still.

        The same `refund_id` again gives nothing new. NotFound, Conflict.
        """
        async with self.bills.alone_with(bill_id) as (connection, held):
            if await store.find_refund(connection, refund_id) is None:
                refund = await _wished(connection, held, number, amount, reason, refund_id)
                if not await store.insert_refund(connection, refund):
                    raise Conflict(
                        "Something of this payment is being given back just now. Nothing was changed."
                    )
        for refund in await store.claim_owed(self.pool, timedelta(0), refund_id):
            await self.give_back(refund)
        made = await store.find_refund(self.pool, refund_id)
        if made is not None and made.status == "refused":
            raise Conflict("The provider refuses it. Nothing was given back: give it back at the counter.")
        return made is not None and made.status == "done"

    async def give_back_owed(self) -> None:
        """Try all that is owed."""
        for refund in await store.claim_owed(self.pool, AGAIN_AFTER):
            try:
                await self.give_back(refund)
            except DomainError as error:
                log.warning("what is owed could not be given back", refund=str(refund.id), error=error)

    async def give_back(self, refund: Refund) -> None:
        """Have the provider give back what is owed, and write it on the bill, both once."""
        payment = await store.find(self.pool, refund.payment_id)
        if payment is None:
            return
        if await self._is_gone(payment, refund):
            await store.end_refund(self.pool, refund.id, "refused")
            return
        try:
            reference = await self.provider.refund(
                payment.reference, refund.id, refund.amount + refund.tip, payment.currency
            )
        except ProviderAway as error:
            log.warning("a refund waits for the provider", refund=str(refund.id), error=error)
        except ProviderRefused as error:
            log.warning("the provider refuses a refund", refund=str(refund.id), error=error)
            await store.end_refund(self.pool, refund.id, "refused")
        else:
            await self._record(payment, refund, reference)

    async def _is_gone(self, payment: Payment, refund: Refund) -> bool:
        """Whether staff gave the money back otherwise meanwhile."""
        held = await self.bills.find(payment.order_id)
        number = number_of(held, payment.reference)
        if number is None or held.bill.left_of(number) < refund.amount:
            return True
        return refund.reason == NOT_CHARGED and held.bill.overpaid < refund.amount

    async def _record(self, payment: Payment, refund: Refund, reference: str) -> None:
        async def also(connection: Connection, _before: HeldBill, _after: HeldBill) -> None:
            await store.end_refund(connection, refund.id, "done", reference)

        actor = ACTOR.set(refund.by)
        try:
            await self.bills.record_refund(
                payment.order_id,
                payment.reference,
                refund.amount,
                refund.reason,
                reference,
                tip=refund.tip,
                mistake=refund.mistake,
                also=also,
            )
        finally:
            ACTOR.reset(actor)


def number_of(held: HeldBill, reference: str) -> int | None:
    """Find the entry of a provider's payment on its bill."""
    found = (number for number, one in held.bill.payments.items() if one.reference == reference)
    return next(found, None)


async def _wished(
    connection: Connection, held: HeldBill, number: int, amount: int | None, reason: str, refund_id: UUID
) -> Refund:
    entry = held.bill.payments.get(number)
    if entry is None:
        raise NotFound("This bill has no such payment. Nothing was changed.")
    payment = await store.find_by_reference(connection, held.restaurant_id, entry.reference)
    if payment is None:
        raise NotFound("No provider took this payment. Nothing was changed: give it back on the bill.")
    left = held.bill.left_of(number)
    given = left if amount is None else amount
    if not 0 < given <= left:
        raise Conflict("That is more than what was paid and not given back yet. Nothing was changed.")
    tip = entry.tip if given == left else 0
    return Refund(refund_id, payment.id, given, tip, reason, mistake=False, by=ACTOR.get())
