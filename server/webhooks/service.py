"""The use cases of webhooks: whom a restaurant tells, what was delivered, and delivering it again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from server.audit.log import Action, Values, record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Invalid, NotFound
from server.webhooks import outbox, store
from server.webhooks.model import OLD_SECRET_KEPT, Delivery, Outcome, Parcel, Webhook, host_of, new_secret
from server.webhooks.store import list_webhooks

MAX_WEBHOOKS = 10
"""Of a restaurant."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a webhook is changed; None stays as it is."""

    url: str | None = None
    events: Sequence[str] | None = None
    paused: bool | None = None


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The use cases over a pool; `deliver` makes one attempt, `plain_http` says whether addresses may be http:// ones."""

    pool: BasePool
    deliver: Callable[[Parcel], Awaitable[Outcome]]
    plain_http: bool

    async def list_all(self, restaurant_id: UUID) -> list[Webhook]:
        """Return a restaurant's webhooks, oldest first."""
        return await list_webhooks(self.pool, restaurant_id)

    async def add(self, restaurant_id: UUID, url: str, events: Sequence[str]) -> tuple[Webhook, bytes]:
        """Add a webhook and return it with its secret.

        Invalid where the address cannot be one, Conflict where the restaurant has MAX_WEBHOOKS or has this address.
        """
        self._check(url)
        secret = new_secret()
        async with self.pool.acquire() as connection, connection.transaction():
            await store.lock_webhooks(connection, restaurant_id)
            there = await list_webhooks(connection, restaurant_id)
            _require_other_urls(there, url)
            if len(there) >= MAX_WEBHOOKS:
                raise Conflict(
                    f"This restaurant has {MAX_WEBHOOKS} webhooks: remove one that is not used. Nothing was changed."
                )
            made = await store.insert_webhook(connection, restaurant_id, url, events, secret)
            await _record(connection, restaurant_id, "webhook.added", made, after={"events": list(events)})
        return made, secret

    async def change(self, restaurant_id: UUID, webhook_id: int, wish: Wish) -> Webhook:
        """Change a webhook, pause it or switch it on again. NotFound, Invalid, Conflict where another has the address."""
        if wish.url is not None:
            self._check(wish.url)
        async with self.pool.acquire() as connection, connection.transaction():
            await store.lock_webhooks(connection, restaurant_id)
            before = await _found(connection, restaurant_id, webhook_id)
            changed = _applied(before, wish)
            if changed.url != before.url:
                _require_other_urls(await list_webhooks(connection, restaurant_id), changed.url)
            if changed != before:
                await store.update_webhook(connection, restaurant_id, changed)
                await _record(
                    connection,
                    restaurant_id,
                    "webhook.changed",
                    changed,
                    before=_differing(before, changed),
                    after=_differing(changed, before),
                )
            return await _found(connection, restaurant_id, webhook_id)

    async def rotate(self, restaurant_id: UUID, webhook_id: int) -> tuple[Webhook, bytes]:
        """Give a webhook another secret; for OLD_SECRET_KEPT deliveries are signed with both. NotFound."""
        secret, until = new_secret(), datetime.now(UTC) + OLD_SECRET_KEPT
        async with self.pool.acquire() as connection, connection.transaction():
            found = await _found(connection, restaurant_id, webhook_id)
            await store.replace_secret(connection, restaurant_id, webhook_id, secret, until)
            await _record(connection, restaurant_id, "webhook.rotated", found)
        return found, secret

    async def remove(self, restaurant_id: UUID, webhook_id: int) -> None:
        """Remove a webhook; what waits for it is not delivered. NotFound.

        It is switched off first: an order that is placed meanwhile writes nothing for it, and so does not wait for the end.
        """
        await store.switch_off(self.pool, restaurant_id, webhook_id)
        async with self.pool.acquire() as connection, connection.transaction():
            found = await _found(connection, restaurant_id, webhook_id)
            await store.delete_webhook(connection, restaurant_id, webhook_id)
            await _record(connection, restaurant_id, "webhook.removed", found)

    async def test(self, restaurant_id: UUID, webhook_id: int) -> Delivery:
        """Deliver a message that says nothing, at once and once, and return what became of it. NotFound."""
        parcel = await outbox.put_test(self.pool, restaurant_id, webhook_id)
        if parcel is None:
            raise NotFound
        await self.deliver(parcel)
        found = await store.list_deliveries(self.pool, restaurant_id, webhook_id, before=parcel.id + 1)
        if not found:
            raise NotFound
        return found[0]

    async def log(
        self, restaurant_id: UUID, webhook_id: int, *, before: int | None, status: str | None, limit: int
    ) -> list[Delivery]:
        """Return deliveries, newest first. NotFound where there is no such webhook."""
        await _found(self.pool, restaurant_id, webhook_id)
        return await store.list_deliveries(
            self.pool, restaurant_id, webhook_id, before=before, status=status, limit=limit
        )

    async def replay(self, restaurant_id: UUID, webhook_id: int, deliveries: Sequence[int] | None) -> int:
        """Have these deliveries, or all that failed, made again under their own ids; returns how many. NotFound."""
        await _found(self.pool, restaurant_id, webhook_id)
        count = await store.make_again(self.pool, restaurant_id, webhook_id, deliveries)
        if deliveries and not count:
            raise NotFound("This webhook has no such delivery. Nothing was changed.")
        return count

    def _check(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme != "https" and not self.plain_http:
            raise Invalid(
                [("url", "must begin with https://; http:// is for networks of AIQR_WEBHOOK_NETWORKS")]
            )
        if _port_of(address) == 0:
            raise Invalid([("url", "has a port that is none")])


def _port_of(address: SplitResult) -> int | None:
    """The port that is named, None where none is; 0 for what is none."""
    try:
        return address.port
    except ValueError:
        return 0


def _require_other_urls(webhooks: Sequence[Webhook], url: str) -> None:
    if any(webhook.url == url for webhook in webhooks):
        raise Conflict("There is a webhook to this address already: change that one. Nothing was changed.")


def _applied(webhook: Webhook, wish: Wish) -> Webhook:
    changed = replace(
        webhook,
        url=webhook.url if wish.url is None else wish.url,
        events=webhook.events if wish.events is None else tuple(wish.events),
    )
    if wish.paused is None:
        return changed
    return replace(changed, state="paused" if wish.paused else "on")


def _differing(webhook: Webhook, other: Webhook) -> Values:
    """The values of a webhook that are not those of the other; of its address the host alone."""
    mine, others = _values(webhook), _values(other)
    return {name: value for name, value in mine.items() if value != others[name]}


def _values(webhook: Webhook) -> Values:
    return {"host": host_of(webhook.url), "events": list(webhook.events), "state": webhook.state}


async def _found(connection: Connection | BasePool, restaurant_id: UUID, webhook_id: int) -> Webhook:
    found = await store.find_webhook(connection, restaurant_id, webhook_id)
    if found is None:
        raise NotFound
    return found


async def _record(
    connection: Connection,
    restaurant_id: UUID,
    action: Action,
    webhook: Webhook,
    *,
    before: Values | None = None,
    after: Values | None = None,
) -> None:
    await record(connection, restaurant_id, action, host_of(webhook.url), before=before, after=after)
