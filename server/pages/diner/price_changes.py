"""Which prices of an order in progress are not what they were when it was last shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.menu import Menu
from server.pages.diner.cart import Cart
from server.pages.diner.views import unit_price_of


@dataclass(frozen=True, slots=True)
class Repriced:
    """A line of which one costs `now` what it did `before`, both in minor units."""

    menu_item_id: int
    name: str
    before: int
    now: int


def repriced_lines(cart: Cart, menu: Menu, now: datetime) -> Sequence[Repriced]:
    """The lines of `cart`, as it was last shown, that cost something else at `now`."""
    if len(cart.prices) != len(cart.lines):
        return ()
    found = []
    for line, before in zip(cart.lines, cart.prices, strict=True):
        item = menu.orderable_by_id.get(line.menu_item_id)
        price = unit_price_of(line, item.to_be_had(now)) if item else None
        if price is not None and before and price != before:
            found.append(Repriced(line.menu_item_id, line.name, before, price))
    return found
