"""The questions about an order as they are shown: what the menu leaves open, and what was unclear in the diner's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from server.domain.menu import Item, ModifierGroup
from server.domain.pricing import Breach, Picked, breaches
from server.pages.diner.cart import Asked, Cart, Option
from server.pages.diner.item_form import picks_one
from server.pages.diner.prices import with_price
from server.pages.diner.wording import Said, Wording
from server.pages.i18n import READER, gettext, ngettext
from server.parsing.text.language import questions_in
from server.wire.parsing import CartLine


@dataclass(frozen=True, slots=True)
class Button:
    """An answer that can be pressed: what the form sends, what it says, and that in the restaurant's words."""

    do: str
    label: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    text: str
    buttons: Sequence[Button]


def open_choices(
    index: int, line: CartLine, item: Item, picked: Sequence[Picked], words: Wording
) -> Iterator[tuple[QuestionView, frozenset[int]]]:
    """What the menu's rules leave open on a line, each with the ids of the choices that it is about."""
    if line.variant is None:
        buttons = [
            Button(
                f"variant:{index}:{v.id}",
                f"{words.name(v)} · {READER.get().money(v.price, words.menu.currency)}",
                words.name(v).original,
            )
            for v in item.variants
        ]
        yield QuestionView(gettext("Which one?"), buttons), frozenset(v.id for v in item.variants)
    for breach in breaches(item, picked):
        yield _breach(index, breach, line, words), frozenset(m.id for m in breach.group.modifiers)


def _breach(index: int, breach: Breach, line: CartLine, words: Wording) -> QuestionView:
    group = breach.group
    name = words.name(group).text
    if breach.kind == "too_few":
        missing = group.min_select - breach.count
        text = ngettext("%(group)s: choose %(num)d", "%(group)s: choose %(num)d more", missing)
        return QuestionView(text % {"group": name, "num": missing}, _offers(index, group, line, words))
    if breach.kind == "without_part" and breach.modifier:
        text = gettext("%(name)s does not go with what was chosen. Change it, please.") % {
            "name": words.name(breach.modifier)
        }
        return QuestionView(text, [_change(index)])
    most = group.max_select or 0
    text = ngettext(
        "%(group)s: at most %(num)d. Which stays?", "%(group)s: at most %(num)d. Change it, please.", most
    )
    buttons = _offers(index, group, line, words) if picks_one(group) else [_change(index)]
    return QuestionView(text % {"group": name, "num": most}, buttons)


def _change(index: int) -> Button:
    return Button(f"edit:{index}", gettext("Change"))


def _offers(index: int, group: ModifierGroup, line: CartLine, words: Wording) -> list[Button]:
    refused = {m.modifier_id for m in line.modifiers if m.amount == "none"}
    chosen = {m.modifier_id for m in line.modifiers if m.amount != "none"}
    return [
        Button(
            f"pick:{index}:{m.id}",
            with_price(words.name(m).text, m.price_adjustment, words.menu.currency),
            words.name(m).original,
        )
        for m in group.modifiers
        if picks_one(group) or m.id not in chosen or m.id in refused
    ]


def show_asked(number: int, cart: Cart, words: Wording) -> QuestionView:
    """Show question `number` about the diner's words."""
    asked = cart.asked[number]
    item = None
    if asked.line is not None and asked.line < len(cart.lines):
        item = words.menu.orderable_by_id.get(cart.lines[asked.line].menu_item_id)
    said = [_offered(option, item, words) for option in asked.options]
    buttons = [Button(f"answer:{number}:{i}", one.text, one.original) for i, one in enumerate(said)]
    refusal = gettext("OK") if asked.kind == "too_many" else gettext("None of these")
    if asked.kind == "too_many" and asked.line is not None and len(asked.options) == 1:
        buttons = [_change(asked.line)]
    text = _asked_text(asked)
    text = words.replaced(text, item) if item else text
    return QuestionView(text, [*buttons, Button(f"dismiss:asked:{number}", refusal)])


def _offered(option: Option, item: Item | None, words: Wording) -> Said:
    """An option of a question in the reader's words: a size or choice of the dish asked about, or a dish."""
    if item is not None:
        return words.part(item, option.name)
    dish = words.menu.orderable_by_id.get(option.id)
    said = option.name.replace(dish.name, words.name(dish).text, 1) if dish else option.name
    return Said(said, option.name) if said != option.name else Said(said)


def _asked_text(asked: Asked) -> str:
    """The question in the reader's language, which may be another one than when it came up."""
    texts = questions_in(READER.get().language)
    if asked.kind == "missing_item":
        return texts["missing_item_for" if asked.words else "missing_item"].format(words=asked.words)
    return texts["did_you_mean"].format(words=asked.words) if asked.words else asked.text
