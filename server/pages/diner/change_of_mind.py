"""What of an order its diner may still cancel, and what became of lines that were taken off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.errors import Invalid
from server.domain.restaurant import OrderRules
from server.domain.unpaid import UNPAID_FOR
from server.pages.i18n import gettext
from server.wire.orders import MAX_LINES
from server.wire.vocabulary import CANCELLABLE, NOT_ENDED, NOT_PAID_IN_TIME, OPEN

CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page offers: to cancel `until` a moment (None: no longer), the lines that can be cancelled by themselves."""

    until: datetime | None = None
    lines: frozenset[int] = frozenset()
    ask_staff: bool = False


def offer_of(order: Mapping[str, Any], rules: OrderRules | None, now: datetime) -> Offer:
    """What can be offered of an order, as the wire has it, at `now`."""
    left = [line for line in order["items"] if not line.get("state")]
    is_begun = order["status"] not in CANCELLABLE or any(
        line["done"] or line.get("done_stations") for line in left
    )
    until = _cancel_until(order, rules)
    if is_begun or until is None or until <= now:
        return Offer(ask_staff=order["status"] in NOT_ENDED)
    return Offer(until, frozenset(line["id"] for line in left) if len(left) > 1 else frozenset())


def _cancel_until(order: Mapping[str, Any], rules: OrderRules | None) -> datetime | None:
    """Until when the diner may cancel; what waits for payment, as long as it waits."""
    placed_at = datetime.fromisoformat(order["created_at"])
    if order["status"] == "unpaid":
        return placed_at + UNPAID_FOR
    return rules.may_cancel_until(placed_at) if rules else None


def say_reason(order: Mapping[str, Any]) -> str:
    """Why an order was cancelled; "" where it was not, or nobody said."""
    if order["status"] != "cancelled":
        return ""
    is_unpaid = order["reason"] == NOT_PAID_IN_TIME
    return gettext("It was not paid in time.") if is_unpaid else str(order["reason"])


def read_cancelled(do: str) -> list[int] | None:
    """The lines that a button of the page cancels, None for all. Invalid where it is no such button."""
    step, _, number = do.partition(":")
    if step != CANCEL or (
        number and not (number.isascii() and number.isdigit() and len(number) <= len(str(MAX_LINES)))
    ):
        raise Invalid([("do", "is not a button of this page")])
    return [int(number)] if number else None


def say_taken_off(line: Mapping[str, Any]) -> str:
    """What became of a line that is not made; "" where it is."""
    if line.get("state") == "cancelled":
        return gettext("Cancelled")
    if line.get("state") == "refused":
        return gettext("The kitchen cannot make this: %(reason)s") % {"reason": line.get("reason", "")}
    return ""


def say_refused(order: Mapping[str, Any], names: Sequence[str]) -> str:
    """What is said at once where the kitchen refused dishes of an order that it still has."""
    if not names or order["status"] not in OPEN:
        return ""
    return gettext("The kitchen cannot make: %(names)s.") % {"names": ", ".join(names)}


def is_cancelled_by_diner(order: Mapping[str, Any]) -> bool:
    """Whether the diner cancelled all that was left of it."""
    is_empty = all(line.get("state") for line in order["items"])
    return order["status"] == "cancelled" and is_empty and not order["reason"]
