"""The kitchen's requests: move an order, bump a line, ask for what is open."""

from datetime import UTC, datetime

from aiohttp import web

from server import keys
from server.dispatch import invalid, path_id
from server.domain.order import Order
from server.kitchen.channel import snapshot_bytes, sold_out_items
from server.orders import store
from server.orders.serialize import kitchen_bytes
from server.wire.orders import BumpLineRequest, MoveOrderRequest


async def move_order(request: web.Request) -> web.Response:
    """Move an order to another state, or rush it."""
    wanted: MoveOrderRequest = request[keys.BODY]
    if wanted.status is None and wanted.rush is None and wanted.reason is None:
        raise invalid("status", "is missing: say what to change")
    order = await request.app[keys.ORDERS].move(
        path_id(request, "order_id"),
        request[keys.CALLER],
        status=wanted.status,
        seen=wanted.seen,
        reason=wanted.reason,
        rush=wanted.rush,
    )
    return _answer(order)


async def bump_line(request: web.Request) -> web.Response:
    """Mark one line as done, or not."""
    wanted: BumpLineRequest = request[keys.BODY]
    order = await request.app[keys.ORDERS].bump_line(
        path_id(request, "order_id"),
        request[keys.CALLER],
        path_id(request, "line_id"),
        done=wanted.done,
    )
    return _answer(order)


async def open_orders(request: web.Request) -> web.Response:
    """Answer the state of a kitchen as a socket's first message has it."""
    restaurant_id = request[keys.GRANT].restaurant_id
    listing = await request.app[keys.CATALOG].by_id(restaurant_id)
    _, orders = await store.list_open_orders(request.app[keys.POOL], restaurant_id)
    now = datetime.now(UTC)
    body = snapshot_bytes(orders, sold_out_items(listing.menu, now), now)
    return web.Response(body=body, content_type="application/json", charset="utf-8")


def _answer(order: Order) -> web.Response:
    return web.Response(body=kitchen_bytes(order), content_type="application/json", charset="utf-8")
