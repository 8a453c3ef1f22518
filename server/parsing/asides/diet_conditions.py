"""How a dish is to be if it is wanted: "a brownie if it's vegan", "is it vegan? If it is, one please".

Whether it is, the staff know. The words order nothing and take nothing out of a dish, and the order stays open.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.asides.asked_dishes import diets_asked
from server.parsing.asides.diets import OF_EATERS
from server.parsing.asides.diner_questions import Asked
from server.parsing.matching.lexicon import Lexicon

LONGEST = 6
"""Spans that tell how the dish is to be, at most."""
_SMALL = ("no", "filler", "amount", "request", "preposition", "of", "and", "or", "really", "only")


def find_conditions(m: Lexicon, free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each such condition; only spans that are `free` may be one's."""
    phrases = [*m.phrases_said(m.view.language.if_it_is)]
    if not phrases:
        return
    told, taken = AllergyWords(m), set[int]()
    for begin, end in phrases:
        within = [at for at, span in enumerate(m.spans) if span.start < end and span.end > begin]
        place = _condition(told, within[0], within[-1] + 1) if _is_apart(m, within, begin, end) else None
        if place and all(free[slice(*place)]) and taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            yield place


def _is_apart(m: Lexicon, within: Sequence[int], begin: int, end: int) -> bool:
    """Whether the words are no part of a longer known phrase: "if it is possible"."""
    first, last = m.spans[within[0]], m.spans[within[-1]]
    return not any(m.spans[at].names for at in within) and first.start >= begin - 1 and last.end <= end


def _condition(told: AllergyWords, first: int, after: int) -> tuple[int, int] | None:
    """A condition with the diet or the allergen that it is about, behind or before its words; it may be about what was asked."""
    end = _end_of_diets(told, after)
    if end > after:
        return first, end
    if told.spoken.script and first > 0 and not told.m.spans[first].pause and _is_diet(told, first - 1):
        return first - 1, after
    begins = first == 0 or bool(told.m.spans[first].pause)
    return (first, after) if begins and _is_said(told.m, after) else None


def _is_said(m: Lexicon, after: int) -> bool:
    """Whether a condition ends before span `after`: its clause does, or something is ordered."""
    return (
        after >= len(m) or bool(m.spans[after].pause) or m.has(after, "ordering", "number", "article", "then")
    )


def _end_of_diets(told: AllergyWords, after: int) -> int:
    m, end = told.m, after
    for at in range(after, min(len(m), after + LONGEST)):
        if m.spans[at].pause and at > after:
            break
        if _is_diet(told, at):
            end = at + 1
        elif m.spans[at].names or not (m.has(at, *_SMALL) or (end == after and not m.spans[at].known)):
            break
        elif end > after and m.has(at, "filler"):
            end = at + 1
    return end


def _is_diet(told: AllergyWords, at: int) -> bool:
    """Whether a span is a word for a diet, or for an allergen or to be without one."""
    m = told.m
    words = [token.text for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    diets = told.spoken.diets
    stems = [told.spoken.stem(word) for word in words]
    is_diet = any(diets.get(tuple(stems[i:])) in OF_EATERS for i in range(len(stems)))
    return is_diet or at in told.named or told.is_without_allergen(at)


def unmet_conditions(
    m: Lexicon, conditions: Iterable[tuple[int, int]], asked: Sequence[Asked]
) -> list[tuple[int, int]]:
    """The conditions without those that only repeat a question whose dish is marked so: "is it vegan? If it is, …"."""
    is_marked = bool(asked) and all(map(partial(_is_marked, m), asked))
    told = AllergyWords(m)
    return [
        (first, after)
        for first, after in conditions
        if not is_marked or any(_is_diet(told, at) for at in range(first, after))
    ]


def _is_marked(m: Lexicon, question: Asked) -> bool:
    """Whether every dish of a question is marked with every diet that it asks about."""
    diets = diets_asked(m, question.first, question.after)
    items = question.answer.items if question.answer else ()
    tags = [{tag.casefold() for tag in item.tags} for item in items]
    return bool(diets and tags) and all(its.issuperset(diets) for its in tags)
