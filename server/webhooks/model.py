"""A webhook, what is to be delivered to it, and what became of that."""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from server.wire.webhooks import DeliveryStatus, WebhookState

SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"  # noqa: S105  what a secret begins with
OLD_SECRET_KEPT = timedelta(hours=24)
"""After a rotation deliveries are signed with both secrets for so long."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 7200.0
"""Seconds until the second attempt, and between later ones at most."""
GROWTH = 4.0
JITTER = 0.2
"""By how much of itself a pause is shorter or longer, so that not all come back at the same moment."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of events. `failures` are the attempts since the last good one, from `failing_since` on."""

    id: int
    url: str
    events: tuple[str, ...]
    state: WebhookState
    failures: int
    failing_since: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one webhook. `answer` is the status of the last answer; `try_at` counts while it is waiting."""

    id: int
    message_id: str
    event: str
    status: DeliveryStatus
    attempts: int
    answer: int | None
    error: str
    created_at: datetime
    try_at: datetime
    ended_at: datetime | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery that was claimed: what is sent, where, signed with which secrets; `attempt` counts from 1."""

    id: int
    restaurant_id: UUID
    webhook_id: int
    attempt: int
    message_id: str
    url: str
    body: bytes
    secrets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt: the status that was answered, or None and why there was no answer."""

    answer: int | None
    error: str
    is_delivered: bool
    is_gone: bool = False


def host_of(url: str) -> str:
    """Return the part of an address that is no secret: paths and queries often are."""
    return urlsplit(url).netloc


def new_secret() -> bytes:
    """Make a secret."""
    return secrets.token_bytes(SECRET_BYTES)


def shown_secret(secret: bytes) -> str:
    """Write a secret as receivers take it (Standard Webhooks)."""
    return SECRET_PREFIX + b64encode(secret).decode()


def pause_after(attempt: int, chance: float) -> timedelta:
    """Return how long to wait after this attempt, counted from 1; `chance` is from 0 to 1."""
    pause = min(FIRST_PAUSE * GROWTH ** min(attempt - 1, 10), LONGEST_PAUSE)
    return timedelta(seconds=pause * (1 - JITTER + 2 * JITTER * chance))
