"""Amounts of money as the world writes them."""

import pytest

from cli.formats.amounts import NotAnAmountError, amount


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("£4,250.00", "GBP", "4250.00"),
        ("4.250,00 €", "EUR", "4250.00"),
        ("9,5", "EUR", "9.50"),
        ("1,234", "USD", "1234.00"),
        ("1,234,567", "USD", "1234567.00"),
        ("CHF 1'250.00", "CHF", "1250.00"),
        ("1.234", "KWD", "1.234"),
        ("¥1,200", "JPY", "1200"),
        ("0", "EUR", "0.00"),
        ("-1.50", "EUR", "-1.50"),
        ("1 250,00 €", "EUR", "1250.00"),
        ("1\u202f250,00\u00a0€", "EUR", "1250.00"),
        ("9,-", "EUR", "9.00"),
        ("9.-- CHF", "CHF", "9.00"),
        ("kr. 95", "DKK", "95.00"),
        ("US$ 4.50", "USD", "4.50"),
        ("EUR 4.50", "EUR", "4.50"),
        ("95 zł", "PLN", "95.00"),
        ("12,000원", "KRW", "12000"),
        ("1,200円", "JPY", "1200"),
    ],
)
def test_prices_are_read_as_they_are_written_in_the_world(text: str, currency: str, expected: str) -> None:
    """Symbols, thousands and both decimal marks; exactly, in the currency's decimals."""
    assert amount(text, currency) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "free",
        "9.999",
        "1.5.5",
        "--3",
        "9 / 12",
        "9.50 / 12.00",
        "9.50 12.00",
        "2 x 9.50",
        "from 9.50",
        "ab 9,50",
        "9.50/kg",
        "9.50 each",
        "market price",
        "NaN",
        "Infinity",
        "1e3",
    ],
)
def test_what_is_no_price_is_not_taken_for_one(text: str) -> None:
    """Also what has more decimals than the currency: nothing is rounded silently, two numbers are not one."""
    with pytest.raises(NotAnAmountError):
        amount(text, "EUR")
