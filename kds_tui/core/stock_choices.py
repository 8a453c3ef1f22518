"""What of the menu can be 86'd or counted, as lists to choose from. Pure."""

from collections.abc import Iterator

from kds_tui.core.choices import Choice
from kds_tui.core.kitchen_menu import Menu, MenuItem, MenuPart
from kds_tui.core.stock import StockState
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, gettext_noop, ngettext
from server.wire.availability import StockKey

SOLD_OUT_FOR = (
    (gettext_noop("for 30 minutes"), 30),
    (gettext_noop("for 1 hour"), 60),
    (gettext_noop("for 2 hours"), 120),
    (gettext_noop("for 4 hours"), 240),
    (gettext_noop("for 24 hours"), 1440),
)
COUNT, UNCOUNT = "count", "uncount"
MOST_PORTIONS = 10_000

Thing = MenuItem | MenuPart


def _things(menu: Menu) -> list[Thing]:
    return [*menu.items, *menu.parts]


def stock_key(thing: Thing) -> StockKey:
    """What the server's messages call it."""
    return thing.id if isinstance(thing, MenuItem) else (thing.kind, thing.name.casefold())


def choice_key(thing: Thing) -> str:
    """What a list calls it."""
    return f"item {thing.id}" if isinstance(thing, MenuItem) else f"{thing.kind} {thing.name}"


def find_thing(menu: Menu, key: str) -> Thing | None:
    """The thing that a list calls so."""
    return next((thing for thing in _things(menu) if choice_key(thing) == key), None)


def stock_choices(stock: StockState, menu: Menu, query: str) -> list[Choice]:
    """Dishes, options and sizes that have every word of `query`: what is out first, then what is counted."""
    words = query.casefold().split()
    things = [one for one in _things(menu) if all(word in _searchable(one) for word in words)]
    return [
        Choice(choice_key(one), _words(one, stock)) for one in sorted(things, key=lambda x: _rank(x, stock))
    ]


def _rank(thing: Thing, stock: StockState) -> int:
    return 0 if stock_key(thing) in stock.out else 1 if stock_key(thing) in stock.counted else 2


def _searchable(thing: Thing) -> str:
    if isinstance(thing, MenuItem):
        return f"{thing.said} {thing.category}".casefold()
    return f"{thing.name} {_kind(thing)}".casefold()


def _words(thing: Thing, stock: StockState) -> str:
    sign = "86  " if stock_key(thing) in stock.out else "    "
    where = plain(thing.category) if isinstance(thing, MenuItem) else _kind(thing)
    left = stock.counted.get(thing.id) if isinstance(thing, MenuItem) else None
    told = " · " + gettext("%d left") % left.portions if left and left.portions is not None else ""
    name = thing.said if isinstance(thing, MenuItem) else thing.name
    return f"{sign}{plain(name)}   ({where}){told}"


def _kind(part: MenuPart) -> str:
    if part.kind == "option":
        return ngettext("option of %d dish", "option of %d dishes", part.dishes) % part.dishes
    return ngettext("size of %d dish", "size of %d dishes", part.dishes) % part.dishes


def sold_out_choices(stock: StockState, thing: Thing) -> list[Choice]:
    """For how long something is sold out, in minutes, 0 for until somebody puts it back; or how many are left of a dish."""
    timed = [Choice(str(minutes), gettext(words)) for words, minutes in SOLD_OUT_FOR]
    counting = list(_counting(stock, thing)) if isinstance(thing, MenuItem) else []
    return [Choice("0", gettext("until somebody puts it back")), *timed, *counting]


def _counting(stock: StockState, item: MenuItem) -> Iterator[Choice]:
    yield Choice(COUNT, gettext("not yet: so many portions are left …"))
    if item.id in stock.counted:
        yield Choice(UNCOUNT, gettext("not at all: portions are no longer counted"))


def portions_of(text: str) -> int | None:
    """The number of portions that was typed; None where it is none from 1 to MOST_PORTIONS."""
    digits = text.strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_PORTIONS))
    return int(digits) if is_number and 1 <= int(digits) <= MOST_PORTIONS else None
