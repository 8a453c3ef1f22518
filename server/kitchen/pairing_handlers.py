"""Pairing a kitchen display over HTTP."""

from aiohttp import web

from server.accounts.setup import GRANT
from server.http.forwarded import public_url
from server.http.keys import BODY
from server.http.requests import reply
from server.kitchen.setup import PAIRING
from server.wire.pairing import ApprovePairingRequest, Claim, ClaimRequest, PairingOffer
from server.wire.restaurants import StaffMember


async def offer(request: web.Request) -> web.Response:
    """Make a code for a display to show."""
    made = await request.app[PAIRING].offer()
    url = f"{public_url(request)}/pair/{made.code}"
    return reply(PairingOffer(code=made.code, secret=made.secret, expires_at=made.expires_at, url=url), 201)


async def claim(request: web.Request) -> web.Response:
    """Say whether a display's code was approved, and then log it in."""
    body: ClaimRequest = request[BODY]
    claimed = await request.app[PAIRING].claim(body.secret)
    if claimed is None:
        return reply(Claim(status="waiting"))
    slug, login = claimed
    return reply(Claim(status="approved", slug=slug, access=login.access, refresh=login.refresh))


async def approve(request: web.Request) -> web.Response:
    """Let a display into this kitchen."""
    body: ApprovePairingRequest = request[BODY]
    member = await request.app[PAIRING].approve(request[GRANT].restaurant_id, body.code, body.name)
    return reply(StaffMember.model_validate(member, from_attributes=True), 201)
