"""The taxes of a menu for the lines of an order, wherever a line is priced: when it is placed, and on the page before."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.menu import Item, Menu, Variant
from server.domain.pricing import Picked
from server.domain.single_prices import single_prices
from server.domain.tax import TaxedShare, rates_of, taxed_shares


@dataclass(frozen=True, slots=True)
class LineTaxes:
    """The taxes of a menu for an order that is eaten in, or taken away; in its prices, or on top of them."""

    menu: Menu
    take_away: bool
    included: bool

    def of_line(
        self, total: int, item: Item, variant: Variant, picked: Sequence[Picked]
    ) -> tuple[TaxedShare, ...]:
        """What of a line falls under which rates; nothing where nothing of it is taxed.

        `picked` has the parts that come by themselves too (`server.domain.pricing.with_own_parts`).
        """
        by_item = self.menu.taxes_by_item
        if not by_item:
            return ()
        parts = (
            (price, rates_of(by_item[dish], take_away=self.take_away, included=self.included))
            for dish, price in single_prices(self.menu, item, variant, picked)
        )
        shares = taxed_shares(total, parts)
        return shares if any(share.rates for share in shares) else ()
