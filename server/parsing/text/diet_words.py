"""The words with which somebody says what they never eat, as a language's `[diet_talk]` lists them."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.parsing.text.reaction_words import phrase_pattern
from server.parsing.text.tokens import words


class DietWords(NamedTuple):
    """`eats_none` stand beside a food ("I don't eat"), `somebody_is` before a diet ("I am"), `told` say all themselves.

    `hints`: single words, of which each of `eats_none` and `told` has one.
    """

    eats_none: re.Pattern[str] | None
    somebody_is: re.Pattern[str] | None
    told: re.Pattern[str] | None
    hints: frozenset[str]


def diet_words(said: Mapping[str, Sequence[str]]) -> DietWords:
    """The words of one language; "*" in a phrase is any word."""
    eats_none, told = said.get("eats_none", ()), said.get("told", ())
    return DietWords(
        phrase_pattern(eats_none),
        phrase_pattern(said.get("somebody_is", ())),
        phrase_pattern(told),
        frozenset(max(words(phrase.replace("*", " ")), key=len) for phrase in (*eats_none, *told)),
    )
