"""What owners do with their restaurants."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from server.accounts import store as accounts
from server.audit.log import record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Forbidden, NotFound
from server.events.model import Event, MembershipChanged, MenuChanged
from server.menu.version import bump_version, lock_version
from server.restaurants import staff_store, store
from server.restaurants.model import Restaurant, slugs_for
from server.restaurants.money import changed_money, money_shown
from server.wire.vocabulary import Role

NEEDS_PERSON = "A display or a key cannot own a restaurant: log in as yourself. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restaurants:
    """The use cases of restaurants over a pool; `publish` takes events for the other parts of the server."""

    pool: BasePool
    publish: Callable[[Event], None]

    async def create(self, owner: UUID, values: Mapping[str, Any]) -> Restaurant:
        """Make a restaurant; without a slug it gets one from its name. Conflict where the slug is in use.

        Forbidden for a display and for a key.
        """
        restaurant_id = uuid4()
        async with self.pool.acquire() as connection, connection.transaction():
            if not await accounts.is_person(connection, owner):
                raise Forbidden(NEEDS_PERSON)
            await self._insert(connection, owner, restaurant_id, values)
            await staff_store.insert_member(connection, restaurant_id, owner, "owner")
            made = await self._get(connection, restaurant_id, "owner")
            await record(connection, restaurant_id, "restaurant.created", made.name)
            return made

    async def list_for(self, user_id: UUID) -> list[Restaurant]:
        """Return the restaurants in which a user is staff."""
        return await store.list_restaurants(self.pool, user_id)

    async def get(self, restaurant_id: UUID, role: Role) -> Restaurant:
        """Return a restaurant for a member with `role`. NotFound where it was archived meanwhile."""
        return await self._get(self.pool, restaurant_id, role)

    async def change(
        self, user_id: UUID, restaurant_id: UUID, role: Role, values: Mapping[str, Any]
    ) -> Restaurant:
        """Store settings for a member. Conflict where the slug is in use, or prices exist in another currency."""
        async with self.pool.acquire() as connection, connection.transaction():
            await lock_version(connection, restaurant_id)
            before = await self._get(connection, restaurant_id, role)
            if "money" in values:
                values = {**values, "money": changed_money(before, values["money"])}
            changed = {name: value for name, value in values.items() if getattr(before, name) != value}
            if not changed:
                return before
            await bump_version(connection, restaurant_id)
            await self._require_no_prices(connection, before, changed)
            await self._store(connection, user_id, restaurant_id, changed)
            after = await self._get(connection, restaurant_id, role)
            old = {name: _written(before, name) for name in changed}
            new = {name: _written(after, name) for name in changed}
            await record(connection, restaurant_id, "restaurant.changed", after.name, before=old, after=new)
        self.publish(MenuChanged(restaurant_id))
        return after

    async def delete(self, restaurant_id: UUID) -> None:
        """Erase a restaurant, or archive one that has taken orders: gone for everybody, its orders stay."""
        async with self.pool.acquire() as connection, connection.transaction():
            # No order can be placed from here on: placing one needs the version that this changes.
            await bump_version(connection, restaurant_id)
            await record(connection, restaurant_id, "restaurant.deleted")
            await store.keep_slug(connection, restaurant_id)
            if await store.has_orders(connection, restaurant_id):
                await store.archive_restaurant(connection, restaurant_id)
            else:
                await store.delete_restaurant(connection, restaurant_id)
        self.publish(MenuChanged(restaurant_id))
        self.publish(MembershipChanged(restaurant_id, None))

    async def _insert(
        self, connection: Connection, owner: UUID, restaurant_id: UUID, values: Mapping[str, Any]
    ) -> None:
        wanted = values.get("slug")
        for slug in [wanted] if wanted else slugs_for(values["name"]):
            if await store.is_kept_for_others(connection, slug, owner):
                continue
            if await store.insert_restaurant(connection, restaurant_id, {**values, "slug": slug}):
                return
        raise _slug_in_use(wanted)

    async def _get(self, connection: Connection | BasePool, restaurant_id: UUID, role: Role) -> Restaurant:
        found = await store.find_restaurant(connection, restaurant_id, role)
        if found is None:
            raise NotFound
        return found

    async def _require_no_prices(
        self, connection: Connection, before: Restaurant, changed: Mapping[str, Any]
    ) -> None:
        if "currency" in changed and await store.has_items(connection, before.id):
            raise Conflict(
                f"The prices of this menu are in {before.currency}: the currency can change only while the menu "
                "is empty. Nothing was changed."
            )

    async def _store(
        self, connection: Connection, user_id: UUID, restaurant_id: UUID, changed: Mapping[str, Any]
    ) -> None:
        if "slug" in changed:
            if await store.is_kept_for_others(connection, changed["slug"], user_id):
                raise _slug_in_use(changed["slug"])
            await store.keep_slug(connection, restaurant_id)
        try:
            await store.update_restaurant(connection, restaurant_id, changed)
        except asyncpg.UniqueViolationError:
            raise _slug_in_use(changed.get("slug")) from None


def _slug_in_use(slug: str | None) -> Conflict:
    return Conflict(f"The slug «{slug}» is in use: choose another. Nothing was changed.")


def _written(restaurant: Restaurant, name: str) -> Any:
    """Return a setting as a JSON value, as an owner writes it."""
    value = getattr(restaurant, name)
    if name == "money":
        return money_shown(value, restaurant.currency)
    return value if value is None or isinstance(value, bool | int | str) else str(value)
