"""Groups whose options come from elsewhere on the menu, brought up to date where a dish or a category was changed."""

from dataclasses import replace
from uuid import UUID

from server.domain.errors import Conflict
from server.domain.menu import Category, Item, Menu, ModifierGroup
from server.domain.names import folded
from server.domain.option_sources import renewed
from server.menu import row_store, store
from server.menu.document.options import mistakes_of_group
from server.menu.row_changes import count_new_parts, numbered_item
from server.menu.service import Change


async def renew_options(
    change: Change, restaurant_id: UUID, renamed: tuple[Category, Category] | None = None
) -> None:
    """Store what groups of other dishes stand for now; `renamed` is a category before and after.

    Conflict where a group could not offer that.
    """
    if not await row_store.some_take_options(change.connection, restaurant_id):
        return
    before = await store.load_menu(change.connection, restaurant_id)
    items = {item.id: item for item in before.items()}
    after = renewed(_following(before, *renamed) if renamed else before)
    changed = [item for item in after.items() if item != items[item.id]]
    for item in changed:
        _require_sound(item)
    new_parts = sum(map(count_new_parts, changed))
    parts = await row_store.draw_ids(change.connection, "parts", new_parts)
    await row_store.update_items(
        change.connection, restaurant_id, [numbered_item(item, parts) for item in changed]
    )


def _require_sound(item: Item) -> None:
    found = [m for group in item.modifier_groups if group.source for m in mistakes_of_group(group)]
    if found:
        raise Conflict(f"«{item.name}» {found[0]}. Nothing was changed.")


def _following(menu: Menu, before: Category, after: Category) -> Menu:
    """Give the menu whose groups name a category as it is called now."""

    def group_of(group: ModifierGroup) -> ModifierGroup:
        source = group.source
        if source is None or folded(source.category) != folded(before.name):
            return group
        return replace(group, source=replace(source, category=after.name))

    return menu.with_groups(group_of)
