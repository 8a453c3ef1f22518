"""Counting a request against the limits of its route."""

from typing import Any

from aiohttp import web

from server import keys
from server.http.forwarded import client_address
from server.http.route import Route


async def check_address(request: web.Request, route: Route) -> None:
    """Count a request against the route's limit for its address. TooManyRequests where it is over."""
    if route.limit is not None:
        await request.app[keys.LIMITS].count_address(route.limit, client_address(request))


async def check_subject(request: web.Request, route: Route, body: Any) -> None:
    """Count a request against the route's limit for the table or account that its body names."""
    if route.limit is None:
        return
    if (email := getattr(body, "email", None)) is not None:
        await request.app[keys.LIMITS].count_subject(route.limit, email)
    elif table := getattr(body, "table_code", None) or getattr(body, "table_identifier", None):
        await request.app[keys.LIMITS].count_subject(route.limit, body.restaurant_slug, table)
