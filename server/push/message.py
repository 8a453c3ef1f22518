"""A message as a push service takes it: encrypted for one browser (RFC 8291), signed by this server (RFC 8292)."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import orjson

from server.push.keys import PushKey
from server.push.store import Subscription

LIFETIME = 3600
"""Seconds for which a push service keeps a message for a phone that is away: food is cold by then."""
SIGNED_FOR = 12 * 3600
"""Seconds for which a signature is good; RFC 8292 allows a day."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a notification says, in the language `language`, and how that is written: `ltr` or `rtl`."""

    title: str
    body: str
    language: str
    direction: str


def payload(said: Said, order_id: UUID) -> bytes:
    """What the page's worker reads."""
    return orjson.dumps(
        {
            "title": said.title,
            "body": said.body,
            "lang": said.language,
            "dir": said.direction,
            "url": f"/orders/{order_id}/",
        }
    )


def encrypt(data: bytes, to: Subscription) -> bytes:
    """Encrypt `data` so that only the browser that subscribed can read it."""
    from pywebpush import WebPusher  # noqa: PLC0415  it brings more than a server needs to start

    keys = {"p256dh": urlsafe_b64encode(to.public_key), "auth": urlsafe_b64encode(to.auth)}
    encoded = WebPusher({"endpoint": to.endpoint, "keys": keys}).encode(data, "aes128gcm")
    body: bytes = encoded["body"]
    return body


def headers(key: PushKey, endpoint: str, contact: str, order_id: UUID) -> Mapping[str, str]:
    """The headers of a message: who sends it (`contact` is an address of the operator), and how urgent it is.

    A second message about an order takes the place of one that was not delivered yet.
    """
    from py_vapid import Vapid02  # noqa: PLC0415  as above

    address = urlsplit(endpoint)
    claims = {
        "aud": f"{address.scheme}://{address.netloc}",
        "exp": int(time.time()) + SIGNED_FOR,
        "sub": contact,
    }
    signed: dict[str, str] = Vapid02(key.signing).sign(claims)
    return {
        **signed,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIFETIME),
        "Urgency": "high",
        "Topic": order_id.hex,
    }
