"""Questions of an allergic guest whether a dish is fine for them: "nut allergy, croissant ok?", "is the croissant ok".

Where nobody is allergic the same words order, but for a dish without an allergen ("pad thai without peanuts possible?").
"""

from collections.abc import Iterator, Sequence

from server.parsing.asides.asked_dishes import codes_asked
from server.parsing.asides.diner_questions import has_mark
from server.parsing.matching.lexicon import Lexicon

LONGEST = 16
"""Spans of such a question, at most."""
_ORDERS = ("ordering", "please", "add", "another", "remove", "change", "instead", "take_away")
_BEHIND = ("filler", "that", "pronoun", "preposition", "it", "for", "with", "then")
_OPENS = ("filler", "asking", "correction", "but")


def find_asked_fitting(m: Lexicon, free: Sequence[bool], *, is_allergic: bool) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each clause that asks so; only spans that are `free` may be one's."""
    fits = [*m.phrases_said(m.view.language.fits)]
    for first, after in m.clauses() if fits else ():
        said = [at for at in range(first, after) if free[at]]
        if not said or said != [*range(said[0], after)] or after - said[0] > LONGEST:
            continue
        is_asked = is_allergic or _refuses_allergen(m, said[0], after)
        if is_asked and _names_dish(m, said[0], after) and _asks(m, fits, said[0], after):
            yield said[0], after


def _refuses_allergen(m: Lexicon, first: int, after: int) -> bool:
    return any(m.has(at, "no") for at in range(first, after)) and bool(codes_asked(m, first, after))


def _names_dish(m: Lexicon, first: int, after: int) -> bool:
    """Whether a dish is named, and nothing is ordered."""
    said = range(first, after)
    if any(m.has(at, *_ORDERS) and not (m.spans[at].names or m.has(at, "asking")) for at in said):
        return False
    return any(m.spans[at].names and m.items(at) for at in said)


def _asks(m: Lexicon, fits: Sequence[tuple[int, int]], first: int, after: int) -> bool:
    """Whether the clause says at its end, or turned round, that the dish is fine, and asks it."""
    names = [at for at in range(first, after) if m.spans[at].names and m.items(at)]
    if first != names[0] and has_mark(m, after) and any(b == m.spans[first].start for b, _end in fits):
        return True
    behind = range(names[0] + 1, after)
    places = [at for at in behind if any(b <= m.spans[at].start < e for b, e in fits) and not m.items(at)]
    if not places or not all(m.has(at, *_BEHIND) for at in range(places[-1] + 1, after)):
        return False
    return has_mark(m, after) or _is_turned_round(m, first, names[0])


def _is_turned_round(m: Lexicon, first: int, dish: int) -> bool:
    """Whether a verb stands before the dish as in a question: "is the croissant ok"."""
    before = range(first, dish)
    return any(m.has(at, "asking") or m.token(at) in m.view.language.copulas for at in before)
