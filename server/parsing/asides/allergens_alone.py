"""Allergens that a text tells alone, behind an allergy that named none: "we have allergies", "eggs and milk"."""

from collections.abc import Sequence

from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.asides.said_of_allergies import MAX_TEXT, Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Allergy
from server.parsing.text.tokens import words

_SMALL = ("and", "or", "also", "filler", "article", "preposition", "pronoun", "that", "of", "allergy_head")


def with_alone(m: Lexicon, said: Said, before: Sequence[Allergy], *, has_ordered: bool) -> Said:
    """`said`, or where it is nothing and the last allergy `before` names nothing, the allergens that are all of the text.

    Once something is ordered, a word that names a dish may order it.
    """
    if said.allergies or said.taken_back or not (before and _names_nothing(m, before[-1])):
        return said
    told = AllergyWords(m)
    spans = range(len(m))
    named = [at for at in spans if at in told.named or told.codes(at, at + 1)]
    is_alone = bool(named) and all(at in named or _is_small(m, at) for at in spans)
    if not is_alone or (has_ordered and any(map(m.items, named))):
        return said
    codes = told.codes(0, len(m))
    return Said([Allergy(m.text.strip()[:MAX_TEXT], tuple(sorted(codes)))], places=[(0, len(m))])


def _names_nothing(m: Lexicon, allergy: Allergy) -> bool:
    """Whether an allergy has no allergens and no word but small ones of the language: another may be what it is about."""
    return not allergy.allergens and m.view.language.spelling.words.issuperset(words(allergy.text))


def _is_small(m: Lexicon, at: int) -> bool:
    return m.has(at, *_SMALL) and not m.spans[at].names
