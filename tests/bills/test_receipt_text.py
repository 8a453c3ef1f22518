"""A receipt as plain text, in languages of the pages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from babel import Locale

from cli.bills import language
from server.wire.bills import Bill, BillLine, BillPayment, Receipt, Seller
from server.wire.money import TaxSum
from server.wire.percents import say_percent
from server.wire.receipt_text import receipt_text
from server.wire.vocabulary import PaymentMethod

AT = datetime(2026, 5, 4, 18, 30, tzinfo=UTC)
DRINKS = TaxSum(name="drinks", percent="7.5", included=False, net="10.00", tax="0.75", gross="10.75")
LINE = {"line": "1.1", "guest": 1, "quantity": 2, "amount": "10.00", "owed": "10.75", "is_paid": True}


def receipt_of(*lines: tuple[str, str], method: PaymentMethod = "card") -> Receipt:
    """A receipt of table 5 over 10.75 with a tax of 7.5 % on top."""
    paid: dict[str, Any] = {
        "lines": [],
        "part": None,
        "parts": None,
        "rounding": "0.00",
        "refunded": "0.00",
        "tip": "1.00",
    }
    nothing = dict.fromkeys(
        ("voids", "service_charge", "cover_charge", "rounding", "refunded", "open", "cash_open", "overpaid"),
        "0.00",
    )
    bill = Bill(
        id=UUID(int=1),
        table_identifier="5",
        since=AT,
        order_numbers=[1],
        currency="EUR",
        settled=True,
        guests=1,
        lines=[BillLine(name=name, total=total, is_void=False, **LINE) for name, total in lines],
        discounts=[],
        subtotal="10.00",
        taxes=[DRINKS],
        total="10.75",
        payments=[BillPayment(number=2, at=AT, method=method, amount="10.75", **paid)],
        refunds=[],
        paid="10.75",
        tips="1.00",
        **nothing,
    )
    seller = Seller(name="Trattoria", address="Via Roma 1", phone="", tax_number="DE123")
    return Receipt(
        day=date(2026, 5, 4),
        number=7,
        at=AT,
        timezone="Europe/Berlin",
        seller=seller,
        bill=bill,
        taxes=[DRINKS],
        rounding="0.00",
        total="10.75",
    )


@pytest.mark.parametrize(
    ("locale", "rate", "paid"),
    [
        ("en_US", "drinks 7.5%", "Paid by card"),
        ("de_DE", "drinks 7,5 %", "Mit Karte bezahlt"),
        ("fr", "drinks 7,5 %", "Payé par carte"),
        ("tr_TR", "drinks %7,5", "Kartla ödendi"),
        ("ja", "drinks 7.5%", "カードでお支払い"),
        ("fi_FI", "drinks 7.5%", "Paid by card"),
        ("de-XX", "drinks 7,5 %", "Mit Karte bezahlt"),
    ],
)
def test_percentages_and_methods_are_said_in_its_language(locale: str, rate: str, paid: str) -> None:
    """As the language writes them, with plain blanks alone; in English where the pages do not speak it."""
    text = receipt_text(receipt_of(("Cola", "10.00")), language=language(locale)).splitlines()
    assert f"{rate + ' / 10.00':<37} 0.75" in text
    assert f"{rate:<37} 0.75" in text
    assert any(line.startswith(paid) and line.endswith(" 10.75") for line in text)


def test_no_line_is_wider_than_the_paper() -> None:
    """A long name is cut, its amount stands whole at the end."""
    text = receipt_text(receipt_of(("x" * 60, "10.00")), width=32).splitlines()
    assert f"2 {'x' * 24} 10.00" in text
    assert max(map(len, text)) == 32


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "8.875%"),
        ("de", "8,875\N{NO-BREAK SPACE}%"),
        ("tr", "%8,875"),
        ("ar", "8.875%"),
        ("pl", "8,875%"),
    ],
)
def test_a_percentage_is_written_as_its_reader_does(locale: str, said: str) -> None:
    """With up to three decimals, none where there are none."""
    assert say_percent("8.875", Locale.parse(locale)) == said
    assert say_percent(Decimal(19), Locale("en")) == "19%"
