"""The kitchen's requests: move an order, bump a line, ask for what is open."""

from datetime import UTC, datetime

from aiohttp import web

from server.accounts.setup import CALLER, GRANT
from server.db.setup import POOL
from server.domain.order import Order
from server.http.keys import BODY
from server.http.requests import invalid, path_id, reply
from server.http.written import answer_json
from server.kitchen import day_store
from server.kitchen.setup import HUB, PRESENCE
from server.kitchen.snapshot import neglected_orders, snapshot_bytes
from server.orders.serialize import kitchen_bytes
from server.orders.setup import ORDERS
from server.orders.store import OpenOrdersFilter
from server.wire.courses import FireCourseRequest
from server.wire.orders import (
    BumpLineRequest,
    CancelledOrders,
    CancelOrdersRequest,
    MoveOrderRequest,
    RefuseLineRequest,
)


async def move_order(request: web.Request) -> web.StreamResponse:
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
    return _answer(request, order)


async def bump_line(request: web.Request) -> web.StreamResponse:
    """Mark one line, or what a station makes of it, as done or not."""
    wanted: BumpLineRequest = request[BODY]
    order = await request.app[ORDERS].bump_line(
        path_id(request, "order_id"),
        request[CALLER],
        path_id(request, "line_id"),
        done=wanted.done,
        station=wanted.station,
    )
    return _answer(request, order)


async def refuse_line(request: web.Request) -> web.StreamResponse:
    """Do not make one line of an order."""
    wanted: RefuseLineRequest = request[BODY]
    order = await request.app[ORDERS].refuse_line(
        path_id(request, "order_id"), path_id(request, "line_id"), wanted.reason
    )
    return _answer(request, order)


async def fire_course(request: web.Request) -> web.StreamResponse:
    """Fire a course of an order, or let it wait again."""
    wanted: FireCourseRequest = request[BODY]
    order = await request.app[ORDERS].fire(
        path_id(request, "order_id"), path_id(request, "course"), fired=wanted.fired
    )
    return _answer(request, order)


async def read_order(request: web.Request) -> web.StreamResponse:
    """Answer one order as the kitchen sees it."""
    return _answer(request, await request.app[ORDERS].get(path_id(request, "order_id")))


async def open_orders(request: web.Request) -> web.Response:
    """Answer the state of a kitchen as a socket's first message has it."""
    restaurant_id = request[GRANT].restaurant_id
    state = await request.app[HUB].read_state(restaurant_id)
    neglected = neglected_orders(state, await request.app[PRESENCE].seen_at(restaurant_id))
    return web.Response(
        body=snapshot_bytes(state, neglected), content_type="application/json", charset="utf-8"
    )


async def read_day(request: web.Request) -> web.Response:
    """Answer the orders of the business day, with their times."""
    day = await day_store.read_day(request.app[POOL], request[GRANT].restaurant_id, datetime.now(UTC))
    return reply(day)


async def cancel_orders(request: web.Request) -> web.Response:
    """Cancel many open orders at once."""
    wanted: CancelOrdersRequest = request[BODY]
    cancelled = await request.app[ORDERS].cancel_many(
        request[GRANT].restaurant_id,
        request[CALLER],
        OpenOrdersFilter(wanted.table_identifier, wanted.placed_after, wanted.proven),
        wanted.reason,
    )
    return reply(CancelledOrders(cancelled=cancelled))


def _answer(request: web.Request, order: Order) -> web.StreamResponse:
    return answer_json(request, kitchen_bytes(order))
