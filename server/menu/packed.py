"""A menu that takes little memory: each item as compressed bytes, so that an order reads only those that it names."""

import marshal
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from server.domain.menu import Item, Menu, Modifier, ModifierGroup, Variant
from server.menu.item_values import ITEM

LEVEL = 1
RAW = -15
"""Deflate without zlib's head and checksum: what is packed never leaves the process."""
OF_ITEM, OF_MENU = 120, 1_200
"""Bytes of memory besides what is compressed: its entry, its id, and the categories."""


@dataclass(frozen=True, slots=True)
class PackedMenu:
    """One version of a menu. `bare` is all of it but its items, `order` their ids by category.

    `alone` are, by the ids of meals, the items that they are the meals of: by their prices a meal is taxed.
    """

    bare: Menu
    order: tuple[tuple[int, ...], ...]
    items: dict[int, bytes]
    alone: dict[int, int]

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
        return OF_MENU + sum(OF_ITEM + len(packed) for packed in self.items.values())

    def whole(self) -> Menu:
        """The menu as it was."""
        return self._with({item_id: _unpacked(packed) for item_id, packed in self.items.items()})

    def part(self, ids: Iterable[int]) -> Menu:
        """The menu with these of its items alone, and those that are parts of them; what it has not is left out."""
        wanted = set(ids) & self.items.keys()
        found: dict[int, Item] = {}
        while wanted:
            more = {item_id: _unpacked(self.items[item_id]) for item_id in wanted}
            found |= more
            parts = {part for item in more.values() for part in _parts(item)}
            parts |= {self.alone[item_id] for item_id in more.keys() & self.alone.keys()}
            wanted = (parts & self.items.keys()) - found.keys()
        return self._with(found)

    def _with(self, items: dict[int, Item]) -> Menu:
        own = ([items[item_id] for item_id in ids if item_id in items] for ids in self.order)
        pairs = zip(self.bare.categories, own, strict=True)
        return self.bare.part(tuple(replace(one, items=tuple(own)) if own else one for one, own in pairs))


def pack(menu: Menu) -> PackedMenu:
    """Pack a menu that does not depend on the time of day. Takes about half a millisecond for 30 items."""
    return PackedMenu(
        bare=menu.part(tuple(replace(category, items=()) for category in menu.categories)),
        order=tuple(tuple(item.id for item in category.items) for category in menu.categories),
        items={item.id: _packed(item) for item in menu.items()},
        alone={meal: item.id for meal, item in menu.alone_by_meal.items()} if menu.taxes else {},
    )


def _parts(item: Item) -> set[int]:
    """The dishes that are options of an item, and the item that it is as a meal."""
    options = {m.menu_item_id for group in item.modifier_groups for m in group.modifiers}
    return {part for part in (*options, item.meal_item_id) if part is not None}


def _packed(item: Item) -> bytes:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW, zdict=_usual_item())
    return packing.compress(marshal.dumps(ITEM.write(item))) + packing.flush()


def _unpacked(packed: bytes) -> Item:
    values = zlib.decompressobj(RAW, zdict=_usual_item()).decompress(packed)
    return ITEM.read(marshal.loads(values))  # noqa: S302  written by this process


@lru_cache(maxsize=1)
def _usual_item() -> bytes:
    """An item with all that items mostly have: what is packed only points to it."""
    options = (Modifier(1, "", 0), Modifier(2, "", 0, is_default=True))
    groups = (ModifierGroup(1, "", 0, None, options), ModifierGroup(2, "", 1, 1, options))
    sizes = (Variant(1, "", 0, is_default=True), Variant(2, "", 0))
    return marshal.dumps(
        ITEM.write(Item(id=1, category_id=1, name="", variants=sizes, modifier_groups=groups))
    )
