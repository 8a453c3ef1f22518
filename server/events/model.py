"""Events: what happened in one part of the server that other parts, and other processes, need to know."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from server.domain.order import Order
from server.domain.table_call import TableCall


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
class CallChanged:
    """A table called the staff, or a call is done: the restaurant's change number `changes`.

    `call` is there where the change was made in this process.
    """

    restaurant_id: UUID
    changes: int
    call_id: int
    call: TableCall | None = None


@dataclass(frozen=True, slots=True)
class MenuChanged:
    """The menu, an availability or the settings of a restaurant are not what they were."""

    restaurant_id: UUID


@dataclass(frozen=True, slots=True)
class AvailabilityChanged:
    """An item, or the options or sizes of a name (then `menu_item_id` is None), ran out, came back or was sold.

    `until` is RFC 3339 or None, `portions` how many are left (None: not counted).
    """

    restaurant_id: UUID
    menu_item_id: int | None
    name: str
    available: bool
    until: str | None
    kind: str = "item"
    portions: int | None = None


@dataclass(frozen=True, slots=True)
class MembershipChanged:
    """A member was removed or has another role now; all of a restaurant's members where `user_id` is None."""

    restaurant_id: UUID
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """These sessions were logged out or revoked."""

    session_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    """A printer of a kitchen is well or not: the restaurant's change number `changes`."""

    restaurant_id: UUID
    changes: int


@dataclass(frozen=True, slots=True)
class TableChanged:
    """Something of a table's visit changed: who sits there, or what they fill together."""

    restaurant_id: UUID
    table_id: int


NumberedChange = OrderChanged | CallChanged | PrinterChanged
"""What the database numbers: a number that is missing was missed."""
Event = NumberedChange | TableChanged | MenuChanged | AvailabilityChanged | MembershipChanged | SessionsEnded


SESSIONS_AT_ONCE = 100
"""Sessions that one notification names: a PostgreSQL payload of 8,000 bytes holds about 200."""


def encode(event: Event) -> list[str]:
    """Write `event` as notifications for other processes: small ones, without the order itself."""
    if isinstance(event, SessionsEnded):
        ids = [str(session_id) for session_id in event.session_ids]
        batches = [ids[at : at + SESSIONS_AT_ONCE] for at in range(0, len(ids), SESSIONS_AT_ONCE)]
        return [_write("sessions", batch) for batch in batches]
    if isinstance(event, TableChanged):
        return [_write("table", str(event.restaurant_id), event.table_id)]
    return [_write(*_values(event))]


def _values(
    event: NumberedChange | MenuChanged | AvailabilityChanged | MembershipChanged,
) -> list[Any]:
    match event:
        case OrderChanged(restaurant_id, changes, order_id):
            return ["order", str(restaurant_id), changes, str(order_id)]
        case CallChanged(restaurant_id, changes, call_id):
            return ["call", str(restaurant_id), changes, call_id]
        case PrinterChanged(restaurant_id, changes):
            return ["printer", str(restaurant_id), changes]
        case MenuChanged(restaurant_id):
            return ["menu", str(restaurant_id)]
        case AvailabilityChanged(restaurant_id, item_id, name, available, until, kind, portions):
            return ["availability", str(restaurant_id), item_id, name, available, until, kind, portions]
        case MembershipChanged(restaurant_id, user_id):
            return ["membership", str(restaurant_id), str(user_id) if user_id else None]


def _write(*values: Any) -> str:
    return orjson.dumps(values).decode()


def decode(text: str) -> Event:
    """Read one notification. ValueError, TypeError, AttributeError, ArithmeticError or RecursionError where `encode` did not write it."""
    name, *values = json.loads(text)
    match name, values:
        case (("order" | "call" | "printer"), [restaurant, changes, *subject]):
            return _numbered(name, UUID(restaurant), int(changes), subject)
        case "table", [restaurant, table_id]:
            return TableChanged(UUID(restaurant), int(table_id))
        case "menu", [restaurant]:
            return MenuChanged(UUID(restaurant))
        case "availability", [restaurant, item_id, item_name, available, until, kind, portions]:
            return AvailabilityChanged(
                UUID(restaurant),
                None if item_id is None else int(item_id),
                str(item_name),
                bool(available),
                until,
                str(kind),
                portions,
            )
        case "membership", [restaurant, user]:
            return MembershipChanged(UUID(restaurant), UUID(user) if user else None)
        case "sessions", [sessions]:
            return SessionsEnded(tuple(UUID(session) for session in sessions))
    raise ValueError(f"not an event that is known here: {name!r}")


def _numbered(name: str, restaurant_id: UUID, changes: int, subject: list[Any]) -> NumberedChange:
    match name, subject:
        case "order", [order]:
            return OrderChanged(restaurant_id, changes, UUID(order))
        case "call", [call]:
            return CallChanged(restaurant_id, changes, int(call))
        case "printer", []:
            return PrinterChanged(restaurant_id, changes)
    raise ValueError(f"not an event that is known here: {name!r} of {subject!r}")
