"""A restaurant's rules of money between the wire, where amounts are decimal strings, and the column that stores them."""

from collections.abc import Mapping
from typing import Any

from server.domain.errors import Invalid
from server.domain.money import read_minor, to_text
from server.domain.money_rules import MoneyRules, money_document, read_money_rules
from server.domain.tax import percent_text, read_taxes, to_thousandths
from server.restaurants.model import Restaurant

ENDED_BY_NULL = frozenset({"service_charge", "cover_charge", "cash_rounding"})
MOST_ROUNDING = 10**5
"""In minor units: cash is rounded to a coin, at most to a small note."""


def money_given(sent: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """What a request says of money, as it is stored. Invalid for an amount that the currency does not have."""
    given = {name: value for name, value in sent.items() if value is not None or name in ENDED_BY_NULL}
    if "cash_rounding" in given:
        given["cash_rounding"] = _cash_rounding(given["cash_rounding"], currency)
    if given.get("service_charge"):
        charge = dict(given["service_charge"])
        charge["thousandths"] = to_thousandths(charge.pop("percent"))
        if charge.get("above") is not None:
            charge["above"] = read_minor("money.service_charge.above", charge["above"], currency)
        given["service_charge"] = charge
    if given.get("cover_charge"):
        charge = dict(given["cover_charge"])
        charge["amount"] = read_minor("money.cover_charge.amount", charge["amount"], currency)
        given["cover_charge"] = charge
    if "tips" in given:
        given["tips"] = [to_thousandths(percent) for percent in given["tips"]]
    return given


def _cash_rounding(amount: str | None, currency: str) -> int:
    if amount is None:
        return 1
    minor = read_minor("money.cash_rounding", amount, currency)
    if not 1 <= minor <= MOST_ROUNDING:
        least, most = to_text(1, currency), to_text(MOST_ROUNDING, currency)
        raise Invalid([("money.cash_rounding", f"must be from {least} to {most}")])
    return minor


def changed_money(before: Restaurant, given: Mapping[str, Any]) -> dict[str, Any]:
    """The rules with what is given, as they are stored. Invalid for a tax that the menu does not name."""
    taxes = read_taxes(before.menu_taxes)
    rules = read_money_rules({**before.money, **given}, taxes)
    known = [tax.name for tax in taxes]
    unknown = [name for name in (rules.cover_charge.taxes if rules.cover_charge else ()) if name not in known]
    if unknown and "cover_charge" in given:
        there = f"it has {', '.join(known)}" if known else "it has none"
        message = f'names the tax "{unknown[0]}", which the menu does not name: {there}'
        raise Invalid([("money.cover_charge.taxes", message)])
    return money_document(rules)


def money_shown(document: Mapping[str, Any], currency: str) -> dict[str, Any]:
    """Stored rules in the fields of `wire.money.MoneyRules`."""
    rules = read_money_rules(document)
    return {
        "taxes_included": rules.taxes_included,
        "tax_rounding": rules.tax_rounding,
        "service_charge": _service_charge(rules, currency),
        "cover_charge": _cover_charge(rules, currency),
        "tips": [percent_text(tip) for tip in rules.tips],
        "cash_rounding": None if rules.cash_rounding == 1 else to_text(rules.cash_rounding, currency),
        "tax_number": rules.tax_number,
        "pay": rules.pay,
    }


def _service_charge(rules: MoneyRules, currency: str) -> dict[str, Any] | None:
    charge = rules.service_charge
    if charge is None:
        return None
    return {
        "percent": percent_text(charge.thousandths),
        "from_guests": charge.from_guests,
        "above": None if charge.above is None else to_text(charge.above, currency),
        "taxable": charge.taxable,
    }


def _cover_charge(rules: MoneyRules, currency: str) -> dict[str, Any] | None:
    charge = rules.cover_charge
    if charge is None:
        return None
    return {"amount": to_text(charge.amount, currency), "taxes": list(charge.taxes)}
