"""A restaurant's rules of money: how taxes are meant, what comes beside the dishes, and when it is paid.

They are one document in the column `money` of a restaurant; what it does not say is as these defaults say, which
change nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from server.domain.tax import Tax, TaxRate, TaxRounding, rates_of
from server.wire.vocabulary import Paid


@dataclass(frozen=True, slots=True)
class ServiceCharge:
    """A percentage (in thousandths) of the lines after discounts, from so many guests on, or above so much (minor units).

    Where neither is said every bill has it. Where it is `taxable` it falls under the rates of the lines.
    """

    thousandths: int
    from_guests: int | None = None
    above: int | None = None
    taxable: bool = True


@dataclass(frozen=True, slots=True)
class CoverCharge:
    """An amount for each guest in minor units, under the rates named for it."""

    amount: int
    taxes: tuple[str, ...] = ()
    rates: tuple[TaxRate, ...] = ()


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """What a restaurant says about money.

    `pay` says when an order is paid. `tips` are the percentages that are offered, in thousandths; none: tips are off. Cash
    is rounded to a multiple of `cash_rounding` minor units, so 1 leaves it as it is.
    """

    taxes_included: bool = True
    tax_rounding: TaxRounding = "bill"
    service_charge: ServiceCharge | None = None
    cover_charge: CoverCharge | None = None
    tips: tuple[int, ...] = ()
    cash_rounding: int = 1
    tax_number: str = ""
    pay: Paid = "end"


def read_money_rules(document: Mapping[str, Any], taxes: tuple[Tax, ...] = ()) -> MoneyRules:
    """Read the column `money`; `taxes` are those that the menu names, of which the cover charge has its rates."""
    known = {field.name: document[field.name] for field in fields(MoneyRules) if field.name in document}
    included = known.get("taxes_included", True)
    if known.get("service_charge"):
        known["service_charge"] = ServiceCharge(**known["service_charge"])
    if known.get("cover_charge"):
        known["cover_charge"] = _cover_charge(known["cover_charge"], taxes, included=included)
    return MoneyRules(**{**known, "tips": tuple(known.get("tips", ()))})


def money_document(rules: MoneyRules) -> dict[str, Any]:
    """Write rules as the column `money` has them: without what is as the defaults say."""
    usual, document = MoneyRules(), asdict(rules) | {"tips": list(rules.tips)}
    if rules.cover_charge:
        charge = rules.cover_charge
        document["cover_charge"] = {"amount": charge.amount, "taxes": list(charge.taxes)}
    return {name: value for name, value in document.items() if getattr(rules, name) != getattr(usual, name)}


def _cover_charge(document: Mapping[str, Any], taxes: tuple[Tax, ...], *, included: bool) -> CoverCharge:
    """A tax that the menu does not name any more is left out."""
    names = tuple(document.get("taxes", ()))
    meant = tuple(tax for tax in taxes if tax.name in names)
    return CoverCharge(document["amount"], names, rates_of(meant, take_away=False, included=included))
