"""Reading what the server says, and the newest state of each open order for those who send.

Servers are upgraded before displays: what this version does not know is left out, and never takes the rest along.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, get_args
from uuid import UUID

from pydantic import ValidationError

from kds_tui.core.events import Gone, Omitted, Unreadable
from server.wire.availability import Unavailable
from server.wire.kitchen_messages import AvailabilityMessage, KitchenSnapshot, OrderMessage
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.printers import PrinterState
from server.wire.table_calls import Call, CallMessage
from server.wire.vocabulary import OPEN, OrderStatus

Message = KitchenSnapshot | OrderMessage | AvailabilityMessage | CallMessage | Gone | Omitted | Unreadable
STATUSES = frozenset(get_args(OrderStatus))
MOST_WORDS = 500
"""Letters of an allergy's words, as the contract has them."""


def read_messages(text: str) -> list[Message]:
    """What one message of the socket means; nothing for a kind that this version does not know.

    ValueError where it is no message at all.
    """
    raw = json.loads(text)
    if not isinstance(raw, dict):
        raise ValueError("a message is an object")  # noqa: TRY004  # a mistake of the server's, not of a caller
    match raw.get("type"):
        case "snapshot":
            return _read_snapshot(raw)
        case "order":
            order = read_order(raw["order"])
            return [OrderMessage(order=order) if isinstance(order, KitchenOrder) else order]
        case "availability":
            return _read_each(AvailabilityMessage, [raw])
        case "call":
            return _read_each(CallMessage, [raw])
        case _:
            return []


def read_order(raw: Any) -> KitchenOrder | Gone | Omitted | Unreadable:
    """An order; or that it is no business of this display, is to be asked for, or cannot be read."""
    order_id = _find_id(raw)
    if order_id is not None and raw.get("omitted") is True:
        return Omitted(order_id)
    for read in (raw, _plain_allergies(raw)):
        with suppress(ValidationError):
            return KitchenOrder.model_validate(read)
    if order_id is None:
        return Unreadable(0)
    number = raw.get("number")
    known = raw.get("status") in STATUSES
    return Unreadable(number if isinstance(number, int) else 0) if known else Gone(order_id)


def _plain_allergies(raw: Any) -> Any:
    """The order with its allergies as words alone, where a later server says more of them than is known here."""
    if not isinstance(raw, dict) or not isinstance(raw.get("allergies"), list):
        return raw
    told = [" ".join(_words(one)) for one in raw["allergies"]]
    return {**raw, "allergies": [{"text": text[:MOST_WORDS]} for text in told if text]}


def _words(raw: Any) -> Iterator[str]:
    """Every text in an allergy, whatever it is called."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict | list):
        for one in raw.values() if isinstance(raw, dict) else raw:
            yield from _words(one)


def _find_id(raw: Any) -> UUID | None:
    try:
        return UUID(raw["id"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _read_snapshot(raw: dict[str, Any]) -> list[Message]:
    """The snapshot, in which outlines stand for orders that were left out; each of those is to be asked for."""
    read = [read_order(order) for order in raw["orders"]]
    outlines = _read_each(KitchenOrder, [order for order in raw["orders"] if _is_outline(order)])
    whole = {
        "orders": [*(order for order in read if isinstance(order, KitchenOrder)), *outlines],
        "unavailable": _read_each(Unavailable, raw.get("unavailable", [])),
        "counted": _read_each(Unavailable, raw.get("counted", [])),
        "calls": _read_each(Call, raw.get("calls", [])),
        "place": next(iter(_read_each(KitchenPlace, [raw.get("place")])), None),
        "printers": _read_each(PrinterState, raw.get("printers", [])),
        "server_time": raw.get("server_time"),
    }
    left = [one for one in read if isinstance(one, Omitted | Unreadable)]
    return [KitchenSnapshot.model_validate(whole), *left]


def _is_outline(raw: Any) -> bool:
    return isinstance(raw, dict) and raw.get("omitted") is True


def _read_each(model: type[Any], raw: Iterable[Any]) -> list[Any]:
    """Those that this version can read."""

    def read() -> Iterator[Any]:
        for one in raw:
            try:
                yield model.model_validate(one)
            except ValidationError:
                continue

    return list(read())


class OpenOrders:
    """The open orders as the server last told them, by revision."""

    def __init__(self) -> None:
        self._by_id: dict[UUID, KitchenOrder] = {}

    def take(self, message: Message) -> None:
        """Bring the orders up to date."""
        if isinstance(message, KitchenSnapshot):
            self._by_id = {order.id: order for order in message.orders if not order.omitted}
        elif isinstance(message, OrderMessage):
            self.take_order(message.order)
        elif isinstance(message, Gone):
            self._by_id.pop(message.order_id, None)

    def take_order(self, order: KitchenOrder) -> None:
        """Bring one order up to date; one that is closed is held no longer."""
        held = self._by_id.get(order.id)
        if held is not None and held.revision >= order.revision:
            return
        if order.status in OPEN:
            self._by_id[order.id] = order
        else:
            self._by_id.pop(order.id, None)

    def find(self, order_id: UUID) -> KitchenOrder | None:
        """The order where it is open."""
        return self._by_id.get(order_id)
