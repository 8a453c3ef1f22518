"""A cart held against the menu as it is now: what is gone, has run out or has ended is taken off, and said so."""

from dataclasses import dataclass, field
from datetime import datetime

from server.domain.menu import Item, Menu, Variant
from server.domain.pricing import Picked, wanted_modifiers
from server.pages.diner.cart import Cart, each_once, remove
from server.wire.parsing import CartLine, CartModifier, CartVariant


@dataclass(slots=True)
class _Told:
    """Names of what a cart held and cannot hold now."""

    unmatched: list[str]
    sold_out: list[str]
    ended: list[str] = field(default_factory=list)


def revalidate(cart: Cart, menu: Menu, most: int, now: datetime) -> Cart:
    """Give the cart as it can be ordered at `now`, at most `most` of a line."""
    told = _told(cart, menu)
    settled = [_settled(line, menu, most, now, told) for line in cart.lines]
    undone = cart.removed
    for index in reversed([at for at, line in enumerate(settled) if line is None]):
        cart = remove(cart, index)
    return cart.model_copy(
        update={
            "lines": [line for line in settled if line is not None],
            "unmatched": each_once(told.unmatched),
            "sold_out": each_once(told.sold_out),
            "ended": each_once(told.ended),
            "removed": undone,
        }
    )


def _told(cart: Cart, menu: Menu) -> _Told:
    """What was told before; of what has run out, that which is only not served at this hour is told as such."""
    at_other_hours = {item.name for item in menu.orderable_items() if not item.is_served}
    return _Told(
        list(cart.unmatched),
        [name for name in cart.sold_out if name not in at_other_hours],
        [*cart.ended, *(name for name in cart.sold_out if name in at_other_hours)],
    )


def _settled(line: CartLine, menu: Menu, most: int, now: datetime, told: _Told) -> CartLine | None:
    item = menu.orderable_by_id.get(line.menu_item_id)
    if item is None:
        told.unmatched.append(line.name or "?")
        return None
    if not item.is_available(now):
        (told.sold_out if item.is_served else told.ended).append(item.name)
        return None
    variant = _variant(line, item, menu, told)
    if variant is not None and not variant.is_available(now):
        told.sold_out.append(f"{item.name}, {variant.label}")
        return None
    return CartLine(
        menu_item_id=item.id,
        name=item.name,
        variant=CartVariant(id=variant.id) if variant else None,
        variant_stated=line.variant_stated,
        quantity=min(line.quantity, most),
        modifiers=_modifiers(line, item, now, told),
        special_requests=line.special_requests,
        source=line.source,
    )


def _variant(line: CartLine, item: Item, menu: Menu, told: _Told) -> Variant | None:
    """The size that is sold now in the place of the line's; one that is not to be had at this hour is told.

    Of one that is sold at another price now the total tells.
    """
    wanted = (line.variant.id if line.variant else line.variant_id) or 0
    ended = menu.ended_variants.get(wanted)
    if ended is not None and ended.item_id == item.id and ended.instead is None:
        told.ended.append(f"{item.name}, {ended.label}")
    return menu.find_variant(item, wanted) or item.default_variant


def _modifiers(line: CartLine, item: Item, now: datetime, told: _Told) -> list[CartModifier]:
    """The choices that are to be had; what has run out is told, and refused where it came with the dish."""
    offered = {m.id: m for group in item.modifier_groups for m in group.modifiers}
    picks = {m.modifier_id: m for m in line.modifiers if m.modifier_id in offered}
    picked = [Picked(offered[m.modifier_id], m.amount, m.quantity) for m in picks.values()]
    gone = [modifier for modifier in wanted_modifiers(item, picked) if not modifier.is_available(now)]
    told.sold_out += [f"{item.name}: {modifier.name}" for modifier in gone]
    kept = [_bounded(pick, offered[pick.modifier_id].max_quantity) for pick in picks.values()]
    without = {modifier.id for modifier in gone}
    refused = [CartModifier(modifier_id=m.id, amount="none") for m in gone if m.is_default]
    return [pick for pick in kept if pick.modifier_id not in without] + refused


def _bounded(pick: CartModifier, most: int) -> CartModifier:
    return CartModifier(
        modifier_id=pick.modifier_id,
        amount=pick.amount,
        quantity=min(pick.quantity, most),
        stated=pick.stated,
    )
