"""How a ticket stands, in words for its head. Pure."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Literal, NamedTuple

from rich.cells import cell_len

from kds_tui.core import big_digits
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketView
from server.wire.orders import KitchenOrder
from server.wire.vocabulary import COOKING, OrderType

Size = Literal["normal", "wall"]
ORDER_TYPE_WORDS: Mapping[OrderType, str] = {"eat_in": "EAT IN", "take_away": "TAKE AWAY"}
_WALL_ROWS = big_digits.ROWS + 1


class SecondRow(NamedTuple):
    """The row under number and age: where the order goes and by when, and how it stands; both may be empty.

    It is there as long as the order is open, whatever becomes of it: what stands under it does not move.
    """

    promise: str
    state: str


def second_row(shown: TicketView, width: int, zone: tzinfo | None, waiting_sign: str) -> SecondRow:
    """The second row of a head of `width` cells; without the promise where that does not fit beside the state."""
    promise = promise_words(shown.order, zone)
    state = " ".join(filter(None, (news_words(shown, waiting_sign), status_words(shown))))
    fits = cell_len(f" {promise} {state}") <= width
    return SecondRow(promise if fits else "", state)


def head_rows(row: SecondRow, size: Size) -> int:
    """Rows of a ticket's head: the second one is there where it has something to say."""
    return _WALL_ROWS if size == "wall" else 1 + bool(row.promise or row.state)


def promise_words(order: KitchenOrder, zone: tzinfo | None) -> str:
    """`TAKE AWAY 19:42`: where it is eaten, and by when it was promised as long as it is to be made."""
    kind = ORDER_TYPE_WORDS[order.order_type] if order.order_type else ""
    if order.estimated_ready_at is None or order.status not in COOKING:
        return kind
    return f"{kind or 'by'} {order.estimated_ready_at.astimezone(zone):%H:%M}"


def status_words(shown: TicketView) -> str:
    """`READY`; "" for one that is simply to be made, as most are."""
    if shown.cancelled:
        return "CANCELLED"
    if shown.held:
        return "HELD"
    if shown.order.status in COOKING and shown.all_done:
        return "ALL DONE"
    return "" if shown.order.status == "confirmed" else shown.order.status.upper()


def news_words(shown: TicketView, waiting_sign: str) -> str:
    """What is special: a colour alone would not do."""
    waiting = f"{waiting_sign}waiting" if shown.waiting else ""
    old = "OLD" if shown.old else ""
    rush = "RUSH" if shown.order.rushed else ""
    mark = "" if shown.mark is Mark.RUSH else str(shown.mark)
    return " ".join(filter(None, (waiting, old, rush, mark)))
