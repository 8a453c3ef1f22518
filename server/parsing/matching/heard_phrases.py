"""Which phrases can begin with some words against a menu's words; found out once and remembered with them.

A place in a text is looked up by its words, one after the other, as far as they had to be looked at: "latte" is known at
once where no phrase goes on with it, "dish" by the words behind it.
"""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import Token

MAX_REMEMBERED = 320
"""Beginnings of phrases that are remembered for one menu and language, at most."""
_END = ""
"""Stands for the word behind the last one."""


class Heard(NamedTuple):
    """A phrase of so many words, what it may mean, and what it costs to read it so; it is shared by all texts."""

    width: int
    names: dict[str, float]
    word: Word
    cost: float
    counts: bool = False


Phrases = tuple[Heard, ...]
_MORE: Phrases = (Heard(0, {}, Word(frozenset()), 0.0),)
"""Stands where the next word must be looked at, too."""


class HeardPhrases:
    """The phrases that begin with words that were looked at before."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Phrases] = {}

    def find(self, said: Sequence[str], start: int) -> Phrases | None:
        """The phrases that begin at a place of a text as `as_said` tells it; None where they are not known."""
        beginning: Hashable = said[start].lstrip()
        at, found = start + 1, self._known.get(beginning)
        while found is _MORE:
            beginning = (beginning, said[at])
            at, found = at + 1, self._known.get(beginning)
        return found

    def remember(self, said: Sequence[str], start: int, after: int, phrases: Phrases) -> None:
        """Remember phrases that the words `start` to `after` (exclusive) decide, and no other words."""
        if len(self._known) + after - start > MAX_REMEMBERED:
            return
        beginning: Hashable = said[start].lstrip()
        for word in said[start + 1 : after]:
            self._known[beginning] = _MORE
            beginning = (beginning, word)
        self._known[beginning] = phrases


def as_said(tokens: Sequence[Token]) -> list[str]:
    """The words of a text, those behind a pause apart from others, and its end."""
    return [*(f" {token.text}" if token.pause else token.text for token in tokens), _END]
