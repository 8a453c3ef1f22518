"""A phrase of the menu that another dish and its own options explain better is cut into these."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.meaning_reader import Weighed
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, PART, RARE, WITHOUT_SMALL_WORDS
from server.parsing.matching.spans import MAX_WORDS, Span, find_spans
from server.parsing.text.tokens import Token, words

LONGEST = 6
MAX_CUT = 60
"""Phrases of one text that are cut again at most."""
_NONE: frozenset[int] = frozenset()


class _Cutting(NamedTuple):
    """What is needed to cut a part of a text again."""

    tokens: Sequence[Token]
    view: MenuWords
    menu: MenuIndex
    weighed: Weighed
    spans: Sequence[Span]

    def within(self, start: int, end: int, longest: int = MAX_WORDS) -> list[Span]:
        """The tokens `start` to `end` (exclusive) by themselves."""
        spans = find_spans(self.tokens[start:end], self.view, self.weighed, longest)
        for span in spans:
            span.start, span.end = span.start + start, span.end + start
        return spans


def resegment(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    weighed: Weighed,
    ordered: Sequence[int] = (),
) -> list[Span]:
    """Cut "chicken coconut curry", the option of a lunch box that is not ordered, into chicken and coconut curry.

    `weighed` is what was found out over the text when it was cut into `spans`, `ordered` are the dishes of the cart.
    """
    cutting = _Cutting(tokens, view, index, weighed, spans)
    named = [_dishes(span, index) for span in spans]
    found: list[Span] = []
    dishes: AbstractSet[int] = _NONE
    spoken_of = _spoken_of(spans, named, index).union(ordered)
    left = MAX_CUT
    for at, (span, own) in enumerate(zip(spans, named, strict=True)):
        if not span.names:
            found += _with_size_apart(span, spans[at + 1 : at + 2], named[at + 1 : at + 2], cutting) or [span]
            continue
        cut: list[Span] = []
        if 1 < span.end - span.start <= LONGEST and left:
            left -= 1
            cut = (
                _as_options(span, found, dishes, cutting) or _as_named_in_full(span, cutting)
                if own
                else _otherwise(span, cutting, spoken_of)
            )
        found += cut or [span]
        if not cut and view.language.head_first and _only_describes(span, found, index):
            span.names = {}
        elif own:
            dishes = own
    return found


def _with_size_apart(
    span: Span, behind: Sequence[Span], dishes: Sequence[AbstractSet[int]], cutting: _Cutting
) -> list[Span]:
    """Words for a person that are an article and a size right before a dish with sizes: "die kleine Cola", "la petite cola"."""
    ranks = cutting.view.language.ranks
    if not ranks or not behind or behind[0].pause or span.end - span.start != 2 or not span.has("filler"):  # noqa: PLR2004
        return []
    items = cutting.menu.items
    if (cutting.tokens[span.end - 1].text,) not in ranks or not any(
        len(items[i].variants) > 1 for i in dishes[0]
    ):
        return []
    pieces = cutting.within(span.start, span.end, longest=1)
    pieces[0].pause = span.pause
    return pieces if pieces[0].has("that", "article") else []


def _spoken_of(spans: Sequence[Span], named: Sequence[AbstractSet[int]], index: MenuIndex) -> set[int]:
    """The dishes that are named anywhere in the text, and their meals where one is spoken of."""
    dishes = set[int]().union(*named)
    if any(span.has("meal", "meals", "meal_behind") for span in spans):
        dishes |= _meals_of(dishes, index)
    return dishes


def _meals_of(dishes: set[int], index: MenuIndex) -> set[int]:
    """The meals that dishes may be made: the size of a drink is said of the meal."""
    meals = {index.items[i].meal_item_id for i in dishes if i in index.items}
    return {meal for meal in meals if meal is not None}


def _only_describes(span: Span, said: Sequence[Span], index: MenuIndex) -> bool:
    """Whether it is a word from the end of another dish's name that stands behind a dish: "un thé vanille"."""
    if span.end - span.start > 1 or span.pause or not span.names or not _dishes(span, index):
        return False
    names = [index.names[name] for name in span.names]
    if min(span.names.values()) < RARE or any(n.modifiers or n.variants or n.categories for n in names):
        return False
    before = said[-3:-1]
    if (
        before
        and not before[-1].names
        and before[-1].has("with", "of", "preposition")
        and not before[-1].pause
    ):
        before = before[:-1]
    return bool(before and _dishes(before[-1], index) and min(before[-1].names.values()) < RARE)


def _dishes(span: Span, index: MenuIndex) -> AbstractSet[int]:
    if not span.names:
        return _NONE
    if len(span.names) == 1:
        return index.names[next(iter(span.names))].items.keys()
    return {i for name in span.names for i in index.names[name].items}


def _otherwise(span: Span, cutting: _Cutting, named: set[int]) -> list[Span]:
    """An option of a dish that is not spoken of, as a dish and its own, or as an option that one spoken of has or has not."""
    return (
        _as_dish(span, cutting, named)
        or _as_refusal(span, cutting, named)
        or _as_own_choice(span, cutting, named)
    )


def _as_refusal(span: Span, cutting: _Cutting, named: set[int]) -> list[Span]:
    """What a dish that is spoken of comes without: "two burgers, one no onion", where an option is called "No onion"."""
    if not named or not _is_foreign_option(span, cutting.menu, named):
        return []
    pieces = [*cutting.within(span.start, span.start + 1), *cutting.within(span.start + 1, span.end)]
    if len(pieces) != 2 or pieces[0].names or not pieces[0].has("no"):  # noqa: PLR2004 - the word that refuses, and what
        return []
    pieces[0].pause = span.pause
    return pieces if any(_fits(pieces[1], item, cutting.menu) for item in named) else []


def _as_own_choice(span: Span, cutting: _Cutting, named: set[int]) -> list[Span]:
    """A choice of a dish that is spoken of and what it is a choice of: "fried eggs", of *Eggs: fried, poached*."""
    if not named or not _is_foreign_option(span, cutting.menu, named):
        return []
    for cut in range(span.start + 1, span.end):
        pieces = [*cutting.within(span.start, cut), *cutting.within(cut, span.end)]
        if len(pieces) == 2 and any(_is_of_group(pieces[0], pieces[1], i, cutting) for i in named):  # noqa: PLR2004
            pieces[0].pause = span.pause
            return pieces
    return []


def _is_of_group(choice: Span, of: Span, item: int, cutting: _Cutting) -> bool:
    """Whether a dish has a choice in a group that is called as the second piece says."""
    stem = cutting.view.language.stem
    said = {stem(token.text) for token in cutting.tokens[of.start : of.end]}
    chosen = [one for name in choice.names for one in cutting.menu.names[name].modifiers.get(item, ())]
    return any(said <= {stem(word) for word in words(group.name)} for _option, group, _far in chosen)


def _as_dish(span: Span, cutting: _Cutting, named: set[int]) -> list[Span]:
    if not _is_foreign_option(span, cutting.menu, named):
        return []
    farthest = max(PART, min(span.names.values()))
    ways = _ways(span, cutting, ("with", "preposition"))
    pieces = next((way for way in ways if _explain(way, cutting.menu, farthest)), [])
    if not pieces or not _is_foreign_option(span, cutting.menu, _told_by_sizes(cutting)):
        return []
    pieces[0].pause = span.pause
    return pieces


def _told_by_sizes(cutting: _Cutting) -> set[int]:
    """The dishes that alone have a size that is said: "two scoops"."""
    names = cutting.menu.names
    sizes = [names[name].variants for span in cutting.spans[:MAX_CUT] for name in span.names]
    return {item for items in sizes if len(items) == 1 for item in items}


def _as_options(
    span: Span,
    before: Sequence[Span],
    dishes: AbstractSet[int],
    cutting: _Cutting,
) -> list[Span]:
    """A dish's name behind "with" that the dish before has as options: "a margherita with ham and mushrooms"."""
    if not before or not before[-1].has("with") or not dishes:
        return []
    index = cutting.menu
    if any(_fits(span, item, index) for item in dishes):
        return []
    pieces = cutting.within(span.start, span.end, longest=1)
    pieces[0].pause = span.pause
    told = [piece for piece in pieces if not piece.has("and")]
    return pieces if any(all(_fits(piece, item, index) for piece in told) for item in dishes) else []


def _as_named_in_full(span: Span, cutting: _Cutting) -> list[Span]:
    """Words nearly of a dish's name that are another's in full with a size or option of it: "jumbo sausage", beside a *Jumbo sausage box*."""
    nearest = min(span.names.values())
    pieces = _pieces(span, cutting) if nearest >= WITHOUT_SMALL_WORDS else []
    if any(min(piece.names.values()) >= nearest for piece in pieces):
        return []
    return pieces if _explain(pieces, cutting.menu, ALIAS) else []


def _is_foreign_option(span: Span, index: MenuIndex, named: set[int]) -> bool:
    """Whether a phrase that names no dish names options and sizes only of dishes that are not spoken of."""
    known = [index.names[name] for name in span.names]
    return not any(item in one.modifiers or item in one.variants for one in known for item in named)


def _pieces(span: Span, cutting: _Cutting) -> list[Span]:
    """The fewest phrases of the menu that a span is; empty where it is none."""
    best = next(iter(_ways(span, cutting, ())), [])
    if best:
        best[0].pause = span.pause
    return best


def _ways(span: Span, cutting: _Cutting, links: Sequence[str]) -> list[list[Span]]:
    """The phrases of the menu that a span may be, but for small words of the kinds `links` between them, the likeliest first."""
    ways = [
        [*cutting.within(span.start, cut), *cutting.within(cut, span.end)]
        for cut in range(span.start + 1, span.end)
    ]
    known = [way for way in ways if all(one.names or (links and one.has(*links)) for one in way)]
    return sorted(known, key=_effort)


def _effort(pieces: Sequence[Span]) -> tuple[int, float]:
    """How many phrases of the menu these are, and how far from it."""
    named = [piece for piece in pieces if piece.names]
    return len(named), sum(piece.cost for piece in named)


def _explain(pieces: Sequence[Span], index: MenuIndex, farthest: float = PART) -> bool:
    """Whether one piece names a dish that is at most so far, and the others are options or sizes of it."""
    named = [piece for piece in pieces if piece.names]
    for head in named:
        items = {i for name, far in head.names.items() if far <= farthest for i in index.names[name].items}
        others = [piece for piece in named if piece is not head]
        if others and any(all(_fits(piece, item, index) for piece in others) for item in items):
            return True
    return False


def _fits(piece: Span, item: int, index: MenuIndex) -> bool:
    return any(item in index.names[n].modifiers or item in index.names[n].variants for n in piece.names)
