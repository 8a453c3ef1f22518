"""Diners' requests: understand, confirm, follow. And the members' list of orders."""

import base64
import binascii
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from server.accounts.setup import GRANT
from server.db.setup import POOL
from server.domain.errors import Invalid
from server.domain.order import Order
from server.http.keys import BODY, QUERY
from server.http.prepared import PreparedResponse
from server.http.requests import invalid, path_id
from server.http.written import JSON, answer_json
from server.menu.setup import MENU_CACHE
from server.orders import store
from server.orders.acceptance import read_acceptance
from server.orders.serialize import diner_bytes, for_kitchen
from server.orders.setup import ESTIMATES, ORDERS, UNDERSTANDING
from server.parsing.result.wire_mapping import state_from_wire
from server.wire.base import Time
from server.wire.hours import PublicRestaurant
from server.wire.orders import CancelRequest, ConfirmRequest, KitchenOrder, OrderPage
from server.wire.parsing import ParseRequest
from server.wire.vocabulary import OrderStatus

MAX_KEY = 255
UUID_LENGTH = 36


class OrdersQuery(BaseModel):
    """Which orders to list: placed from `since` to before `until`, `limit` at a time."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    status: OrderStatus | None = None
    since: Time | None = None
    until: Time | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=64)] | None = None


async def parse(request: web.Request) -> web.StreamResponse:
    """Answer what was understood of a diner's words."""
    wanted: ParseRequest = request[BODY]
    snapshot = await request.app[MENU_CACHE].by_slug(wanted.restaurant_slug)
    answer = await request.app[UNDERSTANDING].answer_as_json(
        snapshot,
        wanted.raw_input,
        wanted.cart or (),
        wanted.language,
        state_from_wire(
            wanted.allergies, wanted.note, wanted.order_type, wanted.previous_input, wanted.doubted
        ),
    )
    return answer_json(request, answer)


async def read_restaurant(request: web.Request) -> web.StreamResponse:
    """Answer whether an order would be taken now."""
    snapshot = await request.app[MENU_CACHE].by_slug(path_id(request, "slug"))
    found = await read_acceptance(request.app[POOL], request.app[ESTIMATES], snapshot)
    body = PublicRestaurant(
        name=snapshot.restaurant.name,
        slug=snapshot.restaurant.slug,
        accepting=found.accepting,
        reason=found.reason,
        opens_at=found.opens_at,
        wait_minutes=found.wait_minutes,
        order_types=list(snapshot.restaurant.rules.order_types),
    )
    return answer_json(request, body.model_dump_json().encode())


async def confirm(request: web.Request) -> web.StreamResponse:
    """Place an order: 201 where it is new, 200 where its key names it already."""
    wanted: ConfirmRequest = request[BODY]
    orders = request.app[ORDERS]
    order, is_new = await orders.confirm(wanted, idempotency_key(request))
    return _confirmed(request, order, 201 if is_new else 200)


async def repeat_confirm(request: web.Request) -> web.StreamResponse | None:
    """Answer the order that the request's key names already; None where there is none."""
    wanted: ConfirmRequest = request[BODY]
    order = await request.app[ORDERS].find_repeated(wanted, idempotency_key(request))
    return None if order is None else _confirmed(request, order, 200)


def _confirmed(request: web.Request, order: Order, status: int) -> web.StreamResponse:
    return answer_json(request, request.app[ORDERS].status_cache.get(order.id) or diner_bytes(order), status)


def idempotency_key(request: web.Request) -> str | None:
    """Read the header of that name. Invalid where it is empty, too long, or not printable ASCII."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 1 <= len(key) <= MAX_KEY or not key.isascii() or not key.isprintable():
        raise invalid("Idempotency-Key", f"must have 1 to {MAX_KEY} printable ASCII characters")
    return key


async def status(request: web.Request) -> web.StreamResponse:
    """Answer an order to whoever has its id."""
    return answer_json(request, await request.app[ORDERS].status(path_id(request, "order_id")))


def ready_status(app: web.Application, order_id: str, _: Mapping[str, str]) -> PreparedResponse | None:
    """Answer an order whose bytes are kept here; None where they are not."""
    try:
        body = app[ORDERS].status_cache.get(UUID(order_id))
    except ValueError:
        return None
    return PreparedResponse(200, JSON, body) if body is not None and len(order_id) == UUID_LENGTH else None


async def cancel(request: web.Request) -> web.StreamResponse:
    """Cancel an order, or lines of it, for whoever has its id."""
    wanted: CancelRequest = request[BODY]
    order = await request.app[ORDERS].cancel(path_id(request, "order_id"), wanted.items)
    return answer_json(request, diner_bytes(order))


async def erase_person(request: web.Request) -> web.StreamResponse:
    """Empty what is its diner's in an order that has ended."""
    await request.app[ORDERS].erase_person(path_id(request, "order_id"))
    return web.Response(status=204)


async def list_orders(request: web.Request) -> web.StreamResponse:
    """Answer a page of a restaurant's orders, newest first."""
    query: OrdersQuery = request[QUERY]
    found = await store.list_orders(
        request.app[POOL],
        request[GRANT].restaurant_id,
        status=query.status,
        since=query.since,
        until=query.until,
        before=_read_cursor(query.cursor),
        limit=query.limit + 1,
    )
    page, rest = found[: query.limit], found[query.limit :]
    body = OrderPage(orders=[_wire(order) for order in page], next_cursor=_cursor(page[-1]) if rest else None)
    return answer_json(request, body.model_dump_json().encode())


def _wire(order: Order) -> KitchenOrder:
    return KitchenOrder.model_validate(for_kitchen(order))


def _cursor(order: Order) -> str:
    return base64.urlsafe_b64encode(order.id.bytes).decode().rstrip("=")


def _read_cursor(text: str | None) -> UUID | None:
    if text is None:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(text + "=="))
    except (ValueError, binascii.Error):
        raise Invalid([("cursor", "is not one that was answered here")]) from None
