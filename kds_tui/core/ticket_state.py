"""How a ticket stands, in words for its head. Pure."""

from collections.abc import Mapping
from typing import Literal

from kds_tui.core import big_digits
from kds_tui.core.ticket import Mark
from kds_tui.core.ticket_list import TicketView

Size = Literal["normal", "wall"]
_LEAST_ROWS: Mapping[Size, int] = {"normal": 1, "wall": big_digits.ROWS + 1}


def status_words(shown: TicketView) -> str:
    """`READY`; "" for one that is simply to be made, as most are."""
    if shown.cancelled:
        return "CANCELLED"
    if shown.held:
        return "HELD"
    if shown.order.status in {"confirmed", "preparing"} and shown.all_done:
        return "ALL DONE"
    return "" if shown.order.status == "confirmed" else shown.order.status.upper()


def news_words(shown: TicketView, waiting_sign: str) -> str:
    """What is special: a colour alone would not do."""
    waiting = f"{waiting_sign}waiting" if shown.waiting else ""
    old = "OLD" if shown.old else ""
    rush = "RUSH" if shown.order.rushed else ""
    mark = "" if shown.mark is Mark.RUSH else str(shown.mark)
    return " ".join(filter(None, (waiting, old, rush, mark)))


def head_rows(shown: TicketView, size: Size) -> int:
    """Rows of a ticket's head: the second one is there where it has something to say."""
    more = size == "normal" and bool(status_words(shown) or news_words(shown, ""))
    return _LEAST_ROWS[size] + more
