"""The kitchen's requests: move an order, bump a line, ask for what is open."""

from datetime import UTC, datetime

from aiohttp import web

from server.accounts.setup import CALLER, GRANT
from server.db.setup import POOL
from server.domain.order import Order
from server.http.keys import BODY
from server.http.requests import invalid, path_id
from server.kitchen.channel import snapshot_bytes, sold_out_items
from server.menu.setup import MENU_CACHE
from server.orders import store
from server.orders.serialize import kitchen_bytes
from server.orders.setup import ORDERS
from server.wire.orders import BumpLineRequest, MoveOrderRequest


async def move_order(request: web.Request) -> web.Response:
    """Move an order to another state, or rush it."""
    wanted: MoveOrderRequest = request[BODY]
    if wanted.status is None and wanted.rush is None and wanted.reason is None:
        raise invalid("status", "is missing: say what to change")
    order = await request.app[ORDERS].move(
        path_id(request, "order_id"),
        request[CALLER],
        status=wanted.status,
        seen=wanted.seen,
        reason=wanted.reason,
        rush=wanted.rush,
    )
    return _answer(order)


async def bump_line(request: web.Request) -> web.Response:
    """Mark one line as done, or not."""
    wanted: BumpLineRequest = request[BODY]
    order = await request.app[ORDERS].bump_line(
        path_id(request, "order_id"),
        request[CALLER],
        path_id(request, "line_id"),
        done=wanted.done,
    )
    return _answer(order)


async def open_orders(request: web.Request) -> web.Response:
    """Answer the state of a kitchen as a socket's first message has it."""
    restaurant_id = request[GRANT].restaurant_id
    snapshot = await request.app[MENU_CACHE].by_id(restaurant_id)
    _, orders = await store.list_open_orders(request.app[POOL], restaurant_id)
    now = datetime.now(UTC)
    body = snapshot_bytes(orders, sold_out_items(snapshot.menu, now), now)
    return web.Response(body=body, content_type="application/json", charset="utf-8")


def _answer(order: Order) -> web.Response:
    return web.Response(body=kitchen_bytes(order), content_type="application/json", charset="utf-8")
