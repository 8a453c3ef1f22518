"""Dishes that are not on the menu and are told with how they are made: the "fresh orange juice" of "a schnitzel and a fresh orange juice"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.foods import foods, is_adjective, is_manner, is_measure, is_vessel

_COUNTS = ("article", "number")
_GOES_ON = ("and", "also")


def is_made_dish(m: Lexicon, h: Hypothesis, at: int) -> bool:
    """Whether a word for how a dish is made stands before what nobody knows, and that is one more dish: no wish of the last.

    It is counted ("and a fresh juice"), or is food and follows an "and" ("i gorąca czekolada").
    """
    following = at + 1
    if at == 0 or following >= len(m) or m.has(at, "handling", "serving_time", "class"):
        return False
    if m.spans[following].known or m.spans[following].pause or m.spans[at].pause:
        return False
    if m.has(at - 1, *_COUNTS) and not m.spans[at - 1].names:
        return h.pending is not None and not h.pending.under_with and _opens(m, at - 1)
    return m.has(at - 1, *_GOES_ON) and not m.has(at - 2, "request") and _is_food(m, following)


def _opens(m: Lexicon, at: int) -> bool:
    """Whether a dish begins here: at the beginning of a clause, or behind "and"."""
    return at == 0 or bool(m.spans[at].pause) or m.has(at - 1, *_GOES_ON)


def _is_food(m: Lexicon, at: int) -> bool:
    span, others = m.spans[at], (is_adjective, is_manner, is_measure, is_vessel)
    said = [token.text for token in m.tokens[span.start : span.end]]
    things = foods(m.view.language.code).things_in(said)
    return any(not (thing.startswith("=") or any(is_other(thing) for is_other in others)) for thing in things)
