"""What a diner's words were understood as: lines of an order, open questions, and what was left over."""

from dataclasses import dataclass, field
from typing import Literal

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.domain.pricing import Picked
from server.wire.vocabulary import Amount, OrderType

QuestionKind = Literal["choose_variant", "choose_modifier", "did_you_mean", "missing_item", "too_many"]
ParserName = Literal["grammar", "openai"]

CallKind = Literal["bill", "waiter"]
FactTopic = Literal["popular", "wait", "open"]

MAX_REQUEST = 500
"""Characters of `special_requests`, as the wire contract limits them."""


class LanguageNotReady(Exception):
    """A menu is not known in a language yet; `code` is the language's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Choice:
    """One modifier of a line. `stated` is false where it was filled in rather than said."""

    modifier: Modifier
    group: ModifierGroup
    amount: Amount = "regular"
    quantity: int = 1
    stated: bool = True

    @property
    def picked(self) -> Picked:
        """The choice as pricing reads it."""
        return Picked(self.modifier, self.amount, self.quantity)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order. `variant` is None only while choosing one is an open question.

    `source` is the part of the diner's text that it was read from, and empty for a line of the cart left as it was.
    """

    item: Item
    variant: Variant | None = None
    variant_stated: bool = False
    quantity: int = 1
    choices: tuple[Choice, ...] = ()
    special_requests: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be asked; `line` is an index into the lines, `options` are (id, name) to choose from.

    `words` are those of the diner that it is about. Where a dish is asked for, `around` is what was said before and
    after its name: with an answer's name between them, the words can be read again. An option that is asked for was
    wanted in this `amount` and `quantity`.
    """

    line: int | None
    kind: QuestionKind
    text: str
    options: tuple[tuple[int, str], ...] = ()
    words: str = ""
    around: tuple[str, str] | None = None
    amount: Amount = "regular"
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Allergy:
    """An allergy in the diner's words, with the codes of the allergens that are known to be meant."""

    text: str
    allergens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A line, by its index, whose dish or chosen option states an allergen that the diner is allergic to."""

    line: int
    allergen: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of the diner's (`source`), answered from the menu; `items` are the dishes that it is about.

    Of its `topic` the restaurant may know more than its menu (`restaurant_facts.py`).
    """

    source: str
    text: str
    items: tuple[Item, ...] = ()
    topic: FactTopic | None = None


@dataclass(frozen=True, slots=True)
class OrderState:
    """What belongs to the whole order and is carried from text to text, beside its lines.

    `asked_after` is the text before, where its answer asked or answered something or it told an allergy; else "". `doubted` are the ids
    of dishes that a text before ordered unsurely (`result/doubt.py`).
    """

    allergies: tuple[Allergy, ...] = ()
    note: str = ""
    order_type: OrderType | None = None
    asked_after: str = ""
    doubted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Understood:
    """The whole order after a text, the cart included. It was said in `language`; questions are in `asks_in`.

    `complete` promises that the order is right: something is ordered, every word that matters was understood, nothing
    is sold out and no question is open. `is_open`: something keeps it from being complete, however surely it was read.
    """

    lines: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    unmatched: tuple[str, ...] = ()
    unavailable: tuple[Item, ...] = ()
    language: str = "en"
    asks_in: str = "en"
    parser: ParserName = "grammar"
    complete: bool = field(default=False)
    is_open: bool = False
    state: OrderState = OrderState()
    conflicts: tuple[Conflict, ...] = ()
    answers: tuple[Answered, ...] = ()
    calls: tuple[CallKind, ...] = ()
