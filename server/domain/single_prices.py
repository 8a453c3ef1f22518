"""What the parts of a priced dish cost alone: by these prices its own is divided between their taxes.

The division by single prices is that of UStAE 10.1 (11) and of HMRC's VAT Notice 700, section 8.
"""

from collections.abc import Iterator, Sequence

from server.domain.menu import Item, Menu, Modifier, Variant
from server.domain.option_sources import find_size
from server.domain.pricing import Picked, part_price, price_of


def single_prices(
    menu: Menu, item: Item, variant: Variant, picked: Sequence[Picked]
) -> Iterator[tuple[int, int]]:
    """The id of the dish and of each dish that is a part of it, with what it costs alone in minor units.

    `picked` has the parts that come by themselves too. Options that are no dishes belong to the dish.
    """
    parts = {pick.modifier.id: _alone(menu, pick) for pick in picked if _is_part(menu, pick)}
    options = sum(
        price_of(modifier, amount) * quantity
        for modifier, amount, quantity in picked
        if modifier.id not in parts
    )
    yield item.id, max(0, _dish_alone(menu, item, variant, parts) + options)
    for modifier, _, _ in picked:
        if modifier.id in parts and modifier.menu_item_id:
            yield modifier.menu_item_id, parts[modifier.id]


def _is_part(menu: Menu, pick: Picked) -> bool:
    return pick.amount != "none" and pick.modifier.menu_item_id in menu.items_by_id


def _alone(menu: Menu, pick: Picked) -> int:
    dish = menu.items_by_id[pick.modifier.menu_item_id or 0]
    size = find_size(dish, pick.modifier.size) if pick.modifier.size else None
    return part_price(dish, size) * pick.quantity


def _dish_alone(menu: Menu, item: Item, variant: Variant, parts: dict[int, int]) -> int:
    """What the dish costs without its parts: that of which it is the meal, else what its price leaves for it."""
    alone = menu.alone_by_meal.get(item.id)
    if alone is not None:
        return part_price(alone, find_size(alone, variant.label))
    within = sum(parts.get(modifier.id, 0) for modifier in _parts_in_price(item))
    return variant.price - within


def _parts_in_price(item: Item) -> Iterator[Modifier]:
    """Options that the price of the dish pays for: what comes with it, and what must be chosen for it."""
    for group in item.modifier_groups:
        if group.pricing == "sum":
            yield from (m for m in group.modifiers if m.is_default or group.min_select)
