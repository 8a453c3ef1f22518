"""What of a menu a format cannot hold, in words and counted."""

from collections import Counter
from collections.abc import Callable, Iterable

from cli.documents import Document
from cli.texts import gettext, gettext_noop, ngettext

IN_WORDS = {
    "modifier_groups": gettext_noop("option groups"),
    "is_active": gettext_noop("hidden or not"),
    "image_url": gettext_noop("pictures"),
    "station": gettext_noop("stations"),
    "description": gettext_noop("descriptions"),
    "default": gettext_noop("the usual size"),
    "number": gettext_noop("numbers"),
    "when": gettext_noop("times of day"),
    "photo": gettext_noop("photos"),
    "tax": gettext_noop("taxes"),
}
"""Fields whose name in a document is not what people call them."""


def items_of(document: Document) -> list[Document]:
    """Every dish of the document."""
    return [item for category in document["categories"] for item in category["items"]]


def not_held(things: Iterable[Document], held: set[str], counted: Callable[[int], str]) -> list[str]:
    """`allergens of 5 dishes` for each field that a format which holds `held` lacks; `counted` says so many things."""
    lost = Counter(name for thing in things for name, value in thing.items() if name not in held and value)
    return [
        gettext("{field} of {things}").format(field=_in_words(name), things=counted(count))
        for name, count in lost.items()
    ]


def _in_words(name: str) -> str:
    return gettext(IN_WORDS[name]) if name in IN_WORDS else name


def _dishes(count: int) -> str:
    return ngettext("{count} dish", "{count} dishes", count).format(count=count)


def _sizes(count: int) -> str:
    return ngettext("{count} size", "{count} sizes", count).format(count=count)


def _categories(count: int) -> str:
    return ngettext("{count} category", "{count} categories", count).format(count=count)


def lost_of_dishes(document: Document, held: set[str]) -> list[str]:
    """What of the dishes is lost."""
    return not_held(items_of(document), held | {"name", "price", "variants", "is_active"}, _dishes)


def usual_sizes(item: Document) -> list[Document]:
    """The sizes of an item without those that are a price of certain hours, which no format but ours has."""
    sizes = item.get("variants") or [{"label": "", "price": item["price"]}]
    return [size for size in sizes if not size.get("when")] or sizes


def lost_of_sizes(document: Document, held: set[str]) -> list[str]:
    """What of the sizes is lost."""
    sizes = [size for item in items_of(document) for size in item.get("variants", [])]
    return not_held(sizes, held | {"label", "price"}, _sizes)


def lost_of_categories(document: Document) -> list[str]:
    """What of the categories is lost, whose name alone a format holds."""
    held = {"name", "items", "is_active"}
    return not_held(document["categories"], held, _categories)
