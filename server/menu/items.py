"""What is done with single items. Each is a change of the whole menu."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from server.audit.log import Action
from server.db.pool import BasePool, Connection
from server.domain.errors import Conflict, Invalid, NotFound
from server.domain.menu import Item
from server.domain.option_sources import find_size
from server.menu import row_store
from server.menu.audited import item_changes
from server.menu.document.merge import with_kept_ids
from server.menu.names import end_of, find_hidden_namesake, require_free_name
from server.menu.renewal import renew_options
from server.menu.requests import read_item
from server.menu.row_changes import count_new_parts, numbered_item
from server.menu.service import Change, Menus, availability_event
from server.wire.menu import ItemRequest, UpdateItemRequest


@dataclass(frozen=True, slots=True)
class Items:
    """The use cases of items; money in requests is in the restaurant's currency, which callers name."""

    menus: Menus

    async def list_all(self, restaurant_id: UUID, category_id: int) -> list[Item]:
        """Return a category's items in the order shown, hidden ones included."""
        return await row_store.list_items(self.menus.pool, restaurant_id, category_id)

    async def get(self, restaurant_id: UUID, item_id: int) -> Item:
        """Return an item. NotFound where it is gone."""
        return await _get(self.menus.pool, restaurant_id, item_id)

    async def add(self, restaurant_id: UUID, category_id: int, body: ItemRequest, currency: str) -> Item:
        """Store a new item, at the end of its category where no sort order is given.

        A hidden item of the same name in the category comes back instead, under its id and with the new values.
        Invalid for what is wrong with it, Conflict where a visible one has the name.
        """
        if body.category_id not in (None, category_id):
            raise Invalid([("category_id", "is not the category of this path; leave it out")])
        item = read_item(body, Item(0, category_id, ""), currency, datetime.now(UTC))
        async with self.menus.changing(restaurant_id) as change:
            others = await _other_items(change.connection, restaurant_id, item)
            hidden = find_hidden_namesake(others, item.name)
            require_free_name([other for other in others if other is not hidden], item.name)
            if body.sort_order is None:
                item = replace(item, sort_order=end_of(others))
            if hidden:
                item = with_kept_ids(hidden, item)
            return await _store(change, restaurant_id, hidden, item, currency)

    async def change(
        self, restaurant_id: UUID, item_id: int, body: ItemRequest | UpdateItemRequest, currency: str
    ) -> Item:
        """Replace an item (ItemRequest), or store what is given (UpdateItemRequest). NotFound where it is gone.

        Invalid for what is wrong with it, Conflict where another item of its category has the name.
        """
        async with self.menus.changing(restaurant_id) as change:
            before = await _get(change.connection, restaurant_id, item_id)
            item = read_item(body, before, currency, datetime.now(UTC))
            others = await _other_items(change.connection, restaurant_id, item)
            require_free_name(others, item.name)
            if item.category_id != before.category_id and body.sort_order is None:
                item = replace(item, sort_order=end_of(others))
            return item if item == before else await _store(change, restaurant_id, before, item, currency)

    async def delete(self, restaurant_id: UUID, item_id: int) -> None:
        """Erase an item, or hide one that orders name. NotFound where it is gone."""
        async with self.menus.changing(restaurant_id) as change:
            item = await _get(change.connection, restaurant_id, item_id)
            if await row_store.some_are_ordered(change.connection, restaurant_id, [item_id]):
                hidden = item.withdrawn()
                await row_store.update_items(change.connection, restaurant_id, [hidden])
            else:
                await row_store.delete_items(change.connection, restaurant_id, [item_id])
            await renew_options(change, restaurant_id)
            change.made = True
            change.log("item.removed", item.name)


async def _get(connection: Connection | BasePool, restaurant_id: UUID, item_id: int) -> Item:
    item = await row_store.find_item(connection, restaurant_id, item_id)
    if item is None:
        raise NotFound
    return item


async def _other_items(connection: Connection, restaurant_id: UUID, item: Item) -> list[Item]:
    """Read the other items of the item's category. Invalid where the restaurant has no such category."""
    categories = await row_store.list_categories(connection, restaurant_id)
    if item.category_id not in {category.id for category in categories}:
        raise Invalid([("category_id", "is not a category of this restaurant")])
    items = await row_store.list_items(connection, restaurant_id, item.category_id)
    return [other for other in items if other.id != item.id]


async def _require_dishes(connection: Connection, restaurant_id: UUID, item: Item) -> None:
    """Invalid where a part of the item, its meal, or what goes with it, is no other dish of the restaurant."""
    named = {
        f"modifier_groups[{g}].modifiers[{m}].menu_item_id": modifier.menu_item_id
        for g, group in enumerate(item.modifier_groups)
        for m, modifier in enumerate(group.modifiers)
        if modifier.menu_item_id is not None
    }
    if item.meal_item_id is not None:
        named["meal_item_id"] = item.meal_item_id
    named |= {f"goes_with[{index}]": item_id for index, item_id in enumerate(item.goes_with)}
    known = await row_store.find_item_ids(connection, restaurant_id, named.values()) - {item.id}
    if wrong := [field for field, item_id in named.items() if item_id not in known]:
        raise Invalid([(field, "is not another item of this restaurant") for field in wrong])


async def _require_sizes(
    connection: Connection, restaurant_id: UUID, before: Item | None, item: Item
) -> None:
    """Conflict where a size goes in which the item is a part of another dish."""
    labels = {variant.label for variant in item.variants}
    for size in {variant.label for variant in before.variants} - labels if before else ():
        other = await row_store.find_dish_with_part(connection, restaurant_id, item.id, size)
        if other is not None:
            raise Conflict(
                f"«{item.name}» is a part of «{other}» in the size «{size}». Nothing was changed; "
                "take it out there first."
            )


async def _require_parts_in_sizes(connection: Connection, restaurant_id: UUID, item: Item) -> None:
    """Invalid where a part is of a size that its dish does not have."""
    wrong = []
    for g, group in enumerate(item.modifier_groups):
        for m, modifier in enumerate(group.modifiers):
            if not modifier.size:
                continue
            dish = await row_store.find_item(connection, restaurant_id, modifier.menu_item_id or 0)
            if dish is None or find_size(dish, modifier.size) is None:
                wrong.append((f"modifier_groups[{g}].modifiers[{m}].size", "is not a size of that item"))
    if wrong:
        raise Invalid(wrong)


async def _store(change: Change, restaurant_id: UUID, before: Item | None, item: Item, currency: str) -> Item:
    """Write an item in the place of `before`, or as a new one. Invalid where it names a dish that is not here."""
    connection = change.connection
    await _require_dishes(connection, restaurant_id, item)
    await _require_parts_in_sizes(connection, restaurant_id, item)
    parts = await row_store.draw_ids(connection, "parts", count_new_parts(item))
    item = numbered_item(item, parts)
    if before is None:
        ids = await row_store.draw_ids(connection, "items", 1)
        item = replace(item, id=next(ids))
        await row_store.insert_items(connection, restaurant_id, [item])
    else:
        await row_store.update_items(connection, restaurant_id, [item])
    await row_store.require_room(connection, restaurant_id)
    change.made = True
    await renew_options(change, restaurant_id)
    await _require_sizes(connection, restaurant_id, before, item)
    action: Action = "item.changed" if before else "item.added"
    change.log(action, item.name, item_changes(before, item, currency))
    now = datetime.now(UTC)
    if before and (before.is_available(now), before.portions) != (
        item.is_available(now),
        item.portions,
    ):
        change.events.append(availability_event(restaurant_id, item, now))
    return item
