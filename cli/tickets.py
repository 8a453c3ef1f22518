"""Orders as people read them in a terminal."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cli import times
from cli.terminal import visible
from server.wire.menu import said_label
from server.wire.orders import Order, OrderLine

_OPEN = ("confirmed", "preparing", "ready")


def dishes(order: Order) -> str:
    """`2 Margherita, Coke`."""
    names = (f"{line.quantity} {line.name}" if line.quantity > 1 else line.name for line in order.items)
    return visible(", ".join(names))


def age_or_time(order: Order, where: ZoneInfo) -> str:
    """When the order was placed; how long ago too, while it is open."""
    placed = times.local(order.created_at, where)
    if order.status not in _OPEN:
        return placed
    minutes = int((datetime.now(UTC) - order.created_at).total_seconds() // 60)
    return f"{placed}, {minutes} min ago"


def line_text(line: OrderLine, currency: str) -> str:
    """One line of a ticket, its modifiers and requests beneath it."""
    label = said_label(line.variant_label)
    variant = f", {label}" if label else ""
    mark = "✓" if line.done else " "
    parts = [f"{line.line_total:>10} {currency}  {mark} {line.quantity} × {line.name}{variant}"]  # times
    for modifier in line.modifiers:
        amount = {"none": "no ", "regular": "", "side": "on the side: "}.get(
            modifier.amount, f"{modifier.amount} "
        )
        count = f" × {modifier.quantity}" if modifier.quantity > 1 else ""  # times
        parts.append(f"{'':20}{amount}{modifier.name}{count}")
    if line.special_requests:
        parts.append(f"{'':20}“{line.special_requests}”")
    return visible("\n".join(parts))
