"""What of a menu a format cannot hold, in words and counted."""

from collections import Counter
from collections.abc import Iterable

from cli.documents import Document
from cli.output import counted

IN_WORDS = {
    "modifier_groups": "option groups",
    "is_active": "hidden or not",
    "image_url": "pictures",
    "station": "stations",
    "description": "descriptions",
    "default": "the usual size",
    "number": "numbers",
    "when": "times of day",
    "photo": "photos",
    "tax": "taxes",
}
"""Fields whose name in a document is not what people call them."""


def items_of(document: Document) -> list[Document]:
    """Every dish of the document."""
    return [item for category in document["categories"] for item in category["items"]]


def not_held(things: Iterable[Document], held: set[str], one: str, many: str) -> list[str]:
    """`allergens of 5 dishes` for each field that a format which holds `held` lacks."""
    lost = Counter(name for thing in things for name, value in thing.items() if name not in held and value)
    return [f"{IN_WORDS.get(name, name)} of {counted(count, one, many)}" for name, count in lost.items()]


def lost_of_dishes(document: Document, held: set[str]) -> list[str]:
    """What of the dishes is lost."""
    return not_held(items_of(document), held | {"name", "price", "variants", "is_active"}, "dish", "dishes")


def usual_sizes(item: Document) -> list[Document]:
    """The sizes of an item without those that are a price of certain hours, which no format but ours has."""
    sizes = item.get("variants") or [{"label": "", "price": item["price"]}]
    return [size for size in sizes if not size.get("when")] or sizes


def lost_of_sizes(document: Document, held: set[str]) -> list[str]:
    """What of the sizes is lost."""
    sizes = [size for item in items_of(document) for size in item.get("variants", [])]
    return not_held(sizes, held | {"label", "price"}, "size", "sizes")


def lost_of_categories(document: Document) -> list[str]:
    """What of the categories is lost, whose name alone a format holds."""
    held = {"name", "items", "is_active"}
    return not_held(document["categories"], held, "category", "categories")
