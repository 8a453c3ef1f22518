"""What is done with single categories. Each is a change of the whole menu."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from server.audit.log import Action
from server.domain.errors import Invalid, NotFound
from server.domain.menu import Category
from server.menu import row_store
from server.menu.audited import category_changes
from server.menu.document.problems import path_text
from server.menu.names import end_of, find_hidden_namesake, require_free_name
from server.menu.renewal import renew_options
from server.menu.requests import read_translations
from server.menu.rules import check_category
from server.menu.service import Change, Menus
from server.wire.menu import CategoryRequest, UpdateCategoryRequest


@dataclass(frozen=True, slots=True)
class Categories:
    """The use cases of categories."""

    menus: Menus

    async def list_all(self, restaurant_id: UUID) -> list[Category]:
        """Return the categories in the order shown, without their items, hidden ones included."""
        return await row_store.list_categories(self.menus.pool, restaurant_id)

    async def get(self, restaurant_id: UUID, category_id: int) -> Category:
        """Return a category without its items. NotFound where it is gone."""
        return _one(await self.list_all(restaurant_id), category_id)

    async def add(self, restaurant_id: UUID, body: CategoryRequest) -> Category:
        """Store a new category, at the end where no sort order is given.

        A hidden category of the same name comes back instead, under its id and with its items. Conflict where a
        visible one has the name.
        """
        if body.id is not None:
            raise Invalid([("id", "is made by the server; leave it out")])
        async with self.menus.changing(restaurant_id) as change:
            others = await row_store.list_categories(change.connection, restaurant_id)
            hidden = find_hidden_namesake(others, body.name)
            require_free_name([other for other in others if other is not hidden], body.name)
            order = end_of(others) if body.sort_order is None else body.sort_order
            category = Category(
                hidden.id if hidden else 0,
                body.name,
                order,
                body.is_active,
                when=body.when,
                translations=read_translations(body.translations),
                course=body.course,
            )
            _require_times(category)
            return await _store(change, restaurant_id, hidden, category)

    async def change(
        self, restaurant_id: UUID, category_id: int, body: CategoryRequest | UpdateCategoryRequest
    ) -> Category:
        """Store what is given. NotFound where it is gone, Conflict where another category has the name."""
        if body.id not in (None, category_id):
            raise Invalid([("id", "is not the id of this category; leave it out")])
        async with self.menus.changing(restaurant_id) as change:
            others = await row_store.list_categories(change.connection, restaurant_id)
            before = _one(others, category_id)
            given = body.model_dump(
                include={"name", "sort_order", "is_active", "when", "course"}, exclude_none=True
            )
            if body.translations is not None:
                given["translations"] = read_translations(body.translations)
            category = replace(before, **given)
            _require_times(category)
            require_free_name([other for other in others if other is not before], category.name)
            return category if category == before else await _store(change, restaurant_id, before, category)

    async def delete(self, restaurant_id: UUID, category_id: int) -> None:
        """Erase a category with its items. Where orders name some, these and the category are hidden instead."""
        async with self.menus.changing(restaurant_id) as change:
            connection = change.connection
            category = _one(await row_store.list_categories(connection, restaurant_id), category_id)
            await row_store.delete_unordered(connection, restaurant_id, category_id)
            rest = await row_store.list_items(connection, restaurant_id, category_id)
            if rest:
                hidden = [item.withdrawn() for item in rest]
                await row_store.update_items(connection, restaurant_id, hidden)
                away = replace(category, is_active=False)
                await row_store.update_categories(connection, restaurant_id, [away])
            else:
                await row_store.delete_categories(connection, restaurant_id, [category_id])
            await renew_options(change, restaurant_id)
            change.made = True
            change.log("category.removed", category.name)


def _require_times(category: Category) -> None:
    if found := check_category(category):
        raise Invalid([(path_text(violation.path), violation.message) for violation in found])


async def _store(
    change: Change, restaurant_id: UUID, before: Category | None, category: Category
) -> Category:
    change.made = True
    action: Action = "category.changed" if before else "category.added"
    change.log(action, category.name, category_changes(before, category))
    if category.id:
        await row_store.update_categories(change.connection, restaurant_id, [category])
        await renew_options(change, restaurant_id, (before, category) if before else None)
        return category
    ids = await row_store.draw_ids(change.connection, "categories", 1)
    category = replace(category, id=next(ids))
    await row_store.insert_categories(change.connection, restaurant_id, [category])
    await row_store.require_room(change.connection, restaurant_id)
    return category


def _one(categories: Iterable[Category], category_id: int) -> Category:
    for category in categories:
        if category.id == category_id:
            return category
    raise NotFound
