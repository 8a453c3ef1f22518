"""What is pointed at is a dish of the cart that is called so, if only in part: "één van die lattes", of a *Latte macchiato*."""

from collections.abc import Sequence

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import SYNONYM
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token

_POINTS = ("pronoun", "among")


def name_of_the_cart(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> None:
    """Name the one dish of the cart that has the word behind "those", where the word is another one for some dish of the menu."""
    for at in range(1, len(spans) if ordered else 0):
        span, before = spans[at], spans[at - 1]
        if not span.names or span.pause or before.names or not before.has(*_POINTS) or before.has("number"):
            continue
        nearest = min(span.names.values())
        if nearest < SYNONYM:
            continue
        meant = {i for name, far in span.names.items() if far == nearest for i in index.names[name].items}
        if not meant or not meant.isdisjoint(ordered):
            continue
        said = [_forms(token.text, view) for token in tokens[span.start : span.end]]
        called = [i for i in dict.fromkeys(ordered) if not any(map(view.item_words[i].isdisjoint, said))]
        name = index.items[called[0]].name.casefold() if len(called) == 1 else ""
        if name in index.names:
            span.names = {name: 0.0}


def _forms(word: str, view: MenuWords) -> frozenset[str]:
    """A word without its endings, where several of a thing are called by it: "latte" and what is left of that."""
    stem = view.language.stem(word)
    return frozenset((word, stem, view.language.stem(stem)))
