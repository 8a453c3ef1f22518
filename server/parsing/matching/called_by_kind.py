"""Dishes of the order that are called by their kind: "cancel the beer" of a *Peroni*, "same again on the drinks".

So is one that is called by a word of its name which calls another dish of the menu: "make that four buns", where three
cinnamon buns are ordered.
"""

import tomllib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import NamedTuple

from server.domain.menu import Item
from server.parsing.matching.drinks import is_or_seems_drink
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import SHORTENED, SYNONYM
from server.parsing.matching.spans import Span, find_spans
from server.parsing.text.foods import Foods, foods, is_drink
from server.parsing.text.tokens import Token, words

_SMALL = ("that", "article", "pronoun", "all", "preposition", "of", "for", "filler", "it", "with")
MOST_BETWEEN = 3
"""Small words between what is done and the dish, at most: "another round of the"."""


class _Kind(NamedTuple):
    """Things that are of a kind, what else such dishes are called, and words of the headings that they stand under."""

    things: frozenset[str]
    names: tuple[str, ...]
    headings: frozenset[str]


def name_by_kind(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> list[Span]:
    """The spans, a word for the kind of what is ordered (the dishes `ordered`) with the names of these dishes.

    Only where it is taken away, changed, counted anew or had again, and where no dish of the order is called so itself; a
    word that the menu does not have also where it tells of the only such dish ("oat milk in the coffee").
    """
    if not ordered or view.language.script:
        return [*spans]
    there = [index.items[item_id] for item_id in dict.fromkeys(ordered) if item_id in index.items]
    found: list[Span] = []
    for at, span in enumerate(spans):
        way = _way(spans, at)
        word = tokens[span.end - 1].text
        called = _called(span, way, word, there, view, index) if way else []
        if way == "told" and (span.names or span.word.kinds or len(called) > 1):
            called = []
        if called and (
            len(called) == 1 or way == "same" or (way == "remove" and view.language.stem(word) != word)
        ):
            found = _without_reset(found, tokens, view) if way == "remove" else found
            found += _renamed(span, tokens, view, _names_of(called, index))
        else:
            found.append(span)
    return found


def _names_of(items: Sequence[Item], index: MenuIndex) -> dict[str, float]:
    ids = {item.id for item in items}
    return {
        name: SYNONYM
        for name, named in index.names.items()
        if any(item_id in ids and not far for item_id, far in named.items.items())
        and ids.issuperset(item_id for item_id, far in named.items.items() if not far)
    }


def _called(
    span: Span, way: str, word: str, there: Sequence[Item], view: MenuWords, index: MenuIndex
) -> list[Item]:
    """Of the dishes of the order those that the last word of a span calls by their kind, and not by their names."""
    ids = {item.id for item in there}
    phrase = index.phrases.of(span.names)
    nearest = phrase.best_items if phrase.items else []
    if way == "same" and (sized := [item for item in there if item.id in phrase.having]):
        return sized if phrase.is_variant and ids.isdisjoint(nearest) else []
    is_known = not ids.isdisjoint(nearest) or not ids.isdisjoint(phrase.having)
    if is_known or (span.end - span.start > 1 and span.names):
        return []
    under = [item for item in there if item.id in phrase.category_items]
    called = under or [item for item in there if is_of_kind(word, item, view, index)]
    if called or span.word.kinds:
        return called
    return [item for item in there if _ends_in(word, item, view)] or _only_brand(word, there, view, index)


def _ends_in(word: str, item: Item, view: MenuWords) -> bool:
    """Whether a dish is what a word says, by the word of its name that tells it: "bun" of *Cinnamon Bun*."""
    tells = 0 if view.language.head_first else -1
    stem = view.language.stem
    return any(
        stem(word) == stem(said[tells]) for text in (item.name, *item.aliases) if (said := words(text))
    )


def _only_brand(word: str, there: Sequence[Item], view: MenuWords, index: MenuIndex) -> list[Item]:
    """The only drink of the order, where its name is none that is known and a kind of drinks was said: "the beers"."""
    said = foods(view.language.code).things_in([word])
    if _tables()[0].keys().isdisjoint(said):
        return []
    drinks = [item for item in there if is_or_seems_drink(index, item)]
    return drinks if len(drinks) == 1 and not _things_of(drinks[0], index) & _all_things() else []


def _way(spans: Sequence[Span], at: int) -> str:
    """What is done to the dish at a span by the words around it; "" where nothing is that is ordered already."""
    first = at
    while first > 0 and at - first < MOST_BETWEEN and not spans[first].pause and _is_small(spans[first - 1]):
        first -= 1
    behind = spans[at + 1 : at + 2]
    if any(span.has("remove_after") and not (span.pause or span.names) for span in behind):
        return "remove"
    is_definite = any(span.has("that") for span in spans[first:at])
    if first == 0 or spans[first].pause:
        return "told" if is_definite else ""
    before, is_led = spans[first - 1], first < at or spans[at].end - spans[at].start > 1
    if (
        before.has("remove")
        or (before.has("reset") and is_led)
        or (before.has("no") and before.end - before.start > 1)
    ):
        return "remove"
    if before.has("round") or (before.has("same_again") and is_led):
        return "same"
    is_recounted = before.has("number") and first == at and at > 1 and spans[at - 2].has("make")
    if is_recounted or before.has("change"):
        return "change"
    is_made = before.has("make") and before.end - before.start > 1
    return "told" if is_definite or is_made else ""


def _without_reset(found: Sequence[Span], tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """The spans with "cancel all" as two words, where it is told of what: "cancel all the drinks"."""
    at = next((i for i in range(len(found) - 1, -1, -1) if not _is_small(found[i])), -1)
    if at < 0 or not found[at].has("reset"):
        return [*found]
    span = found[at]
    apart = find_spans(tokens[span.start : span.end], view, longest=1)
    moved = [replace(one, start=one.start + span.start, end=one.end + span.start) for one in apart]
    return [*found[:at], replace(moved[0], pause=span.pause), *moved[1:], *found[at + 1 :]]


def _is_small(span: Span) -> bool:
    return span.has(*_SMALL) and not span.names


def is_of_kind(word: str, item: Item, view: MenuWords, index: MenuIndex) -> bool:
    """Whether a dish is of the kind that a word says."""
    kinds, drinks = _tables()
    if word in drinks:
        return is_or_seems_drink(index, item) or bool(_things_of(item, index) & _all_things())
    said = foods(view.language.code).things_in([word])
    return any(name in said and _is_of(item, kind, index) for name, kind in kinds.items())


def may_be_of_kind(said: Sequence[str], item: Item, view: MenuWords, index: MenuIndex) -> bool:
    """Whether words say a kind of drinks and a drink is of it, or of no kind that is known: *Marocchino*, of "caffè"."""
    meant = foods(view.language.code).things_in(said)
    kinds = [kind for name, kind in _tables()[0].items() if name in meant]
    if not kinds or not is_or_seems_drink(index, item):
        return False
    things = _things_of(item, index)
    is_known = bool(things & _all_things()) or any(map(is_drink, things))
    return not is_known or any(things & kind.things for kind in kinds)


def leave_other_kinds(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> None:
    """Take from a word for a kind of drinks the names of other kinds that end in it: "beer" is no *Root beer*."""
    kinds, known, own = _tables()[0], foods(view.language.code), foods(index.language)
    for span in spans:
        if not span.names or span.end - span.start > 1 or min(span.names.values()) < SHORTENED:
            continue
        said = known.things_in([tokens[span.start].text])
        meant = [kind for name, kind in kinds.items() if name in said]
        if len(meant) != 1:
            continue
        word = view.language.stem(tokens[span.start].text)
        others = frozenset().union(*(kind.things for kind in kinds.values() if kind not in meant))
        span.names = {
            name: far
            for name, far in span.names.items()
            if view.language.stem(words(name)[-1]) != word or not _is_of_others(words(name), others, own)
        }


def _is_of_others(name: Sequence[str], others: AbstractSet[str], known: Foods) -> bool:
    """Whether the last two words of a name are a drink of another kind only together."""
    apart = known.things_in(name[-1:]) | known.things_in(name[-2:-1])
    return len(name) > 1 and not others.isdisjoint(known.things_in(name[-2:]) - apart)


def _is_of(item: Item, kind: _Kind, index: MenuIndex) -> bool:
    """Whether a dish is called by a thing of a kind, or by none of another one and stands under its heading."""
    things = _things_of(item, index)
    if things & kind.things:
        return True
    heading = words(index.headings.get(item.id, ""))
    return not (things & _all_things()) and not kind.headings.isdisjoint(heading)


def _things_of(item: Item, index: MenuIndex) -> set[str]:
    """All that a dish's names may mean."""
    called = f" {' '.join(words(item.name))} "
    named = {kind for kind, its in _tables()[0].items() if any(f" {name} " in called for name in its.names)}
    if named:
        return named
    known = foods(index.language)
    return {thing for text in (item.name, *item.aliases) for thing in known.things_in(words(text))}


@cache
def _all_things() -> frozenset[str]:
    """The things of all kinds."""
    return frozenset().union(*(kind.things for kind in _tables()[0].values()))


def _renamed(span: Span, tokens: Sequence[Token], view: MenuWords, names: dict[str, float]) -> list[Span]:
    """A span of a word with these names; the small words before it are spans of their own: "for" "the" "drinks"."""
    last = span.end - 1
    before = find_spans(tokens[span.start : last], view) if span.start < last else []
    small = [replace(one, start=one.start + span.start, end=one.end + span.start) for one in before]
    return [*small, Span(last, span.end, names, pause="" if small else span.pause)]


@cache
def _tables() -> tuple[Mapping[str, _Kind], frozenset[str]]:
    """The kinds by their names, and the words for all drinks."""
    text = resources.files("server.parsing.text").joinpath("languages/called_kinds.toml").read_text("utf-8")
    data = tomllib.loads(text)
    drinks = frozenset(_folded(data.pop("drinks")))
    kinds = {
        name: _Kind(
            frozenset(kind["things"]), tuple(kind.get("names", ())), frozenset(_folded(kind["headings"]))
        )
        for name, kind in data.items()
    }
    return kinds, drinks


def _folded(names: Sequence[str]) -> list[str]:
    return ["".join(words(name)) for name in names]
