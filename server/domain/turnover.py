"""What was sold, by the rates under which it falls. Pure; amounts are in minor units, of either sign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import add, sub
from typing import Any

from server.domain.tax import (
    WHOLE,
    RateSum,
    TaxedShare,
    TaxRate,
    TaxRounding,
    divide,
    half_up,
    joined,
    read_rates,
    tax_of,
)

Rates = tuple[TaxRate, ...]


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """What falls under the same rates: without tax, and the tax of each rate. Without rates it is untaxed."""

    rates: Rates
    net: int
    taxes: tuple[int, ...]

    @property
    def gross(self) -> int:
        """What is to be paid for it."""
        return self.net + sum(self.taxes)

    def part(self, gross: int) -> "TaxGroup":
        """The share that `gross` is of it, with as much of its tax: all of it for all of its gross."""
        taxes = tuple(half_up(tax * gross, self.gross) if self.gross else 0 for tax in self.taxes)
        return TaxGroup(self.rates, gross - sum(taxes), taxes)


Groups = tuple[TaxGroup, ...]


def tax_groups(shares: Sequence[TaxedShare], rounding: TaxRounding) -> Groups:
    """Sum shares up by their rates, in the order in which these come first; taxes are rounded as `sums_of_rates` does."""
    amounts = {share.rates: share.amount for share in joined(shares)}
    taxes = _by_line(shares) if rounding == "line" else _by_bill(amounts)
    return tuple(_group(rates, amount, taxes[rates]) for rates, amount in amounts.items())


def _group(rates: Rates, amount: int, taxes: tuple[int, ...]) -> TaxGroup:
    is_included = bool(rates) and rates[0].included
    return TaxGroup(rates, amount - sum(taxes) if is_included else amount, taxes)


def _by_line(shares: Sequence[TaxedShare]) -> dict[Rates, tuple[int, ...]]:
    taxes: dict[Rates, tuple[int, ...]] = {}
    for share in shares:
        own = tax_of(share)
        before = taxes.get(share.rates, (0,) * len(own))
        taxes[share.rates] = tuple(map(add, before, own))
    return taxes


def _by_bill(amounts: Mapping[Rates, int]) -> dict[Rates, tuple[int, ...]]:
    """On top each rate is rounded once over all that falls under it, and divided over the groups that have it."""
    on_top = {rate for rates in amounts for rate in rates if not rate.included}
    parts: dict[tuple[Rates, TaxRate], int] = {}
    for rate in on_top:
        having = [rates for rates in amounts if rate in rates]
        nets = [amounts[rates] for rates in having]
        for rates, tax in zip(
            having, divide(half_up(sum(nets) * rate.thousandths, WHOLE), nets), strict=True
        ):
            parts[rates, rate] = tax
    return {
        rates: tuple(parts[rates, rate] for rate in rates)
        if rates and not rates[0].included
        else tax_of(TaxedShare(amount, rates))
        for rates, amount in amounts.items()
    }


def rate_sums(groups: Iterable[TaxGroup]) -> tuple[RateSum, ...]:
    """What falls under each rate, and its tax; what is untaxed is in none of them."""
    sums: dict[TaxRate, RateSum] = {}
    for group in groups:
        for rate, tax in zip(group.rates, group.taxes, strict=True):
            before = sums.get(rate, RateSum(rate, 0, 0))
            sums[rate] = RateSum(rate, before.net + group.net, before.tax + tax)
    return tuple(sums.values())


def combined(
    groups: Iterable[TaxGroup], others: Iterable[TaxGroup], how: Callable[[int, int], int]
) -> Groups:
    """Add `others` to groups of the same rates, or take them off, as `how` says; what comes to nothing is left out."""
    found = {group.rates: group for group in groups}
    for other in others:
        own = found.get(other.rates, TaxGroup(other.rates, 0, (0,) * len(other.taxes)))
        found[other.rates] = TaxGroup(
            own.rates, how(own.net, other.net), tuple(map(how, own.taxes, other.taxes))
        )
    return tuple(group for group in found.values() if group.net or any(group.taxes))


@dataclass(frozen=True, slots=True)
class Turnover:
    """What was sold after refunds, and what it was made of. All but `groups` and `rounding` is told, and in them already.

    `discounts` and `voids` are what was let off, `returned` what was given back for things sold; `rounding` is that of
    cash, which is no turnover.
    """

    groups: Groups = ()
    discounts: int = 0
    voids: int = 0
    service_charge: int = 0
    cover_charge: int = 0
    returned: int = 0
    rounding: int = 0

    @property
    def gross(self) -> int:
        """What was sold, with all taxes."""
        return sum(group.gross for group in self.groups)

    @property
    def total(self) -> int:
        """What was to be paid: the gross turnover and the rounding of cash."""
        return self.gross + self.rounding

    @property
    def is_nothing(self) -> bool:
        """Whether there is no amount in it."""
        return self == Turnover()

    def __add__(self, other: "Turnover") -> "Turnover":
        return self._with(other, add)

    def __sub__(self, other: "Turnover") -> "Turnover":
        return self._with(other, sub)

    def _with(self, other: "Turnover", how: Callable[[int, int], int]) -> "Turnover":
        amounts = {name: how(getattr(self, name), getattr(other, name)) for name in AMOUNTS}
        return replace(self, groups=combined(self.groups, other.groups, how), **amounts)


AMOUNTS = ("discounts", "voids", "service_charge", "cover_charge", "returned", "rounding")


def read_turnover(document: Mapping[str, Any]) -> Turnover:
    """Read a turnover as receipts and closings store it."""
    groups = tuple(
        TaxGroup(read_rates(group["rates"]), group["net"], tuple(group["taxes"]))
        for group in document["groups"]
    )
    return Turnover(groups, **{name: document[name] for name in AMOUNTS})
