"""Names and places among the categories of a menu, or the items of a category."""

from collections.abc import Iterable
from typing import TypeVar

from server.domain.errors import Conflict
from server.domain.menu import Category, Item
from server.domain.names import folded
from server.menu.document.merge import MAX_SORT_ORDER

ThingT = TypeVar("ThingT", bound=Category | Item)


def find_hidden_namesake(others: Iterable[ThingT], name: str) -> ThingT | None:
    """Find the hidden one that has this name: it comes back where one of the name is made anew."""
    return next(
        (thing for thing in others if not thing.is_active and folded(thing.name) == folded(name)), None
    )


def require_free_name(others: Iterable[Category | Item], name: str) -> None:
    """Raise Conflict where one of `others` has the name already."""
    for thing in others:
        if folded(thing.name) == folded(name):
            hidden = "" if thing.is_active else ", which is hidden"
            raise Conflict(
                f"«{thing.name}» is here already, with id {thing.id}{hidden}. Nothing was changed; choose another "
                "name or change that one."
            )


def end_of(others: Iterable[Category | Item]) -> int:
    """Return the sort order that comes after all of `others`."""
    return min(max((thing.sort_order for thing in others), default=-1) + 1, MAX_SORT_ORDER)
