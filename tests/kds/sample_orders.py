"""Orders as the tests need them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from server.wire.courses import HeldCourse
from server.wire.kitchen_messages import KitchenSnapshot, OrderMessage
from server.wire.orders import KitchenOrder, OrderLine, OrderModifier

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def line(line_id: int = 1, name: str = "Margherita", **values: Any) -> OrderLine:
    """A line; one Margherita of the oven where nothing else is said."""
    usual: dict[str, Any] = {
        "variant_label": "Regular",
        "quantity": 1,
        "modifiers": [],
        "special_requests": "",
        "line_total": "9.50",
        "station": "oven",
        "done": False,
    }
    return OrderLine(id=line_id, name=name, **{**usual, **values})


def modifier(name: str, amount: str = "regular", quantity: int = 1) -> OrderModifier:
    """A modifier of a line."""
    return OrderModifier.model_validate({"name": name, "amount": amount, "quantity": quantity})


def order(number: int = 1, *lines: OrderLine, **values: Any) -> KitchenOrder:
    """An order whose id tells its number, placed `number` minutes after noon."""
    placed = NOON + timedelta(minutes=number)
    usual: dict[str, Any] = {
        "id": UUID(int=number),
        "status": "confirmed",
        "restaurant_slug": "luigis",
        "table_identifier": "5",
        "customer_name": "",
        "total_price": "9.50",
        "currency": "EUR",
        "created_at": placed,
        "updated_at": placed,
        "revision": 1,
        "estimated_ready_at": None,
        "reason": "",
    }
    return KitchenOrder(number=number, items=list(lines) or [line()], **{**usual, **values})


def meal(number: int = 1, *lines: OrderLine, **values: Any) -> KitchenOrder:
    """A starter, a main and a drink, or these lines; the main waits until it is fired."""
    lines = lines or (
        line(1, "Steak", station="grill", course="main"),
        line(2, "Coke", station="bar"),
        line(3, "Soup", station="cold", course="starter"),
    )
    usual: dict[str, Any] = {"courses": [HeldCourse(course="main", fires_at=None)], "status": "preparing"}
    return order(number, *lines, **{**usual, **values})


def with_done(old: KitchenOrder, *line_ids: int, **values: Any) -> KitchenOrder:
    """The next revision of an order, with these lines done."""
    items = [one.model_copy(update={"done": one.done or one.id in line_ids}) for one in old.items]
    return changed(old, items=items, **values)


def fired(old: KitchenOrder, at: datetime | None, course: str = "main") -> KitchenOrder:
    """The next revision of an order, with a course fired at a moment, or waiting again."""
    courses = [
        one.model_copy(update={"fires_at": at}) if one.course == course else one for one in old.courses
    ]
    return changed(old, courses=courses, updated_at=at or old.updated_at)


def changed(old: KitchenOrder, **values: Any) -> KitchenOrder:
    """The next revision of an order."""
    return old.model_copy(update={"revision": old.revision + 1, **values})


def snapshot(*orders: KitchenOrder, **values: Any) -> KitchenSnapshot:
    """A snapshot with these orders."""
    return KitchenSnapshot(**{"orders": list(orders), "unavailable": [], "server_time": NOON, **values})


def told(one: KitchenOrder) -> OrderMessage:
    """The message about an order."""
    return OrderMessage(order=one)
