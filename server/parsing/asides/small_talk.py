"""What diners tell of themselves while they order: it asks for nothing, and is handed on to the staff as it was said."""

from collections.abc import Callable, Iterator, Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.spans import Span
from server.parsing.text.foods import foods

LONGEST = 12
"""Words of a clause that is taken for talk, at most."""
_ORDERS = (
    "number", "multiple", "amount", "size", "half", "no", "remove", "same", "round", "change", "instead", "each",
    "request", "plain", "everything", "everything_but", "asking", "serving", "unit", "ordinal", "other", "meal",
    "meals", "allergy", "allergy_frame", "allergy_behind", "allergy_tail", "beside_allergen", "no_allergy", "correction",
)  # fmt: skip
"""Kinds of words that an order consists of."""


def find_talk(m: Lexicon, free: Sequence[bool]) -> list[tuple[int, int]]:
    """The clauses (first, after) of the spans that are `free` in which somebody only tells something: "I'm driving".

    Such a clause begins with a person, has no word for ordering and none of the menu, and some that nobody knows; what
    is known throughout is passed over anyway.
    """
    if not m.hints_at("teller"):
        return []
    return [place for clause in _clauses(m, _opens) for place in _talk_within(m, free, *clause)]


def _talk_within(m: Lexicon, free: Sequence[bool], first: int, after: int) -> Iterator[tuple[int, int]]:
    """A clause between pauses, or those parts of it that are talk."""
    if all(free[first:after]) and _is_talk(m, first, after):
        yield first, after
        return
    for begin, end in _clauses(m, _joins, first, after):
        if all(free[begin:end]) and _is_talk(m, begin, end):
            yield begin, end


def _clauses(
    m: Lexicon, opens: Callable[[Lexicon, int], bool], first: int = 0, after: int | None = None
) -> Iterator[tuple[int, int]]:
    """The parts (first, after) of the spans, cut where a new one `opens`."""
    stop = len(m) if after is None else after
    begin = first
    for at in range(first + 1, stop + 1):
        if at == stop or opens(m, at):
            yield begin, at
            begin = at


def _opens(m: Lexicon, at: int) -> bool:
    return bool(m.spans[at].pause)


def _joins(m: Lexicon, at: int) -> bool:
    """Whether words that join clauses, or order something, begin at span `at`: "because I'm driving"."""
    return m.has(at, "ordering", "make") or m.tokens[m.spans[at].start].text in m.view.language.joins_talk


def _is_talk(m: Lexicon, first: int, after: int) -> bool:
    spoken = m.view.language
    while first < after - 1 and m.has(first, "filler") and _opening(m, first) not in spoken.tellers:
        first += 1
    begin, end = m.spans[first].start, m.spans[after - 1].end
    said = [token.text for token in m.tokens[begin:end]]
    while said and said[0] in spoken.joins_talk:
        said = said[1:]
    if (
        not said
        or len(said) > LONGEST
        or said[0] not in spoken.tellers
        or not spoken.wanting.isdisjoint(said)
    ):
        return False
    spans = m.spans[first:after]
    if all(span.known for span in spans) or any(span.names or _may_order(span) for span in spans):
        return False
    return not any(may_be_ordered(m, at) for at in range(first, after) if not m.spans[at].known)


def _opening(m: Lexicon, at: int) -> str:
    """The first word of a span."""
    return m.tokens[m.spans[at].start].text


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
