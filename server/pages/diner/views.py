"""What the templates show of an order in progress: names, prices and questions in the reader's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.menu import Item, Menu, Modifier, ModifierGroup
from server.domain.pricing import Breach, Picked, breaches, lowest_price, unit_price, wanted_modifiers
from server.orders.conflicts import codes_of_allergies, conflicts_of
from server.pages.allergen_labels import say_allergen
from server.pages.diner.cart import Asked, Cart, Option
from server.pages.diner.item_form import picks_one
from server.pages.diner.meals import find_meal, price_difference
from server.pages.diner.wording import Said, Wording, wording
from server.pages.i18n import READER, gettext, ngettext
from server.parsing.asides.allergies import without_marks
from server.parsing.model import ALLERGY_PREFIX
from server.parsing.text.language import questions_in
from server.wire.orders import CartLine
from server.wire.vocabulary import Amount

MINUS = "\N{MINUS SIGN}"


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


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as shown.

    `note` leaves out what stands above the order as an allergy; `contains` names what the dish states of that; `meal` is
    what it costs more as a meal, in words, None where it has no meal.
    """

    index: int
    number: str
    name: str
    original: str
    quantity: int
    variant: str
    choices: Sequence[str]
    note: str
    is_allergy: bool
    contains: Sequence[str]
    words: str
    total: str
    has_choices: bool
    meal: str | None
    questions: Sequence[QuestionView]


@dataclass(frozen=True, slots=True)
class CartView:
    """The order as shown. `total` is in minor units, of what is priced so far; `open` counts required choices."""

    lines: Sequence[LineView]
    questions: Sequence[QuestionView]
    sold_out: Sequence[Said]
    ended: Sequence[Said]
    total: int
    count: int
    open: int


def show_cart(cart: Cart, menu: Menu, now: datetime, locale: str) -> CartView:
    """Show a cart that was settled against `menu`, written in the language of `locale`, at `now`."""
    words = wording(menu)
    shown = [_show_line(i, line, words, cart, now, locale) for i, line in enumerate(cart.lines)]
    return CartView(
        lines=[view for view, _, _ in shown],
        questions=[_asked(i, cart, words) for i, a in enumerate(cart.asked) if a.line is None],
        sold_out=list(words.told(cart.sold_out)),
        ended=list(words.told(cart.ended)),
        total=sum(total for _, total, _ in shown),
        count=sum(line.quantity for line in cart.lines),
        open=sum(missing for _, _, missing in shown),
    )


def _show_line(
    index: int, line: CartLine, words: Wording, cart: Cart, now: datetime, locale: str
) -> tuple[LineView, int, int]:
    menu = words.menu
    item = menu.orderable_by_id[line.menu_item_id].to_be_had(now)
    picked = list(_picked(line, item))
    variant = next((v for v in item.variants if line.variant and v.id == line.variant.id), None)
    total = unit_price(item, variant, picked) * line.quantity if variant else 0
    open_choices = list(_open_choices(index, line, item, picked, words))
    told = {option.id for a in cart.asked if a.line == index for option in a.options}
    asked = [_asked(i, cart, words) for i, a in enumerate(cart.asked) if a.line == index]
    name = words.name(item)
    size = words.name(variant) if variant and len(item.variants) > 1 else Said("")
    note = without_marks(line.special_requests, [allergy.text for allergy in cart.allergies])
    view = LineView(
        index=index,
        number=item.number,
        name=name.text,
        original=_originals(name, size),
        quantity=line.quantity,
        variant=size.text,
        choices=[say_choice(words.name(m).text, amount, n) for m, amount, n in _worth_saying(item, picked)],
        note=note.removeprefix(ALLERGY_PREFIX),
        is_allergy=note.startswith(ALLERGY_PREFIX),
        contains=[say_allergen(code) for code in _conflicts(cart, item, picked, menu, locale)],
        words=line.source,
        total=READER.get().money(total, menu.currency) if variant else "",
        has_choices=has_choices(item),
        meal=meal_offer(menu.orderable_by_id[line.menu_item_id], menu, now, line),
        questions=[*asked, *(view for view, options in open_choices if not options & told)],
    )
    return view, total, len(open_choices)


def _conflicts(cart: Cart, item: Item, picked: Sequence[Picked], menu: Menu, locale: str) -> tuple[str, ...]:
    """The diner's allergies that a dish as it is wanted states, by their codes."""
    codes = codes_of_allergies(cart.allergies)
    if not codes:
        return ()
    wanted = wanted_modifiers(item, picked)
    parts = (menu.orderable_by_id.get(m.menu_item_id or 0) for m in wanted)
    chosen = (pick.modifier.name for pick in picked if pick.amount != "none")
    return conflicts_of(codes, [item, *(part for part in parts if part)], chosen, locale)


def meal_offer(item: Item, menu: Menu, now: datetime, line: CartLine | None = None) -> str | None:
    """`+€3.00`, or "" where that depends; None where the dish has no meal at `now`."""
    meal = find_meal(item, menu, now)
    more = price_difference(item, meal, line) if meal is not None else None
    return None if meal is None else price_change(more or 0, menu.currency)


def _originals(name: Said, size: Said) -> str:
    """What the restaurant calls a dish and its size; "" where the reader reads just that."""
    if not (name.original or size.original):
        return ""
    return ", ".join(text for text in (name.original or name.text, size.original or size.text) if text)


def has_choices(item: Item) -> bool:
    """Whether there is anything to choose about an item."""
    return len(item.variants) > 1 or any(group.modifiers for group in item.modifier_groups)


def _picked(line: CartLine, item: Item) -> Iterator[Picked]:
    picks = {m.modifier_id: m for m in line.modifiers}
    for group in item.modifier_groups:
        for modifier in group.modifiers:
            if modifier.id in picks:
                yield Picked(modifier, picks[modifier.id].amount, picks[modifier.id].quantity)


def _worth_saying(item: Item, picked: Sequence[Picked]) -> list[Picked]:
    """What differs from the dish as it comes, and the dishes that are parts of it."""
    said = {pick.modifier.id for pick in picked}
    parts = [Picked(m) for m in wanted_modifiers(item, picked) if m.menu_item_id and m.id not in said]
    return [pick for pick in picked if _is_part(pick) or _differs(*pick)] + parts


def _is_part(pick: Picked) -> bool:
    return pick.modifier.menu_item_id is not None and pick.amount != "none"


def _differs(modifier: Modifier, amount: Amount, quantity: int) -> bool:
    if amount == "none":
        return modifier.is_default
    return not modifier.is_default or amount != "regular" or quantity > 1


def say_choice(name: str, amount: str, quantity: int) -> str:
    """`"Onions", "none", 1` → `without Onions`, in the reader's language."""
    patterns = {
        "none": gettext("without %(name)s"),
        "light": gettext("light %(name)s"),
        "regular": "%(name)s",
        "extra": gettext("extra %(name)s"),
        "side": gettext("%(name)s on the side"),
    }
    said = patterns[amount] % {"name": name}
    return f"{quantity} × {said}" if quantity > 1 and amount != "none" else said


def _open_choices(
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


def with_price(name: str, minor: int, currency: str) -> str:
    """`Cheese +€1.00`; the name alone where it costs nothing."""
    return f"{name} {price_change(minor, currency)}" if minor else name


def price_change(minor: int, currency: str) -> str:
    """`+€1.00`, or with a minus; empty for nothing."""
    if not minor:
        return ""
    return ("+" if minor > 0 else MINUS) + READER.get().money(abs(minor), currency)


def _asked(number: int, cart: Cart, words: Wording) -> QuestionView:
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


def price_of_item(item: Item, currency: str) -> str:
    """The price of an item; of the cheapest variant, said as such, where there are several prices."""
    prices = {v.price for v in item.variants}
    if not prices:
        return ""
    least = lowest_price(item)
    lowest = READER.get().money(least, currency)
    return lowest if prices == {least} else gettext("from %(price)s") % {"price": lowest}
