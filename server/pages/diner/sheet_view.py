"""The form of a dish as the templates show it: its sizes, its groups, and the extras of each part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.menu import Item, Menu, Modifier, ModifierGroup
from server.pages.diner.item_form import picks_one, states
from server.pages.diner.prices import price_change, price_of_item
from server.pages.diner.views import unit_price_of
from server.pages.diner.wording import Said, Wording, wording
from server.pages.i18n import READER, gettext, ngettext
from server.wire.allergy_marks import ALLERGY_PREFIX
from server.wire.parsing import CartLine, CartVariant
from server.wire.vocabulary import Amount


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option of the group `group`; `extras` are those that are put on it, each of a group of its own.

    One that is a dish has no amount: nobody takes half a pizza lightly.
    """

    id: int
    group: int
    name: Said
    price: str
    chosen: bool
    amount: Amount
    quantity: int
    most: int
    adjustment: int
    is_default: bool
    has_amount: bool
    extras: Sequence["OptionView"] = ()


@dataclass(frozen=True, slots=True)
class GroupView:
    id: int
    name: Said
    hint: str
    least: int
    most: int | None
    picked: int
    pricing: str
    single: bool
    may_be_none: bool
    options: Sequence[OptionView]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The form in which one dish is chosen, or a line of the order changed (`line` is its index).

    `meal` is what it costs more as a meal, in words; None where that is not offered.
    """

    item: Item
    name: Said
    about: Said
    line: int | None
    variants: Sequence[tuple[int, Said, str, bool]]
    groups: Sequence[GroupView]
    quantity: int
    note: str
    is_allergy: bool
    price: str
    total: str
    variant_prices: Mapping[int, int]
    meal: str | None


def show_sheet(
    item: Item, menu: Menu, line: CartLine | None = None, index: int | None = None, meal: str | None = None
) -> SheetView:
    """Show the choices of `item`: as it comes, or as `line` (number `index` of the order) has them."""
    money, words, currency = READER.get().money, wording(menu), menu.currency
    chosen = line.variant.id if line and line.variant else getattr(item.default_variant, "id", None)
    note = line.special_requests if line else ""
    total = total_of(item, line)
    return SheetView(
        item=item,
        name=words.name(item),
        about=words.about(item),
        line=index,
        variants=[(v.id, words.name(v), money(v.price, currency), v.id == chosen) for v in item.variants],
        groups=list(_show_groups(item, words, line)),
        quantity=line.quantity if line else 1,
        note=note.removeprefix(ALLERGY_PREFIX),
        is_allergy=note.startswith(ALLERGY_PREFIX),
        price=price_of_item(item, currency),
        total=money(total, currency) if total is not None else "",
        variant_prices={v.id: v.price for v in item.variants},
        meal=meal,
    )


def total_of(item: Item, line: CartLine | None) -> int | None:
    """What the sheet's button costs, in minor units; None before a size is chosen."""
    usual = item.default_variant
    wanted = line or CartLine(menu_item_id=item.id, variant=CartVariant(id=usual.id) if usual else None)
    one = unit_price_of(wanted, item)
    return None if one is None else one * wanted.quantity


def _show_groups(item: Item, words: Wording, line: CartLine | None) -> Iterator[GroupView]:
    """The groups with options of their own; what is put on an option stands beneath that."""
    extras: dict[str, list[OptionView]] = {}
    for group in item.modifier_groups:
        for shown, state in zip(_show_options(group, words, line), states(group, line), strict=True):
            if state.modifier.on_part:
                extras.setdefault(state.modifier.on_part, []).append(shown)
    for group in item.modifier_groups:
        if group.modifiers and not all(m.on_part for m in group.modifiers):
            options = _show_options(group, words, line)
            yield _show_group(
                group,
                words,
                [
                    replace(shown, extras=[_shortened(one, shown.name) for one in extras.get(m.name, ())])
                    for shown, m in zip(options, group.modifiers, strict=True)
                ],
            )


def _shortened(extra: OptionView, part: Said) -> OptionView:
    """An extra beneath its part, whose name need not be said again."""
    return replace(extra, name=Said(extra.name.text.removeprefix(f"{part.text}: ")))


def _show_group(group: ModifierGroup, words: Wording, options: Sequence[OptionView]) -> GroupView:
    return GroupView(
        id=group.id,
        name=words.name(group),
        hint=_hint(group),
        least=group.min_select,
        most=group.max_select,
        picked=sum(one.quantity for one in options if one.chosen),
        pricing=group.pricing,
        single=picks_one(group),
        may_be_none=group.min_select == 0,
        options=options,
    )


def _show_options(group: ModifierGroup, words: Wording, line: CartLine | None) -> list[OptionView]:
    return [
        OptionView(
            id=s.modifier.id,
            group=group.id,
            name=words.name(s.modifier),
            price=_price(s.modifier, group, words.menu.currency),
            has_amount=s.modifier.menu_item_id is None,
            chosen=s.chosen,
            amount=s.amount,
            quantity=s.quantity,
            most=s.modifier.max_quantity,
            adjustment=s.modifier.price_adjustment,
            is_default=s.modifier.is_default,
        )
        for s in states(group, line)
    ]


def _price(modifier: Modifier, group: ModifierGroup, currency: str) -> str:
    """What an option costs more; of shares of a dish, of which not each is paid for, what it costs by itself."""
    if modifier.is_default:
        return ""
    if group.pricing != "sum":
        return READER.get().money(modifier.price_adjustment, currency)
    return price_change(modifier.price_adjustment, currency)


def _hint(group: ModifierGroup) -> str:
    least, most = group.min_select, group.max_select
    if picks_one(group):
        return (
            ngettext("Choose one", "Choose %(num)d", 1) % {"num": 1}
            if least
            else gettext("Choose one, or none")
        )
    if least and most == least:
        return ngettext("Choose one", "Choose %(num)d", least) % {"num": least}
    if least and most:
        return gettext("Choose %(least)d to %(most)d") % {"least": least, "most": most}
    if least:
        return ngettext("Choose at least one", "Choose at least %(num)d", least) % {"num": least}
    if most:
        return ngettext("Choose at most one", "Choose up to %(num)d", most) % {"num": most}
    return gettext("Choose any")
