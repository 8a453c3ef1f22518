"""A dish that is told by what it is of alone, where several are of one kind: "dos de longaniza" are two *Taco de Longaniza*.

Only in languages whose names begin with what they are, and where no dish that was named has such an option.
"""

from collections import Counter
from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, PART
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token

_FEWEST = 3
"""Dishes that begin alike before one of them is told by its end alone."""


def name_of_a_kind(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> None:
    """Name the one dish of the most frequent kind that is of what stands behind a number and "of"."""
    if not view.language.head_first or view.language.code != index.language:
        return
    had, named = set(ordered), set[int]()
    for at, span in enumerate(spans):
        if at > 1 and _is_told(spans, at) and not _is_option_of(span, had | named, index):
            name = _dish_of(span, tokens, view, index)
            if name and spans[at - 2].pause == "," and not _is_of_kind(name, named, view, index):
                return
            if name:
                span.names = {**span.names, name: ALIAS}
        named.update(i for name in span.names for i, far in index.names[name].items.items() if far < PART)


def _is_told(spans: Sequence[Span], at: int) -> bool:
    """Whether a part of names stands behind a number and "of": "dos de longaniza"."""
    span, of, number = spans[at], spans[at - 1], spans[at - 2]
    is_part = bool(span.names) and not any(s.pause or s.names for s in (of,)) and not span.pause
    return is_part and of.has("of") and number.has("number", "article") and not number.names


def _is_option_of(span: Span, dishes: set[int], index: MenuIndex) -> bool:
    """Whether a dish is called so, or one that was named has it as an option."""
    named = [(index.names[name], far) for name, far in span.names.items()]
    return any(not dishes.isdisjoint(one.modifiers) or (one.items and far < PART) for one, far in named)


def _is_of_kind(name: str, named: set[int], view: MenuWords, index: MenuIndex) -> bool:
    """Whether the dishes that were named are none, or of the kind: not of the quesadillas of "two quesadillas, one of …"."""
    kinds = {view.stems_of(index.items[i].name)[:1] for i in named}
    return not kinds or view.stems_of(name)[:1] in kinds


def _dish_of(span: Span, tokens: Sequence[Token], view: MenuWords, index: MenuIndex) -> str:
    """The name of the only dish of its kind that ends with "of" and what was said; "" where there is none."""
    said = tuple(view.language.stem(token.text) for token in tokens[span.start : span.end])
    of_kind: Counter[str] = Counter()
    found: list[tuple[str, str]] = []
    for item in index.items.values():
        head, *rest = view.stems_of(item.name) or ("",)
        if rest and view.language.is_cue(rest[0], "of"):
            of_kind[head] += 1
            if tuple(rest[1 : 1 + len(said)]) == said:
                found.append((head, item.name.casefold()))
    called = [name for head, name in found if of_kind[head] >= _FEWEST]
    return called[0] if len(called) == 1 and called[0] in index.names else ""
