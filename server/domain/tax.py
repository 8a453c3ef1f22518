"""Taxes: what falls under which rates, and what they come to. Pure; amounts are in minor units, of either sign.

The rules of rounding are those of docs/money.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from server.wire.vocabulary import TaxRounding as TaxRounding  # noqa: PLC0414  # a part of what this file offers

PERCENT = 1_000
"""Thousandths of a percent in one percent."""
WHOLE = 100 * PERCENT
_PERCENT = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{0,20})?) ?%?")


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax as a menu names it, in thousandths of a percent; `take_away` is None where it is the same there."""

    name: str
    thousandths: int
    take_away: int | None = None


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate as an order keeps it: the tax's name, thousandths of a percent, and whether it is in the price."""

    name: str
    thousandths: int
    included: bool


@dataclass(frozen=True, slots=True)
class TaxedShare:
    """What of a line's total falls under these rates; none of them: it is untaxed.

    Its rates are all in the price or all on top of it: this is a setting of the restaurant.
    """

    amount: int
    rates: tuple[TaxRate, ...] = ()


@dataclass(frozen=True, slots=True)
class RateSum:
    """What falls under one rate, without any tax, and the tax of this rate."""

    rate: TaxRate
    net: int
    tax: int

    @property
    def gross(self) -> int:
        """The net amount with this tax."""
        return self.net + self.tax


def to_thousandths(percent: str) -> int:
    """`"8.875"` → 8875. ValueError says what is wrong where it is no percentage from 0 to 100 of three decimals."""
    written = _PERCENT.fullmatch(percent)
    if written is None:
        raise ValueError("must be a percentage such as 8.875")
    thousandths = Decimal(written[1]) * PERCENT
    if thousandths < 0:
        raise ValueError("must not be negative")
    if thousandths > WHOLE:
        raise ValueError("must be at most 100 %")
    if thousandths != int(thousandths):
        raise ValueError("must have at most 3 decimals")
    return int(thousandths)


def percent_text(thousandths: int) -> str:
    """`8875` → `"8.875"`, `19000` → `"19"`."""
    whole, rest = divmod(thousandths, PERCENT)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


@lru_cache(maxsize=10_000)
def rates_of(taxes: tuple[Tax, ...], *, take_away: bool, included: bool) -> tuple[TaxRate, ...]:
    """The rates of taxes for what is eaten in, or taken away."""
    return tuple(TaxRate(tax.name, _thousandths(tax, take_away=take_away), included) for tax in taxes)


def _thousandths(tax: Tax, *, take_away: bool) -> int:
    return tax.take_away if take_away and tax.take_away is not None else tax.thousandths


def divide(total: int, weights: Sequence[int]) -> list[int]:
    """Divide `total` by `weights` (not negative) so that the parts sum to it, by largest remainder.

    Where remainders are equal the earlier part gets more; where no weight is above 0 all are equal. ValueError for
    no weights, and for one below 0.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be given, and none below 0")
    weights = weights if any(weights) else [1] * len(weights)
    sign, whole, amount = (-1 if total < 0 else 1), sum(weights), abs(total)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(amount * weights[place] % whole))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]


def half_up(numerator: int, denominator: int) -> int:
    """Divide and round, a half away from zero: what is taken back is as much as what was charged."""
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def taxed_shares(total: int, parts: Iterable[tuple[int, tuple[TaxRate, ...]]]) -> tuple[TaxedShare, ...]:
    """Divide a line's total between the rates of its parts, by the prices that these have alone.

    Parts under the same rates are one share, in the order in which they come first. The shares sum to `total`.
    """
    weights: dict[tuple[TaxRate, ...], int] = {}
    for price, rates in parts:
        weights[rates] = weights.get(rates, 0) + price
    amounts = divide(total, [*weights.values()])
    shares = [TaxedShare(amount, rates) for amount, rates in zip(amounts, weights, strict=True)]
    return tuple(share for share in shares if share.amount) or (shares[0],)


def tax_of(share: TaxedShare) -> tuple[int, ...]:
    """What each rate of a share comes to, a half rounded up, in the order of its rates."""
    taxes = [rate.thousandths for rate in share.rates]
    if not taxes:
        return ()
    if not share.rates[0].included:
        return tuple(half_up(share.amount * thousandths, WHOLE) for thousandths in taxes)
    together = sum(taxes)
    return tuple(divide(half_up(share.amount * together, WHOLE + together), taxes))


def sums_of_rates(shares: Iterable[TaxedShare], rounding: TaxRounding) -> tuple[RateSum, ...]:
    """What falls under each rate, in the order in which they come first; what is untaxed is in none of them."""
    shares = [share for share in shares if share.rates]
    nets: dict[TaxRate, int] = {}
    taxes: dict[TaxRate, int] = {}
    for share in shares if rounding == "line" else joined(shares):
        amounts = tax_of(share)
        net = share.amount - (sum(amounts) if share.rates[0].included else 0)
        for rate, tax in zip(share.rates, amounts, strict=True):
            nets[rate] = nets.get(rate, 0) + net
            taxes[rate] = taxes.get(rate, 0) + tax
    if rounding == "bill":
        taxes |= {rate: half_up(nets[rate] * rate.thousandths, WHOLE) for rate in nets if not rate.included}
    return tuple(RateSum(rate, nets[rate], taxes[rate]) for rate in nets)


def tax_on_top(sums: Iterable[RateSum]) -> int:
    """What is to be paid beside the prices."""
    return sum(one.tax for one in sums if not one.rate.included)


def joined(shares: Iterable[TaxedShare]) -> Iterator[TaxedShare]:
    """One share for all that falls under the same rates, in the order in which these come first."""
    amounts: dict[tuple[TaxRate, ...], int] = {}
    for share in shares:
        amounts[share.rates] = amounts.get(share.rates, 0) + share.amount
    return (TaxedShare(amount, rates) for rates, amount in amounts.items())


def read_taxes(documents: Sequence[Mapping[str, Any]]) -> tuple[Tax, ...]:
    """Read the taxes of a menu as its restaurant stores them."""
    return tuple(Tax(one["name"], one["thousandths"], one["take_away"]) for one in documents)


def read_rates(documents: Sequence[Mapping[str, Any]]) -> tuple[TaxRate, ...]:
    """Read rates as lines, receipts and bills store them."""
    return tuple(TaxRate(one["name"], one["thousandths"], one["included"]) for one in documents)


def read_shares(documents: Sequence[Mapping[str, Any]]) -> tuple[TaxedShare, ...]:
    """Read shares as a line stores them."""
    return tuple(TaxedShare(one["amount"], read_rates(one["rates"])) for one in documents)
