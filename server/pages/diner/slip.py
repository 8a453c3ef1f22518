"""A bill or a receipt as a diner reads it: amounts written out, in the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from server.bills.document import write_bill
from server.bills.model import HeldBill
from server.bills.receipts import seller_of
from server.domain.money import to_minor
from server.domain.restaurant import RestaurantSettings
from server.domain.tax import to_thousandths
from server.pages.i18n import READER, gettext
from server.wire.bills import Bill, Receipt, Seller
from server.wire.money import TaxSum
from server.wire.receipt_words import PAID


@dataclass(frozen=True, slots=True)
class Slip:
    """A bill or a receipt as it is shown: amounts are written out. `number` is the receipt's, "" of a bill."""

    title: str
    number: str
    seller: Seller
    moment: str
    table: str
    is_open: bool
    lines: Sequence[tuple[int, str, str]]
    added: Sequence[tuple[str, str]]
    total: str
    taxes: Sequence[tuple[str, str, str]]
    paid: Sequence[tuple[str, str]]


def slip_of(receipt: Receipt) -> Slip:
    """Show a receipt as it was made."""
    bill, is_back = receipt.bill, receipt.total.startswith("-")
    number = f"{receipt.day:%Y-%m-%d} / {receipt.number}"
    title = gettext("Credit note %(number)s") if is_back else gettext("Receipt %(number)s")
    return Slip(
        title=title % {"number": READER.get().kept_together(number)},
        number=number,
        seller=receipt.seller,
        moment=_moment(receipt.at, receipt.timezone),
        table=bill.table_identifier,
        is_open=False,
        lines=[] if is_back else _lines(bill),
        added=[] if is_back else [*_added(bill, receipt.rounding)],
        total=_money(receipt.total, bill),
        taxes=_taxes(receipt.taxes, bill),
        paid=[] if is_back else [*_paid(bill)],
    )


def open_slip(held: HeldBill, place: RestaurantSettings) -> Slip:
    """Show a bill of which something is to be paid."""
    bill = write_bill(held)
    return Slip(
        title=gettext("Bill"),
        number="",
        seller=seller_of(place),
        moment=_moment(datetime.now(UTC), place.timezone),
        table=bill.table_identifier,
        is_open=True,
        lines=_lines(bill),
        added=[*_added(bill, bill.rounding)],
        total=_money(bill.total, bill),
        taxes=_taxes(bill.taxes, bill),
        paid=[*_paid(bill), (gettext("Still to pay"), _money(bill.open, bill))],
    )


def _lines(bill: Bill) -> list[tuple[int, str, str]]:
    return [(one.quantity, one.name, _money(one.total, bill)) for one in bill.lines if not one.is_void]


def _added(bill: Bill, rounding: str) -> Iterator[tuple[str, str]]:
    """What changes the sum of the lines; a tax on top too."""
    for one in bill.discounts:
        yield one.name or gettext("Discount"), _money(f"-{one.amount}", bill)
    amounts = (
        (gettext("Service charge"), bill.service_charge),
        (gettext("Cover charge"), bill.cover_charge),
        *((_rate(one), one.tax) for one in bill.taxes if not one.included),
        (gettext("Rounding"), rounding),
    )
    for name, amount in amounts:
        if to_minor(amount, bill.currency):
            yield name, _money(amount, bill)


def _paid(bill: Bill) -> Iterator[tuple[str, str]]:
    for payment in bill.payments:
        yield gettext(PAID[payment.method]), _money(payment.amount, bill)
        if to_minor(payment.tip, bill.currency):
            yield gettext("Tip"), _money(payment.tip, bill)
    for refund in bill.refunds:
        yield gettext("Given back"), _money(f"-{refund.amount}", bill)


def _taxes(taxes: Sequence[TaxSum], bill: Bill) -> list[tuple[str, str, str]]:
    return [(_rate(one), _money(one.net, bill), _money(one.tax, bill)) for one in taxes]


def _rate(one: TaxSum) -> str:
    return f"{one.name} {READER.get().percent(to_thousandths(one.percent))}"


def _money(amount: str, bill: Bill) -> str:
    return READER.get().money(to_minor(amount, bill.currency), bill.currency)


def _moment(at: datetime, timezone: str) -> str:
    day = at.astimezone(ZoneInfo(timezone)).date()
    return f"{day:%Y-%m-%d} {READER.get().time(at, timezone)}"
