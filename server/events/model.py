"""What one part of the house tells the others, in this process and in every other one."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.domain.order import Order


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """An order was placed, moved or bumped: the restaurant's change number `changes`.

    `order` is there where the change was made in this process; another process reads it where it needs it.
    """

    restaurant_id: UUID
    changes: int
    order_id: UUID
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class MenuChanged:
    """The menu, an availability or the settings of a restaurant are not what they were."""

    restaurant_id: UUID


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """An item was 86'd or came back; `until` is RFC 3339 or None."""

    restaurant_id: UUID
    menu_item_id: int
    name: str
    available: bool
    until: str | None


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """A member was removed or has another role now; all of a restaurant's members where `user_id` is None."""

    restaurant_id: UUID
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """These sessions were logged out or revoked."""

    session_ids: tuple[UUID, ...]


Event = OrderChanged | MenuChanged | AvailabilityChanged | MembershipChanged | SessionsEnded


def encode(news: Event) -> str:
    """Write `news` for another process; small, without the order itself."""
    match news:
        case OrderChanged(restaurant_id, changes, order_id):
            values: list[Any] = ["order", str(restaurant_id), changes, str(order_id)]
        case MenuChanged(restaurant_id):
            values = ["menu", str(restaurant_id)]
        case AvailabilityChanged(restaurant_id, item_id, name, available, until):
            values = ["availability", str(restaurant_id), item_id, name, available, until]
        case MembershipChanged(restaurant_id, user_id):
            values = ["membership", str(restaurant_id), str(user_id) if user_id else None]
        case SessionsEnded(session_ids):
            values = ["sessions", [str(session_id) for session_id in session_ids]]
    return json.dumps(values, separators=(",", ":"))


def decode(text: str) -> Event:
    """Read what `encode` wrote. ValueError or TypeError where it is something else."""
    name, *values = json.loads(text)
    match name, values:
        case "order", [restaurant, changes, order]:
            return OrderChanged(UUID(restaurant), int(changes), UUID(order))
        case "menu", [restaurant]:
            return MenuChanged(UUID(restaurant))
        case "availability", [restaurant, item_id, item_name, available, until]:
            return AvailabilityChanged(UUID(restaurant), int(item_id), str(item_name), bool(available), until)
        case "membership", [restaurant, user]:
            return MembershipChanged(UUID(restaurant), UUID(user) if user else None)
        case "sessions", [sessions]:
            return SessionsEnded(tuple(UUID(session) for session in sessions))
    raise ValueError(f"no news that is known here: {name!r}")
