"""Questions of an allergic guest whether they may have a dish: "I'm allergic to nuts, can I have the brownie?".

Where nobody is allergic the same words order. So does a dish that is counted or has an indefinite article ("can I have a
latte?"), one that is asked for politely, and whatever is said besides the one dish.
"""

from collections.abc import Iterator, Sequence

from server.parsing.asides.diner_questions import has_mark
from server.parsing.matching.lexicon import Lexicon

LONGEST = 12
"""Spans of such a question, at most."""
_ORDERS = (
    "article", "number", "please", "with", "no", "add", "another", "more", "remove", "change", "instead", "and", "amount",
    "size", "only", "request", "serving", "same", "take_away",
)  # fmt: skip


def find_leave_asked(m: Lexicon, free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each clause that asks for leave to have one dish; only spans that are `free` may be one's."""
    asks = [*m.phrases_said(m.view.language.leave)]
    for first, after in m.clauses() if asks else ():
        said = [at for at in range(first, after) if free[at]]
        if said and said == [*range(said[0], after)] and _asks(m, said[0], after, asks):
            yield said[0], after


def may_ask_leave(m: Lexicon) -> bool:
    """Whether a text without any marks asks for leave to have one dish: "im a coeliac can i have the steak"."""
    is_unmarked = not any(token.pause for token in m.tokens) and m.text.rstrip()[-1:].isalnum()
    is_asked = is_unmarked and any(True for _place in m.phrases_said(m.view.language.leave))
    return is_asked and len(m) <= LONGEST and _names_one_dish(m, 0, len(m))


def _asks(m: Lexicon, first: int, after: int, asks: Sequence[tuple[int, int]]) -> bool:
    tokens = range(m.spans[first].start, m.spans[after - 1].end)
    if after - first > LONGEST or not any(b in tokens and e - 1 in tokens for b, e in asks):
        return False
    is_question = bool(m.view.language.script) or has_mark(m, after)
    return is_question and _names_one_dish(m, first, after)


def _names_one_dish(m: Lexicon, first: int, after: int) -> bool:
    """Whether the clause names one dish that is known to be meant, and nothing that only an order has."""
    named = [at for at in range(first, after) if m.spans[at].names]
    if len(named) != 1 or not m.items(named[0]) or m.has(named[0], "number"):
        return False
    others = [at for at in range(first, after) if at != named[0]]
    return not any(m.has(at, *_ORDERS) or m.ends_as(at, "article") for at in others)
