"""What things cost and how choices are said, in the reader's words."""

from datetime import datetime

from server.domain.menu import Item, Menu
from server.domain.pricing import lowest_price
from server.pages.diner.meals import find_meal, price_difference
from server.pages.i18n import READER, gettext
from server.wire.parsing import CartLine

MINUS = "\N{MINUS SIGN}"


def with_price(name: str, minor: int, currency: str) -> str:
    """`Cheese +€1.00`; the name alone where it costs nothing."""
    return f"{name} {price_change(minor, currency)}" if minor else name


def price_change(minor: int, currency: str) -> str:
    """`+€1.00`, or with a minus; empty for nothing."""
    if not minor:
        return ""
    return ("+" if minor > 0 else MINUS) + READER.get().money(abs(minor), currency)


def price_of_item(item: Item, currency: str) -> str:
    """The price of an item; of the cheapest variant, said as such, where there are several prices."""
    prices = {v.price for v in item.variants}
    if not prices:
        return ""
    least = lowest_price(item)
    lowest = READER.get().money(least, currency)
    return lowest if prices == {least} else gettext("from %(price)s") % {"price": lowest}


def say_amounts() -> list[tuple[str, str]]:
    """The amounts in which an option can be had, each with its label."""
    return [
        ("regular", gettext("normal")),
        ("light", gettext("a little")),
        ("extra", gettext("extra")),
        ("side", gettext("on the side")),
    ]


def say_choice(name: str, amount: str, quantity: int) -> str:
    """`"Onions", "none", 1` → `without Onions`, in the reader's language."""
    patterns = {
        "none": gettext("without %(name)s"),
        "light": gettext("light %(name)s"),
        "regular": "%(name)s",
        "extra": gettext("extra %(name)s"),
        "side": gettext("%(name)s on the side"),
    }
    said = patterns[amount] % {"name": name}
    return f"{quantity} × {said}" if quantity > 1 and amount != "none" else said


def has_choices(item: Item) -> bool:
    """Whether there is anything to choose about an item."""
    return len(item.variants) > 1 or any(group.modifiers for group in item.modifier_groups)


def meal_offer(item: Item, menu: Menu, now: datetime, line: CartLine | None = None) -> str | None:
    """`+€3.00`, or "" where that depends; None where the dish has no meal at `now`."""
    meal = find_meal(item, menu, now)
    more = price_difference(item, meal, line) if meal is not None else None
    return None if meal is None else price_change(more or 0, menu.currency)
