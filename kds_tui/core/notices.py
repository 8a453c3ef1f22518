"""What a cook is told at the foot of the screen where a press does something else than bump. Pure."""

from kds_tui.core.actions import Move, OrderAction
from kds_tui.core.courses import course_name
from kds_tui.core.events import Settled
from kds_tui.core.names import status_name
from kds_tui.core.terminal_text import plain
from kds_tui.core.texts import gettext
from kds_tui.core.ticket_list import TicketView


def waits_words(shown: TicketView) -> str:
    """That all that is left of a ticket waits for its course."""
    return gettext("#%(number)d: the %(course)s wait; fire them first (F).") % {
        "number": shown.order.number,
        "course": course_name(shown.waits[0].course),
    }


def held_words(shown: TicketView) -> str:
    """That an order is to be accepted or refused first."""
    return gettext("#%d is held: accept it (A), or refuse it (C).") % shown.order.number


def refusal_words(event: Settled) -> str:
    """What the cook should know of an answer: a refusal, or that another display was first."""
    action, order = event.action, event.order
    if isinstance(action, Move) and order is not None and order.status != action.after:
        return gettext("#%(number)d was moved on another display: it is %(status)s.") % {
            "number": order.number,
            "status": status_name(order.status),
        }
    if event.refused:
        what = f"#{action.number}" if isinstance(action, OrderAction) else action.words
        return gettext("%(what)s: not done. %(why)s") % {"what": what, "why": plain(event.refused)}
    return ""
