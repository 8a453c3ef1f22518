"""An order, its lines, and the moves that it may make."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

Status = Literal["confirmed", "preparing", "ready", "completed", "cancelled"]

OPEN: tuple[Status, ...] = ("confirmed", "preparing", "ready")

REACHED_FROM: Mapping[Status, tuple[Status, ...]] = {
    "confirmed": ("preparing",),
    "preparing": ("confirmed", "ready"),
    "ready": ("preparing", "completed"),
    "completed": ("ready",),
    "cancelled": ("confirmed", "preparing", "ready"),
}
"""From which states each state is reached: one step on, one step back (a recall), or cancelled for good."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it is stored. `total` is in minor units of `currency`; `lines` are documents.

    `{id, menu_item_id, name, variant_id, variant_label, quantity, modifiers: [{modifier_id, name, amount,
    quantity}], special_requests, unit_price, line_total, station, done}`, prices in minor units, `id` counted
    from 1 within the order.
    """

    restaurant_id: UUID
    restaurant_slug: str
    id: UUID
    number: int
    day: date
    status: Status
    table_identifier: str
    customer_name: str
    raw_input: str
    language: str
    currency: str
    total: int
    reason: str
    revision: int
    rushed: bool
    created_at: datetime
    updated_at: datetime
    estimated_ready_at: datetime | None
    lines: list[dict[str, Any]]

    @property
    def is_open(self) -> bool:
        """Whether the kitchen still has it."""
        return self.status in OPEN

    @property
    def stations(self) -> frozenset[str]:
        """Where its lines are made; `""` stands for a line that belongs to no station."""
        return frozenset(line["station"] for line in self.lines)
