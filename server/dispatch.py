"""What happens around every handler: who calls, may they, is what they sent right."""

from http import HTTPStatus

import structlog
from aiohttp import web

from server.accounts import access
from server.accounts.setup import CALLER, GRANT
from server.accounts.tokens import bearer, read_access
from server.audit.log import ACTOR
from server.db.setup import POOL
from server.domain.errors import TooManyRequests
from server.http.forwarded import client_address
from server.http.keys import BODY, LIMITS, QUERY, ROUTE, SETTINGS
from server.http.requests import path_id, read_json, read_query
from server.http.route import Handler, Media, Route
from server.restaurants.diner_limits import OF_DINERS, Diner
from server.restaurants.setup import TABLE_CODES


def endpoint(route: Route) -> Handler:
    """Wrap a route's handler in all that the route promises."""

    async def dispatch(request: web.Request) -> web.StreamResponse:
        request[ROUTE] = route
        await _check_address(request, route)
        await _admit(request, route)
        if route.query:
            request[QUERY] = read_query(request, route.query)
        if route.body is None or isinstance(route.body, Media):
            return await route.handler(request)
        request[BODY] = await read_json(request, route.body, route.max_body)
        return await _handle_within_limits(request, route)

    return dispatch


async def _check_address(request: web.Request, route: Route) -> None:
    if route.limit in OF_DINERS:
        await request.app[LIMITS].count_any(route.limit, client_address(request))
    elif route.limit is not None:
        await request.app[LIMITS].count_address(route.limit, client_address(request))


async def _handle_within_limits(request: web.Request, route: Route) -> web.StreamResponse:
    """Count a request against the route's limit for the account or the table that its body names, and handle it."""
    body, limits = request[BODY], request.app[LIMITS]
    if route.limit in OF_DINERS:
        try:
            return await _handle_of_diner(request, route, route.limit)
        except TooManyRequests:
            if route.repeat is None or (answer := await route.repeat(request)) is None:
                raise
            return answer
    if route.limit is not None and (email := getattr(body, "email", None)) is not None:
        await limits.count_subject(route.limit, email)
    return await route.handler(request)


async def _handle_of_diner(request: web.Request, route: Route, limit: str) -> web.StreamResponse:
    body, app = request[BODY], request.app
    diner = Diner(app[LIMITS], app[TABLE_CODES], client_address(request))
    key = request.headers.get("Idempotency-Key")
    async with diner.within(limit, body.restaurant_slug, body.table_code, key) as count_success:
        response = await route.handler(request)
        if response.status == HTTPStatus.CREATED:
            await count_success()
        return response


async def _admit(request: web.Request, route: Route) -> None:
    for name in route.parameters:
        path_id(request, name)
    if route.access == "public":
        return
    caller = read_access(
        bearer(request.headers.get("Authorization")), request.app[SETTINGS].secret_key.get_secret_value()
    )
    request[CALLER] = caller
    ACTOR.set(caller.user_id)
    structlog.contextvars.bind_contextvars(account=str(caller.user_id))
    if route.authorizes_itself:
        return
    if route.access == "login":
        await access.require_login(request.app[POOL], caller)
        return
    named = next(name for name in route.parameters if name in access.RESTAURANT_OF)
    request[GRANT] = await access.authorize(
        request.app[POOL], caller, named, path_id(request, named), route.access
    )
