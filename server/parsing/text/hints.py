"""What single words hint at besides an order: where none of a text does, what looks for it need not be begun."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from server.parsing.text.language import language

Hints = frozenset[str]
NONE: Hints = frozenset()


@lru_cache(maxsize=16_384)
def hints_of(code: str, word: str) -> Hints:
    """What a folded word of the language of `code` hints at.

    "reaction": it may be of what somebody gets from a food; "no_order": a tale of what is not ordered now;
    "considered": what was only thought of; "condition": what is ordered only if something holds; "led_number": a number behind it may count no dish; "numbered": a number behind it is a table's or a room's; "teller": somebody may only tell something; "diet": what they never eat; "for": for whom something is.
    """
    spoken = language(code)
    found = {hint for hint, words in _words(code).items() if word in words}
    if spoken.words_of_reactions.fullmatch(word):
        found.add("reaction")
    if spoken.is_cue(word, "for"):
        found.add("for")
    if spoken.is_cue(word, "number_before"):
        found.add("numbered")
    if spoken.diets.get((spoken.stem(word),)) is not None:
        found.add("diet")
    return frozenset(found) if found else NONE


def hints_among(code: str, words: Iterable[str]) -> Hints:
    """What the folded words of a text in the language of `code` hint at."""
    return NONE.union(*[hints_of(code, word) for word in words])


@cache
def _words(code: str) -> Mapping[str, frozenset[str]]:
    spoken = language(code)
    return {
        "no_order": frozenset(spoken.of_no_order),
        "considered": frozenset(spoken.considered),
        "condition": frozenset(spoken.of_condition),
        "led_number": frozenset(said.split(" ")[-1] for said in spoken.said_of),
        "teller": spoken.tellers | spoken.telling,
        "diet": spoken.keeps.hints,
    }
