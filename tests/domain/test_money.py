"""Amounts of money, between minor units and text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.money import decimals, to_minor, to_text


@pytest.mark.parametrize(("currency", "places"), [("JPY", 0), ("EUR", 2), ("USD", 2), ("KWD", 3)])
def test_each_currency_has_its_decimals(currency: str, places: int) -> None:
    """As ISO 4217 says."""
    assert decimals(currency) == places


def test_a_currency_that_is_none_is_said() -> None:
    """An unknown code is a KeyError, not an amount."""
    with pytest.raises(KeyError):
        decimals("XXY")


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (1499, "USD", "14.99"),
        (1500, "JPY", "1500"),
        (0, "EUR", "0.00"),
        (5, "EUR", "0.05"),
        (50, "EUR", "0.50"),
        (100, "EUR", "1.00"),
        (-5, "EUR", "-0.05"),
        (-1499, "USD", "-14.99"),
        (1, "KWD", "0.001"),
        (1500, "KWD", "1.500"),
        (-1500, "JPY", "-1500"),
    ],
)
def test_an_amount_is_written_and_read(minor: int, currency: str, text: str) -> None:
    """Minor units become text with all decimals of the currency, and the text is read as the same amount."""
    assert to_text(minor, currency) == text
    assert to_minor(text, currency) == minor


@pytest.mark.parametrize(
    ("amount", "minor"),
    [("3", 300), ("3.5", 350), (3, 300), (Decimal("3.50"), 350), ("3.500", 350), ("1e2", 10_000)],
)
def test_fewer_decimals_are_filled_up(amount: Decimal | str | int, minor: int) -> None:
    """What is left out after the point is zero."""
    assert to_minor(amount, "EUR") == minor


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("3.501", "EUR", "3.501 has more than the 2 decimals that EUR allows"),
        ("0.5", "JPY", "0.5 has more than the 0 decimals that JPY allows"),
        ("1.2345", "KWD", "1.2345 has more than the 3 decimals that KWD allows"),
        ("NaN", "EUR", "NaN has more than the 2 decimals that EUR allows"),
        ("Infinity", "EUR", "Infinity has more than the 2 decimals that EUR allows"),
        ("three", "EUR", "'three' is not an amount of money"),
        ("", "EUR", "'' is not an amount of money"),
    ],
)
def test_what_is_no_amount_is_refused(amount: str, currency: str, said: str) -> None:
    """Nothing is rounded, and the refusal says why."""
    with pytest.raises(ValueError, match=r"money|decimals") as refused:
        to_minor(amount, currency)
    assert str(refused.value) == said


@given(st.integers(-(10**12), 10**12), st.sampled_from(["JPY", "EUR", "KWD"]))
def test_no_amount_changes_on_the_way(minor: int, currency: str) -> None:
    """Whatever is written is read again as it was."""
    assert to_minor(to_text(minor, currency), currency) == minor
