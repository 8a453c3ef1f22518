"""A dish that is ordered with all the parts of its meal is the meal: "a burger with fries and a coke"."""

from collections.abc import Mapping, Sequence

from server.domain.menu import Item, Modifier, ModifierGroup
from server.domain.pricing import unit_price
from server.parsing.search.draft import Draft

Part = tuple[Modifier, ModifierGroup]


def with_meals(drafts: Sequence[Draft], items: Mapping[int, Item]) -> list[Draft]:
    """The lines with each dish whose meal is ordered in parts as that meal, where it costs no more than they do.

    Each required group of the meal that has dishes to choose must be among what was said: nobody gets a drink of which
    he did not speak.
    """
    found = list(drafts)
    for at, draft in enumerate(drafts):
        meal = items.get(draft.item.meal_item_id or 0) if draft.item is not None else None
        if meal is None:
            continue
        beside = [i for i, other in enumerate(drafts) if other.accompanies == at and not other.removed]
        if draft.removed or not beside or not draft.keeps_all_as(meal):
            continue
        parts = _parts(meal, draft, [drafts[i] for i in beside])
        with_it = beside[: len(parts)]
        if parts and _costs_no_more(meal, draft, [drafts[i] for i in with_it], parts):
            found[at] = _as_meal(draft, meal, parts, [drafts[i] for i in with_it])
            for i in with_it:
                found[i] = drafts[i].branch()
                found[i].removed = True
    return found


def with_halves(drafts: Sequence[Draft]) -> list[Draft]:
    """The lines with shares of one dish that were said one after the other as that dish: "half ham, half olives"."""
    found = list(drafts)
    if not any(draft.choices for draft in found):
        return found
    for at in range(1, len(found)):
        before = next((i for i in range(at - 1, -1, -1) if not found[i].removed), None)
        if before is not None and _are_shares_of_one(found[before], found[at]):
            whole = found[before].branch()
            whole.choices = {**whole.choices, **found[at].choices}
            whole.requests += found[at].requests
            whole.unclear += found[at].unclear
            whole.spans |= found[at].spans
            whole.source = " ".join(part for part in (whole.source, found[at].source) if part)
            found[before], found[at] = whole, found[at].branch()
            found[at].removed = True
    return found


def _are_shares_of_one(one: Draft, other: Draft) -> bool:
    """Whether neither has all the shares that its dish must have, and both together have no more than it may."""
    item = one.item
    if item is None or other.item is None or item.id != other.item.id:
        return False
    if one.removed or other.removed or one.line is not None or other.line is not None:
        return False
    if other.quantity not in {1, one.quantity} or other.quantity_stated:
        return False
    shares = [group for group in item.modifier_groups if group.pricing != "sum" and group.min_select]
    return any(
        0 < _count(one, group) < group.min_select
        and 0 < _count(other, group) < group.min_select
        and _count(one, group) + _count(other, group) <= (group.max_select or group.min_select)
        for group in shares
    )


def _count(draft: Draft, group: ModifierGroup) -> int:
    chosen = [c for c in draft.choices.values() if c.group.id == group.id and c.amount != "none"]
    return sum(choice.quantity for choice in chosen)


def _parts(meal: Item, draft: Draft, beside: Sequence[Draft]) -> list[Part]:
    """The options of the meal that the first of the dishes beside are; none where a part is missing."""
    parts: dict[int, Part] = {}
    for other in beside:
        part = _part(meal, draft, other)
        if part is None or part[1].id in parts:
            break
        parts[part[1].id] = part
    needed = {g.id for g in meal.modifier_groups if g.min_select and any(m.menu_item_id for m in g.modifiers)}
    return list(parts.values()) if needed <= parts.keys() else []


def _part(meal: Item, draft: Draft, other: Draft) -> Part | None:
    """The option that is a dish as it was ordered: as many, plain, and of a size that the option's name says."""
    is_plain = other.item is not None and not other.choices and not other.unclear
    if not is_plain or other.quantity not in {1, draft.quantity}:
        return None
    size = other.variant.label.casefold() if other.variant is not None and other.variant_stated else ""
    found = [
        (modifier, group)
        for group in meal.modifier_groups
        for modifier in group.modifiers
        if other.item is not None and modifier.menu_item_id == other.item.id
    ]
    fits = [part for part in found if size in part[0].name.casefold()]
    return fits[0] if len(fits) == 1 or (fits and not size) else None


def _costs_no_more(meal: Item, draft: Draft, beside: Sequence[Draft], parts: Sequence[Part]) -> bool:
    together = _price(meal, None, [(modifier, "regular", 1) for modifier, _group in parts])
    apart = [_price(d.item, d, ()) for d in (draft, *beside) if d.item is not None]
    return together is not None and None not in apart and together <= sum(price or 0 for price in apart)


def _price(item: Item, draft: Draft | None, picked: Sequence[tuple[Modifier, str, int]]) -> int | None:
    variant = (draft.variant if draft is not None else None) or item.default_variant
    return None if variant is None else unit_price(item, variant, picked)  # type: ignore[arg-type]


def _as_meal(draft: Draft, meal: Item, parts: Sequence[Part], beside: Sequence[Draft]) -> Draft:
    whole = draft.branch()
    whole.become(meal)
    for (modifier, group), other in zip(parts, beside, strict=True):
        whole.choose(modifier, group, "regular", 1)
        whole.requests += other.requests
        whole.spans |= other.spans
    whole.source = " ".join(part for part in (draft.source, *(other.source for other in beside)) if part)
    return whole
