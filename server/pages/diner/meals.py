"""A dish that is made its meal by a tap: the line that it becomes, and what that costs more."""

from collections.abc import Callable, Sequence
from datetime import datetime

from server.domain.menu import Item, Menu, Modifier
from server.domain.names import folded
from server.domain.pricing import Picked, unit_price
from server.parsing.model import MAX_REQUEST
from server.wire.parsing import CartLine, CartModifier, CartVariant


def find_meal(item: Item, menu: Menu, now: datetime) -> Item | None:
    """The dish that is `item` as a meal, with what of it is to be had; None where there is none now."""
    meal = menu.orderable_by_id.get(item.meal_item_id or 0)
    return meal.to_be_had(now) if meal is not None and meal.is_available(now) else None


def price_difference(item: Item, meal: Item, line: CartLine | None = None) -> int | None:
    """What one costs more as a meal, in minor units; None where either has no price before a size is chosen."""
    now = line or CartLine(menu_item_id=item.id)
    then = as_meal(now, item, meal, lambda *_: "")
    before, after = _price(now, item), _price(then, meal)
    return None if before is None or after is None else after - before


def as_meal(line: CartLine, item: Item, meal: Item, say: Callable[[str, str, int], str]) -> CartLine:
    """The line as the meal: size and options by their names; what the meal has no option for is said as a wish."""
    offered = {folded(m.name): m for group in meal.modifier_groups for m in group.modifiers}
    picked = _picked(line, item)
    kept = [
        (offered[folded(pick.modifier.name)], pick)
        for pick in picked
        if folded(pick.modifier.name) in offered
    ]
    lost = [pick for pick in picked if folded(pick.modifier.name) not in offered]
    said = [say(pick.modifier.name, pick.amount, pick.quantity) for pick in lost]
    wishes = ", ".join(text for text in (line.special_requests, *said) if text)
    variant = _same_size(line, item, meal)
    return CartLine(
        menu_item_id=meal.id,
        name=meal.name,
        variant=CartVariant(id=variant) if variant else None,
        variant_stated=line.variant_stated and variant is not None,
        quantity=line.quantity,
        modifiers=[_modifier(modifier, pick) for modifier, pick in kept],
        special_requests=wishes[:MAX_REQUEST],
        source=line.source,
    )


def _picked(line: CartLine, item: Item) -> Sequence[Picked]:
    known = {m.id: m for group in item.modifier_groups for m in group.modifiers}
    return [
        Picked(known[m.modifier_id], m.amount, m.quantity) for m in line.modifiers if m.modifier_id in known
    ]


def _modifier(modifier: Modifier, pick: Picked) -> CartModifier:
    quantity = min(pick.quantity, modifier.max_quantity)
    return CartModifier(modifier_id=modifier.id, amount=pick.amount, quantity=quantity)


def _same_size(line: CartLine, item: Item, meal: Item) -> int | None:
    label = next((folded(v.label) for v in item.variants if line.variant and v.id == line.variant.id), "")
    usual = meal.default_variant.id if meal.default_variant else None
    return next((v.id for v in meal.variants if folded(v.label) == label), usual)


def _price(line: CartLine, item: Item) -> int | None:
    chosen = next(
        (v for v in item.variants if line.variant and v.id == line.variant.id), item.default_variant
    )
    return None if chosen is None else unit_price(item, chosen, _picked(line, item))
