"""What diners tell of themselves while they order: it asks for nothing, and is handed on to the staff as it was said."""

from collections.abc import Iterator, Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.spans import Span
from server.parsing.text.foods import foods

LONGEST = 12
"""Words of a clause that is taken for talk, at most."""
MOST_PARTS = 4
"""Parts of a clause, cut where something else may begin, that are one talk at most."""
_ORDERS = (
    "number", "multiple", "amount", "size", "half", "no", "remove", "same", "round", "change", "instead", "each",
    "request", "plain", "everything", "everything_but", "asking", "serving", "unit", "ordinal", "other", "meal",
    "meals", "allergy", "allergy_frame", "allergy_behind", "allergy_tail", "beside_allergen", "no_allergy", "correction",
)  # fmt: skip
"""Kinds of words that an order consists of."""


def find_talk(m: Lexicon, free: Sequence[bool]) -> list[tuple[int, int]]:
    """The clauses (first, after) of the spans that are `free` in which somebody only tells something: "I'm driving".

    Such a clause begins with a person or has a verb that tells behind one, has no word for ordering and none of the menu,
    and some that nobody knows; what is known throughout is passed over anyway.
    """
    if m.is_known() or not m.hints_at("teller"):
        return []
    return [place for clause in m.clauses() for place in _talk_within(m, free, *clause)]


def _talk_within(m: Lexicon, free: Sequence[bool], first: int, after: int) -> Iterator[tuple[int, int]]:
    """A clause between pauses, or those parts of it that are talk, each as long as it may be."""
    cuts = [first, *(at for at in range(first + 1, after) if _may_begin(m, first, at)), after]
    done = first
    for nth, begin in enumerate(cuts[:-1]):
        if begin < done:
            continue
        for end in reversed(cuts[nth + 1 : nth + 1 + MOST_PARTS]):
            if all(free[begin:end]) and _is_talk(m, begin, end):
                yield begin, end
                done = end
                break


def _may_begin(m: Lexicon, first: int, at: int) -> bool:
    """Whether something else may begin at span `at` of a clause: an order, what a word joins, or what a person tells.

    The last only behind a name of the menu or behind nothing but small talk: "okay we're up soon".
    """
    word, spoken = m.first_word(at), m.view.language
    if m.has(at, "ordering", "make") or word in spoken.joins_talk:
        return True
    if not (m.spans[at - 1].names or all(m.has(talk, "filler") for talk in range(first, at))):
        return False
    behind = m.first_word(at + 1) if at + 1 < len(m) else ""
    return word in spoken.tellers or (not m.spans[at].known and behind in spoken.telling)


def _is_talk(m: Lexicon, first: int, after: int) -> bool:
    spoken = m.view.language
    begin, end = m.spans[first].start, m.spans[after - 1].end
    said = [token.text for token in m.tokens[begin:end]]
    while said and said[0] in spoken.joins_talk:
        said = said[1:]
    is_cut_off = len(said) == 1 and after < len(m) and not m.spans[after].pause
    if is_cut_off or not 0 < len(said) <= LONGEST or not spoken.wanting.isdisjoint(said):
        return False
    if spoken.tellers.isdisjoint(said[:1]) and spoken.telling.isdisjoint(said[1:2]):
        return False
    spans = m.spans[first:after]
    if all(span.known for span in spans) or any(span.names or _may_order(span) for span in spans):
        return False
    return not any(may_be_ordered(m, at) for at in range(first, after) if not m.spans[at].known)


def _may_order(span: Span) -> bool:
    """Whether a span is a word that an order consists of; "is" alone asks nothing."""
    return span.has(*_ORDERS) and not span.has("filler")


def may_be_ordered(m: Lexicon, at: int) -> bool:
    """Whether a word that nobody knows is nearly one of the menu, or one for food or for those who eat only some."""
    word = m.token(at)
    spoken = m.view.language
    return (
        m.resembles_name(at, at + 1)
        or foods(spoken.code).knows(word)
        or spoken.diets.get((spoken.stem(word),)) is not None
    )


def tells_who(m: Lexicon, at: int, first: int) -> bool:
    """Whether an unknown word, from span `first` on, is who something is told of: "he's allergic", "Priya has an allergy"."""
    span = m.spans[at]
    if span.known:
        return False
    if m.token(at) in m.view.language.tellers:
        return True
    before = m.spans[at - 1]
    opens = at == first or bool(span.pause) or (before.known and not before.names)
    return opens and not may_be_ordered(m, at)
