"""Kept versions of a menu over HTTP."""

from aiohttp import web

from server.accounts.setup import GRANT
from server.db.setup import POOL
from server.http.requests import path_id, reply_list
from server.menu import history
from server.wire.history import MenuVersion


async def list_versions(request: web.Request) -> web.Response:
    """List the kept versions of a menu."""
    found = await history.list_versions(request.app[POOL], request[GRANT].restaurant_id)
    return reply_list(MenuVersion.model_validate(version, from_attributes=True) for version in found)


async def read_version(request: web.Request) -> web.Response:
    """Show the document of one kept version."""
    document = await history.get_version(
        request.app[POOL], request[GRANT].restaurant_id, path_id(request, "menu_version")
    )
    return web.Response(text=document, content_type="application/json", charset="utf-8")
