"""What of an item the log of changes holds: its values as an owner would write them."""

from typing import Any

from server.audit.log import changes
from server.domain.menu import Category, Item
from server.domain.money import to_text

PLAIN = ("name", "description", "station", "is_active", "category_id")
LISTS = ("aliases", "tags", "allergens")

Values = dict[str, Any]


def item_values(item: Item | None, currency: str) -> Values:
    """Return an item's values; prices by the label of the variant, or by group and name of the option."""
    if item is None:
        return {}
    options = {
        f"{group.name} / {modifier.name}": to_text(modifier.price_adjustment, currency)
        for group in item.modifier_groups
        for modifier in group.modifiers
    }
    return {
        **{name: getattr(item, name) for name in PLAIN},
        **{name: list(getattr(item, name)) for name in LISTS},
        "prices": {variant.label: to_text(variant.price, currency) for variant in item.variants},
        "options": options,
    }


def item_changes(before: Item | None, after: Item | None, currency: str) -> tuple[Values, Values]:
    """Return what differs between two states of an item."""
    return changes(item_values(before, currency), item_values(after, currency))


def category_changes(before: Category | None, after: Category) -> tuple[Values, Values]:
    """Return what differs between two states of a category."""
    return changes(_category_values(before), _category_values(after))


def _category_values(category: Category | None) -> Values:
    if category is None:
        return {}
    return {"name": category.name, "sort_order": category.sort_order, "is_active": category.is_active}
