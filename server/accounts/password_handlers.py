"""Forgotten passwords, and accounts that are deleted, over HTTP."""

from aiohttp import web

from server.accounts.setup import CALLER, PASSWORD_LINKS, REMOVAL
from server.http.forwarded import public_url
from server.http.keys import BODY
from server.wire.accounts import DeleteMeRequest, ForgottenPasswordRequest, NewPasswordRequest


async def forget_password(request: web.Request) -> web.Response:
    """Mail a link to choose a new password to whoever has an account with this e-mail."""
    body: ForgottenPasswordRequest = request[BODY]
    request.app[PASSWORD_LINKS].send(body.email, public_url(request))
    return web.Response(status=202)


async def choose_password(request: web.Request) -> web.Response:
    """Store the password that the holder of a link chose."""
    body: NewPasswordRequest = request[BODY]
    await request.app[PASSWORD_LINKS].use(body.token, body.password)
    return web.Response(status=204)


async def delete_me(request: web.Request) -> web.Response:
    """Delete the caller's account."""
    body: DeleteMeRequest = request[BODY]
    await request.app[REMOVAL].remove(request[CALLER], body.password)
    return web.Response(status=204)
