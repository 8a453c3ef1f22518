"""An allergen that is asked about and not had: "is there celery in the pie? I can't eat it" tells an allergy.

The word for it is a pronoun or left out, so that no allergy is found in its own clause; it is that of the question.
"""

from collections.abc import Sequence

from server.parsing.asides.allergy_words import TRIGGERS
from server.parsing.asides.diner_questions import Asked
from server.parsing.asides.menu_answers import codes_asked
from server.parsing.asides.reactions import told_reactions
from server.parsing.asides.said_of_allergies import Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Allergy

_ASKS = ("?", "\uff1f", "\u061f")
"""Question marks, as they are typed in any of the languages."""


def with_asked(m: Lexicon, said: Said, asked: Sequence[Asked]) -> Said:
    """`said` with what the questions `asked` are about, where the text says besides that somebody cannot have it."""
    if said.allergies or said.taken_back or not asked:
        return said
    triggers = _triggers(m)
    if not triggers:
        return said
    for question in asked:
        codes = codes_asked(m, question.first, question.after)
        if codes:
            first, last = min(question.first, *triggers), max(question.after - 1, *triggers)
            allergy = Allergy(m.words(first, _end_of_clause(m, last)), tuple(codes))
            return Said([allergy], said.taken_back, [*said.places, *(_clause(m, at) for at in triggers)])
    return said


def _triggers(m: Lexicon) -> list[int]:
    """The spans that say that somebody cannot have something, or what they get from it."""
    found = [at for at in m.places_of(*TRIGGERS) if not m.spans[at].names]
    if m.hints_at("reaction"):
        found += [first for first, _after in told_reactions(m)]
    return sorted(set(found))


def _clause(m: Lexicon, at: int) -> tuple[int, int]:
    """The spans (first, after) of the words around a trigger that name nothing of the menu."""
    first = at
    while first > 0 and not m.spans[first].pause and not m.spans[first - 1].names:
        first -= 1
    return first, _end_of_clause(m, at) + 1


def _end_of_clause(m: Lexicon, last: int) -> int:
    while last + 1 < len(m) and not (m.spans[last + 1].pause or m.spans[last + 1].names):
        last += 1
    return last


def questions_before(m: Lexicon, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans (first, after) of what is left of questions whose end tells an allergy: "are there in the burger | nuts? I …".

    Their dishes are asked about and not ordered.
    """
    found = []
    for first, after in places:
        begin = first
        while begin > 0 and not m.spans[begin].pause:
            begin -= 1
        is_sentence = begin == 0 or m.spans[begin].pause == "."
        end = m.place(after)[0] if after < len(m) else len(m.text)
        asks = is_sentence and any(mark in m.text[m.place(first)[0] : end] for mark in _ASKS)
        if begin < first and asks and any(m.items(at) for at in range(begin, first)):
            found.append((begin, first))
    return found
