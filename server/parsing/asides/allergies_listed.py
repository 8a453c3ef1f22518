"""Foods in clauses before the one that tells an allergy: "onion, mushroom and nut allergy", "I'm to eggs, she's to nuts allergic"."""

from collections.abc import Iterator

from server.parsing.asides.allergies_added import bare_foods, is_small, leads, may_be_ordered
from server.parsing.asides.allergy_words import AllergyWords

MOST_CLAUSES = 6
"""Clauses of a list before the word for an allergy, at most."""
_JOINS = ("and", "or")


def begin_of_list(told: AllergyWords, first: int, trigger: int, free: int) -> tuple[int, bool]:
    """Where the list begins whose last part is the words of an allergy from span `first` on, and whether it may be an order.

    `trigger` is the word for the allergy, `free` the first span that belongs to no allergy before.
    """
    m = told.m
    if not all(is_small(told, at) for at in range(m.begin_of_clause(first), first)):
        return first, False
    clauses = [*_clauses_of_foods(told, m.begin_of_clause(first), free)]
    if not (
        told.spoken.head_final
        or told.spoken.script
        or any(m.has(at, *_JOINS) for at in range(first, trigger))
    ):
        while clauses and not _is_led(told, *clauses[-1]):
            clauses.pop()
    begin = clauses[-1][0] if clauses else first
    is_doubtful = any(may_be_ordered(told, at) for _begin, foods in clauses for at in foods)
    begins_sentence = begin == 0 or m.spans[begin].pause == "."
    return begin, is_doubtful and not begins_sentence


def _clauses_of_foods(told: AllergyWords, end: int, free: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Where each clause before span `end` begins that names foods alone, and these, the last one first."""
    for _nth in range(MOST_CLAUSES):
        if end <= free or told.m.spans[end].pause != ",":
            return
        begin = max(free, told.m.begin_of_clause(end - 1))
        foods = bare_foods(told, begin, end, takes_all=True)
        if not foods:
            return
        yield begin, foods
        end = begin


def _is_led(told: AllergyWords, first: int, foods: tuple[int, ...]) -> bool:
    """Whether a word that leads to what an allergy is about stands before the foods of a clause: "against", 对."""
    return any(leads(told, at) or told.m.has(at, "allergy_head") for at in range(first, foods[0]))
