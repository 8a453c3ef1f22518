"""Which of several dishes is meant by a number that is a size of it: "ten wings", of *Bone-in wings* by 10 and *Boneless wings* by 8."""

from server.domain.menu import Item, Variant
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft

LEAST = 3
"""Pieces that a number tells at least: two may be two dishes."""
_COUNTS_DISHES = ("portion", "times", "that", "article")


def size_of_number(m: Lexicon, draft: Draft) -> tuple[Item, Variant] | None:
    """The only one of the dishes that comes in as many pieces as were counted, and that size."""
    if not draft.quantity_stated or draft.quantity < LEAST or draft.variant_stated or draft.head is None:
        return None
    if m.has(draft.head[0] + 1, *_COUNTS_DISHES):
        return None
    found = [
        (item, size)
        for item in draft.items
        for size in item.variants
        if size.id in m.sizes_of_number(draft.quantity, item)
    ]
    return found[0] if len(found) == 1 else None


def take_size(draft: Draft, size: Variant) -> None:
    """Take what was counted of a line for one in a size."""
    draft.number_of_size = draft.quantity
    draft.quantity, draft.quantity_stated = 1, False
    draft.variant, draft.variant_stated, draft.sizes = size, True, (size,)
