"""How much one restaurant's menu may hold, so that no menu makes the server slow for others."""

from server.domain.errors import Conflict, Invalid
from server.domain.menu import Menu

MAX_CATEGORIES = 500
MAX_ITEMS = 10_000
MAX_HIDDEN = 5_000
"""Items that are kept for orders alone, the newest: orders hold their own text and prices."""
MAX_NAMES = 100_000
"""Variants, groups, options and aliases in all."""
MAX_STORED_BYTES = 24 * 1024 * 1024
"""What the items may take as text in the database."""


def check_size(menu: Menu) -> None:
    """Refuse a menu that is too large, hidden things included. Invalid names what is too many."""
    found = []
    if len(menu.categories) > MAX_CATEGORIES:
        found.append(("categories", f"are {len(menu.categories)}; at most {MAX_CATEGORIES} are possible"))
    items = sum(len(category.items) for category in menu.categories)
    if items > MAX_ITEMS:
        found.append(("categories", f"hold {items} items; at most {MAX_ITEMS} are possible"))
    if (names := count_names(menu)) > MAX_NAMES:
        message = (
            f"hold {names} variants, groups, options and aliases in all; at most {MAX_NAMES} are possible"
        )
        found.append(("categories", message))
    if found:
        raise Invalid(found, "The menu is too large, so nothing was changed: see errors.")


def count_names(menu: Menu) -> int:
    """Count the variants, groups, options and aliases of a menu."""
    total = 0
    for item in menu.items():
        total += len(item.aliases) + len(item.tags) + len(item.allergens) + len(item.goes_with)
        total += sum(1 + len(variant.aliases) for variant in item.variants)
        for group in item.modifier_groups:
            total += 1 + sum(1 + len(modifier.aliases) for modifier in group.modifiers)
    return total


def require_room(categories: int, items: int, stored_bytes: int) -> None:
    """Refuse a part for which a menu of this size has no room. Conflict says what there is too much of."""
    if categories > MAX_CATEGORIES:
        raise Conflict(
            f"A menu has at most {MAX_CATEGORIES} categories. Nothing was changed; delete one first."
        )
    if items > MAX_ITEMS:
        raise Conflict(f"A menu has at most {MAX_ITEMS} items. Nothing was changed; delete one first.")
    if stored_bytes > MAX_STORED_BYTES:
        raise Conflict(
            f"A menu takes at most {MAX_STORED_BYTES // 1024 // 1024} MB in all. Nothing was changed; "
            "shorten or delete something first."
        )
