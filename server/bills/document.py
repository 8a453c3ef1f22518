"""A bill as it goes over the wire: amounts as decimal strings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.bills.model import HeldBill
from server.domain.bill import Bill, cash_amount
from server.domain.bill_charges import each
from server.domain.bill_entries import Discount, LineRef
from server.domain.bill_parts import line_parts
from server.domain.bill_split import Share
from server.domain.bill_units import Lines
from server.domain.money import to_text
from server.domain.tax import RateSum, percent_text
from server.domain.tax_fields import sum_fields
from server.domain.turnover import rate_sums
from server.wire import bills as wire
from server.wire.money import TaxSum


def write_taxes(sums: Iterable[RateSum], currency: str) -> list[TaxSum]:
    """Write what falls under each rate."""
    return [TaxSum.model_validate(sum_fields(one, currency)) for one in sums]


def name_lines(names: Mapping[LineRef, str], lines: Lines) -> list[str]:
    """Name lines as people do, so many of one as `12.3x2`."""
    return [f"{names[ref]}x{count}" if count else names[ref] for ref, count in lines if ref in names]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one bill."""

    held: HeldBill
    names: Mapping[LineRef, str]

    @property
    def bill(self) -> Bill:
        return self.held.bill

    def money(self, amount: int) -> str:
        return to_text(amount, self.held.currency)

    def refs(self, refs: Sequence[LineRef], quantities: Sequence[int]) -> list[str]:
        return name_lines(self.names, Lines(tuple(refs), tuple(quantities)))

    def lines(self) -> list[wire.BillLine]:
        return [
            wire.BillLine(
                line=self.names[part.line.ref],
                name=part.line.name,
                guest=part.line.guest,
                quantity=part.quantity,
                total=self.money(part.total),
                amount=self.money(part.amount),
                owed=self.money(part.owed),
                is_void=part.is_void,
                is_paid=part.is_paid,
            )
            for part in line_parts(self.bill)
        ]

    def discounts(self) -> list[wire.BillDiscount]:
        return [
            wire.BillDiscount(
                number=number,
                name=one.named,
                reason=one.reason,
                percent=percent_text(one.thousandths) if one.thousandths else None,
                amount=self.money(self.bill.charges.discount_amounts[number]),
            )
            for number, one in each(self.bill.entries, Discount)
        ]

    def payments(self) -> list[wire.BillPayment]:
        at = {entry.number: entry.at for entry in self.bill.entries}
        return [
            wire.BillPayment(
                number=number,
                at=at[number],
                method=one.method,
                amount=self.money(one.amount),
                tip=self.money(one.tip),
                rounding=self.money(one.rounding),
                refunded=self.money(one.amount - self.bill.left_of(number)),
                lines=self.refs(one.lines, one.quantities),
                part=one.share[0] if one.share else None,
                parts=one.share[1] if one.share else None,
            )
            for number, one in self.bill.payments.items()
        ]

    def refunds(self) -> list[wire.BillRefund]:
        at = {entry.number: entry.at for entry in self.bill.entries}
        return [
            wire.BillRefund(
                number=number,
                at=at[number],
                payment=one.payment,
                amount=self.money(one.amount),
                tip=self.money(one.tip),
                reason=one.reason,
                lines=self.refs(one.lines, one.quantities),
                mistake=one.mistake,
            )
            for number, one in self.bill.refunds
        ]


def write_summary(held: HeldBill) -> wire.BillSummary:
    """Write a bill as one of a list."""
    return wire.BillSummary(
        id=held.id,
        table_identifier=held.source.table,
        since=held.source.since,
        order_numbers=[order.number for order in held.source.orders],
        currency=held.currency,
        total=to_text(held.bill.total, held.currency),
        paid=to_text(held.bill.paid, held.currency),
        open=to_text(held.bill.open, held.currency),
    )


def write_bill(held: HeldBill) -> wire.Bill:
    """Write a bill for members."""
    writer, bill, charges = _Writer(held, held.ref_texts()), held.bill, held.bill.charges
    return wire.Bill(
        id=held.id,
        table_identifier=held.source.table,
        since=held.source.since,
        order_numbers=[order.number for order in held.source.orders],
        currency=held.currency,
        settled=bill.is_settled,
        guests=charges.guests,
        lines=writer.lines(),
        voids=writer.money(charges.voids),
        discounts=writer.discounts(),
        subtotal=writer.money(charges.subtotal),
        service_charge=writer.money(charges.service_charge),
        cover_charge=writer.money(charges.cover_charge),
        taxes=write_taxes(rate_sums(charges.groups), held.currency),
        total=writer.money(bill.total),
        rounding=writer.money(bill.rounding),
        payments=writer.payments(),
        refunds=writer.refunds(),
        paid=writer.money(bill.paid),
        tips=writer.money(bill.tips),
        refunded=writer.money(bill.refunded),
        open=writer.money(bill.open),
        cash_open=writer.money(cash_amount(bill.open, bill.rules.cash_rounding)),
        overpaid=writer.money(bill.overpaid),
    )


def write_public_bill(held: HeldBill) -> wire.PublicBill:
    """Write a bill for those who pay it."""
    whole = write_bill(held)
    return wire.PublicBill(
        **whole.model_dump(include=set(wire.PublicBill.model_fields) - {"discount", "lines", "taxes"}),
        lines=whole.lines,
        taxes=whole.taxes,
        discount=to_text(held.bill.charges.discounts, held.currency),
    )


def write_split(held: HeldBill, shares: Sequence[Share]) -> wire.BillSplit:
    """Write what each has to pay."""
    writer, multiple = _Writer(held, held.ref_texts()), held.bill.rules.cash_rounding
    return wire.BillSplit(
        currency=held.currency,
        open=writer.money(held.bill.open),
        shares=[
            wire.BillShare(
                number=share.number,
                amount=writer.money(share.amount),
                cash_amount=writer.money(cash_amount(share.amount, multiple)),
                lines=writer.refs(share.lines, share.quantities),
                paid=share.is_paid,
            )
            for share in shares
        ],
    )
