"""Allergens that are written with a slip in the words of an allergy: "penut", "laktoseintollerant"."""

from collections.abc import Iterable
from functools import cache

from server.parsing.asides.allergens import codes_in
from server.parsing.text.food_tables import allergen_phrases
from server.parsing.text.foods import foods
from server.parsing.text.language import Language
from server.parsing.text.spelling import Spelling
from server.parsing.text.tokens import is_unspaced

SHORTEST = 4
"""Letters of a word that may be another one with a slip, at least."""
SHORTEST_BEGIN = 5
"""Letters of an allergen with which a longer word begins, at least."""


def codes_nearly(said: Iterable[str], spoken: Language) -> frozenset[str]:
    """The codes of the allergens that folded words name with a slip of spelling; none of a word for another food."""
    found: set[str] = set()
    for word in said:
        if len(word) >= SHORTEST and not is_unspaced(word[0]) and not foods(spoken.code).knows(word):
            for meant in _nearest(word, spoken.code):
                found |= codes_in([spoken.stem(meant)], spoken, ordinary=True)
    return frozenset(found)


def _nearest(word: str, code: str) -> list[str]:
    spelling = _spelling(code)
    begins = [word[:end] for end in range(SHORTEST_BEGIN, len(word)) if word[:end] in spelling.words]
    return [*spelling.near(word)] or begins[-1:]


@cache
def _spelling(code: str) -> Spelling:
    return Spelling({phrase[0] for phrase in allergen_phrases(code) if len(phrase) == 1})
