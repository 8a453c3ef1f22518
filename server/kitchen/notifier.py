"""Messages to whoever runs a restaurant, by what the server's settings name."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from aiohttp import ClientSession, ClientTimeout

PATIENCE = ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Alert:
    """Orders that nobody has seen: `text` is for a person."""

    text: str
    restaurant: str
    orders: int
    minutes: int


class DeliveryError(Exception):
    """A message was not taken."""


class Notifier(Protocol):
    """Delivers alerts."""

    async def send(self, alert: Alert) -> None:
        """Deliver one. DeliveryError, OSError or TimeoutError where that fails."""


class WebhookNotifier:
    """POSTs alerts as JSON, `text` first: the form that most chat services take."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def send(self, alert: Alert) -> None:
        """See `Notifier.send`."""
        body = {
            "text": alert.text,
            "restaurant": alert.restaurant,
            "orders": alert.orders,
            "minutes": alert.minutes,
        }
        async with (
            ClientSession(timeout=PATIENCE) as session,
            session.post(self._url, json=body, allow_redirects=False) as answer,
        ):
            if answer.status // 100 != HTTPStatus.OK // 100:
                raise DeliveryError(f"the address answered {answer.status}")
