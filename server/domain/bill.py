"""The bill: what is to be paid for the orders of a visit, and what was. Pure; amounts are in minor units.

The rules are those of docs/money.md. Page, API, receipt, printer, export and closing report read what stands here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add, sub

from server.domain.bill_charges import BillLine, Charges, each, scaled
from server.domain.bill_entries import Entry, LineRef, Payment, Refund
from server.domain.bill_units import Lines, counted, first_of
from server.domain.money_rules import MoneyRules
from server.domain.turnover import Groups, Turnover, combined


@dataclass(frozen=True)
class Bill:
    """A bill with all that follows from its lines and entries."""

    charges: Charges

    @property
    def rules(self) -> MoneyRules:
        """The rules of money by which it is made."""
        return self.charges.rules

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written on it."""
        return self.charges.entries

    @property
    def lines(self) -> tuple[BillLine, ...]:
        """What was ordered, with what was voided."""
        return self.charges.lines

    @property
    def total(self) -> int:
        """What is to be paid, before the rounding of cash and before refunds."""
        return self.charges.total

    @cached_property
    def payments(self) -> Mapping[int, Payment]:
        """The payments by their numbers."""
        return dict(each(self.entries, Payment))

    @cached_property
    def refunds(self) -> Sequence[tuple[int, Refund]]:
        """What was given back, in its order."""
        return list(each(self.entries, Refund))

    @property
    def paid(self) -> int:
        """What came in, without tips."""
        return sum(one.amount for one in self.payments.values())

    @property
    def tips(self) -> int:
        """The tips that were kept."""
        return sum(one.tip for one in self.payments.values()) - sum(one.tip for _, one in self.refunds)

    @property
    def refunded(self) -> int:
        """What went out again, without tips."""
        return sum(one.amount for _, one in self.refunds)

    @property
    def rounding(self) -> int:
        """What rounding cash has made of it: above 0 more was paid than was to be paid."""
        rounded = sum(one.rounding for one in self.payments.values())
        return rounded - sum(one.rounding for _, one in self.refunds)

    @cached_property
    def settled(self) -> int:
        """How much of the total payments cover, those by mistake left out."""
        mistaken = sum(one.settles for _, one in self.refunds if one.mistake)
        return sum(one.settles for one in self.payments.values()) - mistaken

    @property
    def open(self) -> int:
        """What is still to be paid."""
        return max(0, self.total - self.settled)

    @property
    def _given_back(self) -> int:
        return sum(one.settles for _, one in self.refunds if not one.mistake)

    @property
    def overpaid(self) -> int:
        """What is to be given back: it was paid, and is not charged."""
        return max(0, self.settled - self.total - self._given_back)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open of a bill on which something was written that settles it."""
        is_waived = self.total == 0 and (self.charges.voids > 0 or self.charges.discounts > 0)
        return self.open == 0 and (self.settled > 0 or is_waived)

    def left_of(self, number: int) -> int:
        """What of a payment was not given back."""
        gone = sum(one.amount for _, one in self.refunds if one.payment == number)
        return self.payments[number].amount - gone

    def unsettled_by(self, number: int, amount: int) -> int:
        """How much of the bill giving `amount` of a payment back concerns: its rounding goes with the last of it."""
        gone = sum(one.settles for _, one in self.refunds if one.payment == number)
        left = self.payments[number].settles - gone
        return left if amount == self.left_of(number) else min(amount, left)

    @cached_property
    def mistaken(self) -> frozenset[int]:
        """The numbers of payments that were none."""
        return frozenset(one.payment for _, one in self.refunds if one.mistake)

    @cached_property
    def _pays(self) -> Sequence[Payment]:
        return [one for number, one in self.payments.items() if number not in self.mistaken]

    @cached_property
    def paid_units(self) -> Mapping[LineRef, int]:
        """How many of each line somebody has paid for, of those that are charged."""
        return counted([Lines(one.lines, one.quantities) for one in self._pays], self.charges.units)

    @cached_property
    def paid_lines(self) -> frozenset[LineRef]:
        """The lines of which somebody has paid for all that are charged."""
        named = (ref for one in self._pays for ref in one.lines)
        return frozenset(ref for ref in named if not self.open_units.get(ref))

    @cached_property
    def open_units(self) -> Mapping[LineRef, int]:
        """How many of each line that is charged nobody has paid for."""
        return {ref: count - self.paid_units.get(ref, 0) for ref, count in self.charges.units.items()}

    @cached_property
    def returned_units(self) -> Mapping[LineRef, int]:
        """How many of each line were given back."""
        given = [Lines(one.lines, one.quantities) for _, one in self.refunds if not one.mistake]
        return counted(given, self.charges.units)

    @cached_property
    def returnable_units(self) -> Mapping[LineRef, int]:
        """How many of each line that is charged were not given back."""
        return {ref: count - self.returned_units.get(ref, 0) for ref, count in self.charges.units.items()}

    def returnable_of(self, number: int) -> Mapping[LineRef, int]:
        """How many of each line a payment can give back: of a line that it paid for no more than it paid for."""
        payment, left = self.payments[number], dict(self.returnable_units)
        refunds = [one for _, one in self.refunds if one.payment == number and not one.mistake]
        paid = counted([Lines(payment.lines, payment.quantities)], self.charges.units)
        gone = counted([Lines(one.lines, one.quantities) for one in refunds], self.charges.units)
        for ref in left.keys() & paid.keys():
            left[ref] = max(0, min(left[ref], paid[ref] - gone.get(ref, 0)))
        return left

    def worth_of(self, ref: LineRef, count: int) -> int:
        """What the next `count` of a line that are given back cost of the bill."""
        owed, units = self.charges.owed[ref], self.charges.units[ref]
        gone = self.returned_units.get(ref, 0)
        return first_of(owed, units, gone + count) - first_of(owed, units, gone)

    @cached_property
    def returned(self) -> Mapping[int, Groups]:
        """What was given back for things sold by the number of the refund: what was paid too much goes back first."""
        too_much = max(0, self.settled - self.total)
        left, found = self.charges.groups, {}
        for number, refund in self.refunds:
            if refund.mistake:
                continue
            from_too_much = min(too_much, refund.settles)
            too_much -= from_too_much
            found[number] = _taken_from(
                left,
                self.charges.groups_of(Lines(refund.lines, refund.quantities)),
                refund.settles - from_too_much,
            )
            left = combined(left, found[number], sub)
        return found

    @property
    def turnover(self) -> Turnover:
        """What is sold by it: nothing as long as something is open."""
        if not self.is_settled:
            return Turnover()
        groups = self.charges.groups
        for one in self.returned.values():
            groups = combined(groups, one, sub)
        return Turnover(
            groups,
            discounts=self.charges.discounts,
            voids=self.charges.voids,
            service_charge=self.charges.service_charge,
            cover_charge=self.charges.cover_charge,
            returned=sum(group.gross for one in self.returned.values() for group in one),
            rounding=self.rounding,
        )


def _taken_from(left: Groups, wanted: Groups, gross: int) -> Groups:
    """A refund of `gross` in the proportions of `wanted` (none: of all that is left), never more than is left of a group."""
    rates = {group.rates for group in wanted}
    own = [group for group in left if group.rates in rates]
    within = min(gross, sum(group.gross for group in own))
    first = scaled(own, within)
    rest = combined(left, first, sub)
    second = scaled(rest, min(gross - within, sum(group.gross for group in rest)))
    return combined(first, second, add)


def bill_of(rules: MoneyRules, lines: Sequence[BillLine], entries: Sequence[Entry]) -> Bill:
    """Make the bill of lines and what was written on it."""
    return Bill(Charges(rules, tuple(lines), tuple(entries)))


def cash_amount(amount: int, multiple: int) -> int:
    """What is paid of `amount` in cash: the nearest multiple, a half up."""
    return (2 * amount + multiple) // (2 * multiple) * multiple
