"""Keys for scripts over HTTP."""

from datetime import timedelta

from aiohttp import web

from server.accounts.setup import GRANT
from server.http.keys import BODY
from server.http.requests import path_id, reply, reply_list
from server.restaurants.setup import API_KEYS
from server.wire.api_keys import ApiKey, CreateApiKeyRequest, NewApiKey


async def list_keys(request: web.Request) -> web.Response:
    """List the keys that were not revoked."""
    found = await request.app[API_KEYS].list_all(request[GRANT].restaurant_id)
    return reply_list(ApiKey.model_validate(key, from_attributes=True) for key in found)


async def create_key(request: web.Request) -> web.Response:
    """Make a key and show its token, once."""
    body: CreateApiKeyRequest = request[BODY]
    lifetime = timedelta(days=body.expires_days)
    made, token = await request.app[API_KEYS].create(request[GRANT], body.name, body.role, lifetime)
    shown = ApiKey.model_validate(made, from_attributes=True).model_dump()
    return reply(NewApiKey(**shown, token=token), 201, {"Cache-Control": "no-store"})


async def revoke_key(request: web.Request) -> web.Response:
    """End a key at once."""
    await request.app[API_KEYS].revoke(request[GRANT], path_id(request, "key_id"))
    return web.Response(status=204)
