"""Allergies that nobody has ("I don't have a nut allergy"), and what somebody has one to after all ("but my friend, to eggs")."""

from server.parsing.asides.allergies_added import is_small, leads
from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.text.denial_words import Phrases, phrase_at, phrases_in

_BEFORE = ("article", "filler", "preposition", "of", "that")
_BUT = ("but", "only", "remove", "everything_but", "somebody", "allergy_head")


def begin_of_denial(told: AllergyWords, first: int, trigger: int) -> int:
    """Where a denial begins before the allergen that an allergy of spans from `first` on names before its `trigger`; -1 for none."""
    m = told.m
    at = next((at for at in range(first, trigger) if at in told.named), trigger)
    while at > 0 and not m.spans[at].pause:
        at -= 1
        if words := _denial_before(told, m.spans[at].end):
            return next(i for i in range(len(m)) if m.spans[i].end > m.spans[at].end - words)
        if not (m.has(at, *_BEFORE) or leads(told, at)) or m.spans[at].names:
            break
    return -1


def _denial_before(told: AllergyWords, after: int) -> int:
    """How many words before token `after` are a denial; 0 where they are none."""
    said = told.m.texts
    return max(
        (len(w) for w in told.spoken.denied if tuple(said[max(0, after - len(w)) : after]) == w), default=0
    )


def is_cut(told: AllergyWords, at: int) -> bool:
    """Whether the words for no allergy go over a pause: "is it or not? Allergic to nuts", "no, soy alérgico".

    A comma cuts behind the first word alone, which answers what was said before.
    """
    span, m = told.m.spans[at], told.m
    pauses = {i: m.tokens[i].pause for i in range(span.start + 1, span.end)}
    ends = [i for i, pause in pauses.items() if pause == "." or (pause and i == span.start + 1)]
    rests = [tuple(m.texts[i : span.end]) for i in range(ends[-1], span.end)] if ends else []
    known = filter(None, map(told.spoken.trie.get, rests))
    return any("allergy" in word.kinds for word in known)


def reminder_around(told: AllergyWords, first: int, after: int) -> tuple[int, int] | None:
    """The spans (first, after) of what would deny an allergy and only reminds of it: "don't forget the allergy"."""
    m = told.m
    begin, end = m.begin_of_clause(first), m.end_of_clause(after)
    words = range(m.spans[begin].start, m.spans[end - 1].end)
    said = [
        place
        for place in m.phrases_said(told.spoken.reminders)
        if place[0] in words and place[1] - 1 in words
    ]
    within = [
        at for at in range(begin, end) for b, e in said if m.spans[at].start < e and m.spans[at].end > b
    ]
    return (min(first, *within), max(after, *(at + 1 for at in within))) if within else None


def begin_of_denied(told: AllergyWords, at: int) -> int:
    """Where a denial begins whose allergens stand before it: 卵アレルギーではありません."""
    begin = first = at
    while first > 0 and not told.m.spans[first].pause:
        first -= 1
        if first in told.named:
            begin = first
        elif told.m.spans[first].names or not told.m.has(first, *_BEFORE, "allergy_head", "and", "or"):
            break
    return begin


def is_excepted(told: AllergyWords, first: int, at: int) -> bool:
    """Whether the allergens from span `first` on are those that the denial at a span does not mean: ナッツ以外."""
    return first < at and told.m.has(first - 1, "no", "remove", "everything_but")


def exception_behind(told: AllergyWords, after: int) -> tuple[int, int]:
    """The spans (first, last) of the allergens that somebody has an allergy to after all; (0, -1) for none.

    "… but my friend is, to shrimp": in the same sentence, with a word that leads to them.
    """
    m, found, is_led, contrasts = told.m, list[int](), False, False
    at = after
    while at < len(m) and m.spans[at].pause != ".":
        if at in told.named and contrasts and (is_led or not m.spans[at].names):
            found.append(at)
        elif not (m.has(at, *_BUT) or is_small(told, at)):
            break
        is_led = is_led or leads(told, at)
        contrasts = contrasts or m.has(at, *_BUT)
        at += 1
    return (found[0], found[-1]) if found else (0, -1)


def begin_of_person(told: AllergyWords, first: int) -> int:
    """The span before an allergy of spans from `first` on that tells in its clause who has it; `first` for none."""
    m, at, begin = told.m, first, first
    while at > 0 and at < len(m) and not m.spans[at].pause:
        at -= 1
        if m.spans[at].names or not (m.has(at, *_BEFORE, *_BUT, "and") or leads(told, at)):
            break
        said = tuple(m.texts[m.spans[at].start : m.spans[at].end])
        if next(phrases_in(said, told.spoken.denials.people), None):
            begin = at
    return begin


def clause_around(told: AllergyWords, first: int, after: int) -> range:
    """The spans of the clause that spans `first` to `after` stand in, with one before it that only corrects."""
    m = told.m
    begin = m.begin_of_clause(first)
    while begin > 0 and m.has(begin - 1, "correction", "filler"):
        begin -= 1
    end = m.end_of_clause(after)
    return range(begin, end)


def end_of_somebody(told: AllergyWords, after: int) -> int:
    """The span behind "but my wife does", where it stands right behind a denial and ends its clause; 0 for none."""
    m, words = told.m, told.spoken.denials
    if after >= len(m) or m.spans[after].pause == ".":
        return 0
    said, begin = tuple(m.texts), m.spans[after].start
    who = _behind_phrases(said, begin, words.but)
    whom = who + len(phrase_at(said, who, words.whose))
    behind = whom + len(phrase_at(said, whom, words.people))
    end = behind + len(phrase_at(said, behind, words.has))
    last = next((at for at in range(after, len(m)) if m.spans[at].end >= end), -1)
    is_told = behind > whom and (end > behind or who > begin)
    return last + 1 if is_told and last >= 0 and _closes(told, last + 1) else 0


def _behind_phrases(said: tuple[str, ...], at: int, phrases: Phrases) -> int:
    while found := phrase_at(said, at, phrases):
        at += len(found)
    return at


def _closes(told: AllergyWords, at: int) -> bool:
    """Whether a clause ends before span `at`, or behind small words from there on."""
    while at < len(told.m) and not told.m.spans[at].pause and told.m.has(at, "filler", "but", "then"):
        if told.m.spans[at].names:
            return False
        at += 1
    return at >= len(told.m) or bool(told.m.spans[at].pause)
