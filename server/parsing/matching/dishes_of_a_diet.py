"""The one of several dishes that a diet tells: "the vegan pie", where three are called pies and one is vegan."""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import PART, SYNONYM
from server.parsing.matching.spans import Span
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token

_FITS = {"vegan": {"vegan"}, "vegetarian": {"vegetarian", "vegan"}}
"""The tags of dishes that somebody of a diet eats."""


def name_dishes_of_a_diet(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> list[Span]:
    """The spans, a diet and the word beside it as the only dish that is called so and is of the diet."""
    found = list(spans)
    for at in range(len(found) - 2, -1, -1):
        diet, called = found[at : at + 2][:: -1 if spoken.head_first else 1]
        name = (
            "" if diet.names or found[at + 1].pause else _dish_of(called, _tags(diet, tokens, spoken), index)
        )
        if name:
            first, last = found[at], found[at + 1]
            found[at : at + 2] = [
                replace(called, start=first.start, end=last.end, pause=first.pause, names={name: SYNONYM})
            ]
    return found


def _dish_of(called: Span, tags: set[str], index: MenuIndex) -> str:
    """The name of the only dish with one of the tags, of several that are called so; "" where there is none."""
    dishes = _dishes(called, index) if tags else set()
    meant = [i for i in dishes if not tags.isdisjoint(index.items[i].tags)]
    return index.items[meant[0]].name.casefold() if len(meant) == 1 < len(dishes) else ""


def _tags(span: Span, tokens: Sequence[Token], spoken: Language) -> set[str]:
    said = tuple(spoken.stem(token.text) for token in tokens[span.start : span.end])
    return _FITS.get(spoken.diets.get(said) or "", set())


def _dishes(span: Span, index: MenuIndex) -> set[int]:
    """The dishes of which a span is a part of the name, or the heading; none where it is all of a name."""
    if any(far < PART and index.names[name].items for name, far in span.names.items()):
        return set()
    named = {i for name in span.names for i in index.names[name].items}
    under = {c for name in span.names for c in index.names[name].categories}
    return named or {i for i, item in index.items.items() if item.category_id in under}
