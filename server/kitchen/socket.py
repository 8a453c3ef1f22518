"""`WS /ws/kitchen/<slug>/`: a kitchen display's connection."""

import asyncio
import contextlib
from uuid import UUID

from aiohttp import WSMsgType, web
from pydantic import ValidationError

from server.accounts import access
from server.accounts.tokens import Caller, bearer, read_access
from server.db.errors import TRANSIENT_ERRORS
from server.db.setup import POOL
from server.domain.errors import NotFound, NotLoggedIn
from server.http.keys import SETTINGS
from server.http.requests import path_id
from server.kitchen.display_connection import CLOSE_PATIENCE, DisplayConnection
from server.kitchen.hub import LOGGED_OUT, Hub
from server.kitchen.setup import HUB
from server.wire.kitchen_messages import AuthMessage

AUTH_SECONDS = 5.0
PING_SECONDS = 20.0
MAX_MESSAGE = 8 * 1024
NOT_HERE, TRY_LATER = 4404, 1013
AWAY = "the database is away; come back in a moment"


async def kitchen_socket(request: web.Request) -> web.WebSocketResponse:
    """Accept a display, then close it where it may not be here; otherwise show it everything until it goes."""
    socket = web.WebSocketResponse(
        heartbeat=PING_SECONDS, compress=False, max_msg_size=MAX_MESSAGE, timeout=CLOSE_PATIENCE
    )
    transport = request.transport
    await socket.prepare(request)
    try:
        caller, restaurant_id = await _admit(request, socket)
    except NotLoggedIn as error:
        await socket.close(code=LOGGED_OUT, message=error.detail.encode()[:120])
    except NotFound:
        await socket.close(code=NOT_HERE, message=b"no such kitchen, or not yours")
    except TRANSIENT_ERRORS:
        await socket.close(code=TRY_LATER, message=AWAY.encode())
    else:
        station = request.query.get("station", "").strip().lower() or None
        display = DisplayConnection(
            socket, transport, caller, station, is_watched=request.query.get("as") != "printer"
        )
        await _show(request.app[HUB], restaurant_id, display)
    return socket


async def _admit(request: web.Request, socket: web.WebSocketResponse) -> tuple[Caller, UUID]:
    secret = request.app[SETTINGS].secret_key.get_secret_value()
    if "Authorization" in request.headers:
        token = bearer(request.headers["Authorization"])
    else:
        token = await _first_message(socket)
    caller = read_access(token, secret)
    slug = path_id(request, "slug")
    grant = await access.authorize(request.app[POOL], caller, "slug", slug, "kitchen")
    return caller, grant.restaurant_id


async def _first_message(socket: web.WebSocketResponse) -> str:
    try:
        async with asyncio.timeout(AUTH_SECONDS):
            message = await socket.receive()
    except TimeoutError:
        raise NotLoggedIn("No token came within 5 seconds.") from None
    if message.type is not WSMsgType.TEXT:
        raise NotLoggedIn("The first message must be the token.")
    try:
        return AuthMessage.model_validate_json(message.data).token
    except ValidationError:
        raise NotLoggedIn('The first message must be {"type": "auth", "token": …}.') from None


async def _show(hub: Hub, restaurant_id: UUID, display: DisplayConnection) -> None:
    writer = asyncio.create_task(display.write_forever())
    display.read_on()
    try:
        await hub.join(restaurant_id, display)
        await display.gone()
    except NotFound:
        display.close(NOT_HERE, "no such kitchen")
    except TRANSIENT_ERRORS:
        display.close(TRY_LATER, AWAY)
    finally:
        hub.leave(restaurant_id, display)
        await display.closed()  # before the writer: its cancelling would end every wait for this peer
        writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writer
        await display.stop_reading()
        display.cut_off()
