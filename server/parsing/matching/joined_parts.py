"""A dish that is called by two parts of its name: "soup and roll" of *Soup of the day w/ crusty roll*, "avo toast" of *Smashed avo, feta & chilli toast*."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import PART
from server.parsing.matching.spans import Span
from server.parsing.text.tokens import Token, words

_LEADING = ("with", "no", "preposition", "instead", "add", "into")
"""Kinds of words behind which the parts are what a dish is had with."""


def join_parts(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, two parts of the name of one dish, side by side or with "and" between them, as one.

    Neither may call anything by itself: with *Eggs* and *Bacon* on the menu, "eggs and bacon" are two dishes.
    """
    if view.language.script or view.language.code != index.language:
        return list(spans)
    found: list[Span] = []
    for at, span in enumerate(spans):
        if len(found) > 1 and (name := _joined(spans, at, tokens, view, index)):
            first = found[-2]
            found[-2:] = [Span(first.start, span.end, {name: PART}, pause=first.pause)]
        elif found and (name := _side_by_side(spans, at, tokens, view, index)):
            found[-1:] = [Span(found[-1].start, span.end, {name: PART}, pause=found[-1].pause)]
        else:
            found.append(span)
    return found


def _joined(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> str:
    """The name of the only dish that has the parts on both sides of an "and"; "" where there is none."""
    first, link, last = spans[at - 2], spans[at - 1], spans[at]
    if not (link.has("and") and first.names and last.names) or link.pause or last.pause:
        return ""
    if _is_had_with(spans, at - 2) or any(_calls_something(span, index) for span in (first, last)):
        return ""
    whole = _whole(_stems((first, last), tokens, view), view, index)
    return _name_of(whole, index)


def _side_by_side(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> str:
    """The name of the only dish that has the parts right beside each other, in their order; "" where there is none."""
    first, last = spans[at - 1], spans[at]
    if at < 1 or not (first.names and last.names) or last.pause or _is_had_with(spans, at - 1):
        return ""
    if any(_calls_something(span, index) for span in (first, last)):
        return ""
    said = _stems((first, last), tokens, view)
    whole = _whole(said, view, index)
    if whole is None or _is_chosen(first, whole, index):
        return ""
    own = [view.language.stem(word) for word in words(whole.name)]
    places = [own.index(word) if word in own else -1 for word in said]
    return _name_of(whole, index) if places[0] >= 0 and places == sorted(set(places)) else ""


def _is_chosen(span: Span, item: Item, index: MenuIndex) -> bool:
    """Whether a part is a choice that has to be made of the dish: the chicken of *Chicken or beef bowl*."""
    groups = [
        group for name in span.names for _option, group, _far in index.names[name].modifiers.get(item.id, ())
    ]
    return any(group.min_select or group.max_select == 1 for group in groups)


def _stems(spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords) -> list[str]:
    return [view.language.stem(t.text) for span in spans for t in tokens[span.start : span.end]]


def _whole(said: Sequence[str], view: MenuWords, index: MenuIndex) -> Item | None:
    """The only dish of whose name these words are."""
    found = [id_ for id_, own in view.item_words.items() if own.issuperset(said) and id_ in index.items]
    return index.items[found[0]] if len(found) == 1 else None


def _name_of(item: Item | None, index: MenuIndex) -> str:
    name = item.name.casefold() if item is not None else ""
    return name if name in index.names else ""


def _is_had_with(spans: Sequence[Span], at: int) -> bool:
    """Whether something before in the clause is had with what follows: "a burger with cheese and …"."""
    while at > 0 and not spans[at].pause:
        at -= 1
        if spans[at].has(*_LEADING) and not spans[at].names:
            return True
    return False


def _calls_something(span: Span, index: MenuIndex) -> bool:
    """Whether a dish is called so, but for a part of its name, or only so an option."""
    named = [(index.names[name], far) for name, far in span.names.items()]
    of_dishes = [far for one, far in named if one.items]
    return not of_dishes or min(of_dishes) < PART
