"""A restaurant's rules of money as the database keeps them."""

from server.domain.money_rules import CoverCharge, MoneyRules, ServiceCharge, money_document, read_money_rules
from server.domain.tax import Tax, TaxRate

FOOD = Tax("food", 19_000, take_away=7_000)


def test_a_restaurant_that_says_nothing_has_rules_that_change_nothing() -> None:
    """Prices with their tax, no charges, no tips, cash as it is, paid at the end."""
    rules = read_money_rules({})
    assert rules == MoneyRules()
    assert (rules.taxes_included, rules.tax_rounding, rules.pay) == (True, "bill", "end")
    assert (rules.service_charge, rules.cover_charge, rules.tips, rules.cash_rounding) == (None, None, (), 1)


def test_rules_are_read_as_they_are_stored() -> None:
    """What a newer server has stored beside them is left out."""
    stored = {
        "taxes_included": False,
        "tax_rounding": "line",
        "service_charge": {"thousandths": 12_500, "from_guests": 6, "above": None, "taxable": False},
        "cover_charge": {"amount": 250, "taxes": ["food", "gone"]},
        "tips": [10_000, 15_000],
        "cash_rounding": 5,
        "tax_number": "DE123",
        "pay": "after",
        "colour": "red",
    }
    assert read_money_rules(stored, (FOOD, Tax("drinks", 19_000))) == MoneyRules(
        taxes_included=False,
        tax_rounding="line",
        service_charge=ServiceCharge(12_500, 6, None, taxable=False),
        cover_charge=CoverCharge(250, ("food", "gone"), (TaxRate("food", 19_000, included=False),)),
        tips=(10_000, 15_000),
        cash_rounding=5,
        tax_number="DE123",
        pay="after",
    )


def test_rules_are_stored_without_what_is_usual() -> None:
    """So that what is sent back as it is changes nothing."""
    assert money_document(MoneyRules()) == {}
    stored = {
        "cover_charge": {"amount": 250, "taxes": ["food"]},
        "service_charge": {"thousandths": 10_000, "from_guests": None, "above": 5000, "taxable": True},
        "tips": [10_000],
        "cash_rounding": 5,
    }
    assert money_document(read_money_rules({**stored, "pay": "end"}, (FOOD,))) == stored
