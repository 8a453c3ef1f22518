"""What a diner sent against the menu: every mistake by its field, or priced lines ready to be stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from server.domain.courses import course_in_words
from server.domain.errors import Invalid
from server.domain.line_taxes import LineTaxes
from server.domain.menu import Item, Menu, Modifier, Variant
from server.domain.order import LineOwner, OrderLine, OrderModifier, portions_of
from server.domain.pricing import (
    Breach,
    Picked,
    breaches,
    price_of,
    unit_price,
    wanted_modifiers,
    with_own_parts,
)
from server.domain.restaurant import RestaurantSettings
from server.orders.conflicts import with_conflicts
from server.wire.orders import ConfirmLine, ConfirmRequest

MAX_TOTAL = 10**15
"""In minor units: beyond any meal, and far below what the database's integers hold."""
MAX_FREE_TEXT = 8_000
"""Characters of a whole order that a diner writes freely: two pages of a kitchen display."""

Mistake = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """Lines that keep every rule of the menu, with today's prices, and what of them is not to be had."""

    lines: tuple[OrderLine, ...]
    total: int
    unavailable: tuple["Missing", ...]

    def of_guests(self, owners: Sequence[LineOwner]) -> "Checked":
        """The same with whose each line is; nobody's where that is not said."""
        if not owners:
            return self
        pairs = zip(self.lines, owners, strict=True)
        lines = tuple(replace(line, guest=owner.guest, guest_name=owner.name) for line, owner in pairs)
        return replace(self, lines=lines)


class Missing(NamedTuple):
    """A dish that is not to be had, or of which a size or an option is not: `name` says which."""

    menu_item_id: int
    name: str


def check_order(menu: Menu, wanted: ConfirmRequest, place: RestaurantSettings, now: datetime) -> Checked:
    """Check and price an order. Invalid names every field that is wrong."""
    mistakes: list[Mistake] = list(_mistakes_of_the_whole(wanted, place.rules.max_items_per_order))
    lines: list[OrderLine] = []
    missing: list[Missing] = []
    taxes = _taxes(menu, wanted, place)
    for index, line in enumerate(wanted.items):
        checked = _check_line(menu, line, place.max_quantity_per_line, f"items[{index}]", mistakes)
        if checked:
            lines.append(_order_line(menu, taxes, index + 1, line, *checked, place.rules.default_station))
            missing += _missing(menu, line, *checked, now)
    total = sum(line.line_total for line in lines)
    if total > MAX_TOTAL:
        mistakes.append(("items", "come to more than any order may"))
    if mistakes:
        raise Invalid(mistakes, "Nothing was ordered: see errors for every field that is wrong.")
    missing += _too_few_left(menu, lines)
    whole = with_conflicts(lines, wanted.allergies, menu, place.locale)
    return Checked(whole, total, tuple(dict.fromkeys(missing)))


def _mistakes_of_the_whole(wanted: ConfirmRequest, max_items: int) -> Iterator[Mistake]:
    dishes = sum(line.quantity for line in wanted.items)
    if dishes > max_items:
        yield "items", f"are {dishes} dishes; an order may have {max_items} here. Order the rest by itself"
    characters = sum(map(len, _free_texts(wanted)))
    if characters > MAX_FREE_TEXT:
        yield (
            "items",
            f"and texts have {characters} characters of free text; an order may have {MAX_FREE_TEXT}",
        )


def _free_texts(wanted: ConfirmRequest) -> Iterator[str]:
    yield from (wanted.raw_input, wanted.customer_name, wanted.note, wanted.table_identifier or "")
    yield from (allergy.text for allergy in wanted.allergies)
    yield from (line.special_requests for line in wanted.items)


def _missing(
    menu: Menu, line: ConfirmLine, item: Item, variant: Variant, picked: list[Picked], now: datetime
) -> Iterator[Missing]:
    """What of a dish as it is ordered is not to be had `now`; what comes with it by itself is wanted too."""
    if item.id not in menu.short_at_times and not menu.ended_variants:
        return
    if not item.is_available(now):
        yield Missing(item.id, item.name)
        return
    ended = menu.ended_variants.get(line.variant_id or 0)
    if ended is not None and ended.instead is None:
        yield Missing(item.id, f"{item.name}, {ended.label}")
    elif not variant.is_available(now):
        yield Missing(item.id, f"{item.name}, {variant.label}")
    for modifier in wanted_modifiers(item, picked):
        if not modifier.is_available(now):
            yield Missing(item.id, f"{item.name}: {modifier.name}")


def _too_few_left(menu: Menu, lines: list[OrderLine]) -> Iterator[Missing]:
    """Dishes of which some are left, and more are ordered; those of which none is left are told as sold out."""
    if not menu.counted_dishes:
        return
    for item_id, portions in portions_of(lines).items():
        item = menu.orderable_by_id.get(item_id)
        if item is not None and item.portions is not None and 0 < item.portions < portions:
            yield Missing(item.id, item.name)


Priced = tuple[Item, Variant, list[Picked]]


def _check_line(
    menu: Menu, line: ConfirmLine, max_quantity: int, at: str, mistakes: list[Mistake]
) -> Priced | None:
    before = len(mistakes)
    if line.quantity > max_quantity:
        mistakes.append((f"{at}.quantity", f"must be at most {max_quantity} here"))
    item = menu.orderable_by_id.get(line.menu_item_id)
    if item is None:
        mistakes.append((f"{at}.menu_item_id", "is not on this menu"))
        return None
    variant = _variant(menu, item, line.variant_id, at, mistakes)
    picked = _picked(item, line, at, mistakes)
    if len(mistakes) == before:
        mistakes.extend((f"{at}.modifiers", _breach_text(breach)) for breach in breaches(item, picked))
    if variant is None or len(mistakes) > before:
        return None
    return item, variant, picked


def _variant(
    menu: Menu, item: Item, variant_id: int | None, at: str, mistakes: list[Mistake]
) -> Variant | None:
    if variant_id is None:
        variant = item.default_variant
    else:
        variant = menu.find_variant(item, variant_id) or _stand_in(menu, item, variant_id)
    if variant is None:
        choices = ", ".join(f"{v.id} ({v.label})" for v in item.variants)
        mistakes.append((f"{at}.variant_id", f"must be one of {choices} for {item.name}"))
    return variant


def _stand_in(menu: Menu, item: Item, variant_id: int) -> Variant | None:
    """What a size is checked as whose hours have ended: it is not to be had, and no mistake of the diner's."""
    ended = menu.ended_variants.get(variant_id)
    return item.variants[0] if ended is not None and ended.item_id == item.id else None


def _picked(item: Item, line: ConfirmLine, at: str, mistakes: list[Mistake]) -> list[Picked]:
    if not line.modifiers:
        return []
    offered = {modifier.id: modifier for modifier in _modifiers(item)}
    picked: list[Picked] = []
    seen: set[int] = set()
    for index, choice in enumerate(line.modifiers):
        modifier = offered.get(choice.modifier_id)
        if modifier is None:
            mistakes.append((f"{at}.modifiers[{index}].modifier_id", f"is not a choice of {item.name}"))
        elif modifier.id in seen:
            mistakes.append((f"{at}.modifiers[{index}].modifier_id", "stands twice in this line"))
        elif choice.quantity > modifier.max_quantity:
            message = f"must be at most {modifier.max_quantity} of {modifier.name}"
            mistakes.append((f"{at}.modifiers[{index}].quantity", message))
        else:
            seen.add(modifier.id)
            picked.append(Picked(modifier, choice.amount, choice.quantity))
    return picked


def _modifiers(item: Item) -> Iterator[Modifier]:
    return (modifier for group in item.modifier_groups for modifier in group.modifiers)


def _breach_text(breach: Breach) -> str:
    group = breach.group
    if breach.kind == "without_part" and breach.modifier:
        return f"have {breach.modifier.name} without {breach.modifier.on_part}"
    if breach.kind == "too_few":
        return f"need at least {group.min_select} of {group.name}, and {breach.count} are chosen"
    return f"may have at most {group.max_select} of {group.name}, and {breach.count} are chosen"


def _taxes(menu: Menu, wanted: ConfirmRequest, place: RestaurantSettings) -> LineTaxes | None:
    """The taxes of an order; None where the menu taxes nothing."""
    if not menu.taxes_by_item:
        return None
    return LineTaxes(menu, take_away=wanted.order_type == "take_away", included=place.money.taxes_included)


def _order_line(
    menu: Menu,
    taxes: LineTaxes | None,
    number: int,
    line: ConfirmLine,
    item: Item,
    variant: Variant,
    picked: list[Picked],
    default_station: str,
) -> OrderLine:
    unit = unit_price(item, variant, picked)
    everything = with_own_parts(menu, item, picked)
    modifiers = tuple(_order_modifier(menu, pick, default_station) for pick in everything)
    return OrderLine(
        id=number,
        menu_item_id=item.id,
        name=item.name,
        variant_id=variant.id,
        variant_label=variant.label,
        quantity=line.quantity,
        modifiers=modifiers,
        special_requests=line.special_requests,
        unit_price=unit,
        line_total=unit * line.quantity,
        station=item.station or _station_of_halves(item, modifiers) or default_station,
        number=item.number,
        course=line.course
        or course_in_words(line.special_requests)
        or menu.course_by_category.get(item.category_id)
        or "",
        taxed=taxes.of_line(unit * line.quantity, item, variant, everything) if taxes else (),
    )


def _station_of_halves(item: Item, modifiers: Sequence[OrderModifier]) -> str:
    """Where a dish that is nothing but its halves is made; "" where they are made apart, or where it has no halves."""
    halves = {m.id for group in item.modifier_groups if group.pricing != "sum" for m in group.modifiers}
    stations = {m.station for m in modifiers if m.modifier_id in halves and m.amount != "none"}
    return stations.pop() if len(stations) == 1 else ""


def _order_modifier(menu: Menu, pick: Picked, default_station: str) -> OrderModifier:
    modifier, amount, quantity = pick
    dish = menu.orderable_by_id.get(modifier.menu_item_id) if modifier.menu_item_id else None
    return OrderModifier(
        modifier.id,
        modifier.name,
        amount,
        quantity,
        price_of(modifier, amount),
        modifier.menu_item_id,
        (dish.station or default_station) if dish else "",
    )
