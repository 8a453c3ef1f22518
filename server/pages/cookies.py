"""What a device remembers between pages, in cookies: its latest orders, and where it ordered."""

import re
from collections.abc import Iterable
from uuid import UUID

from aiohttp import web

from server.pages.render import set_cookie

ORDERS = "aiqr_orders"
PLACE = "aiqr_place"
GUEST = "aiqr_guest"
EVENING = 12 * 3600
MOST = 3
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ID = re.compile(r"[0-9a-f]{32}")
_PLACE = re.compile(r"/(?:t/[A-Za-z0-9_-]{1,64}|r/[a-z0-9-]{3,100}/)")


def read_orders(request: web.Request) -> list[UUID]:
    """The orders that this device placed lately, newest first."""
    parts = request.cookies.get(ORDERS, "").split(".")[:MOST]
    return [UUID(part) for part in parts if _ID.fullmatch(part)]


def read_place(request: web.Request, slug: str) -> str:
    """The page on which this device ordered from restaurant `slug`, so that it can order there again."""
    remembered_slug, _, path = request.cookies.get(PLACE, "").partition("@")
    return path if remembered_slug == slug and _PLACE.fullmatch(path) else f"/r/{slug}/"


def read_guest(request: web.Request) -> str:
    """By what this device is known at its table; "" where it has not sat down yet."""
    token = request.cookies.get(GUEST, "")
    return token if _TOKEN.fullmatch(token) else ""


def remember_guest(response: web.Response, token: str) -> None:
    """Leave with the device by what it is known at its table."""
    set_cookie(response, GUEST, token, EVENING)


def remember(response: web.Response, orders: Iterable[UUID], slug: str, path: str) -> None:
    """Leave with the device which orders it placed, newest first, and where."""
    ids = list(dict.fromkeys(orders))[:MOST]
    set_cookie(response, ORDERS, ".".join(order_id.hex for order_id in ids), EVENING)
    set_cookie(response, PLACE, f"{slug}@{path}", EVENING)
