"""The state of a kitchen as a display gets it first: bounded, however much is open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from server.domain.attention import attention_of
from server.domain.call import Call
from server.domain.menu import Menu
from server.domain.order import Order
from server.orders.serialize import for_kitchen, outline_for_kitchen
from server.wire.base import rfc3339

MAX_BYTES = 4 * 1024 * 1024
"""Of a snapshot."""
RESERVED_BYTES = 256 * 1024
"""Of a snapshot, for all that is in it besides orders."""
MAX_CALLS = 200
OUTLINE_BYTES = 1_000
"""Of an order without its lines and its words: its table has 50 characters of up to 6 bytes, its slug 100 of one."""


class SoldOut(NamedTuple):
    name: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class KitchenState:
    """What a kitchen has to do at a moment, and the number of the last change that is in it."""

    changes: int
    menu_version: int
    orders: list[Order]
    calls: list[Call]
    sold_out: Mapping[int, SoldOut]
    at: datetime

    def of_station(self, station: str | None) -> "KitchenState":
        """Narrow it to the orders that are a station's business; None: all."""
        orders = [order for order in self.orders if order.concerns(station)]
        return replace(self, orders=orders)


def sold_out_items(menu: Menu, now: datetime) -> dict[int, SoldOut]:
    """What is 86'd at `now`, by item id."""
    return {
        i.id: SoldOut(i.name, i.sold_out_until) for i in menu.orderable_items() if not i.is_available(now)
    }


def neglected_orders(state: KitchenState, displays_seen_at: datetime | None) -> list[dict[str, Any]]:
    """Return the open orders that nobody looks at, as the wire's NeglectedOrder; see `server.domain.attention`."""
    told = (
        (
            order,
            attention_of(
                order.status, order.created_at, order.estimated_ready_at, displays_seen_at, state.at
            ),
        )
        for order in state.orders
    )
    return [{"number": order.number, "attention": attention} for order, attention in told if attention]


def snapshot_bytes(state: KitchenState, neglected: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Write `state` as the wire's KitchenSnapshot, in at most MAX_BYTES.

    The oldest orders are in it whole; where it would be too large, the newer ones are outlines that say `omitted`.
    """
    return orjson.dumps(
        {
            "type": "snapshot",
            "orders": [orjson.Fragment(text) for text in _bounded(state.orders)],
            "unavailable": [
                {"menu_item_id": item_id, "name": item.name, "until": item.until and rfc3339(item.until)}
                for item_id, item in state.sold_out.items()
            ],
            "calls": [call_document(call) for call in state.calls[:MAX_CALLS]],
            "neglected": list(neglected),
            "server_time": rfc3339(state.at),
        }
    )


def _bounded(orders: Iterable[Order]) -> list[bytes]:
    """Write orders whole as long as outlines of all that follow still fit."""
    waiting = list(orders)
    left = MAX_BYTES - RESERVED_BYTES - OUTLINE_BYTES * len(waiting)
    texts: list[bytes] = []
    for order in waiting:
        text = orjson.dumps(for_kitchen(order))
        if len(text) > left:
            text = orjson.dumps(outline_for_kitchen(order))
        else:
            left -= len(text)
        texts.append(text)
    return texts


def call_document(call: Call) -> dict[str, Any]:
    """Write a call in the fields of `wire.table_calls.Call`."""
    return {
        "id": call.id,
        "kind": call.kind,
        "text": call.text,
        "table_identifier": call.table_identifier,
        "created_at": rfc3339(call.created_at),
        "done": call.done,
    }
