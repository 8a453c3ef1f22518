"""What can be done about the orders and calls that come, as lists to choose from. Pure."""

from collections.abc import Mapping
from datetime import datetime

from kds_tui.core.board import Board
from kds_tui.core.choices import Choice
from kds_tui.core.kitchen_actions import limit_words
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext, gettext_noop
from server.wire.hours import Throttle
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.table_calls import Call
from server.wire.vocabulary import CallKind

CALL_WORDS: Mapping[CallKind, str] = {
    "waiter": gettext_noop("WAITER"),
    "bill": gettext_noop("BILL"),
    "other": gettext_noop("CALLS"),
}
KEEP = "keep"
GO_ON = "go on"
NO_LIMIT = "no limit"
PAUSES = (15, 30, 60, 120)
"""Minutes."""
LIMITS = (Throttle(orders=3, minutes=10), Throttle(orders=5, minutes=10), Throttle(orders=10, minutes=10))


def service_choices(place: KitchenPlace | None, now: datetime) -> list[Choice]:
    """What can be done about the orders that come, from what is the case."""
    paused = place is not None and place.paused_until is not None and place.paused_until > now
    throttle = place.throttle if place else None
    return [
        Choice(KEEP, gettext("leave it as it is")),
        *([Choice(GO_ON, gettext("take orders again, from now on"))] if paused else []),
        *(
            Choice(f"pause {minutes}", gettext("PAUSE: take no orders for %d minutes") % minutes)
            for minutes in PAUSES
        ),
        *([Choice(NO_LIMIT, gettext("take as many orders as come again"))] if throttle else []),
        *(Choice(f"limit {n}", limit_words(one)) for n, one in enumerate(LIMITS) if one != throttle),
    ]


def table_choices(board: Board, selected: KitchenOrder | None, query: str) -> list[Choice]:
    """The tables that can be told to have left: the selected ticket's, those that call or have a ticket, and what is typed."""
    mine = [selected.table_identifier] if selected else []
    calling = (call.table_identifier for call in board.calls_now())
    served = sorted({ticket.order.table_identifier for ticket in board.tickets.values()})
    known = dict.fromkeys(table for table in (*mine, *calling, *served) if table)
    found = [table for table in known if query.casefold() in table.casefold()]
    typed = [] if not query or query.casefold() in map(str.casefold, found) else [query]
    return [Choice(table, gettext("Table %s") % plain(table)) for table in (*typed, *found)]


def call_words(call: Call) -> str:
    """`5 BILL (by card)`: who calls, and for what."""
    text = f" ({plain(call.text)})" if call.text else ""
    return f"{plain(call.table_identifier)} {gettext(CALL_WORDS[call.kind])}{text}"
