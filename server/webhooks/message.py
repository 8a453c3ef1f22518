"""What is sent, as the specification Standard Webhooks has it: body, identification, time and signatures."""

import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from server.domain.money import to_text
from server.wire.base import rfc3339

VERSION = 1
"""Raised where a reader of the body before would misunderstand it."""
TIMES = ("created_at", "updated_at", "estimated_ready_at", "until")


def body_of(event: str, happened_at: datetime, slug: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Write an event. `data` is what the triggers of the migrations keep of an order or dish."""
    return {
        "type": event,
        "timestamp": rfc3339(happened_at),
        "version": VERSION,
        "restaurant": slug,
        "data": _shown(data),
    }


def _shown(data: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: _time(value) if name in TIMES else value for name, value in data.items()}
    if "total" in shown:
        shown["total_price"] = to_text(shown.pop("total"), shown["currency"])
    return dict(sorted(shown.items()))


def _time(value: str | None) -> str | None:
    """A time as every message has it, from PostgreSQL's JSON."""
    return value and rfc3339(datetime.fromisoformat(value))


def headers(message_id: str, seconds: int, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """Return the headers of a delivery that is sent at `seconds` since 1970, signed with each of `secrets`."""
    signed = f"{message_id}.{seconds}.".encode() + body
    return {
        "Content-Type": "application/json",
        "User-Agent": "aiqr-webhooks",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{_signature(secret, signed)}" for secret in secrets),
    }


def _signature(secret: bytes, signed: bytes) -> str:
    return b64encode(hmac.digest(secret, signed, sha256)).decode()
