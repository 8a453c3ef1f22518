"""Reading what the socket says, and the newest state of each open order for those who send."""

import json
from uuid import UUID

from kds_tui.core.actions import OPEN
from server.wire.orders import AvailabilityMessage, KitchenOrder, KitchenSnapshot, OrderMessage

Message = KitchenSnapshot | OrderMessage | AvailabilityMessage | None
_MODELS: dict[str, type[KitchenSnapshot | OrderMessage | AvailabilityMessage]] = {
    "snapshot": KitchenSnapshot,
    "order": OrderMessage,
    "availability": AvailabilityMessage,
}


def read_message(text: str) -> Message:
    """One message; None for a kind that this version does not know. ValueError where it is malformed."""
    raw = json.loads(text)
    model = _MODELS.get(str(raw.get("type"))) if isinstance(raw, dict) else None
    return model.model_validate(raw) if model else None


class OpenOrders:
    """The open orders as the server last told them, by revision."""

    def __init__(self) -> None:
        self._by_id: dict[UUID, KitchenOrder] = {}

    def take(self, message: Message) -> None:
        """Bring the orders up to date."""
        if isinstance(message, KitchenSnapshot):
            self._by_id = {order.id: order for order in message.orders}
        elif isinstance(message, OrderMessage):
            self.take_order(message.order)

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
