"""Which dishes of an order state an allergen that its diner is allergic to: the kitchen reads it at the line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.domain.allergens import goes_against
from server.domain.menu import Item, Menu
from server.domain.order import OrderLine
from server.parsing.asides.allergies import codes_of_name, stated_by_item
from server.parsing.text.language import Language, known_code, language
from server.wire.orders import OrderAllergy


def with_conflicts(
    lines: Sequence[OrderLine], allergies: Sequence[OrderAllergy], menu: Menu, locale: str
) -> tuple[OrderLine, ...]:
    """The lines with the codes that their dish, a dish that is part of it, or a chosen option states."""
    codes = frozenset(code.casefold() for allergy in allergies for code in allergy.allergens)
    if not codes:
        return tuple(lines)
    known = known_code(locale)
    spoken = language(known) if known else None
    return tuple(
        replace(line, conflicts=_held_against(codes, frozenset(_stated_by(line, menu, spoken))))
        for line in lines
    )


def _held_against(codes: frozenset[str], stated: frozenset[str]) -> tuple[str, ...]:
    """Of the allergies those that what is stated goes against, families included."""
    return tuple(sorted(code for code in codes if goes_against(code, stated)))


def _stated_by(line: OrderLine, menu: Menu, spoken: Language | None) -> Iterator[str]:
    for item in _dishes(line, menu):
        yield from stated_by_item(item)
    for modifier in line.modifiers:
        if spoken and modifier.amount != "none":
            yield from codes_of_name(modifier.name, spoken)


def _dishes(line: OrderLine, menu: Menu) -> Iterator[Item]:
    parts = (part.menu_item_id for part in line.modifiers if part.amount != "none" and part.menu_item_id)
    for item_id in (line.menu_item_id, *parts):
        if item := menu.orderable_by_id.get(item_id):
            yield item
