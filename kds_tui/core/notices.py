"""What a cook is told at the foot of the screen where a press does something else than bump. Pure."""

from kds_tui.core.actions import Move, OrderAction
from kds_tui.core.courses import course_name
from kds_tui.core.events import Settled
from kds_tui.core.terminal_text import plain
from kds_tui.core.ticket_list import TicketView


def waits_words(shown: TicketView) -> str:
    """That all that is left of a ticket waits for its course."""
    return f"#{shown.order.number}: the {course_name(shown.waits[0].course)} wait; fire them first (F)."


def held_words(shown: TicketView) -> str:
    """That an order is to be accepted or refused first."""
    return f"#{shown.order.number} is held: accept it (A), or refuse it (C)."


def refusal_words(event: Settled) -> str:
    """What the cook should know of an answer: a refusal, or that another display was first."""
    action, order = event.action, event.order
    if isinstance(action, Move) and order is not None and order.status != action.after:
        return f"#{order.number} was moved on another display: it is {order.status}."
    if event.refused:
        what = f"#{action.number}" if isinstance(action, OrderAction) else action.words
        return f"{what}: not done. {plain(event.refused)}"
    return ""
