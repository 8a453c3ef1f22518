"""Webhooks: which addresses are told of what, and what was delivered."""

from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field

from server.wire.base import MAX_ID, Answer, Id, Request, Time

WebhookEvent = Literal[
    "order.placed",
    "order.accepted",
    "order.ready",
    "order.completed",
    "order.cancelled",
    "item.86",
    "item.back",
]
WEBHOOK_EVENTS: tuple[WebhookEvent, ...] = get_args(WebhookEvent)
WebhookState = Literal["on", "paused", "off"]
"""`paused` by a person; `off`: switched off by the server, as the address failed for days or is gone."""
DeliveryStatus = Literal["waiting", "delivered", "failed"]
"""`failed`: given up after 24 hours."""
URL_PATTERN = r"^https?://[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?(/[!$-~]*)?$"
"""A named host or an IPv4 address, with neither user nor password."""
MOST_REPLAYED = 100

Url = Annotated[str, Field(max_length=1000, pattern=URL_PATTERN)]


def _each_once(events: list[WebhookEvent]) -> list[WebhookEvent]:
    return list(dict.fromkeys(events))


Events = Annotated[
    list[WebhookEvent],
    Field(min_length=1, max_length=len(WEBHOOK_EVENTS)),
    AfterValidator(_each_once),
]


class CreateWebhookRequest(Request):
    """Which address is told, and of what."""

    url: Url
    events: Events


class UpdateWebhookRequest(Request):
    """What changes; `paused` false switches on again what the server has switched off."""

    url: Url | None = None
    events: Events | None = None
    paused: bool | None = None


class Webhook(Answer):
    """An address that is told of events. `failures` are its attempts since the last good one, from `failing_since` on."""

    id: int
    url: str
    events: list[WebhookEvent]
    state: WebhookState
    failures: int
    failing_since: Time | None
    created_at: Time


class NewWebhook(Webhook):
    """`secret` signs what is sent (Standard Webhooks); it cannot be read again."""

    secret: str


class DeliveriesQuery(Request):
    """Which deliveries: the newest `limit`, those older than the delivery `before`, of one `status`, where given."""

    before: Annotated[int, Field(ge=1, le=MAX_ID, strict=False)] | None = None
    status: DeliveryStatus | None = None
    limit: Annotated[int, Field(ge=1, le=200, strict=False)] = 50


class Delivery(Answer):
    """One event for one webhook: `answer` is the status of the last answer, `body` what is sent, `message_id` its `webhook-id`."""

    id: int
    message_id: str
    event: str
    status: DeliveryStatus
    attempts: int
    answer: int | None
    error: str
    created_at: Time
    next_try_at: Time | None
    ended_at: Time | None
    body: dict[str, Any]


class ReplayRequest(Request):
    """Which deliveries are made again: those of `deliveries`, or all that failed where it is left out."""

    deliveries: Annotated[list[Id], Field(min_length=1, max_length=MOST_REPLAYED)] | None = None


class Replayed(Answer):
    """How many deliveries are made again."""

    replayed: int
