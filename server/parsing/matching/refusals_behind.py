"""A refusal behind the option that it is about is brought before it: "onions no", 葱不要, "la cebolla no".

Only at the end of its clause: what follows it there would be refused instead (不要葱). Korean, Japanese and Turkish,
which put every refusal there, are brought into order by `word_order.py`.
"""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import comes_with_a_dish
from server.parsing.matching.names import PART
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token

MOST_LISTED = 6
"""Spans of a list that is refused, at most: 葱、蒜和香菜都不要 is refused but for what stands before a pause."""
MOST_BETWEEN = 2
_BETWEEN = ("filler", "all", "each", "topic")
_TALK = Word(frozenset({"filler"}))
_OPENS = ("article", "that", "with", "of", "filler", "preposition", "and", "but", "also")


def refusals_first(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    index: MenuIndex,
    spoken: Language,
    cart: Sequence[int] = (),
) -> list[Span]:
    """The spans with every refusal that ends a clause moved before the option, or the options, that it follows.

    So is one behind a dish of the `cart` where more is said behind it: "la ciambella no, e un caffè".
    """
    ordered = _without_apologies(spans, tokens, index, spoken, cart)
    for at in range(1, len(ordered)):
        span = ordered[at]
        if span.names or span.pause or not span.has("no") or not _ends_clause(ordered, at + 1):
            continue
        said = tuple(token.text for token in tokens[span.start : span.end])
        begin = _begin(ordered, at, index) if said in spoken.refuses_behind else at
        if begin == at and said in spoken.refuses_behind and at + 1 < len(ordered):
            begin = _begin_of_dish(ordered, at, index, cart)
        if begin < at and (spoken.script or _opens_clause(ordered, begin)):
            span.pause, ordered[begin].pause = ordered[begin].pause, ""
            ordered.insert(begin, ordered.pop(at))
            if _is_granted(ordered, at + 1):
                granted, yes = ordered[at + 1 : at + 3]
                yes.pause, granted.pause = granted.pause, ""
                ordered[at + 1 : at + 3] = [yes, granted]
    return ordered


def _without_apologies(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language, cart: Sequence[int]
) -> list[Span]:
    """The spans, a correction behind a dish of the cart as its refusal and talk, where nothing is named behind it.

    "El flan no, perdona" corrects nothing: there is nothing that takes the place of the flan.
    """
    found = list(spans)
    if not cart:
        return found
    for at, span in enumerate(spans):
        if not at or span.names or not span.has("correction") or span.end - span.start < MOST_BETWEEN:
            continue
        refuses = (tokens[span.start].text,) in spoken.refuses_behind
        if refuses and _begin_of_dish(spans, at, index, cart) < at:
            if any(one.names for one in spans[at:]):
                break
            middle = span.start + 1
            no = spoken.trie.get((tokens[span.start].text,)) or NOTHING
            talk = Span(middle, span.end, word=_TALK, pause=tokens[middle].pause or ",")
            found[at : at + 1] = [Span(span.start, middle, word=no, pause=span.pause), talk]
            break
    return found


def _is_granted(spans: Sequence[Span], at: int) -> bool:
    """Whether "yes" stands behind the name at span `at`, which a refusal before it does not reach: "ketchup no, onions yes"."""
    return (
        at + 1 < len(spans) and bool(spans[at].names) and spans[at + 1].has("yes") and not spans[at + 1].pause
    )


def _ends_clause(spans: Sequence[Span], at: int) -> bool:
    if at >= len(spans) or spans[at].pause:
        return True
    return spans[at].has("and", "but", "also") and not spans[at].names


def _begin(spans: Sequence[Span], at: int, index: MenuIndex) -> int:
    """Where the options begin that stand right before span `at`; `at` where none does."""
    option = at - 1
    while option and at - option <= MOST_BETWEEN and spans[option].has(*_BETWEEN) and not spans[option].names:
        if spans[option].pause:
            return at
        option -= 1
    if not _is_only_option(spans[option], index):
        return at
    while (
        option > 1
        and at - option < MOST_LISTED
        and not spans[option].pause
        and spans[option - 1].has("and")
        and not (spans[option - 1].names or spans[option - 1].pause)
        and _is_only_option(spans[option - 2], index)
    ):
        option -= 2
    return option


def _begin_of_dish(spans: Sequence[Span], at: int, index: MenuIndex, cart: Sequence[int]) -> int:
    """Where the dish of the cart stands that is named right before span `at`, behind an article; `at` where none does."""
    named = index.phrases.of(spans[at - 1].names) if spans[at - 1].names and not spans[at].pause else None
    is_there = named is not None and bool(named.items) and not set(cart).isdisjoint(named.best_items)
    return at - 1 if is_there and at > 1 and spans[at - 2].has("that", "article") else at


def _opens_clause(spans: Sequence[Span], begin: int) -> bool:
    """Whether nothing but small words stands before span `begin` in its clause."""
    at = begin
    while at and not spans[at].pause:
        at -= 1
        if spans[at].names or not spans[at].has(*_OPENS):
            return False
    return at > 0 or begin > 0


def _is_only_option(span: Span, index: MenuIndex) -> bool:
    names = [(index.names[name], far) for name, far in span.names.items()]
    is_dish = any(far + own < PART for name, far in names for own in name.items.values())
    return any(name.modifiers for name, _far in names) and not is_dish


def before_unknown(ordered: Sequence[Span], end: int) -> int:
    """Before the words that nobody knows which a refusal stands behind: 양파 빼고 where there is no onion."""
    at = end
    while (
        at and ordered[at - 1].has("filler", "topic") and not (ordered[at - 1].names or ordered[at - 1].pause)
    ):
        at -= 1
    begin = at
    while begin and not ordered[begin - 1].known and (begin == at or not ordered[begin].pause):
        begin -= 1
    return begin if begin < at else end


def before_joined(ordered: Sequence[Span], unknown: int, index: MenuIndex) -> int:
    """Before what dishes come with that is listed with the unknown words at `unknown`, and refused with them: 오이랑 당근 빼고."""
    begin = unknown
    while begin and unknown - begin < MOST_LISTED:
        joint = begin - 1
        is_joint = ordered[joint].has("and") and not (ordered[joint].names or ordered[joint].pause)
        option = joint - 1 if is_joint else joint
        is_listed = option >= 0 and ordered[begin].pause in ("", ",") and not ordered[option - 1].has("no")
        if not (is_listed and comes_with_a_dish(ordered[option], index)):
            break
        begin = option
    return begin
