"""What a dish with its choices costs, and whether the choices keep the rules of their groups.

The rules are those of the wire contract ("Menu"). Everything is in minor units and integers. A choice is a triple
`(modifier, amount, quantity)`, so that parsing and confirming can both use it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from server.domain.menu import Item, Menu, Modifier, ModifierGroup, Variant
from server.wire.vocabulary import Amount

_TIMES: Mapping[str, int] = {"none": 0, "light": 1, "regular": 1, "side": 1, "extra": 2}
_TIMES_ON_TOP_OF_DEFAULT: Mapping[str, int] = {"none": 0, "light": 0, "regular": 0, "side": 0, "extra": 1}


class Picked(NamedTuple):
    """One modifier as a diner chose it; `quantity` counts portions."""

    modifier: Modifier
    amount: Amount = "regular"
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule of a group that the choices break: `count` portions are picked, which `kind` forbids.

    "without_part" is an extra (`modifier`) on a part that is not picked.
    """

    group: ModifierGroup
    kind: Literal["too_few", "too_many", "too_much_of_one", "without_part"]
    count: int
    modifier: Modifier | None = None


def price_of(modifier: Modifier, amount: Amount) -> int:
    """What one portion adds to the dish; negative where the menu says so.

    What comes with the dish is paid already, and costs something only as `extra`.
    """
    times = (_TIMES_ON_TOP_OF_DEFAULT if modifier.is_default else _TIMES)[amount]
    return times * modifier.price_adjustment


def unit_price(item: Item, variant: Variant, picked: Iterable[tuple[Modifier, Amount, int]]) -> int:
    """The price of one dish with its choices, never below zero; options of no group of `item` add up."""
    prices = {
        modifier.id: (price_of(modifier, amount), n) for modifier, amount, n in picked if amount != "none"
    }
    total = variant.price
    for group in item.modifier_groups:
        if group.pricing != "sum":
            total += _together(group, [prices.pop(m.id) for m in group.modifiers if m.id in prices])
    return max(0, total + sum(price * n for price, n in prices.values()))


def part_price(dish: Item, variant: Variant | None = None) -> int:
    """What a dish costs as a share of another: in `variant`, else as it usually comes."""
    usual = variant or dish.default_variant or next(iter(dish.variants), None)
    return usual.price if usual else 0


def lowest_price(item: Item, variant: Variant | None = None) -> int:
    """The least that the item costs, or `variant` of it: with the cheapest of what must be chosen at one price."""
    parts = (group for group in item.modifier_groups if group.pricing != "sum" and group.min_select)
    cheapest = (min(price_of(m, "regular") for m in group.modifiers) for group in parts if group.modifiers)
    price = min(v.price for v in item.variants) if variant is None else variant.price
    return max(0, price + sum(cheapest))


def _together(group: ModifierGroup, prices: Sequence[tuple[int, int]]) -> int:
    """What options cost of which not each is paid for: the dearest, or the average, a half rounded up."""
    if not prices:
        return 0
    if group.pricing == "dearest":
        return max(price for price, _ in prices)
    portions = sum(n for _, n in prices)
    return (2 * sum(price * n for price, n in prices) + portions) // (2 * portions)


def wanted_modifiers(item: Item, picked: Iterable[tuple[Modifier, Amount, int]]) -> Iterator[Modifier]:
    """The options that are to be in the dish: those that were picked, and the defaults that nothing displaces."""
    amounts = {modifier.id: amount for modifier, amount, _ in picked}
    for group in item.modifier_groups:
        own = [m for m in group.modifiers if amounts.get(m.id, "none") != "none"]
        yield from own
        if not (own and group.max_select == 1):
            yield from (m for m in group.modifiers if m.is_default and m.id not in amounts)


def with_own_parts(menu: Menu, item: Item, picked: Sequence[Picked]) -> Sequence[Picked]:
    """What was picked, and the dishes that come with it by themselves: they are cooked too, counted and taxed."""
    if item.id not in menu.with_own_parts:
        return picked
    known = {pick.modifier.id for pick in picked}
    parts = (m for m in wanted_modifiers(item, picked) if m.menu_item_id and m.id not in known)
    return [*picked, *map(Picked, parts)]


def group_count(group: ModifierGroup, picked: Mapping[int, tuple[Amount, int]]) -> int:
    """How many portions of `group` are picked; `picked` holds (amount, quantity) by modifier id.

    A default counts unless it is refused. Only in a group of exactly one does it give way to the diner's own pick:
    choosing "iced" where a drink comes "hot" needs no word against "hot".
    """
    own = defaults = 0
    for modifier in group.modifiers:
        pick = picked.get(modifier.id)
        if pick is None:
            defaults += modifier.is_default
        elif pick[0] != "none":
            own += pick[1]
    return own if own and group.max_select == 1 else own + defaults


def breaches(item: Item, picked: Iterable[tuple[Modifier, Amount, int]]) -> list[Breach]:
    """Every rule of the item's groups that the choices break: min, max, and each modifier's own `max_quantity`."""
    picked = list(picked)
    by_id: dict[int, tuple[Amount, int]] = {modifier.id: (amount, n) for modifier, amount, n in picked}
    found: list[Breach] = []
    for group in item.modifier_groups:
        found += _group_breaches(group, by_id)
    return [*found, *_without_part(item, picked)] if picked else found


def _without_part(item: Item, picked: Sequence[tuple[Modifier, Amount, int]]) -> Iterator[Breach]:
    """Extras on parts that are not in the dish."""
    chosen = {modifier.id: n for modifier, amount, n in picked if amount != "none" and modifier.on_part}
    if not chosen:
        return
    parts = {modifier.name for modifier in wanted_modifiers(item, picked)}
    for group in item.modifier_groups:
        for modifier in group.modifiers:
            if modifier.id in chosen and modifier.on_part not in parts:
                yield Breach(group, "without_part", chosen[modifier.id], modifier)


def _group_breaches(group: ModifierGroup, picked: Mapping[int, tuple[Amount, int]]) -> list[Breach]:
    if not (picked or group.min_select) and (
        group.max_select is None or len(group.modifiers) <= group.max_select
    ):
        return []
    found = [
        Breach(group, "too_much_of_one", pick[1], modifier)
        for modifier in (group.modifiers if picked else ())
        if (pick := picked.get(modifier.id)) and pick[1] > modifier.max_quantity
    ]
    count = group_count(group, picked)
    if group.max_select is not None and count > group.max_select:
        found.append(Breach(group, "too_many", count))
    if count < group.min_select:
        found.append(Breach(group, "too_few", count))
    return found
