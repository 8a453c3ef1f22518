"""`aiqr restaurant money`: rules of money as people write them."""

from tests.cli.conftest import Shell


def test_rules_are_said_in_flags_and_shown_in_words(owner: Shell) -> None:
    """Percentages with comma or sign, amounts as written, `off` for none; what stays of a charge stays."""
    said = owner.run(
        "restaurant", "money", "--tax-on-top", "--tax-rounding", "line", "--service-charge", "12,5 %",
        "--service-from", "6", "--cover-charge", "€2.50", "--tips", "10, 15,20", "--cash-rounding", "0,05",
        "--tax-number", "DE 1", "--pay", "before",
    )  # fmt: skip
    assert "Changed: taxes_included, tax_rounding, tax_number, pay, tips, cash_rounding" in said.stderr
    owner.run("restaurant", "money", "--service-above", "100", "--service-untaxed")
    assert owner.json("restaurant", "money") == {
        "taxes_included": False,
        "tax_rounding": "line",
        "service_charge": {"percent": "12.5", "from_guests": 6, "above": "100.00", "taxable": False},
        "cover_charge": {"amount": "2.50", "taxes": []},
        "tips": ["10", "15", "20"],
        "cash_rounding": "0.05",
        "tax_number": "DE 1",
        "pay": "before",
    }
    shown = owner.out("restaurant", "show")
    for words in ("on top of the prices", "for each line", "12.5 %, from 6 guests or above 100.00 EUR, untaxed",
                  "2.50 EUR a guest, untaxed", "10 %, 15 %, 20 %", "rounded to 0.05 EUR", "DE 1",
                  "before the kitchen gets the order"):  # fmt: skip
        assert words in shown
    owner.run(
        "restaurant", "money", "--service-charge", "off", "--cover-charge", "off", "--tips", "off",
        "--cash-rounding", "off", "--tax-in-prices", "--tax-number", "", "--pay", "end", "--tax-rounding", "bill",
    )  # fmt: skip
    assert "tax" not in owner.out("restaurant", "show")
    shown = owner.out("restaurant", "money")
    for words in ("in the prices", "for each rate of a bill", "not asked for", "not rounded", "at the end"):
        assert words in shown


def test_what_cannot_be_is_refused_in_words(owner: Shell) -> None:
    """A percentage that is none, a charge that is not there yet, a tax that the menu does not name."""
    assert "'ten' is not a percentage" in owner.fails(2, "restaurant", "money", "--tips", "ten")
    assert "at most 100" in owner.fails(5, "restaurant", "money", "--tips", "101")
    assert "--service-charge PERCENT" in owner.fails(2, "restaurant", "money", "--service-from", "6")
    assert "--cover-charge AMOUNT" in owner.fails(2, "restaurant", "money", "--cover-tax", "food")
    refused = owner.fails(5, "restaurant", "money", "--cover-charge", "2", "--cover-tax", "fod")
    assert 'names the tax "fod", which the menu does not name' in refused
    assert "from_guests" in owner.fails(
        5, "restaurant", "money", "--service-charge", "10", "--service-from", "six"
    )
