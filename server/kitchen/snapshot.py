"""The state of a kitchen as a display gets it first: bounded, however much is open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from server.domain.menu import Item, Menu
from server.domain.names import folded
from server.domain.neglect import neglect_of
from server.domain.order import Order
from server.domain.printer import Printer
from server.domain.table_call import TableCall
from server.kitchen.place import Place
from server.orders.serialize import for_kitchen, outline_for_kitchen
from server.wire.availability import StockKey
from server.wire.base import rfc3339

MAX_BYTES = 4 * 1024 * 1024
"""Of a snapshot."""
RESERVED_BYTES = 256 * 1024
"""Of a snapshot, for all that is in it besides orders."""
MAX_CALLS = 200
OUTLINE_BYTES = 1_000
"""Of an order without its lines and its words: its table has 50 characters of up to 6 bytes, its slug 100 of one."""


class Stock(NamedTuple):
    """An item, or the options or sizes of a name (then without an id), and how it stands with it."""

    name: str
    until: datetime | None
    kind: str = "item"
    menu_item_id: int | None = None
    portions: int | None = None

    @property
    def key(self) -> StockKey:
        """Its key among what is sold out."""
        return (self.kind, folded(self.name)) if self.menu_item_id is None else self.menu_item_id


@dataclass(frozen=True, slots=True)
class KitchenState:
    """What a kitchen has to do at a moment, and the number of the last change that is in it."""

    changes: int
    menu_version: int
    orders: list[Order]
    calls: list[TableCall]
    sold_out: Mapping[StockKey, Stock]
    counted: Mapping[StockKey, Stock]
    at: datetime
    place: Place | None = None
    printers: tuple[Printer, ...] = ()

    def of_station(self, station: str | None) -> "KitchenState":
        """Narrow it to the orders that are a station's business; None: all."""
        orders = [order for order in self.orders if order.concerns(station)]
        return replace(self, orders=orders)


def sold_out_things(menu: Menu, now: datetime) -> dict[StockKey, Stock]:
    """What of the menu has run out at `now`: items that are served, and options and sizes by their names."""
    return {thing.key: thing for item in menu.orderable_items() for thing in _sold_out(item, now)}


def counted_dishes(menu: Menu, now: datetime) -> dict[StockKey, Stock]:
    """The dishes that can be ordered at `now` and of which so many portions are left."""
    return {
        item.id: Stock(item.name, None, "item", item.id, item.portions)
        for item in menu.orderable_items()
        if item.portions is not None and item.is_available(now)
    }


def _sold_out(item: Item, now: datetime) -> Iterator[Stock]:
    if item.is_served and not item.is_available(now):
        until = item.sold_out_until if item.sold_out else None
        yield Stock(item.name, until, "item", item.id, item.portions)
    for variant in item.variants:
        if not variant.is_available(now):
            yield Stock(variant.label, variant.sold_out_until, "variant")
    for group in item.modifier_groups:
        for modifier in group.modifiers:
            if modifier.menu_item_id is None and not modifier.is_available(now):
                yield Stock(modifier.name, modifier.sold_out_until, "option")


def stock_document(thing: Stock) -> dict[str, Any]:
    """Write a thing in the fields of `wire.menu.Unavailable`."""
    return {
        "kind": thing.kind,
        "menu_item_id": thing.menu_item_id,
        "name": thing.name,
        "until": thing.until and rfc3339(thing.until),
        "portions": thing.portions,
    }


def neglected_orders(state: KitchenState, displays_seen_at: datetime | None) -> list[dict[str, Any]]:
    """Return the open orders that nobody looks at, as the wire's NeglectedOrder; see `server.domain.neglect`."""
    told = (
        (
            order,
            neglect_of(order.status, order.came_at, order.estimated_ready_at, displays_seen_at, state.at),
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
            "unavailable": [stock_document(thing) for thing in state.sold_out.values()],
            "counted": [stock_document(thing) for thing in state.counted.values()],
            "place": state.place and state.place.document(),
            "calls": [call_document(call) for call in state.calls[:MAX_CALLS]],
            "neglected": list(neglected),
            "printers": [
                {**asdict(printer), "told_at": rfc3339(printer.told_at)} for printer in state.printers
            ],
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


def call_document(call: TableCall) -> dict[str, Any]:
    """Write a call in the fields of `wire.table_calls.Call`."""
    return {
        "id": call.id,
        "kind": call.kind,
        "text": call.text,
        "table_identifier": call.table_identifier,
        "created_at": rfc3339(call.created_at),
        "done": call.done,
        "taken_by": call.taken_by,
    }
