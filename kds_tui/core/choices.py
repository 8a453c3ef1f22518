"""What can be chosen from a list: tickets to recall or find, stations. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kds_tui.core.ages import age_seconds, age_words
from kds_tui.core.board import Board
from kds_tui.core.card import place_words
from kds_tui.core.kitchen_menu import MenuItem
from kds_tui.core.names import status_name
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, gettext_noop
from kds_tui.core.ticket_list import TicketView, stations
from kds_tui.core.totals import item_words
from server.wire.orders import KitchenOrder

ALL_STATIONS, EXPO = "", "\x00expo"

REFUSALS = (
    gettext_noop("We cannot make so much at once now."),
    gettext_noop("We are about to close."),
    gettext_noop("Something of it has run out."),
    gettext_noop("Please order with our staff."),
    gettext_noop("Nobody sits at this table."),
)
"""Why an order is refused; the diner reads it."""
CANCELLATIONS = (gettext_noop("You asked us to."), *REFUSALS)
"""Why an order that was taken is not made after all; the diner reads it."""


LINE_REFUSALS = (
    gettext_noop("It has just run out."),
    gettext_noop("Something that it needs has run out."),
    gettext_noop("We cannot make it as you wish."),
)
"""Why one dish of an order is not made; the diner reads it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry; `key` is what comes back."""

    key: str
    text: str


def order_choices(orders: Iterable[KitchenOrder], now: datetime) -> list[Choice]:
    """Orders, each in one row; the key is the order's id."""
    return [Choice(str(order.id), _order_words(order, now)) for order in orders]


def ticket_choices(shown: Iterable[TicketView], query: str, now: datetime) -> list[Choice]:
    """The tickets that have every word of `query` in number, table, name or dishes."""
    words = query.casefold().split()
    return order_choices((one.order for one in shown if all(w in _searchable(one) for w in words)), now)


def station_choices(board: Board, menu: Sequence[MenuItem], own: str | None) -> list[Choice]:
    """All, the expo, and the stations that orders and menu name."""
    names = sorted({*stations(board), *(item.station for item in menu if item.station)})
    named = [
        Choice(name, plain(name) + ("   " + gettext("(this one)") if name == own else "")) for name in names
    ]
    expo = Choice(EXPO, gettext("expo: whole orders, and where each station is"))
    return [Choice(ALL_STATIONS, gettext("all stations")), expo, *named]


def _order_words(order: KitchenOrder, now: datetime) -> str:
    dishes = ", ".join(f"{line.quantity}× {plain(item_words(line))}" for line in order.items)
    name = f" · {plain(order.customer_name)}" if order.customer_name else ""
    age = age_words(age_seconds(order, now))
    return f"#{order.number}  {place_words(order)}{name}  {age}  {status_name(order.status)}  {dishes}"


def _searchable(shown: TicketView) -> str:
    order = shown.order
    dishes = " ".join(item_words(line) for line in order.items)
    return f"#{order.number} {place_words(order)} {order.customer_name} {dishes}".casefold()
