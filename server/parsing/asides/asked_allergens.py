"""An allergen that is asked about and not had: "is there celery in the pie? I can't eat it" tells an allergy.

The word for it is a pronoun or left out, so that no allergy is found in its own clause, or one of nothing ("I'm
allergic"); it is that of the question.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from server.parsing.asides.allergens_offered import find_offers, is_marked, refused_offers, with_answer
from server.parsing.asides.allergy_words import TRIGGERS, AllergyWords
from server.parsing.asides.asked_dishes import codes_asked
from server.parsing.asides.diner_questions import Asked
from server.parsing.asides.reactions import told_reactions
from server.parsing.asides.said_of_allergies import MAX_TEXT, Said
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Allergy
from server.parsing.text.tokens import QUESTION_MARKS


def with_asked(m: Lexicon, said: Said, asked: Sequence[Asked]) -> Said:
    """`said` with what the questions `asked` are about, where the text says besides that somebody cannot have it."""
    if said.untold:
        return _with_asked_of(m, said, asked)
    if said.allergies and (refused := refused_offers(m, said)):
        return replace(said, places=[*said.places, *refused])
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


def _with_asked_of(m: Lexicon, said: Said, asked: Sequence[Asked]) -> Said:
    """`said` with the allergens of the questions for an allergy that names none: "are there nuts in it? I'm allergic"."""
    if offers := find_offers(m, said):
        codes = {code for first, after in offers for code in AllergyWords(m).codes(first, after)}
        text = "? ".join(m.words(first, after - 1) for first, after in offers)
        places = [*said.places, *(with_answer(m, said, place) for place in offers)]
        told = of_question(said.allergies, said.untold, Allergy(text, tuple(sorted(codes))))
        return replace(said, allergies=told, places=places)
    places = [(one.first, one.after) for one in asked] or _sentences_with_mark(m)
    asked_for = allergens_asked(m, places)
    return replace(said, allergies=of_question(said.allergies, said.untold, asked_for))


def allergens_asked(m: Lexicon, places: Iterable[tuple[int, int]]) -> Allergy:
    """The allergens that questions at some places are about, with the words of these; no codes where there are none."""
    told = {m.words(first, after - 1): codes_asked(m, first, after) for first, after in places}
    codes = {code for its in told.values() for code in its}
    return Allergy("? ".join(text for text, its in told.items() if its), tuple(sorted(codes)))


def of_question(
    allergies: Sequence[Allergy], untold: Collection[Allergy], asked_for: Allergy
) -> list[Allergy]:
    """The allergies, where those that name nothing are about what was asked for."""
    if not asked_for.allergens:
        return [*allergies]
    return [
        Allergy(f"{asked_for.text}? {a.text}"[:MAX_TEXT], asked_for.allergens)
        if a in untold and not a.allergens
        else a
        for a in allergies
    ]


def _sentences_with_mark(m: Lexicon) -> list[tuple[int, int]]:
    """The spans (first, after) of each sentence that ends with a question mark."""
    return [(first, after) for first, after in m.sentences() if is_marked(m, after)]


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
    for first, after in runs_of(places):
        begin = m.begin_of_clause(first) if not m.spans[first].pause else first
        names_none = not any(m.items(at) for at in range(begin, first))
        if begin > 0 and names_none and _is_topic(m, m.begin_of_clause(begin - 1), begin):
            begin = m.begin_of_clause(begin - 1)
        is_sentence = begin == 0 or m.spans[begin].pause == "."
        asks = is_sentence and (_has_mark(m, first, after) or _asks_leave_behind(m, after))
        is_order = any(m.has(at, "ordering") and not m.has(at, "may_have") for at in range(begin, first))
        if begin < first and asks and not is_order and any(m.items(at) for at in range(begin, first)):
            found.append((begin, first))
    return found


def runs_of(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans (first, after) of each stretch of spans that some places are together."""
    taken = {at for place in places for at in range(*place)}
    for first in sorted(at for at in taken if at - 1 not in taken):
        yield first, next(after for after in count(first) if after not in taken)


def _has_mark(m: Lexicon, first: int, after: int) -> bool:
    """Whether a question mark stands among or right behind some spans."""
    end = m.place(after)[0] if after < len(m) else len(m.text)
    return any(mark in m.text[m.place(first)[0] : end] for mark in QUESTION_MARKS)


def _is_topic(m: Lexicon, first: int, after: int) -> bool:
    """Whether a clause only names a dish that is known to be meant: the "la pizza" of "la pizza, c'est possible pour …"."""
    named = [at for at in range(first, after) if m.spans[at].names]
    others = [at for at in range(first, after) if at not in named]
    is_known = all(m.has(at, "that", "and", "also") for at in others) and any(
        m.has(at, "that") for at in others
    )
    return is_known and len(named) == 1 and bool(m.items(named[0])) and m.spans[after].pause == ","


def _asks_leave_behind(m: Lexicon, after: int) -> bool:
    """Whether the rest of the clause asks for leave, in scripts whose questions need no mark: でも大丈夫ですか."""
    if not m.view.language.script or after >= len(m) or m.spans[after].pause:
        return False
    end = m.end_of_clause(after + 1)
    tokens = range(m.spans[after].start, m.spans[end - 1].end)
    return any(first in tokens for first, _end in m.phrases_said(m.view.language.leave))
