"""Which dishes of an order state an allergen that its diner is allergic to: the kitchen reads it at the line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from server.domain.allergens import goes_against
from server.domain.menu import Item, Menu
from server.domain.order import OrderLine
from server.domain.pricing import wanted_modifiers
from server.parsing.asides.allergies import codes_had
from server.parsing.text.language import known_code, language
from server.wire.orders import OrderAllergy


def with_conflicts(
    lines: Sequence[OrderLine], allergies: Sequence[OrderAllergy], menu: Menu, locale: str
) -> tuple[OrderLine, ...]:
    """The lines with the codes that their dish, a dish that is part of it, or an option that is in it states."""
    codes = codes_of_allergies(allergies)
    if not codes:
        return tuple(lines)
    return tuple(
        replace(line, conflicts=conflicts_of(codes, _dishes(line, menu), _options(line, menu), locale))
        for line in lines
    )


def codes_of_allergies(allergies: Sequence[OrderAllergy]) -> frozenset[str]:
    """The codes of the known allergens among a diner's allergies."""
    return frozenset(code.casefold() for allergy in allergies for code in allergy.allergens)


def conflicts_of(
    codes: frozenset[str], dishes: Iterable[Item], options: Iterable[str], locale: str
) -> tuple[str, ...]:
    """Of the allergies `codes` those that the dishes state, or that dishes or options are called by, families included."""
    known = known_code(locale)
    had = codes_had([*dishes], options, language(known) if known else None)
    return tuple(sorted(code for code in codes if goes_against(code, had)))


def _options(line: OrderLine, menu: Menu) -> Iterator[str]:
    """The names of the options that were chosen, and of those that come with the dish by themselves."""
    yield from (modifier.name for modifier in line.modifiers if modifier.amount != "none")
    item = menu.orderable_by_id.get(line.menu_item_id)
    if item is not None:
        said = {modifier.modifier_id: modifier for modifier in line.modifiers}
        own = (m for group in item.modifier_groups for m in group.modifiers if m.id in said)
        picked = [(m, said[m.id].amount, said[m.id].quantity) for m in own]
        yield from (modifier.name for modifier in wanted_modifiers(item, picked))


def _dishes(line: OrderLine, menu: Menu) -> Iterator[Item]:
    parts = (part.menu_item_id for part in line.modifiers if part.amount != "none" and part.menu_item_id)
    for item_id in (line.menu_item_id, *parts):
        if item := menu.orderable_by_id.get(item_id):
            yield item
