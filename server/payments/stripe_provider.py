"""Stripe's hosted Checkout: the diner pays on Stripe's page, so that no card and no script of theirs touches ours."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from aiohttp import ClientError, ClientTimeout

from server.domain.errors import Invalid
from server.domain.money import decimals
from server.payments.provider import (
    Checkout,
    CheckoutWish,
    GivenBack,
    Message,
    ProviderAway,
    ProviderRefused,
    RefundMessage,
    Standing,
)
from server.settings import Settings
from server.wire.vocabulary import PaymentStatus

if TYPE_CHECKING:
    from stripe import AIOHTTPClient, StripeClient

NAME = "stripe"
REQUEST_SECONDS = 8.0
"""For one request of the library, which tries once more."""
PATIENCE = 15.0
"""For both together."""
NUL = rb"\u0000"
SIGNED_SECONDS = 300
"""How old a message may be."""
TWO_DECIMALS = frozenset({"ISK", "UGX"})
"""Without decimals in ISO 4217, and with two at Stripe (docs.stripe.com/currencies, special cases)."""
PER_TEN = 3
"""Decimals of currencies of which Stripe takes the last digit as 0 alone."""
SPOKEN = frozenset({"de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "tr", "zh"})
LOCALES: Mapping[str, str] = {"zh-Hant": "zh-TW"}
OF_SESSIONS = "checkout.session."
ENDED: Mapping[str, PaymentStatus] = {
    f"{OF_SESSIONS}expired": "expired",
    f"{OF_SESSIONS}async_payment_failed": "failed",
}
OF_REFUNDS = ("refund.", "charge.refunded", "charge.refund.")
MOST_REFUNDS = 100
"""In one answer."""
MOST_PAGES = 20


class StripeProvider:
    """Stripe over its own library, asynchronously; each call has a key of ours, so that a repeated one does nothing new."""

    name = NAME

    def __init__(self, secret_key: str, webhook_secret: str, api_base: str = "") -> None:
        self._secret_key, self._webhook_secret, self._api_base = secret_key, webhook_secret, api_base
        self._made: tuple[StripeClient, AIOHTTPClient] | None = None

    def _client(self) -> "StripeClient":
        if self._made is None:
            import stripe  # noqa: PLC0415  it takes long to start with, and few servers need it

            http = stripe.AIOHTTPClient(timeout=ClientTimeout(total=REQUEST_SECONDS))
            client = stripe.StripeClient(
                self._secret_key,
                http_client=http,
                max_network_retries=1,
                base_addresses={"api": self._api_base} if self._api_base else {},
            )
            self._made = client, http
        return self._made[0]

    async def create(self, wish: CheckoutWish) -> Checkout:
        """Make the page where it is paid. ProviderAway, ProviderRefused."""
        async with _asking():
            session = await self._client().v1.checkout.sessions.create_async(
                _session(wish), {"idempotency_key": f"checkout-{wish.payment_id}"}
            )
        if not session.url:
            raise ProviderRefused("the page has no address any more")
        return Checkout(session.id, session.url)

    async def look_up(self, checkout: str) -> Standing:
        """Say how it stands. ProviderAway, ProviderRefused."""
        async with _asking():
            session = await self._client().v1.checkout.sessions.retrieve_async(checkout)
        return _standing(session.to_dict())

    async def refund(self, reference: str, refund_id: UUID, amount: int, currency: str) -> str:
        """Give back, once for a `refund_id`: Stripe forgets keys after a day, so its list is asked first."""
        async with _asking():
            refunds = self._client().v1.refunds
            made = await refunds.list_async({"payment_intent": reference, "limit": MOST_REFUNDS})
            for one in made.data:
                ours = one.to_dict().get("metadata") or {}
                if one.status != "failed" and ours.get("refund") == str(refund_id):
                    return one.id
            refund = await refunds.create_async(
                {
                    "payment_intent": reference,
                    "amount": stripe_amount(amount, currency),
                    "metadata": {"refund": str(refund_id)},
                },
                {"idempotency_key": f"refund-{refund_id}"},
            )
        if refund.status == "failed":
            raise ProviderRefused("the refund failed")
        return refund.id

    async def list_refunds(self, *, since: datetime | None = None, reference: str = "") -> list[GivenBack]:
        """List what was given back, also on Stripe's own pages. ProviderAway, ProviderRefused."""
        asked: Any = {"limit": MOST_REFUNDS}
        if since is not None:
            asked["created"] = {"gte": int(since.timestamp())}
        if reference:
            asked["payment_intent"] = reference
        found: list[GivenBack] = []
        for _ in range(MOST_PAGES):
            async with _asking():
                page = await self._client().v1.refunds.list_async(asked)
            refunds = [one.to_dict() for one in page.data]
            found += [_given_back(one) for one in refunds if _is_given_back(one)]
            if not page.has_more or not refunds:
                break
            asked["starting_after"] = refunds[-1]["id"]
        return found[::-1]

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> Message | RefundMessage | None:
        """Read a message about a Checkout of ours, or about a refund. Invalid where its signature is wrong, or it is too old."""
        from stripe import SignatureVerificationError, WebhookSignature  # noqa: PLC0415  as above

        signature = headers.get("Stripe-Signature", "")
        try:
            WebhookSignature.verify_header(body, signature, self._webhook_secret, SIGNED_SECONDS)
            return _message(_read(body))
        except SignatureVerificationError:
            raise Invalid(
                [("Stripe-Signature", "is not one of these settings' secret, or too old")]
            ) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Invalid([("body", "is not a message of Stripe")]) from None

    async def close(self) -> None:
        """Close the connections."""
        if self._made is not None:
            await self._made[1].close_async()  # type: ignore[no-untyped-call]


def _read(body: bytes) -> Any:
    """The JSON of a body. ValueError for none, or for one with the letter that no text of a database can hold."""
    if NUL in body:
        raise ValueError
    return orjson.loads(body)


def configured(settings: Settings) -> StripeProvider | None:
    """Make the provider where the settings have a key for it."""
    key = settings.stripe_secret_key.get_secret_value()
    if not key:
        return None
    return StripeProvider(
        key, settings.stripe_webhook_secret.get_secret_value(), settings.stripe_api_base.rstrip("/")
    )


def stripe_amount(amount: int, currency: str) -> int:
    """Write minor units as Stripe counts them. ProviderRefused where it cannot say the amount."""
    if currency in TWO_DECIMALS:
        return amount * 100
    if decimals(currency) == PER_TEN and amount % 10:
        raise ProviderRefused("Stripe takes no single thousandths")
    return amount


@asynccontextmanager
async def _asking() -> AsyncIterator[None]:
    """Bound the time of a call, and name its failure."""
    try:
        async with asyncio.timeout(PATIENCE):
            with _named_failures():
                yield
    except (TimeoutError, ClientError) as error:
        raise ProviderAway(type(error).__name__) from None


@contextmanager
def _named_failures() -> Iterator[None]:
    from stripe import (  # noqa: PLC0415  as above
        APIConnectionError,
        APIError,
        AuthenticationError,
        IdempotencyError,
        RateLimitError,
        StripeError,
    )

    try:
        yield
    except (APIConnectionError, APIError, AuthenticationError, IdempotencyError, RateLimitError) as error:
        raise ProviderAway(type(error).__name__) from None
    except StripeError as error:
        raise ProviderRefused(error.code or type(error).__name__) from None


def _session(wish: CheckoutWish) -> Any:
    ours = {"payment": str(wish.payment_id)}
    return {
        "mode": "payment",
        "payment_method_types": ["card"],
        "line_items": _lines(wish),
        "client_reference_id": str(wish.payment_id),
        "metadata": ours,
        "payment_intent_data": {"metadata": ours, "description": wish.title},
        "success_url": wish.return_url,
        "cancel_url": wish.return_url,
        "expires_at": int(wish.expires_at.timestamp()),
        "locale": LOCALES.get(wish.language, wish.language if wish.language in SPOKEN else "auto"),
    }


def _lines(wish: CheckoutWish) -> list[dict[str, Any]]:
    said: Sequence[tuple[str, int]] = ((wish.title, wish.amount), (wish.tip_title, wish.tip))
    return [
        {
            "quantity": 1,
            "price_data": {
                "currency": wish.currency.lower(),
                "unit_amount": stripe_amount(amount, wish.currency),
                "product_data": {"name": title},
            },
        }
        for title, amount in said
        if amount
    ]


def _is_given_back(refund: Mapping[str, Any]) -> bool:
    """Whether the money went back: what is under way is told again once it did; what came of no Checkout is not ours."""
    return refund["status"] == "succeeded" and isinstance(refund["payment_intent"], str)


def _given_back(refund: Mapping[str, Any]) -> GivenBack:
    try:
        refund_id = UUID((refund.get("metadata") or {})["refund"])
    except (KeyError, ValueError):
        refund_id = None
    per_minor = 100 if refund["currency"].upper() in TWO_DECIMALS else 1
    return GivenBack(refund["id"], refund["payment_intent"], refund["amount"] // per_minor, refund_id)


def _message(event: Mapping[str, Any]) -> Message | RefundMessage | None:
    kind, session = event["type"], event["data"]["object"]
    if kind.startswith(OF_REFUNDS):
        intent = session["payment_intent"]
        return RefundMessage(intent) if isinstance(intent, str) else None
    if not kind.startswith(OF_SESSIONS):
        return None
    try:
        payment_id = UUID((session.get("metadata") or {})["payment"])
    except (KeyError, ValueError):
        return None  # of something else that is sold through the same account
    standing = _standing(session)
    if standing.status != "paid" and kind in ENDED:
        standing = Standing(ENDED[kind])
    return Message(payment_id, standing)


def _standing(session: Mapping[str, Any]) -> Standing:
    if session["payment_status"] == "paid":
        intent = session["payment_intent"]
        return Standing("paid", intent if isinstance(intent, str) else intent["id"])
    return Standing("expired" if session["status"] == "expired" else "created")
