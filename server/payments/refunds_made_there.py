"""Refunds that somebody made on the provider's own pages: noticed by its message or in rounds, and written on the bill once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid5

import structlog

from server.bills.model import HeldBill
from server.bills.service import Bills
from server.db.pool import BasePool, Connection
from server.domain.errors import DomainError
from server.payments import store
from server.payments.provider import GivenBack, Provider, ProviderAway, ProviderRefused
from server.payments.refunds import number_of
from server.payments.store import Payment, Refund

log = structlog.get_logger()

LOOKED_BACK = timedelta(days=2)
"""How long a refund of which no message came is looked for."""
REASON = "given back on the provider's pages"


@dataclass(frozen=True, slots=True)
class RefundsMadeThere:
    """Writes them on bills."""

    pool: BasePool
    bills: Bills
    provider: Provider

    async def look(self, *, reference: str = "") -> None:
        """Look for those of the money with a reference, or for all of the last days; nothing where the provider is away."""
        if reference and not await store.find_all_by_reference(self.pool, self.provider.name, [reference]):
            return  # of something else that is sold through the same account
        since = None if reference else datetime.now(UTC) - LOOKED_BACK
        try:
            found = await self.provider.list_refunds(since=since, reference=reference)
        except (ProviderAway, ProviderRefused) as error:
            log.warning("refunds could not be listed", error=error)
            return
        references = {one.reference for one in found}
        for payment in await store.find_all_by_reference(self.pool, self.provider.name, references):
            await self._take(payment, [one for one in found if one.reference == payment.reference])

    async def _take(self, payment: Payment, found: Sequence[GivenBack]) -> None:
        """Write what is not ours, and nobody has written."""
        known = await store.list_known_refunds(self.pool, payment)
        ids, names = {one for one, _ in known}, {name for _, name in known}
        unknown = [one for one in found if one.refund_id not in ids and one.name not in names]
        if not unknown:
            return
        for one in await self._unwritten(payment, unknown):
            try:
                await self._write(payment, one)
            except DomainError as error:
                log.warning("a refund could not be written on its bill", refund=one.name, error=error)

    async def _unwritten(self, payment: Payment, found: Iterable[GivenBack]) -> list[GivenBack]:
        """Without those that staff have written by hand as given back: each by its amount."""
        held = await self.bills.find(payment.order_id)
        number = number_of(held, payment.reference)
        by_hand = Counter(
            one.amount + one.tip
            for _, one in held.bill.refunds
            if one.payment == number and not one.reference
        )
        left = []
        for one in found:
            if by_hand[one.amount]:
                by_hand[one.amount] -= 1
            else:
                left.append(one)
        return left

    async def _write(self, payment: Payment, one: GivenBack) -> None:
        held = await self.bills.find(payment.order_id)
        amount, tip = _divided(held, payment, one.amount)
        if not amount + tip:
            return
        refund = Refund(
            uuid5(payment.id, one.name),
            payment.id,
            amount,
            tip,
            REASON,
            mistake=False,
            by=None,
            reference=one.name,
        )

        async def also(connection: Connection, _before: HeldBill, _after: HeldBill) -> None:
            await store.insert_done(connection, refund)

        await self.bills.record_refund(
            payment.order_id, payment.reference, amount, REASON, one.name, tip=tip, also=also
        )


def _divided(held: HeldBill, payment: Payment, amount: int) -> tuple[int, int]:
    """How much of what was given back is of the bill, and how much of the tip, which goes last; never more than is left."""
    number = number_of(held, payment.reference)
    if number is None:
        return 0, 0
    paid = min(amount, held.bill.left_of(number))
    tips = sum(one.tip for _, one in held.bill.refunds if one.payment == number)
    return paid, min(amount - paid, held.bill.payments[number].tip - tips)
