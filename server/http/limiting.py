"""Rate limits by address, table and account."""

from aiohttp import web

from server.http.route import Route


async def check(request: web.Request, route: Route) -> None:
    """Count a request against the route's limit. TooManyRequests where it is over."""
