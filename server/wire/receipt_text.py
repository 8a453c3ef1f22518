"""A receipt as plain text: for a receipt printer, a mail, a terminal. Pure."""

from collections.abc import Iterator

from server.wire.bills import Receipt
from server.wire.money import TaxSum
from server.wire.receipt_words import ENGLISH, PAID, Language

WIDTH = 42
"""Characters of a line where nobody says how wide the paper is."""
_NO_PAPER_HAS = str.maketrans(
    {"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " ", "\N{LEFT-TO-RIGHT MARK}": ""}
)
"""What steers a screen, and is a blank or a box on paper."""


def receipt_text(receipt: Receipt, width: int = WIDTH, language: Language = ENGLISH) -> str:
    """Write a receipt with lines of at most `width` characters; names stay as they are."""
    writer = _Writer(receipt, width, language)
    return "\n".join(writer.lines())


def is_some(amount: str) -> bool:
    """Whether an amount is not zero."""
    return any(digit in "123456789" for digit in amount)


class _Writer:
    """Writes one receipt."""

    def __init__(self, receipt: Receipt, width: int, language: Language) -> None:
        self._receipt, self._bill, self._width = receipt, receipt.bill, width
        self._say, self._language = language.say, language

    def lines(self) -> Iterator[str]:
        is_back = self._receipt.total.startswith("-")
        rule = "-" * self._width
        yield from self._heading(is_back=is_back)
        yield ""
        if not is_back:
            yield from self._sold()
            yield rule
        yield self._wide(self._say("Total"), f"{self._receipt.total} {self._bill.currency}")
        yield rule
        for tax in self._receipt.taxes:
            yield self._wide(f"{self._rate(tax)} / {tax.net}", tax.tax)
        if not is_back:
            yield from self._paid()
        if self._receipt.seller.tax_number:
            yield f"{self._say('Tax number')}: {self._receipt.seller.tax_number}"[: self._width]

    def _heading(self, *, is_back: bool) -> Iterator[str]:
        seller, table = self._receipt.seller, self._bill.table_identifier
        number = {"number": f"{self._receipt.day:%Y-%m-%d} / {self._receipt.number}"}
        title = self._say("Credit note %(number)s" if is_back else "Receipt %(number)s") % number
        table_line = [f"{self._say('Table')} {table}"] if table else []
        for line in (seller.name, *seller.address.splitlines(), seller.phone, title, *table_line):
            if line.strip():
                yield line.strip()[: self._width].center(self._width).rstrip()

    def _sold(self) -> Iterator[str]:
        for line in self._bill.lines:
            if not line.is_void:
                yield self._wide(f"{line.quantity} {line.name}", line.total)
        for discount in self._bill.discounts:
            yield self._wide(discount.name or self._say("Discount"), f"-{discount.amount}")
        for name, amount in (
            (self._say("Service charge"), self._bill.service_charge),
            (self._say("Cover charge"), self._bill.cover_charge),
            *((self._rate(tax), tax.tax) for tax in self._bill.taxes if not tax.included),
            (self._say("Rounding"), self._receipt.rounding),
        ):
            if is_some(amount):
                yield self._wide(name, amount)

    def _paid(self) -> Iterator[str]:
        for payment in self._bill.payments:
            yield self._wide(self._say(PAID[payment.method]), payment.amount)
            if is_some(payment.tip):
                yield self._wide(self._say("Tip"), payment.tip)

    def _rate(self, tax: TaxSum) -> str:
        return self._language.rate(tax.name, tax.percent).translate(_NO_PAPER_HAS)

    def _wide(self, name: str, amount: str) -> str:
        room = self._width - len(amount) - 1
        return f"{name[:room]:<{room}} {amount}"
