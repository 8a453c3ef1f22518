"""Push subscriptions over HTTP."""

from aiohttp import web

from server.domain.errors import Invalid
from server.http.keys import BODY
from server.http.requests import path_id
from server.push.setup import PUSHES
from server.push.store import Subscription
from server.wire import push as wire


async def subscribe(request: web.Request) -> web.Response:
    """Tell a browser when an order is ready."""
    body: wire.PushSubscription = request[BODY]
    public_key = _point(wire.decoded(body.keys.p256dh))
    to = Subscription(body.endpoint, public_key, wire.decoded(body.keys.auth), body.language)
    await request.app[PUSHES].subscribe(path_id(request, "order_id"), to)
    return web.Response(status=204)


def _point(public_key: bytes) -> bytes:
    """The key itself. Invalid where it is no point of the curve."""
    from cryptography.hazmat.primitives.asymmetric.ec import (  # noqa: PLC0415  only who subscribes pays for it
        SECP256R1,
        EllipticCurvePublicKey,
    )

    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public_key)
    except ValueError:
        raise Invalid([("keys.p256dh", "is no public key of P-256")]) from None
    return public_key
