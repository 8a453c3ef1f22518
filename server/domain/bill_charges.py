"""What a bill charges: its lines after voids and discounts, service and cover charge, and the taxes. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from server.domain.bill_entries import Discount, Entry, Guests, LineRef, Payment, Refund, Void
from server.domain.bill_units import Lines, counted, first_of
from server.domain.money_rules import MoneyRules
from server.domain.tax import WHOLE, TaxedShare, divide, half_up, joined
from server.domain.turnover import Groups, TaxGroup, tax_groups

T = TypeVar("T", Void, Discount, Guests, Payment, Refund)


@dataclass(frozen=True, slots=True)
class BillLine:
    """A line of an order, as it was ordered."""

    order_id: UUID
    line_id: int
    name: str
    guest: int
    quantity: int
    total: int
    taxed: tuple[TaxedShare, ...] = ()
    menu_item_id: int = 0

    @property
    def ref(self) -> LineRef:
        """What names it."""
        return self.order_id, self.line_id


def each(entries: Sequence[Entry], kind: type[T]) -> Iterator[tuple[int, T]]:
    """The entries of one kind with their numbers, in their order."""
    return ((entry.number, entry.what) for entry in entries if isinstance(entry.what, kind))


def amount_of(discount: Discount, base: int) -> int:
    """What a discount comes to on what is left of its lines: never more than that."""
    if discount.thousandths:
        return half_up(base * discount.thousandths, WHOLE)
    return min(discount.amount, base)


@dataclass(frozen=True)
class Charges:
    """What is charged for lines with the entries of their bill. Amounts of rates follow from `rules` and the lines."""

    rules: MoneyRules
    lines: tuple[BillLine, ...]
    entries: tuple[Entry, ...] = ()

    @cached_property
    def void_units(self) -> Mapping[LineRef, int]:
        """How many of each line are not charged."""
        voids = [Lines(void.lines, void.quantities) for _, void in each(self.entries, Void)]
        return counted(voids, {line.ref: line.quantity for line in self.lines})

    @cached_property
    def charged(self) -> tuple[BillLine, ...]:
        """The lines of which something is charged, with as many as are."""
        left = ((line, line.quantity - self.void_units.get(line.ref, 0)) for line in self.lines)
        return tuple(_so_many(line, count) for line, count in left if count)

    @cached_property
    def units(self) -> Mapping[LineRef, int]:
        """How many of each line are charged."""
        return {line.ref: line.quantity for line in self.charged}

    @cached_property
    def voids(self) -> int:
        """What is not charged would have cost."""
        return sum(line.total for line in self.lines) - sum(line.total for line in self.charged)

    @cached_property
    def _let_off(self) -> tuple[Mapping[int, int], Mapping[LineRef, int]]:
        """What each discount comes to by its number, and what is left of each line after all of them."""
        left = {line.ref: line.total for line in self.charged}
        amounts: dict[int, int] = {}
        for number, discount in each(self.entries, Discount):
            refs = [ref for ref in left if not discount.lines or ref in discount.lines]
            weights = [left[ref] for ref in refs]
            amounts[number] = amount_of(discount, sum(weights))
            parts = divide(amounts[number], weights) if refs else []
            left |= {ref: left[ref] - part for ref, part in zip(refs, parts, strict=True)}
        return amounts, left

    @property
    def discount_amounts(self) -> Mapping[int, int]:
        """What each discount comes to, by the number of its entry."""
        return self._let_off[0]

    @property
    def discounts(self) -> int:
        """What all discounts come to."""
        return sum(self.discount_amounts.values())

    @property
    def after_discounts(self) -> Mapping[LineRef, int]:
        """What is left of each line that is charged."""
        return self._let_off[1]

    @property
    def subtotal(self) -> int:
        """The lines after discounts, without what is added to them."""
        return sum(self.after_discounts.values())

    @cached_property
    def guests(self) -> int:
        """How many sit there: what was said last, else the guests who ordered."""
        said = [guests.count for _, guests in each(self.entries, Guests)]
        return said[-1] if said else len({line.guest for line in self.lines if line.guest})

    @cached_property
    def service_charge(self) -> int:
        """What is added for service, without a tax on top."""
        rule = self.rules.service_charge
        if rule is None:
            return 0
        is_party = rule.from_guests is not None and self.guests >= rule.from_guests
        is_large = rule.above is not None and self.subtotal > rule.above
        is_always = rule.from_guests is None and rule.above is None
        return half_up(self.subtotal * rule.thousandths, WHOLE) if is_always or is_party or is_large else 0

    @cached_property
    def cover_charge(self) -> int:
        """What is added for each guest, without a tax on top; nothing where nothing is charged."""
        rule = self.rules.cover_charge
        return rule.amount * self.guests if rule and self.charged else 0

    @cached_property
    def line_shares(self) -> Mapping[LineRef, Sequence[TaxedShare]]:
        """Each charged line's shares after discounts."""
        return {line.ref: _reduced(line, self.after_discounts[line.ref]) for line in self.charged}

    @cached_property
    def _added_shares(self) -> list[TaxedShare]:
        """Service and cover charge, under the rates that they have."""
        service, cover = self.rules.service_charge, self.rules.cover_charge
        added = []
        if self.service_charge and service:
            of_lines = [share for shares in self.line_shares.values() for share in shares]
            added += (
                _like(self.service_charge, of_lines) if service.taxable else [TaxedShare(self.service_charge)]
            )
        if self.cover_charge and cover:
            added.append(TaxedShare(self.cover_charge, cover.rates))
        return added

    @cached_property
    def groups(self) -> Groups:
        """All that is charged, by the rates under which it falls."""
        shares = [share for shares in self.line_shares.values() for share in shares]
        found = tax_groups([*shares, *self._added_shares], self.rules.tax_rounding)
        return tuple(group for group in found if group.gross)

    @property
    def total(self) -> int:
        """What is to be paid for all of it."""
        return sum(group.gross for group in self.groups)

    def groups_of(self, lines: Lines) -> Groups:
        """What lines alone come to, with their taxes."""
        shares = [share for ref, count in lines for share in self._shares_of(ref, count)]
        return tuple(group for group in tax_groups(shares, self.rules.tax_rounding) if group.gross)

    def _shares_of(self, ref: LineRef, count: int) -> Sequence[TaxedShare]:
        """The shares of so many of a line, 0: of all of it."""
        shares = self.line_shares.get(ref, ())
        if not shares or not count:
            return shares
        return _divided(first_of(self.after_discounts[ref], self.units[ref], count), shares)

    @cached_property
    def owed(self) -> Mapping[LineRef, int]:
        """What each charged line has of the total: taxes on top, service and cover charge go by what the lines cost."""
        if not self.charged:
            return {}
        parts = divide(self.total, [self.after_discounts[line.ref] for line in self.charged])
        return {line.ref: part for line, part in zip(self.charged, parts, strict=True)}


def _reduced(line: BillLine, amount: int) -> list[TaxedShare]:
    return _divided(amount, line.taxed or (TaxedShare(line.total),))


def _so_many(line: BillLine, count: int) -> BillLine:
    """A line with fewer of it."""
    if count == line.quantity:
        return line
    return replace(line, quantity=count, total=first_of(line.total, line.quantity, count))


def _divided(amount: int, shares: Sequence[TaxedShare]) -> list[TaxedShare]:
    parts = divide(amount, [share.amount for share in shares])
    return [replace(share, amount=part) for share, part in zip(shares, parts, strict=True)]


def _like(amount: int, shares: Sequence[TaxedShare]) -> list[TaxedShare]:
    """An amount under the rates of shares, as much as these have of them."""
    return _divided(amount, list(joined(shares)))


def scaled(groups: Sequence[TaxGroup], gross: int) -> Groups:
    """The share that `gross` is of groups, divided by what each comes to."""
    parts = divide(gross, [group.gross for group in groups]) if groups else []
    return tuple(group.part(part) for group, part in zip(groups, parts, strict=True))
