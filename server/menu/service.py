"""What is done with a whole menu: read as a document, replaced by one, 86'd in parts."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from server.audit.log import Action, Values, record
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.menu import Item, Menu
from server.domain.restaurant import RestaurantSettings
from server.events.model import AvailabilityChanged, Event, MenuChanged
from server.menu import history, row_store, store
from server.menu.availability import AvailabilityWish, PartKind, has_part, with_part
from server.menu.document.diff import Plan, plan
from server.menu.document.loader import Media, load_menu
from server.menu.limits import check_size
from server.menu.row_changes import NewIds, RowChanges, count_new, numbered, row_changes
from server.menu.row_mapping import StoredMenu
from server.menu.version import bump_version, lock_version
from server.wire.base import rfc3339

ATTEMPTS = 5
"""How often a replacement is planned anew where the menu changed while it was being planned."""
MAX_READING = 2
"""Menu documents that are read at once: reading a large one keeps a core busy for a second."""


class Entry(NamedTuple):
    """A line for the log of changes; `in_history` says that it is one of the menu's history too."""

    action: Action
    subject: str
    before: Values | None
    after: Values | None
    in_history: bool


@dataclass(slots=True)
class Change:
    """A menu under lock; `made` is set by whoever changes something, `events` are published when it is stored."""

    connection: Connection
    version: int
    made: bool = False
    events: list[Event] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def log(
        self,
        action: Action,
        subject: str,
        values: tuple[Values | None, Values | None] = (None, None),
        *,
        in_history: bool = True,
    ) -> None:
        """Have the change in the log: what it is about, and its values before and after."""
        self.entries.append(Entry(action, subject, *values, in_history))


@dataclass(frozen=True, slots=True)
class Menus:
    """The use cases of whole menus; `publish` takes events for the other parts of the server."""

    pool: BasePool
    publish: Callable[[Event], None]
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_READING))

    @asynccontextmanager
    async def changing(self, restaurant_id: UUID) -> AsyncIterator[Change]:
        """Change a menu in one transaction: locked, its version bumped, and told when it is stored.

        Raises NotFound where the restaurant is gone.
        """
        async with self.pool.acquire() as connection, connection.transaction():
            change = Change(connection, await lock_version(connection, restaurant_id))
            yield change
            if change.made:
                await row_store.erase_oldest_hidden(connection, restaurant_id)
                change.version = await bump_version(connection, restaurant_id)
                await _record(change, restaurant_id)
        if change.made:
            for event in (MenuChanged(restaurant_id), *change.events):
                self.publish(event)

    async def load(self, restaurant_id: UUID) -> tuple[RestaurantSettings, Menu]:
        """Return a restaurant with its whole menu, hidden things included. NotFound where it is gone."""
        found = await store.find_listed(self.pool, restaurant_id)
        if found is None:
            raise NotFound
        restaurant, menu, _ = found
        return restaurant, menu

    async def read_document(self, text: bytes, media: Media, currency: str) -> Menu:
        """Read a menu document in a thread, few at once. MenuDocumentError names every mistake."""
        async with self.reading:
            return await asyncio.to_thread(load_menu, text, media, currency)

    async def replace(self, restaurant_id: UUID, wanted: Menu, caller: UUID, *, dry_run: bool) -> Plan:
        """Replace the menu by `wanted`, all or nothing; its ids do not count. `dry_run` plans alone.

        What was there and what is put there are kept under `caller`, a user's id: see `server.menu.history`.

        Invalid where it would hold too much, or lack a tax that the restaurant's rules of money name, Conflict where others keep changing the menu meanwhile.
        """
        for _ in range(ATTEMPTS):
            stored = await store.load_stored(self.pool, restaurant_id)
            planned = await asyncio.to_thread(_planned, stored, wanted)
            if planned.menu.taxes != stored.menu.taxes:
                await self._require_taxes_in_use(restaurant_id, planned.menu)
            if dry_run or planned.changes_nothing:
                return planned
            pages = await history.pages_to_keep(self.pool, restaurant_id, stored.menu, planned, caller)
            version = await self._store(restaurant_id, stored, planned, pages)
            if version is not None:
                return replace(planned, menu=replace(planned.menu, version=version))
        raise Conflict("Others are changing this menu at this moment. Nothing was changed; try again.")

    async def set_availability(self, restaurant_id: UUID, item_id: int, wish: AvailabilityWish) -> Item:
        """86 an item until a time or until further notice, bring it back, or say how many are left.

        Returns the item as it is then. NotFound where the restaurant has no such item, Invalid where `until` makes no
        sense.
        """
        now = datetime.now(UTC)
        wish.check(now)
        async with self.changing(restaurant_id) as change:
            before = await row_store.find_item(change.connection, restaurant_id, item_id)
            if before is None:
                raise NotFound
            item = wish.applied(before)
            if item != before:
                await row_store.update_items(change.connection, restaurant_id, [item])
                change.made = True
                change.events.append(availability_event(restaurant_id, item, now))
                change.log(_availability_action(item), item.name, (None, wish.values()), in_history=False)
        return item

    async def set_part_availability(
        self,
        restaurant_id: UUID,
        kind: PartKind,
        name: str,
        *,
        available: bool,
        until: datetime | None,
    ) -> list[str]:
        """86 an option or a size by its name in every dish, or bring it back; returns the dishes' names.

        NotFound where no dish has it, Invalid where `until` makes no sense.
        """
        now, wish = datetime.now(UTC), AvailabilityWish(available, until)
        wish.check(now)
        async with self.changing(restaurant_id) as change:
            menu = await store.load_menu(change.connection, restaurant_id)
            having = [item for item in menu.items() if has_part(item, kind, name)]
            if not having:
                raise NotFound(f"No dish of this menu has the {kind} «{name}». Nothing was changed.")
            changed = [item for before in having if (item := with_part(before, kind, name, wish)) != before]
            if changed:
                await row_store.update_items(change.connection, restaurant_id, changed)
                change.made = True
                action: Action = "item.available" if available else "item.sold_out"
                change.log(action, name, (None, wish.values()), in_history=False)
                end = rfc3339(until) if until else None
                change.events.append(AvailabilityChanged(restaurant_id, None, name, available, end, kind))
                before = {item.id: item.is_available(now) for item in having}
                change.events += [
                    availability_event(restaurant_id, item, now)
                    for item in changed
                    if item.is_available(now) != before[item.id]
                ]
        return [item.name for item in having]

    async def _require_taxes_in_use(self, restaurant_id: UUID, menu: Menu) -> None:
        """Refuse a menu without a tax that the cover charge falls under: it would be untaxed unseen."""
        named = await store.list_taxes_in_use(self.pool, restaurant_id)
        missing = [name for name in named if name not in {tax.name for tax in menu.taxes}]
        if missing:
            message = (
                f'lack "{missing[0]}", under which the cover charge falls: '
                "name it here, or change the charge first (aiqr restaurant money --cover-tax)"
            )
            raise Invalid([("taxes", message)])

    async def _store(
        self, restaurant_id: UUID, stored: StoredMenu, planned: Plan, pages: Sequence[history.Page]
    ) -> int | None:
        """Write a plan; returns the new version, or None where the menu is not what the plan was made from."""
        async with self.changing(restaurant_id) as change:
            if change.version != stored.menu.version:
                return None
            connection = change.connection
            changes = await _rows(connection, stored.menu, planned.menu)
            if await row_store.some_are_ordered(connection, restaurant_id, changes.removed_items):
                return None
            await row_store.write(connection, restaurant_id, changes)
            await history.keep(connection, restaurant_id, pages)
            change.made = True
            change.log("menu.replaced", pages[-1].summary, in_history=False)
        return change.version


def _planned(stored: StoredMenu, wanted: Menu) -> Plan:
    planned = plan(stored, wanted)
    check_size(planned.menu)
    return planned


async def _rows(connection: Connection, old: Menu, target: Menu) -> RowChanges:
    categories, items, parts = count_new(target)
    ids = NewIds(
        await row_store.draw_ids(connection, "categories", categories),
        await row_store.draw_ids(connection, "items", items),
        await row_store.draw_ids(connection, "parts", parts),
    )
    return await asyncio.to_thread(lambda: row_changes(old, numbered(target, ids)))


def availability_event(restaurant_id: UUID, item: Item, now: datetime) -> AvailabilityChanged:
    """Make the event that an item ran out, came back, or has another number of portions left."""
    until = rfc3339(item.sold_out_until) if item.sold_out and item.sold_out_until else None
    available = item.is_available(now)
    return AvailabilityChanged(restaurant_id, item.id, item.name, available, until, portions=item.portions)


def _availability_action(item: Item) -> Action:
    return "item.sold_out" if item.sold_out else "item.available"


async def _record(change: Change, restaurant_id: UUID) -> None:
    for action, subject, before, after, in_history in change.entries:
        version = change.version if in_history else None
        await record(
            change.connection,
            restaurant_id,
            action,
            subject,
            before=before,
            after=after,
            menu_version=version,
        )
