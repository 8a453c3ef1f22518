"""Which phrases can begin with some words against a menu's words; found out once and remembered with them.

A place in a text is looked up by its words, one after the other, as far as they had to be looked at: "latte" is known at
once where no phrase goes on with it, "dish" by the words behind it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import Token

MAX_REMEMBERED = 1024
"""Beginnings of phrases that are remembered for one menu and language, at most."""
_END = ""
"""Stands for the word behind the last one."""


class Heard(NamedTuple):
    """A phrase of so many words, what it may mean, and what it costs to read it so; it is shared by all texts."""

    width: int
    names: dict[str, float]
    word: Word
    cost: float


class _Beginning:
    """Words with which phrases begin: all phrases that do, or where that takes more words, what is known by the next one."""

    __slots__ = ("next", "phrases")

    def __init__(self) -> None:
        self.next: dict[str, _Beginning] | None = None
        self.phrases: Sequence[Heard] | None = None


class HeardPhrases:
    """The phrases that begin with words that were looked at before."""

    def __init__(self) -> None:
        self._root: dict[str, _Beginning] = {}
        self._count = 0

    def find(self, said: Sequence[str], start: int) -> Sequence[Heard] | None:
        """The phrases that begin at a place of a text as `as_said` tells it; None where they are not known."""
        beginning = self._root.get(said[start].lstrip())
        at = start + 1
        while beginning is not None and beginning.phrases is None:
            beginning = beginning.next.get(said[at]) if beginning.next is not None else None
            at += 1
        return beginning.phrases if beginning is not None else None

    def remember(self, said: Sequence[str], start: int, after: int, phrases: Sequence[Heard]) -> None:
        """Remember phrases that the words `start` to `after` (exclusive) decide, and no other words."""
        if self._count + after - start > MAX_REMEMBERED:
            return
        beginning = self._one_of(self._root, said[start].lstrip())
        for word in said[start + 1 : after]:
            if beginning.next is None:
                beginning.next = {}
            beginning = self._one_of(beginning.next, word)
        beginning.phrases = phrases

    def _one_of(self, beginnings: dict[str, _Beginning], word: str) -> _Beginning:
        """The beginning that a word makes of a shorter one; a new one where there is none."""
        found = beginnings.get(word)
        if found is None:
            found = beginnings[word] = _Beginning()
            self._count += 1
        return found


def as_said(tokens: Sequence[Token]) -> list[str]:
    """The words of a text, those behind a pause apart from others, and its end."""
    return [*(f" {token.text}" if token.pause else token.text for token in tokens), _END]
