"""The day's end: what receipts and payments since the last one come to. Pure; amounts are in minor units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.bill_entries import Entry, Payment, Refund
from server.domain.turnover import Turnover
from server.wire.vocabulary import PAYMENT_METHODS, PaymentMethod


@dataclass(frozen=True, slots=True)
class MethodSum:
    """What came in by one method and went out again; amounts are without tips."""

    method: PaymentMethod
    payments: int = 0
    amount: int = 0
    tips: int = 0
    refunds: int = 0
    refunded: int = 0
    refunded_tips: int = 0


@dataclass(frozen=True, slots=True)
class DayEnd:
    """What was sold and paid in a span; `held_before` and `held` is what was paid and is on no receipt."""

    turnover: Turnover
    methods: Sequence[MethodSum]
    held_before: int

    @property
    def held(self) -> int:
        """What was paid on bills that are not settled, or too much, at its end."""
        money = sum(one.amount - one.refunded for one in self.methods)
        return self.held_before + money - self.turnover.total

    @property
    def tips(self) -> int:
        """The tips that were kept."""
        return sum(one.tips - one.refunded_tips for one in self.methods)


def day_end(
    turnovers: Iterable[Turnover],
    entries: Iterable[Entry],
    method_of: Mapping[int, PaymentMethod],
    held_before: int,
) -> DayEnd:
    """Sum up; `method_of` gives the methods of the payments that entries give back, by their numbers."""
    sums = {method: MethodSum(method) for method in PAYMENT_METHODS}
    for entry in entries:
        match entry.what:
            case Payment() as paid:
                sums[paid.method] = _paid(sums[paid.method], paid)
            case Refund() as back:
                method = method_of[back.payment]
                sums[method] = _given_back(sums[method], back)
    used = [one for one in sums.values() if one.payments or one.refunds]
    return DayEnd(sum(turnovers, Turnover()), used, held_before)


def _paid(one: MethodSum, payment: Payment) -> MethodSum:
    return replace(
        one, payments=one.payments + 1, amount=one.amount + payment.amount, tips=one.tips + payment.tip
    )


def _given_back(one: MethodSum, refund: Refund) -> MethodSum:
    return replace(
        one,
        refunds=one.refunds + 1,
        refunded=one.refunded + refund.amount,
        refunded_tips=one.refunded_tips + refund.tip,
    )
