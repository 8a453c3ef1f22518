"""Clauses with left-over words in which somebody only tells why or remarks on something: "cancel the soup, he's gone home".

Unlike `asides.small_talk` these are looked at behind the reading: nothing of such a clause became a part of the order. The
words themselves need be in no list.
"""

from collections.abc import Iterator

from server.parsing.matching.lexicon import Lexicon
from server.parsing.result.clarify import Place
from server.parsing.text.foods import foods
from server.parsing.text.talk_words import is_of_talk
from server.parsing.text.tokens import QUESTION_MARKS

LONGEST = 14
"""Spans of such a clause, at most."""
_ORDERS = (
    "number", "multiple", "amount", "size", "half", "without", "remove", "remove_after", "same", "round", "change", "instead",
    "each", "request", "plain", "everything", "everything_but", "asking", "serving", "unit", "ordinal", "other", "meal", "meals",
    "allergy", "allergy_frame", "allergy_behind", "beside_allergen", "no_allergy", "correction", "after_all",
    "recount", "more", "fewer", "time_after", "for_persons", "mine", "stand_in", "with",
)  # fmt: skip
"""Kinds of words that an order is not the same without."""
_PERSONS = ("somebody", "pronoun")
_OF_SOMEBODY = "'\u2019"


def clause_told_with(m: Lexicon, run: Place, ordered: frozenset[int]) -> Place | None:
    """The clause (first, after) of a run of left-over words, where it only tells something; None where it may do more.

    It begins with a person or with a word for a reason, and has no name of the menu, no food, number or diet, and no word
    that an order consists of. A word that nobody knows may refuse or be anything else.
    """
    after = _end_of(m, run)
    if _is_asked(m, after - 1):
        return None
    return next(
        ((first, after) for first in _beginnings(m, run[0]) if _only_tells(m, first, after, run, ordered)),
        None,
    )


def _only_tells(m: Lexicon, first: int, after: int, run: Place, ordered: frozenset[int]) -> bool:
    begin = _behind_joining_words(m, first, after)
    if after - first > LONGEST or (begin > run[0] and not _gives_reason(m, first)):
        return False
    if any(at in ordered or _may_order(m, at, after) for at in range(begin + _is_of_name(m, begin), after)):
        return False
    if _gives_reason(m, first):
        return not any(word in m.view.language.wanting for word in _words(m, begin, after))
    return _tells_of_somebody(m, begin, after) and _is_remark(m, begin, after)


def _is_remark(m: Lexicon, begin: int, after: int) -> bool:
    """Whether a clause orders nothing and has a word of talk or one that refuses: what nobody knows may else be a dish."""
    spans = range(begin, after)
    if any(m.has(at, "ordering", "add") for at in spans):
        return False
    unknown = [word for at in spans if not m.spans[at].known for word in _words(m, at, at + 1)]
    return any(m.has(at, "no") for at in spans) or any(is_of_talk(word, m.view.language) for word in unknown)


def _words(m: Lexicon, first: int, after: int) -> list[str]:
    return [token.text for token in m.tokens[m.spans[first].start : m.spans[after - 1].end]]


def _beginnings(m: Lexicon, at: int) -> Iterator[int]:
    """Where the clause of span `at` may begin, the nearest first: at a word that joins, a pause or the start of the text."""
    for first in range(at, -1, -1):
        joins = m.first_word(first) in m.view.language.joins_talk
        if first == 0 or joins or m.spans[first].pause or m.has(first - 1, "correction"):
            yield first
        if m.spans[first].pause:
            return


def _end_of(m: Lexicon, run: Place) -> int:
    """The span behind the clause of a run: at a pause, or at a word that joins what follows or leads on to the order."""
    after = run[1] + 1
    while (
        after < len(m) and not m.spans[after].pause and m.first_word(after) not in m.view.language.joins_talk
    ):
        after += 1
    return after


def _behind_joining_words(m: Lexicon, first: int, after: int) -> int:
    """The first span of a clause that joins it to nothing and is no mere small word: "because", "sorry"."""
    while first < after - 1 and _is_joining(m, first):
        first += 1
    return first


def _is_joining(m: Lexicon, at: int) -> bool:
    joins = m.first_word(at) in m.view.language.joins_talk and m.length(at) == 1
    return joins or (m.has(at, "filler") and not _is_person(m, at))


def _gives_reason(m: Lexicon, at: int) -> bool:
    return m.first_word(at) in m.view.language.reasons


def _tells_of_somebody(m: Lexicon, at: int, after: int) -> bool:
    """Whether a clause begins with somebody: "he's gone", "my wife says", "Tom's driving"."""
    if at + 1 >= after and m.length(at) == 1:
        return False
    behind = m.first_word(at + 1) if at + 1 < after else ""
    if _is_of_name(m, at):
        return m.has(at + 1, "filler") or is_of_talk(behind, m.view.language)
    return _is_person(m, at) or behind in m.view.language.telling


def _is_person(m: Lexicon, at: int) -> bool:
    return m.has(at, *_PERSONS) or m.first_word(at) in m.view.language.tellers


def _is_of_name(m: Lexicon, at: int) -> bool:
    """Whether an unknown word is somebody's or says that somebody is something: the "Tom's" of "Tom's driving"."""
    first = m.tokens[m.spans[at].start]
    return not m.spans[at].known and m.text[first.start : first.end][-2:-1] in tuple(_OF_SOMEBODY)


def _may_order(m: Lexicon, at: int, after: int) -> bool:
    span, spoken = m.spans[at], m.view.language
    if span.names or (span.has(*_ORDERS) and not span.has("filler")):
        return True
    if span.has("no") and not span.has("filler") and (at + 1 >= after or m.length(at) > 1):
        return True
    said = _words(m, at, at + 1)
    if len(said) == 1 and said[0] in spoken.wanting:
        return True
    return any(_is_of_order(m, word, is_known=span.known) for word in said)


def _is_of_order(m: Lexicon, word: str, *, is_known: bool) -> bool:
    """Whether a word is a number, a food, one of those who eat only some or, where nobody knows it, nearly one of the menu."""
    spoken = m.view.language
    if word.isdecimal() or spoken.other_number(word) or spoken.stem(word) in spoken.allergy_words:
        return True
    if is_known:
        return False
    if (
        word in m.view.words
        or spoken.diets.get((spoken.stem(word),)) is not None
        or foods(spoken.code).things_in([word])
    ):
        return True
    return m.view.spelling.resembles(word) and not (is_of_talk(word, spoken) or word in spoken.tellers)


def _is_asked(m: Lexicon, at: int) -> bool:
    after = m.spans[at].end
    end = m.tokens[after].start if after < len(m.tokens) else len(m.text)
    return any(sign in m.text[m.tokens[after - 1].end : end] for sign in QUESTION_MARKS)
