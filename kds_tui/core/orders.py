"""Orders as a display reads them: the wire's, with what the contract adds and may be absent from older servers."""

from typing import Literal

from pydantic import Field

from server.wire import orders as wire
from server.wire.base import Answer

OrderStatus = Literal["held", "confirmed", "preparing", "ready", "completed", "cancelled"]


class OrderAllergy(Answer):
    """An allergy in the diner's words; `allergens` are codes, empty where none is known."""

    text: str
    allergens: list[str] = Field(default_factory=list)


class KitchenOrder(wire.KitchenOrder):
    """An order with its allergies; `note` is a wish for the whole of it."""

    status: OrderStatus  # type: ignore[assignment]  # wider than an older wire's
    allergies: list[OrderAllergy] = Field(default_factory=list)
    note: str = ""


class KitchenSnapshot(wire.KitchenSnapshot):
    """The state of a kitchen."""

    orders: list[KitchenOrder]  # type: ignore[assignment]  # a list of the narrower order


class OrderMessage(wire.OrderMessage):
    """The whole order after a change."""

    order: KitchenOrder
