"""Every word of an order has an effect: taken out of a complete sentence, another order is understood."""

from server.parsing.grammar import analyse, understand
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Understood
from tests.parsing.kitchens import cases, kitchen

OPERATORS = (
    "no",
    "remove",
    "instead",
    "amount",
    "same",
    "each",
    "half",
    "multiple",
    "only",
    "plain",
    "everything",
)
SENTENCES = [
    (menu, case["text"])
    for menu in ("harbour", "vento")
    for case in cases(menu)
    if case.get("complete") and "text" in case
]


SAID_TWICE = {
    "two nachos, one with the works and one with salsa": ["two"],
    "i want to order 2 pizzas. the first one with ham. the second one with mushrooms.": ["2"],
    "a pizza with everything on it": ["with everything on it"],
    "dozen wings and 6 wings": ["6"],
    "a flat white and two more with oat milk": ["more"],
    "a latte no make it a flat white": ["no"],
    "large pizza with no cheese, no sauce and extra basil": ["no"],
    "chicken burger, leave the onions off": ["leave the"],
}
"""What the rest of the sentence, or the dish as it comes, says without these phrases."""


def _matters(m: Lexicon, at: int) -> bool:
    span = m.spans[at]
    is_number = span.has("number") and span.word.value > 1
    return is_number or (span.has(*OPERATORS) and not span.names)


def _without(m: Lexicon, at: int) -> str:
    span = m.spans[at]
    return m.text[: m.tokens[span.start].start] + m.text[m.tokens[span.end - 1].end :]


def _comes_to(understood: Understood) -> object:
    lines = [
        (line.item.id, line.quantity, line.variant, line.special_requests, sorted(map(str, line.choices)))
        for line in understood.lines
    ]
    return lines, understood.unmatched, len(understood.questions), understood.state


def test_a_phrase_that_is_taken_out_of_an_order_changes_it() -> None:
    """A number above one or a word that refuses, changes or shares is never said in vain."""
    idle = {text: words for menu, text in SENTENCES if (words := _idle(menu, text))}
    assert idle == {text: SAID_TWICE[text] for _, text in SENTENCES if text in SAID_TWICE}


def _idle(menu: str, text: str) -> list[str]:
    """The phrases without which the order is the same."""
    m = analyse(kitchen(menu), text).m
    whole = _comes_to(understand(kitchen(menu), text))
    return [
        m.words(at)
        for at in range(len(m))
        if _matters(m, at) and _comes_to(understand(kitchen(menu), _without(m, at))) == whole
    ]
