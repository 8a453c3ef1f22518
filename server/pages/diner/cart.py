"""The order in progress, as it travels in the page's form. Pure: every edit takes a cart and gives a new one.

Nothing in a cart is believed: only ids, quantities, amounts and the diner's own words are kept in it, and `revalidate`
holds them against the menu each time.
"""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, ValidationError

from server.domain.errors import Invalid
from server.domain.menu import Item, Menu
from server.parsing.asides.allergies import without_marks
from server.wire.base import Id, Request, Text
from server.wire.orders import (
    MAX_ALLERGIES,
    CartLine,
    CartModifier,
    CartVariant,
    ConfirmLine,
    OrderAllergies,
    OrderAllergy,
    ParseAnswer,
    Quantity,
    Question,
    QuestionKind,
    QuestionOption,
    confirm_line,
)
from server.wire.vocabulary import Amount, OrderType

MAX_LINES = 100
MAX_WORDS = 2000
MAX_ASIDES = 50
"""Things of one kind that are told beside the lines."""
LONGEST_SAY = 500
Short = Annotated[Text, Field(max_length=500)]


class Option(Request):
    """An answer: words to read again where `say` holds any, else so much of an option of the line asked about."""

    id: Id
    name: Short
    say: Short = ""
    amount: Amount = "regular"
    quantity: Quantity = 1


class Asked(Request):
    """A question about the diner's words, as the understander asked it, which no rule of the menu would ask again."""

    line: Annotated[int, Field(ge=0, lt=MAX_LINES)] | None = None
    kind: QuestionKind
    text: Short
    words: Short = ""
    options: list[Option] = Field(default_factory=list, max_length=50)


class Cart(Request):
    """Lines, and what was said beside them: open questions, words not understood, what has run out or ended."""

    lines: list[CartLine] = Field(default_factory=list, max_length=MAX_LINES)
    asked: list[Asked] = Field(default_factory=list, max_length=50)
    unmatched: list[Short] = Field(default_factory=list, max_length=50)
    sold_out: list[Short] = Field(default_factory=list, max_length=MAX_LINES)
    ended: list[Short] = Field(default_factory=list, max_length=MAX_LINES)
    said: Annotated[Text, Field(max_length=MAX_WORDS)] = ""
    allergies: OrderAllergies = Field(default_factory=list)
    note: Annotated[Text, Field(max_length=500)] = ""
    order_type: OrderType | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a cart from the form. Invalid where it is none that this page wrote."""
        if not text:
            return cls()
        try:
            return cls.model_validate_json(text)
        except ValidationError:
            raise Invalid([("state", "is not an order of this page")]) from None

    def write(self) -> str:
        """Write the cart for the form, as short as it goes."""
        return self.model_dump_json(exclude_defaults=True)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ordered."""
        return not self.lines

    def with_lines(self, lines: Sequence[CartLine]) -> Self:
        """The same cart with other lines."""
        return self.model_copy(update={"lines": list(lines)[:MAX_LINES]})


def with_answer(cart: Cart, words: str, answer: ParseAnswer) -> Cart:
    """The cart after `words` were understood as `answer`, which holds the lines of before too.

    Questions of before stay open, but for those that the words answered and those about a line that changed.
    """
    before = {_same_as(line): line for line in cart.lines}
    lines = [_answered_line(line.model_dump()) for line in answer.items]
    spoken_of = {line.menu_item_id for line in lines if line.source} if words else set()
    asked = [*_asked(answer), *_still_open(cart, lines, spoken_of)]
    said = " / ".join(part for part in (cart.said, words) if part)
    return Cart(
        lines=[
            line.model_copy(update={"source": line.source or _source(before.get(_same_as(line)))})
            for line in lines[:MAX_LINES]
        ],
        asked=asked[:50],
        unmatched=[words[:500] for words in answer.unmatched if not _is_asked(words, asked)][:50],
        sold_out=[item.name for item in answer.unavailable[:MAX_LINES]],
        ended=cart.ended,
        said=said[-MAX_WORDS:],
        allergies=answer.allergies[:MAX_ALLERGIES],
        note=answer.note[:500],
        order_type=answer.order_type,
    )


def with_choice(cart: Cart, number: int, chosen: int, answer: ParseAnswer) -> Cart:
    """The cart after option `chosen` of question `number` was read again as `answer`, beside the words of the diner."""
    asked = cart.asked[number]
    option = asked.options[chosen]
    rest = dismiss(cart, "asked", number)
    heard = with_answer(rest.with_lines(()), "", answer)
    if not any(line.menu_item_id == option.id for line in heard.lines):
        heard = heard.with_lines([*heard.lines, CartLine(menu_item_id=option.id, name=option.name)])
    heard = _beside(rest, heard)
    instead = asked.words if asked.kind == "did_you_mean" else ""
    unmatched = [words for words in rest.unmatched if words not in option.say]
    return heard.model_copy(
        update={
            "lines": [_in_own_words(line, option, instead) for line in heard.lines],
            "unmatched": each_once([*unmatched, *heard.unmatched]),
            "sold_out": each_once([*rest.sold_out, *heard.sold_out]),
        }
    )


def _beside(cart: Cart, heard: Cart) -> Cart:
    """What was `heard` by itself, behind the lines of `cart` and with the questions of both."""
    shift = len(cart.lines)
    asked = [
        question if question.line is None else question.model_copy(update={"line": question.line + shift})
        for question in heard.asked[
            : len(heard.asked) - sum(question.line is None for question in cart.asked)
        ]
    ]
    return heard.model_copy(
        update={"lines": [*cart.lines, *heard.lines][:MAX_LINES], "asked": [*asked, *cart.asked][:50]}
    )


def _in_own_words(line: CartLine, option: Option, instead: str) -> CartLine:
    """Show what the diner said, not the name that was put into it."""
    if line.menu_item_id != option.id or line.source not in option.say:
        return line
    own = " ".join(line.source.replace(option.name, instead, 1).split())
    return line.model_copy(update={"source": own})


def _asked(answer: ParseAnswer) -> list[Asked]:
    """The questions that the menu's rules do not ask by themselves each time the order is shown."""
    return [
        Asked(
            line=q.line,
            kind=q.kind,
            text=q.text[:500],
            words=q.words[:500],
            options=[_option(o) for o in q.options[:50]],
        )
        for q in answer.questions
        if not _is_asked_by_menu(q, answer)
    ]


def _is_asked_by_menu(question: Question, answer: ParseAnswer) -> bool:
    if question.kind == "choose_variant" and question.line is not None:
        return answer.items[question.line].variant is None
    return question.kind == "choose_modifier" and not question.words


def _option(option: QuestionOption) -> Option:
    say = option.say if len(option.say) <= LONGEST_SAY else ""
    return Option(id=option.id, name=option.name, say=say, amount=option.amount, quantity=option.quantity)


def _still_open(cart: Cart, lines: Sequence[CartLine], spoken_of: set[int]) -> list[Asked]:
    now = {_same_as(line): at for at, line in enumerate(lines) if not line.source}
    kept = []
    for asked in cart.asked:
        if asked.line is None and not spoken_of & {option.id for option in asked.options}:
            kept.append(asked)
        elif asked.line is not None and asked.line < len(cart.lines):
            at = now.get(_same_as(cart.lines[asked.line]))
            kept += [asked.model_copy(update={"line": at})] if at is not None else []
    return kept


def _answered_line(line: dict) -> CartLine:  # type: ignore[type-arg]
    variant = line["variant"]
    return CartLine(
        menu_item_id=line["menu_item_id"],
        name=line["name"],
        variant=CartVariant(id=variant["id"]) if variant else None,
        variant_stated=line["variant_stated"],
        quantity=line["quantity"],
        modifiers=[
            CartModifier(
                modifier_id=m["modifier_id"], amount=m["amount"], quantity=m["quantity"], stated=m["stated"]
            )
            for m in line["modifiers"]
        ],
        special_requests=line["special_requests"],
        source=line["source"],
    )


def _is_asked(words: str, asked: Sequence[Asked]) -> bool:
    """Whether a question about these words is open: they are read again once it is answered."""
    return any(
        words == question.words or any(words in option.say for option in question.options)
        for question in asked
    )


def _source(line: CartLine | None) -> str:
    return line.source if line else ""


def _same_as(line: CartLine) -> tuple[object, ...]:
    """Two lines of which this is equal are made in the same way."""
    picks = sorted((m.modifier_id, m.amount, m.quantity) for m in line.modifiers)
    return (line.menu_item_id, line.variant.id if line.variant else None, tuple(picks), line.special_requests)


def add(cart: Cart, line: CartLine, most: int) -> Cart:
    """Add a line; where the same is ordered already, that line's quantity grows, up to `most`."""
    for index, old in enumerate(cart.lines):
        if _same_as(old) == _same_as(line):
            return set_quantity(cart, index, old.quantity + line.quantity, most)
    return cart.with_lines([*cart.lines, line])


def replace(cart: Cart, index: int, line: CartLine) -> Cart:
    """Put `line` in place of the one at `index`, keeping the words that it came from."""
    old = cart.lines[index]
    return cart.with_lines(
        [*cart.lines[:index], line.model_copy(update={"source": old.source}), *cart.lines[index + 1 :]]
    )


def remove(cart: Cart, index: int) -> Cart:
    """Take a line off, and the questions about it."""
    asked = [
        a.model_copy(update={"line": a.line - 1}) if a.line is not None and a.line > index else a
        for a in cart.asked
        if a.line != index
    ]
    lines = [*cart.lines[:index], *cart.lines[index + 1 :]]
    return cart.model_copy(update={"lines": lines, "asked": asked})


def set_quantity(cart: Cart, index: int, quantity: int, most: int) -> Cart:
    """Order `quantity` of a line, at most `most`; none at all takes it off."""
    if quantity < 1:
        return remove(cart, index)
    line = cart.lines[index].model_copy(update={"quantity": min(quantity, most)})
    return cart.with_lines([*cart.lines[:index], line, *cart.lines[index + 1 :]])


def dismiss(cart: Cart, what: str, index: int) -> Cart:
    """Forget one thing that was said beside the lines: `what` is asked, unmatched, sold_out, ended or allergies.

    With an allergy its mark at every line goes.
    """
    kept = list(getattr(cart, what))
    gone = kept[index : index + 1]
    del kept[index : index + 1]
    lines = cart.lines if what != "allergies" else [_without_marks(line, gone) for line in cart.lines]
    return cart.model_copy(update={what: kept, "lines": lines})


def _without_marks(line: CartLine, allergies: Sequence[OrderAllergy]) -> CartLine:
    own = without_marks(line.special_requests, [allergy.text for allergy in allergies])
    return line.model_copy(update={"special_requests": own})


def each_once(names: list[str]) -> list[str]:
    """The names without repetitions, at most MAX_ASIDES."""
    return list(dict.fromkeys(names))[:MAX_ASIDES]


def pick(line: CartLine, item: Item, chosen: CartModifier) -> CartLine:
    """Choose one modifier; in a group that allows one only, it takes the place of the others."""
    modifier_id = chosen.modifier_id
    group = next(g for g in item.modifier_groups if any(m.id == modifier_id for m in g.modifiers))
    kept = [m for m in line.modifiers if m.modifier_id != modifier_id]
    if group.max_select == 1:
        others = {m.id for m in group.modifiers} - {modifier_id}
        kept = [m for m in kept if m.modifier_id not in others]
        kept += [
            CartModifier(modifier_id=m.id, amount="none")
            for m in group.modifiers
            if m.is_default and m.id != modifier_id
        ]
    return line.model_copy(update={"modifiers": [*kept, chosen]})


def find_option(cart: Cart, number: int, chosen: int) -> Option:
    """Option `chosen` of question `number`. Invalid where there is no such."""
    if number >= len(cart.asked) or chosen >= len(cart.asked[number].options):
        raise Invalid([("do", "answers no question of this order")])
    return cart.asked[number].options[chosen]


def answer(cart: Cart, number: int, option: Option, menu: Menu) -> Cart:
    """Take an option of question `number` as it is: a size or choice of the line asked about, or a dish."""
    asked = cart.asked[number]
    cart = dismiss(cart, "asked", number)
    if asked.line is not None and asked.line < len(cart.lines):
        item = menu.orderable_by_id.get(cart.lines[asked.line].menu_item_id)
        line = _chosen(cart.lines[asked.line], item, option) if item else None
        return replace(cart, asked.line, line) if line else cart
    dish = menu.orderable_by_id.get(option.id)
    if dish is None:
        return cart
    return cart.with_lines([*cart.lines, CartLine(menu_item_id=dish.id, name=dish.name)])


def _chosen(line: CartLine, item: Item, option: Option) -> CartLine | None:
    if any(v.id == option.id for v in item.variants):
        return line.model_copy(update={"variant": CartVariant(id=option.id), "variant_stated": True})
    if any(m.id == option.id for group in item.modifier_groups for m in group.modifiers):
        wanted = CartModifier(modifier_id=option.id, amount=option.amount, quantity=option.quantity)
        return pick(line, item, wanted)
    return None


def to_confirm(cart: Cart) -> list[ConfirmLine]:
    """The lines as confirm takes them."""
    return [confirm_line(line) for line in cart.lines]
