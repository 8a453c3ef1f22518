"""Messages to whoever runs a restaurant, by what the server's settings name."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from server.http.trust import read_certificates, trusting
from server.mail import Mailer

PATIENCE = ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Alert:
    """Orders that nobody has seen: `text` is for a person."""

    text: str
    restaurant: str
    orders: int
    minutes: int
    owners: tuple[str, ...] = ()
    """E-mail addresses of the restaurant's owners."""


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
        await read_certificates()
        async with (
            ClientSession(connector=TCPConnector(ssl=trusting()), timeout=PATIENCE) as session,
            session.post(self._url, json=body, allow_redirects=False) as answer,
        ):
            if answer.status // 100 != HTTPStatus.OK // 100:
                raise DeliveryError(f"the address answered {answer.status}")


class MailNotifier:
    """Mails alerts to the owners of the restaurant."""

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    async def send(self, alert: Alert) -> None:
        """See `Notifier.send`; MailError where no owner was reached."""
        subject = f"Orders wait unseen: {alert.restaurant}"
        await _one_at_least([self._mailer.send(owner, subject, alert.text) for owner in alert.owners])


class AllNotifiers:
    """Delivers alerts by several ways."""

    def __init__(self, ways: Sequence[Notifier]) -> None:
        self._ways = ways

    async def send(self, alert: Alert) -> None:
        """See `Notifier.send`; it fails where no way delivered: an owner who was told by one is not told again by it."""
        await _one_at_least([way.send(alert) for way in self._ways])


async def _one_at_least(deliveries: Sequence[Awaitable[None]]) -> None:
    results = await asyncio.gather(*deliveries, return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    if failures and len(failures) == len(results):
        raise failures[0]
