"""The order in progress, as it travels in the page's form. Pure: every edit takes a cart and gives a new one.

Nothing in a cart is believed: only ids, quantities, amounts and the diner's own words are kept in it, and `revalidate`
holds them against the menu each time.
"""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, ValidationError

from server.domain.errors import Invalid
from server.domain.menu import Item
from server.parsing.asides.allergies import with_marks
from server.wire.base import Id, Request, Text
from server.wire.orders import ConfirmLine, OrderAllergies, Quantity
from server.wire.parsing import CartLine, CartModifier, QuestionKind, confirm_line
from server.wire.vocabulary import Amount, CallKind, OrderType

MAX_LINES = 100
MAX_WORDS = 2000
MAX_ASIDES = 50
"""Things of one kind that are told beside the lines."""
LONGEST_SAY = 500
Short = Annotated[Text, Field(max_length=500)]
Price = Annotated[int, Field(ge=0)]


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


class Dish(Request):
    """A dish that an answer names."""

    id: Id
    name: Short


class Answered(Request):
    """A question of the diner's, in their words, and what the menu states."""

    source: Short
    text: Annotated[Text, Field(max_length=MAX_WORDS)]
    items: list[Dish] = Field(default_factory=list, max_length=MAX_ASIDES)


class Removed(Request):
    """A line that was taken off just now, and where it stood."""

    index: Annotated[int, Field(ge=0, lt=MAX_LINES)]
    line: CartLine


class Cart(Request):
    """Lines, and what was said beside them: open questions, words not understood, what has run out or ended.

    `asked_after` are the last words, where they left a question open, asked one or told an allergy: the next ones may go on with it.
    `answers` and `calls` are what the last words asked for; `called` are the calls that this device placed. `prices` are
    what one of each line cost when it was last shown, in minor units, and `removed` can be put back by the next step.
    """

    lines: list[CartLine] = Field(default_factory=list, max_length=MAX_LINES)
    asked: list[Asked] = Field(default_factory=list, max_length=50)
    unmatched: list[Short] = Field(default_factory=list, max_length=50)
    sold_out: list[Short] = Field(default_factory=list, max_length=MAX_LINES)
    ended: list[Short] = Field(default_factory=list, max_length=MAX_LINES)
    said: Annotated[Text, Field(max_length=MAX_WORDS)] = ""
    asked_after: Annotated[Text, Field(max_length=MAX_WORDS)] = ""
    allergies: OrderAllergies = Field(default_factory=list)
    note: Annotated[Text, Field(max_length=500)] = ""
    order_type: OrderType | None = None
    answers: list[Answered] = Field(default_factory=list, max_length=MAX_ASIDES)
    calls: list[CallKind] = Field(default_factory=list, max_length=MAX_ASIDES)
    called: list[Id] = Field(default_factory=list, max_length=MAX_ASIDES)
    prices: list[Price] = Field(default_factory=list, max_length=MAX_LINES)
    removed: Removed | None = None

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


def same_as(line: CartLine) -> tuple[object, ...]:
    """Two lines of which this is equal are made in the same way."""
    picks = sorted((m.modifier_id, m.amount, m.quantity) for m in line.modifiers)
    return (line.menu_item_id, line.variant.id if line.variant else None, tuple(picks), line.special_requests)


def add(cart: Cart, line: CartLine, most: int) -> Cart:
    """Add a line; where the same is ordered already, that line's quantity grows, up to `most`."""
    for index, old in enumerate(cart.lines):
        if same_as(old) == same_as(line):
            return set_quantity(cart, index, old.quantity + line.quantity, most)
    return cart.with_lines([*cart.lines, line])


def replace(cart: Cart, index: int, line: CartLine) -> Cart:
    """Put `line` in place of the one at `index`, keeping the words that it came from."""
    old = cart.lines[index]
    return cart.with_lines(
        [*cart.lines[:index], line.model_copy(update={"source": old.source}), *cart.lines[index + 1 :]]
    )


def remove(cart: Cart, index: int) -> Cart:
    """Take a line off, and the questions about it; `put_back` has it again."""
    asked = [
        a.model_copy(update={"line": a.line - 1}) if a.line is not None and a.line > index else a
        for a in cart.asked
        if a.line != index
    ]
    lines = [*cart.lines[:index], *cart.lines[index + 1 :]]
    removed = Removed(index=index, line=cart.lines[index])
    return cart.model_copy(update={"lines": lines, "asked": asked, "removed": removed})


def put_back(cart: Cart) -> Cart:
    """Put the line that was removed last where it stood."""
    if cart.removed is None:
        return cart
    at = cart.removed.index
    back = cart.with_lines([*cart.lines[:at], cart.removed.line, *cart.lines[at:]])
    asked = [
        a.model_copy(update={"line": a.line + 1}) if a.line is not None and a.line >= at else a
        for a in cart.asked
    ]
    return back.model_copy(update={"removed": None, "asked": asked})


def set_quantity(cart: Cart, index: int, quantity: int, most: int) -> Cart:
    """Order `quantity` of a line, at most `most`; none at all takes it off."""
    if quantity < 1:
        return remove(cart, index)
    line = cart.lines[index].model_copy(update={"quantity": min(quantity, most)})
    return cart.with_lines([*cart.lines[:index], line, *cart.lines[index + 1 :]])


def dismiss(cart: Cart, what: str, index: int) -> Cart:
    """Forget one thing that was said beside the lines: `what` names one of the lists of the cart."""
    kept = list(getattr(cart, what))
    del kept[index : index + 1]
    return cart.model_copy(update={what: kept})


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


def to_confirm(cart: Cart) -> list[ConfirmLine]:
    """The lines as confirm takes them, with the diner's allergies marked at each, however it was added."""
    texts = [allergy.text for allergy in cart.allergies]
    return [
        confirm_line(line.model_copy(update={"special_requests": with_marks(line.special_requests, texts)}))
        for line in cart.lines
    ]
