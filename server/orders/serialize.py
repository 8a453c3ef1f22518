"""An order as clients get it: for its diner, and with the diner's own words for the kitchen."""

from typing import Any

import orjson

from server.domain.courses import HeldCourse
from server.domain.money import to_text
from server.domain.order import Order, OrderLine, OrderModifier
from server.domain.tax import tax_on_top
from server.domain.tax_fields import sum_fields
from server.wire.base import rfc3339


def for_diner(order: Order) -> dict[str, Any]:
    """Write `order` in the fields of `wire.orders.Order`."""
    written: dict[str, Any] = {
        "id": str(order.id),
        "number": order.number,
        "status": order.status,
        "restaurant_slug": order.restaurant_slug,
        "table_identifier": order.table_identifier,
        "customer_name": order.customer_name,
        "total_price": to_text(order.total, order.currency),
        "currency": order.currency,
        "created_at": rfc3339(order.created_at),
        "updated_at": rfc3339(order.updated_at),
        "revision": order.revision,
        "estimated_ready_at": order.estimated_ready_at and rfc3339(order.estimated_ready_at),
        "reason": order.reason,
        "allergies": [{"text": one.text, "allergens": list(one.allergens)} for one in order.allergies],
        "note": order.note,
        "order_type": order.order_type,
        "items": [_line(line, order.currency) for line in order.lines],
    }
    if any(line.taxed for line in order.lines):
        sums = order.taxes
        written["taxes"] = [sum_fields(one, order.currency) for one in sums]
        written["total_with_tax"] = to_text(order.total + tax_on_top(sums), order.currency)
    if order.released_at:
        written["released_at"] = rfc3339(order.released_at)
    return written


def for_kitchen(order: Order) -> dict[str, Any]:
    """Write `order` in the fields of `wire.orders.KitchenOrder`."""
    written = {
        **for_diner(order),
        "raw_input": order.raw_input,
        "language": order.language,
        "items": [_kitchen_line(line, order.currency) for line in order.lines],
        "rushed": order.rushed,
        "table_proven": order.table_proven,
    }
    return {**written, "courses": list(map(_course, order.courses))} if order.courses else written


def outline_for_kitchen(order: Order) -> dict[str, Any]:
    """Write of `order` what a display needs to name it and to read it by itself."""
    words = {"customer_name": "", "raw_input": "", "note": "", "reason": "", "allergies": [], "items": []}
    return {**for_kitchen(order), **words, "omitted": True}


def diner_bytes(order: Order) -> bytes:
    """`for_diner` as JSON."""
    return orjson.dumps(for_diner(order))


def kitchen_bytes(order: Order) -> bytes:
    """`for_kitchen` as JSON."""
    return orjson.dumps(for_kitchen(order))


def _course(held: HeldCourse) -> dict[str, Any]:
    return {"course": held.course, "fires_at": held.fires_at and rfc3339(held.fires_at)}


def _line(line: OrderLine, currency: str) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": line.id,
        "name": line.name,
        "variant_label": line.variant_label,
        "quantity": line.quantity,
        "modifiers": [_modifier(modifier, currency) for modifier in line.modifiers],
        "special_requests": line.special_requests,
        "unit_price": to_text(line.unit_price, currency),
        "line_total": to_text(line.line_total, currency),
        "station": line.station,
        "done": line.done,
    }
    if line.number:
        written["number"] = line.number
    if line.course:
        written["course"] = line.course
    if line.state:
        written |= {"state": line.state, "reason": line.reason}
    if line.done_stations:
        written["done_stations"] = list(line.done_stations)
    return written


def _kitchen_line(line: OrderLine, currency: str) -> dict[str, Any]:
    written = _line(line, currency)
    if line.conflicts:
        written["conflicts"] = list(line.conflicts)
    if line.guest:
        written["guest"] = line.guest
    if line.guest_name:
        written["guest_name"] = line.guest_name
    return written


def _modifier(modifier: OrderModifier, currency: str) -> dict[str, Any]:
    written: dict[str, Any] = {
        "name": modifier.name,
        "amount": modifier.amount,
        "quantity": modifier.quantity,
        "price_adjustment": to_text(modifier.price_adjustment, currency),
    }
    if modifier.menu_item_id is not None:
        written |= {"menu_item_id": modifier.menu_item_id, "station": modifier.station}
    return written
