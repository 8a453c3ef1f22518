"""The routes of webhooks."""

from collections.abc import Sequence

from server.http.route import Route
from server.webhooks import handlers
from server.wire import webhooks as wire

ALL = "/api/restaurants/{restaurant_id}/webhooks/"
ONE = f"{ALL}{{webhook_id}}/"

WEBHOOK_ROUTES: Sequence[Route] = (
    Route(
        "GET",
        ALL,
        "list_webhooks",
        handlers.list_webhooks,
        "The addresses that are told what happens to orders and dishes",
        access="manager",
        answers={200: [wire.Webhook]},
    ),
    Route(
        "POST",
        ALL,
        "add_webhook",
        handlers.add_webhook,
        "Have an address told; the secret that signs what is sent is shown this once",
        access="manager",
        body=wire.CreateWebhookRequest,
        answers={201: wire.NewWebhook},
        errors=(409,),
    ),
    Route(
        "PATCH",
        ONE,
        "update_webhook",
        handlers.update_webhook,
        "Change a webhook, pause it, or switch it on again",
        access="manager",
        body=wire.UpdateWebhookRequest,
        answers={200: wire.Webhook},
        errors=(409,),
    ),
    Route(
        "DELETE",
        ONE,
        "remove_webhook",
        handlers.remove_webhook,
        "Remove a webhook; what waits for it is not delivered",
        access="manager",
        answers={204: None},
    ),
    Route(
        "POST",
        f"{ONE}rotate/",
        "rotate_webhook",
        handlers.rotate_webhook,
        "Make another secret; for 24 hours deliveries are signed with both",
        access="manager",
        answers={200: wire.NewWebhook},
    ),
    Route(
        "POST",
        f"{ONE}test/",
        "test_webhook",
        handlers.test_webhook,
        "Deliver a message that says nothing, at once, and tell what became of it",
        access="manager",
        answers={200: wire.Delivery},
        limit="webhook",
    ),
    Route(
        "GET",
        f"{ONE}deliveries/",
        "list_deliveries",
        handlers.list_deliveries,
        "What was delivered, what waits and what failed, newest first, of the last 14 days",
        access="manager",
        query=wire.DeliveriesQuery,
        answers={200: [wire.Delivery]},
    ),
    Route(
        "POST",
        f"{ONE}replay/",
        "replay_deliveries",
        handlers.replay_deliveries,
        "Have deliveries made again, under the ids that they had",
        access="manager",
        body=wire.ReplayRequest,
        answers={200: wire.Replayed},
    ),
)
