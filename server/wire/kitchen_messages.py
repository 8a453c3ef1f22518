"""What a kitchen display is sent, and the first message that it sends."""

from typing import Annotated, Literal

from pydantic import Field

from server.wire.availability import StockKind, Unavailable
from server.wire.base import Answer, Request, Time
from server.wire.kitchen_place import KitchenPlace
from server.wire.orders import KitchenOrder
from server.wire.printers import PrinterState
from server.wire.table_calls import Call


class NeglectedOrder(Answer):
    """An open order that no display has shown since it was placed (`unseen`), or that is `late`."""

    number: int
    attention: Literal["unseen", "late"]


class KitchenSnapshot(Answer):
    """The state of a kitchen: open orders, oldest first, what is 86'd, and the tables that call.

    `counted` are the dishes of which so many portions are left.

    Of an order that is `omitted` there is no more than the number and the status, as the message would be too large:
    it is read by itself. `neglected` is told where it is asked for by GET, not to displays.
    """

    type: Literal["snapshot"] = "snapshot"
    orders: list[KitchenOrder]
    unavailable: list[Unavailable]
    counted: list[Unavailable] = []
    place: KitchenPlace | None = None
    calls: list[Call] = []
    neglected: list[NeglectedOrder] = []
    printers: list[PrinterState] = []
    server_time: Time


class OrderMessage(Answer):
    """The whole order after a change: apply it where its revision is higher than the one held."""

    type: Literal["order"] = "order"
    order: KitchenOrder


class AvailabilityMessage(Answer):
    type: Literal["availability"] = "availability"
    kind: StockKind = "item"
    menu_item_id: int | None
    name: str
    available: bool
    until: Time | None
    portions: int | None = None


class AuthMessage(Request):
    """The first message of a kitchen client that cannot set a header."""

    type: Literal["auth"]
    token: Annotated[str, Field(max_length=4096)]
