"""Small words of one language that are understood inside a sentence of another."""

from dataclasses import replace

from server.parsing.text.cue_phrases import Word
from server.parsing.text.kept import kept
from server.parsing.text.language import DEFAULT, language
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


@kept
def borrowing(code: str, other: str) -> Trie[Word]:
    """The phrases of a language, and those small words of two others that it does not have: English and `other`."""
    spoken = language(code)
    if code == other == DEFAULT:
        return spoken.trie
    trie: Trie[Word] = Trie()
    for phrase, word in spoken.trie.items():
        trie.add(phrase, word)
    for lender in dict.fromkeys((other, DEFAULT)):
        if lender != code:
            for phrase, word in language(lender).trie.items():
                kinds = word.kinds & LENT
                is_own = (
                    len(phrase[0]) == 1 or phrase[0] in spoken.abbreviations or spoken.trie.get(phrase[:1])
                )
                if kinds and not is_own and not trie.get(phrase):
                    before = (
                        {"stands_before"} if spoken.head_final and not language(lender).head_final else set()
                    )
                    trie.add(phrase, replace(word, kinds=kinds | before))
    return trie
