"""Small words of one language that are understood inside a sentence of another."""

from dataclasses import replace
from functools import cache

from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import DEFAULT, language
from server.parsing.text.translation import things_by_name
from server.parsing.text.trie import Trie

LENT = frozenset(
    {
        "number",
        "no",
        "with",
        "and",
        "filler",
        "article",
        "another",
        "more",
        "that",
        "of",
        "amount",
        "ordering",
    }
)
"""Kinds of small words that are understood inside a sentence of another language: "dos cervezas bitte"."""


@cache
def borrowing(code: str, other: str) -> Trie[Word]:
    """The phrases of a language, and those small words of two others that it does not have: English and `other`.

    A word for food is its own: "thé" is no English "the".
    """
    spoken = language(code)
    eaten = {phrase[0] for _thing, phrases in things_by_name(code) for phrase in phrases if len(phrase) == 1}

    def is_foreign(word: str) -> bool:
        is_own = word in spoken.abbreviations or spoken.trie.get((word,)) or word in eaten
        return len(word) > 1 and not is_own

    phrases = spoken.trie
    for lender in dict.fromkeys((other, DEFAULT)):
        if lender != code:
            stands_before = spoken.head_final and not language(lender).head_final
            phrases = phrases.joined(_lent(lender, stands_before=stands_before), is_foreign)
    return phrases


@cache
def _lent(lender: str, *, stands_before: bool) -> Trie[Word]:
    """The small words that a language lends, each only as what it is inside a sentence of another.

    With `stands_before` they are told apart from those of a language in which the head comes last.
    """
    marked = frozenset({"stands_before"} if stands_before else ())
    lent: Trie[Word] = Trie()
    for phrase, word in language(lender).trie.items():
        if kinds := word.kinds & LENT:
            lent.add(phrase, replace(word, kinds=kinds | marked))
    return lent
