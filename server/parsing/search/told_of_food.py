"""A refusal that came to a dish which cannot have what is refused, and is about an earlier one: "bangers and mash and a coke, no gravy"."""

from collections.abc import Sequence
from functools import lru_cache

from server.domain.menu import Item
from server.parsing.asides.allergens import codes_in
from server.parsing.matching.drinks import is_drink, is_had_in_drinks
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.text.foods import foods
from server.parsing.text.tokens import words

LONGEST_REFUSAL = 8
"""Spans of a refusal, at most."""
MAX_DESCRIPTIONS = 4096
"""Descriptions of which is remembered what they speak of, at most."""
_REFUSES = ("no", "remove")
_SMALL = ("no", "remove", "article", "that", "of", "add", "filler", "amount", "pronoun")
_NAMES_ANOTHER = ("preposition", "for")


def tell_of_food(h: Hypothesis, m: Lexicon) -> None:
    """Give each refusal that is kept in the diner's words to the one earlier dish that it can be about."""
    if len(h.drafts) < 2 or not m.says(*_REFUSES):  # noqa: PLR2004 - there is no earlier dish
        return
    for index in range(len(h.drafts)):
        draft = h.drafts[index]
        if draft.removed or draft.part_of >= 0 or draft.item is None:
            continue
        for wish in draft.requests:
            if place := _place(m, draft, wish):
                _tell_one(h, m, index, wish, place)


def _place(m: Lexicon, draft: Draft, wish: str) -> tuple[int, int] | None:
    """Where a refusal stands in the text (first, after), unless the words behind say what it is about."""
    for first in sorted(draft.spans):
        if not m.has(first, *_REFUSES):
            continue
        for after in range(first + 1, min(len(m), first + LONGEST_REFUSAL) + 1):
            if m.words(first, after - 1) == wish:
                return None if m.has(after, *_NAMES_ANOTHER) else (first, after)
    return None


def _tell_one(h: Hypothesis, m: Lexicon, index: int, wish: str, place: tuple[int, int]) -> None:
    thing = [at for at in range(*place) if m.spans[at].names or not m.has(at, *_SMALL)]
    if not thing or _has(m, h.drafts[index], thing):
        return
    earlier = _earlier(h, index)
    found = [i for i in earlier if _has(m, h.drafts[i], thing)]
    if _is_right_behind(m, h.drafts[index], place):
        found = [i for i in found if _comes_with(m, h.drafts[i], thing)]
    if not found and _has_allergen(m, h.drafts[index], thing):
        return
    found = found or [i for i in earlier if _has_allergen(m, h.drafts[i], thing)]
    found = found or _foods_before_drink(h, m, index, earlier, thing)
    if len(found) > 1:
        h.pay("target_untold")
    if found:
        _move(h, m, (index, found[-1]), wish, place)


def _earlier(h: Hypothesis, index: int) -> list[int]:
    """The dishes that a refusal behind a dish may be about: those of the text before it, or those of the cart."""
    told = h.drafts[index]
    return [
        i
        for i, d in enumerate(h.drafts[:index])
        if not (d.removed or d.total or d.part_of >= 0)
        and d.item is not None
        and (d.line is None) == (told.line is None)
    ]


def _is_right_behind(m: Lexicon, draft: Draft, place: tuple[int, int]) -> bool:
    """Whether a refusal follows a food without a pause: "a fried rice with no egg"."""
    if draft.item is None or draft.head is None or is_drink(m.index, draft.item):
        return False
    between = range(draft.head[2] + 1, place[0] + 1)
    return all(m.has(at, "with", *_REFUSES) and not m.spans[at].pause for at in between)


def _comes_with(m: Lexicon, draft: Draft, thing: Sequence[int]) -> bool:
    """Whether a thing is in a dish, or was chosen for it, and is not only to be had with it."""
    assert draft.item is not None  # noqa: S101
    options = m.best_modifiers(thing[-1], draft.item.id)
    return not options or any(option.is_default or option.id in draft.choices for option, _group in options)


def _has(m: Lexicon, draft: Draft, thing: Sequence[int]) -> bool:
    """Whether a dish can be had with a thing, or its description speaks of it."""
    assert draft.item is not None  # noqa: S101
    if draft.item.id in m.items_with_option(thing[-1]):
        return True
    said = [token.text for at in thing for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    spoken, stem = m.view.language, m.view.language.stem
    described = words(draft.item.description)
    if set(map(stem, said)) <= set(map(stem, described)):
        return True
    meant = foods(spoken.code).things_in(said)
    return bool(meant & _things_of(draft.item.description, m.index.language))


@lru_cache(maxsize=MAX_DESCRIPTIONS)
def _things_of(description: str, code: str) -> frozenset[str]:
    return foods(code).things_in(words(description))


def _has_allergen(m: Lexicon, draft: Draft, thing: Sequence[int]) -> bool:
    """Whether the thing is an allergen that the menu states for a dish."""
    said = [
        m.view.language.stem(t.text) for at in thing for t in m.tokens[m.spans[at].start : m.spans[at].end]
    ]
    return draft.item is not None and not codes_in(said, m.view.language).isdisjoint(draft.item.allergens)


def _foods_before_drink(
    h: Hypothesis, m: Lexicon, index: int, earlier: Sequence[int], thing: Sequence[int]
) -> list[int]:
    """The dishes before a drink of which a food is refused that is in no drink: "a ploughman's and a cider, no pickle"."""
    item = h.drafts[index].item
    if item is None or not is_drink(m.index, item):
        return []
    said = [token.text for at in thing for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    meant = foods(m.view.language.code).things_in(said)
    if not meant or is_had_in_drinks(meant):
        return []
    return [i for i in earlier if _is_food(m, h.drafts[i].item)]


def _is_food(m: Lexicon, item: Item | None) -> bool:
    return item is not None and not is_drink(m.index, item)


def _move(h: Hypothesis, m: Lexicon, lines: tuple[int, int], wish: str, place: tuple[int, int]) -> None:
    """Take a refusal from one line to another, as the option that it is there or in the diner's words."""
    told, about = (h.drafts.own(i) for i in lines)
    told.requests = [other for other in told.requests if other != wish]
    told.spans.difference_update(range(*place))
    about.spans.update(range(*place))
    said = [at for at in range(*place) if not m.has(at, *_SMALL)]
    options = [o for at in said for o in m.best_modifiers(at, about.ids[0])] if len(said) == 1 else []
    coming = [o for o in options if o[0].is_default] or options[:1]
    for modifier, group in coming:
        about.choose(modifier, group, "none", 1)
    if not coming:
        about.requests.append(wish)
