"""What the templates show of an order in progress: names, prices and questions in the reader's words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.menu import Item, Menu, Modifier, Variant
from server.domain.pricing import Picked, unit_price, wanted_modifiers
from server.orders.conflicts import codes_of_allergies, conflicts_of
from server.pages.allergen_labels import say_allergen
from server.pages.diner.call_names import say_call
from server.pages.diner.cart import Cart
from server.pages.diner.prices import has_choices, meal_offer, say_choice
from server.pages.diner.question_view import QuestionView, open_choices, show_asked
from server.pages.diner.wording import Said, Wording, wording
from server.pages.i18n import READER
from server.wire.allergy_marks import ALLERGY_PREFIX, without_marks
from server.wire.parsing import CartLine
from server.wire.vocabulary import Amount, CallKind

LONGEST_UNFOLDED = 7
SHOWN_OF_LONG = 5


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
class AllergyView:
    """An allergy in the diner's words, and the names of the known allergens in it."""

    text: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class CartView:
    """The order as shown. `total` and `prices` (of one of each line) are in minor units, of what is priced so far.

    `open` counts required choices. `allergens` names the codes of the known allergies. The first `folded` lines of a long
    order are folded away, unless they ask or warn.
    """

    lines: Sequence[LineView]
    questions: Sequence[QuestionView]
    allergies: Sequence[AllergyView]
    allergens: Mapping[str, str]
    calls: Sequence[tuple[CallKind, str]]
    removed: Said
    folded: int
    opens_fold: bool
    sold_out: Sequence[Said]
    ended: Sequence[Said]
    total: int
    prices: Sequence[int]
    count: int
    open: int


def show_cart(cart: Cart, menu: Menu, now: datetime, locale: str) -> CartView:
    """Show a cart that was settled against `menu`, written in the language of `locale`, at `now`."""
    words = wording(menu)
    shown = [_show_line(i, line, words, cart, now, locale) for i, line in enumerate(cart.lines)]
    lines = [view for view, _, _ in shown]
    folded = len(lines) - SHOWN_OF_LONG if len(lines) > LONGEST_UNFOLDED else 0
    allergens = sorted(codes_of_allergies(cart.allergies))
    return CartView(
        lines=lines,
        allergies=[AllergyView(a.text, [say_allergen(code) for code in a.allergens]) for a in cart.allergies],
        allergens={code: say_allergen(code) for code in allergens},
        calls=[(kind, say_call(kind)) for kind in cart.calls],
        removed=next(words.told([cart.removed.line.name])) if cart.removed else Said(""),
        folded=folded,
        opens_fold=any(line.questions or line.contains for line in lines[:folded]),
        questions=[show_asked(i, cart, words) for i, a in enumerate(cart.asked) if a.line is None],
        sold_out=list(words.told(cart.sold_out)),
        ended=list(words.told(cart.ended)),
        total=sum(total for _, total, _ in shown),
        prices=[total // line.quantity for line, total, _ in shown],
        count=sum(line.quantity for line in cart.lines),
        open=sum(missing for _, _, missing in shown),
    )


def _show_line(
    index: int, line: CartLine, words: Wording, cart: Cart, now: datetime, locale: str
) -> tuple[LineView, int, int]:
    menu = words.menu
    item = menu.orderable_by_id[line.menu_item_id].to_be_had(now)
    picked = list(picked_of(line, item))
    variant = variant_of(line, item)
    total = (unit_price_of(line, item) or 0) * line.quantity
    still_open = list(open_choices(index, line, item, picked, words))
    told = {option.id for a in cart.asked if a.line == index for option in a.options}
    asked = [show_asked(i, cart, words) for i, a in enumerate(cart.asked) if a.line == index]
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
        questions=[*asked, *(view for view, options in still_open if not options & told)],
    )
    return view, total, len(still_open)


def unit_price_of(line: CartLine, item: Item) -> int | None:
    """What one of a line costs, in minor units; None before its size is chosen."""
    variant = variant_of(line, item)
    return unit_price(item, variant, picked_of(line, item)) if variant else None


def variant_of(line: CartLine, item: Item) -> Variant | None:
    """The size of a line; None before it is chosen."""
    return next((v for v in item.variants if line.variant and v.id == line.variant.id), None)


def _conflicts(cart: Cart, item: Item, picked: Sequence[Picked], menu: Menu, locale: str) -> tuple[str, ...]:
    """The diner's allergies that a dish as it is wanted states, by their codes."""
    codes = codes_of_allergies(cart.allergies)
    if not codes:
        return ()
    wanted = [*wanted_modifiers(item, picked)]
    parts = (menu.orderable_by_id.get(m.menu_item_id or 0) for m in wanted)
    chosen = (modifier.name for modifier in wanted)
    return conflicts_of(codes, [item, *(part for part in parts if part)], chosen, locale)


def _originals(name: Said, size: Said) -> str:
    """What the restaurant calls a dish and its size; "" where the reader reads just that."""
    if not (name.original or size.original):
        return ""
    return ", ".join(text for text in (name.original or name.text, size.original or size.text) if text)


def picked_of(line: CartLine, item: Item) -> Iterator[Picked]:
    """What was picked for a line, in the order of the menu."""
    picks = {m.modifier_id: m for m in line.modifiers}
    for group in item.modifier_groups:
        for modifier in group.modifiers:
            if modifier.id in picks:
                yield Picked(modifier, picks[modifier.id].amount, picks[modifier.id].quantity)


def _worth_saying(item: Item, picked: Sequence[Picked]) -> list[Picked]:
    """What differs from the dish as it comes, and the dishes that are parts of it."""
    said = {pick.modifier.id for pick in picked}
    refused = {pick.modifier.id for pick in picked if pick.amount == "none"}
    parts = [Picked(m) for m in wanted_modifiers(item, picked) if m.menu_item_id and m.id not in said]
    gives_way = {
        m.id
        for group in item.modifier_groups
        if group.max_select == 1 and any(m.id in said and m.id not in refused for m in group.modifiers)
        for m in group.modifiers
    }
    return [
        pick
        for pick in picked
        if _is_part(pick)
        or (_differs(*pick) and not (pick.amount == "none" and pick.modifier.id in gives_way))
    ] + parts


def _is_part(pick: Picked) -> bool:
    return pick.modifier.menu_item_id is not None and pick.amount != "none"


def _differs(modifier: Modifier, amount: Amount, quantity: int) -> bool:
    return amount == "none" or not modifier.is_default or amount != "regular" or quantity > 1
