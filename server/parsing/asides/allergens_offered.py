"""Allergens that were offered and are turned down for an allergy: "milk? No, I'm allergic" orders no milk."""

from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.asides.said_of_allergies import Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.text.tokens import QUESTION_MARKS

_SMALL = ("and", "or", "article", "filler", "of", "that", "also", "asking", "preposition", "pronoun")
_ANSWERS = (
    "no",
    "correction",
    "recount",
    "yes",
    "filler",
    "please",
    "but",
    "asking",
    "allergy_tail",
    "remove",
)


def find_offers(m: Lexicon, said: Said) -> list[tuple[int, int]]:
    """The spans (first, after) of each sentence before an allergy that is nothing but allergens and a question mark."""
    told, first = AllergyWords(m), _first_said(said)
    return [
        place
        for place in m.sentences()
        if place[1] <= first and is_marked(m, place[1]) and _is_offer(told, *place)
    ]


def with_answer(m: Lexicon, said: Said, offer: tuple[int, int]) -> tuple[int, int]:
    """The spans of an offer and of the "no" behind it, up to the allergy."""
    begin, after = offer
    while after < _first_said(said) and m.has(after, *_ANSWERS) and not m.spans[after].names:
        after += 1
    return begin, after


def refused_offers(m: Lexicon, said: Said) -> list[tuple[int, int]]:
    """The same of an allergy that names something itself, with the "no" between: "cream? No, I'm allergic to milk"."""
    offers = [(offer, with_answer(m, said, offer)) for offer in find_offers(m, said)]
    return [place for offer, place in offers if _says_no(m, offer[1])]


def _says_no(m: Lexicon, at: int) -> bool:
    """Whether the word at the beginning of a span turns something down, alone or in a longer phrase."""
    word = m.view.language.trie.get((m.texts[m.spans[at].start],)) if at < len(m) else None
    return word is not None and not word.kinds.isdisjoint(("no", "correction"))


def _first_said(said: Said) -> int:
    return min((first for first, _after in said.places), default=0)


def is_marked(m: Lexicon, after: int) -> bool:
    """Whether a question mark stands right before span `after`."""
    end = m.place(after)[0] if after < len(m) else len(m.text)
    return any(mark in m.text[m.place(after - 1)[1] : end] for mark in QUESTION_MARKS)


def _is_offer(told: AllergyWords, begin: int, after: int) -> bool:
    named = [at for at in range(begin, after) if at in told.named]
    return bool(named) and all(_is_small(told.m, at) for at in range(begin, after) if at not in named)


def _is_small(m: Lexicon, at: int) -> bool:
    return m.has(at, *_SMALL) and not m.spans[at].names
