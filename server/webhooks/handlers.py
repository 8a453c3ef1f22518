"""Webhooks over HTTP."""

from dataclasses import asdict
from uuid import UUID

from aiohttp import web

from server.accounts.setup import GRANT
from server.http.keys import BODY, QUERY
from server.http.requests import path_id, reply, reply_list
from server.webhooks.model import Delivery, Webhook, shown_secret
from server.webhooks.service import Wish
from server.webhooks.setup import WEBHOOKS
from server.wire import webhooks as wire

NOT_STORED = {"Cache-Control": "no-store"}


async def list_webhooks(request: web.Request) -> web.Response:
    """List a restaurant's webhooks."""
    found = await request.app[WEBHOOKS].list_all(request[GRANT].restaurant_id)
    return reply_list(map(_shown, found))


async def add_webhook(request: web.Request) -> web.Response:
    """Add a webhook and show its secret, once."""
    body: wire.CreateWebhookRequest = request[BODY]
    made = await request.app[WEBHOOKS].add(request[GRANT].restaurant_id, body.url, body.events)
    return reply(_with_secret(*made), 201, NOT_STORED)


async def update_webhook(request: web.Request) -> web.Response:
    """Change a webhook, pause it or switch it on again."""
    body: wire.UpdateWebhookRequest = request[BODY]
    wish = Wish(body.url, body.events, body.paused)
    return reply(_shown(await request.app[WEBHOOKS].change(*_which(request), wish)))


async def remove_webhook(request: web.Request) -> web.Response:
    """Remove a webhook."""
    await request.app[WEBHOOKS].remove(*_which(request))
    return web.Response(status=204)


async def rotate_webhook(request: web.Request) -> web.Response:
    """Make another secret and show it, once."""
    made = await request.app[WEBHOOKS].rotate(*_which(request))
    return reply(_with_secret(*made), 200, NOT_STORED)


async def test_webhook(request: web.Request) -> web.Response:
    """Deliver a message that says nothing, and tell what became of it."""
    return reply(_delivery(await request.app[WEBHOOKS].test(*_which(request))))


async def list_deliveries(request: web.Request) -> web.Response:
    """List what was and is to be delivered, newest first."""
    query: wire.DeliveriesQuery = request[QUERY]
    found = await request.app[WEBHOOKS].log(
        *_which(request), before=query.before, status=query.status, limit=query.limit
    )
    return reply_list(map(_delivery, found))


async def replay_deliveries(request: web.Request) -> web.Response:
    """Have deliveries made again."""
    body: wire.ReplayRequest = request[BODY]
    count = await request.app[WEBHOOKS].replay(*_which(request), body.deliveries)
    return reply(wire.Replayed(replayed=count))


def _which(request: web.Request) -> tuple[UUID, int]:
    return request[GRANT].restaurant_id, path_id(request, "webhook_id")


def _shown(webhook: Webhook) -> wire.Webhook:
    return wire.Webhook.model_validate(webhook, from_attributes=True)


def _with_secret(webhook: Webhook, secret: bytes) -> wire.NewWebhook:
    return wire.NewWebhook(**_shown(webhook).model_dump(), secret=shown_secret(secret))


def _delivery(delivery: Delivery) -> wire.Delivery:
    next_try_at = delivery.try_at if delivery.status == "waiting" else None
    return wire.Delivery(**asdict(delivery), next_try_at=next_try_at)
