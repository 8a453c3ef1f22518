"""The taxes of an order as its diner reads them: what prices include under the total, what comes on top before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.line_taxes import LineTaxes
from server.domain.menu import Menu
from server.domain.money import to_minor
from server.domain.money_rules import MoneyRules
from server.domain.pricing import with_own_parts
from server.domain.tax import (
    RateSum,
    TaxedShare,
    TaxRate,
    sums_of_rates,
    tax_on_top,
    to_thousandths,
)
from server.pages.diner.cart import Cart
from server.pages.diner.views import picked_of, unit_price_of, variant_of
from server.pages.i18n import READER, gettext


@dataclass(frozen=True, slots=True)
class TaxesView:
    """Lines of a label and an amount; `subtotal` is "" where nothing comes on top. `to_pay` is in minor units."""

    subtotal: str
    on_top: Sequence[tuple[str, str]]
    included: Sequence[tuple[str, str]]
    total: str
    to_pay: int


def show_taxes(sums: Sequence[RateSum], total: int, currency: str) -> TaxesView:
    """Show the taxes of an order whose lines come to `total`."""
    money, to_pay = READER.get().money, total + tax_on_top(sums)
    on_top = [one for one in sums if not one.rate.included]
    return TaxesView(
        subtotal=money(total, currency) if on_top else "",
        on_top=[
            (f"{one.rate.name} {READER.get().percent(one.rate.thousandths)}", money(one.tax, currency))
            for one in on_top
        ],
        included=[(_say_included(rate), money(tax, currency)) for rate, tax in _by_percentage(sums).items()],
        total=money(to_pay, currency),
        to_pay=to_pay,
    )


def _say_included(thousandths: int) -> str:
    return gettext("incl. %(percent)s VAT") % {"percent": READER.get().percent(thousandths)}


def _by_percentage(sums: Iterable[RateSum]) -> Mapping[int, int]:
    """What prices include by percentage: what a restaurant calls its rates is not for diners."""
    found: dict[int, int] = {}
    for one in sums:
        if one.rate.included:
            found[one.rate.thousandths] = found.get(one.rate.thousandths, 0) + one.tax
    return found


def taxes_of_cart(cart: Cart, menu: Menu, money: MoneyRules) -> tuple[RateSum, ...]:
    """The taxes that an order in progress would have now, of what is priced so far."""
    if not menu.taxes_by_item:
        return ()
    return sums_of_rates(_shares(cart, menu, money), money.tax_rounding)


def _shares(cart: Cart, menu: Menu, money: MoneyRules) -> Iterator[TaxedShare]:
    taxes = LineTaxes(menu, take_away=cart.order_type == "take_away", included=money.taxes_included)
    for line in cart.lines:
        item = menu.orderable_by_id[line.menu_item_id]
        variant = variant_of(line, item)
        if variant is not None:
            total = (unit_price_of(line, item) or 0) * line.quantity
            yield from taxes.of_line(
                total, item, variant, with_own_parts(menu, item, [*picked_of(line, item)])
            )


def taxes_of_document(order: Mapping[str, Any]) -> tuple[RateSum, ...]:
    """The taxes of an order as its document has them."""
    currency = order["currency"]
    return tuple(
        RateSum(
            TaxRate(one["name"], to_thousandths(one["percent"]), one["included"]),
            to_minor(one["net"], currency),
            to_minor(one["tax"], currency),
        )
        for one in order.get("taxes", ())
    )
