"""Where a diner's browser takes messages about an order."""

from base64 import urlsafe_b64decode
from typing import Annotated

from pydantic import Field

from server.wire.base import Request

ENDPOINT = r"^https://([A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]*/[!-~]*$"
"""An address of a named host: neither a port, nor a user, nor a number that leads past the name service."""
PUBLIC_KEY = r"^B[A-Za-z0-9_-]{86}$"
"""65 bytes of which the first is 4: a point of P-256, uncompressed."""
AUTH = r"^[A-Za-z0-9_-]{22}$"
"""16 bytes."""


def decoded(text: str) -> bytes:
    """The bytes of base64url without its filling."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class PushKeys(Request):
    p256dh: Annotated[str, Field(pattern=PUBLIC_KEY)]
    auth: Annotated[str, Field(pattern=AUTH)]


class PushSubscription(Request):
    """What a browser's `PushSubscription.toJSON()` says, and the language of its page."""

    endpoint: Annotated[str, Field(min_length=12, max_length=1000, pattern=ENDPOINT)]
    keys: PushKeys
    language: Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9-]+$")]
