"""Dishes that are called as an option is, beside another one of their kind: "large margherita and large pepperoni"."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, words

_TAKES_OPTIONS = ("with", "no", "add", "adding", "extra", "instead", "preposition", "remove", "into")
"""Kinds of words behind which options of what was said before follow, up to the next pause."""


def name_beside_kind(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, each that is counted, sized or joined to another dish of its heading as the dish alone."""
    found = list(spans)
    if view.language.script or view.language.code != index.language:
        return found
    for at, span in enumerate(found):
        if not any(index.names[name].modifiers for name in span.names):
            continue
        beside = _said_beside(found, at, index)
        called = [i for i in _called_alone(span, tokens, view, index) if index.headings.get(i, "") in beside]
        if called and (_is_apart(found, at, index) or _is_for_person(found, at, tokens, view, index)):
            span.names = _names_of(called, span, index) or span.names
    return found


def _names_of(dishes: Sequence[int], span: Span, index: MenuIndex) -> dict[str, float]:
    """The names of a span that are these dishes' and no others'."""
    named = [(name, far, index.names[name].items.keys()) for name, far in span.names.items()]
    return {name: far for name, far, items in named if items and items <= {*dishes}}


def _called_alone(span: Span, tokens: Sequence[Token], view: MenuWords, index: MenuIndex) -> list[int]:
    """The dishes of whose names a span is all but what the heading says: "pepperoni" of *Pepperoni pizza* under *Pizzas*."""
    stem = view.language.stem
    said = {stem(token.text) for token in tokens[span.start : span.end]}
    near = {i for name, far in span.names.items() if far <= PART for i in index.names[name].items}
    return [
        i for i in near if i in index.items and _unsaid(i, said, view, index) <= _of_heading(i, view, index)
    ]


def _unsaid(item_id: int, said: set[str], view: MenuWords, index: MenuIndex) -> set[str]:
    return {view.language.stem(word) for word in words(index.items[item_id].name)} - said


def _of_heading(item_id: int, view: MenuWords, index: MenuIndex) -> set[str]:
    return {view.language.stem(word) for word in words(index.headings.get(item_id, ""))}


def _said_beside(spans: Sequence[Span], at: int, index: MenuIndex) -> set[str]:
    """The headings of the dishes on the other side of an "and" or a comma that are options of nothing."""
    found: set[str] = set()
    for i, other in enumerate(spans):
        names = [index.names[name] for name in other.names]
        if abs(i - at) <= _NEAR and i != at and names and not any(n.modifiers or n.variants for n in names):
            found |= {index.headings.get(item, "") for n in names for item in n.items}
    return found


_NEAR = 4
"""Spans between two dishes that are told side by side: "large, and a large"."""


def _is_apart(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a span begins what is ordered: counted or sized behind "and", or before "and" and another dish."""
    begin = at
    while begin > 0 and _leads(spans[begin - 1], index) and not spans[begin].pause:
        begin -= 1
    if _is_had_with(spans, begin) or _tells_next_dish(spans, at, index) or _shares_out(spans, begin):
        return False
    follows = begin == 0 or bool(spans[begin].pause) or spans[begin - 1].has("and")
    is_first = begin == 0 and at + 1 < len(spans) and spans[at + 1].has("and") and not spans[at + 1].pause
    is_sized = at + 1 < len(spans) and _is_size(spans[at + 1], index) and not spans[at + 1].pause
    return follows and (begin < at or is_first or (is_sized and begin > 0))


def _is_for_person(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> bool:
    """Whether it is told behind "and" or a comma who has it: "a margherita for him and pepperoni for me"."""
    begin, behind = at, spans[at + 1 : at + 2]
    while (
        begin > 0
        and (_leads(spans[begin - 1], index) or _is_plain(spans[begin - 1]))
        and not spans[begin].pause
    ):
        begin -= 1
    follows = begin > 0 and (bool(spans[begin].pause) or spans[begin - 1].has("and"))
    for_whom = [view.language.is_cue(tokens[one.start].text, "for") and not one.pause for one in behind]
    return follows and any(for_whom) and not _is_had_with(spans, begin)


def _is_plain(span: Span) -> bool:
    return not span.names and (span.has("plain") or span.word.amount == "regular")


def _tells_next_dish(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a dish follows right behind, of which a span tells the kind: "a chicken gyros"."""
    behind = spans[at + 1] if at + 1 < len(spans) else None
    return behind is not None and not behind.pause and any(index.names[n].items for n in behind.names)


def _shares_out(spans: Sequence[Span], begin: int) -> bool:
    """Whether several of what was said before are dealt out: "two cups, one chocolate and one strawberry"."""
    counts = (span.word.value for span in spans[:begin] if span.has("number") and not span.names)
    return spans[begin].has("number") and any(value > 1 for value in counts)


def _leads(span: Span, index: MenuIndex) -> bool:
    return (span.has("article", "number") and not span.names) or _is_size(span, index)


def _is_size(span: Span, index: MenuIndex) -> bool:
    return bool(span.names) and any(index.names[name].variants for name in span.names)


def _is_had_with(spans: Sequence[Span], at: int) -> bool:
    """Whether what stands before in the clause takes options: "a margherita with mushrooms and …"."""
    for i in range(at - 1, -1, -1):
        if spans[i].has(*_TAKES_OPTIONS) and not spans[i].names:
            return True
        if spans[i].pause:
            return False
    return False
