"""Words left over that only say again what was ordered: its kind, what was refused, or that there is half of each."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.result.clarify import Place
from server.parsing.search.draft import Draft

_JOINS = ("of", "with", "preposition", "article", "that", "class", "serving", "unit")
"""Kinds of small words that may stand between a dish's name and its kind: "a wrap with halloumi", "salad of seaweed"."""
_SMALL = ("filler", "pronoun", "that", "article", "preposition", "for")


def says_again(m: Lexicon, place: Place, drafts: Sequence[Draft], used: set[int]) -> bool:
    """Whether the words of `place`, which had no effect, need none."""
    fresh = [
        draft for draft in drafts if draft.item is not None and draft.head is not None and not draft.removed
    ]
    return (
        _is_kind_of_dish(m, place, fresh)
        or _heads_list(m, place, fresh)
        or _refuses_again(m, place, fresh, used)
        or _is_half_of_each(m, place, fresh)
        or _is_exchanged(m, place, fresh)
    )


def _is_kind_of_dish(m: Lexicon, place: Place, drafts: Sequence[Draft]) -> bool:
    """Whether the words belong to the name of the dish beside them, said in another order: "wrap with halloumi"."""
    first, last = place
    return any(
        _is_kind(m, place, draft) and (_joined(m, last, draft.head[1]) or _joined(m, draft.head[2], first))
        for draft in drafts
        if draft.head is not None
    )


def _joined(m: Lexicon, before: int, after: int) -> bool:
    """Whether only small words stand between the spans `before` and `after`, and no pause."""
    between = range(before + 1, after)
    return (
        0 < after - before <= len(_JOINS)
        and not any(m.spans[at].pause for at in range(before + 1, after + 1))
        and all(m.has(at, *_JOINS) and not m.spans[at].names for at in between)
    )


def _is_kind(m: Lexicon, place: Place, draft: Draft) -> bool:
    """Whether the words stand in the dish's name or its heading."""
    said = {stem for at in range(place[0], place[1] + 1) for stem in m.stems(at)}
    names = [name for item in draft.items for name in (item.name, m.index.headings.get(item.id, ""))]
    return bool(said) and any(said <= set(m.view.stems_of(name)) for name in names)


def _heads_list(m: Lexicon, place: Place, drafts: Sequence[Draft]) -> bool:
    """Whether a kind is said before the dishes of that kind: "beers: two lagers", "40 dumplings: 20 fried, 20 steamed"."""
    first, last = place
    after = last + 1
    while m.has(after, *_SMALL) and not (m.spans[after].pause or m.spans[after].names):
        after += 1
    if after >= len(m) or not m.spans[after].pause or not (first == 0 or m.spans[first].pause):
        return False
    is_heading = m.colon_before(after) or m.view.language.stem(m.token(last)) != m.token(last)
    if not is_heading or m.has(first - 1, "article"):
        return False
    listed = [draft for draft in drafts if draft.head is not None and draft.head[0] >= after]
    counted = [
        m.spans[at].word.value
        for at in range(first, last + 1)
        if m.has(at, "number") and not m.spans[at].names
    ]
    named = [at for at in range(first, last + 1) if not m.has(at, "number", "article")]
    kinds = [draft for draft in listed if named and all(_is_kind(m, (at, at), draft) for at in named)]
    return bool(kinds) and (not counted or sum(draft.quantity for draft in kinds) == sum(counted))


def _refuses_again(m: Lexicon, place: Place, drafts: Sequence[Draft], used: set[int]) -> bool:
    """Whether "without" says again what was said to be disliked: "she hates ginger, so the udon without it"."""
    first, last = place
    if first != last or not m.has(first, "no") or m.spans[first].names:
        return False
    after = first + 1
    while m.has(after, "pronoun", "filler", "that") and not (m.spans[after].pause or m.spans[after].names):
        after += 1
    closes = after >= len(m) or bool(m.spans[after].pause) or m.has(after, "and", "also")
    disliked = any(m.has(at, "no") and at in used for at in range(first))
    return (
        closes
        and disliked
        and any(
            draft.requests or any(choice.amount == "none" for choice in draft.choices.values())
            for draft in drafts
        )
    )


def _is_exchanged(m: Lexicon, place: Place, drafts: Sequence[Draft]) -> bool:
    """Whether the words are what the menu tells that a dish is served with, and the option behind them comes for it.

    The rice and soup of *定食(ご飯・味噌汁付)* are no options; 味噌汁を豚汁に変えて chooses the other soup.
    """
    first, last = place
    option = last + 1
    while m.has(option, "filler", "topic") and not (m.spans[option].names or m.spans[option].pause):
        option += 1
    if option >= len(m) or m.spans[option].pause or not m.spans[option].names:
        return False
    said = m.words(first, last).casefold()
    return any(
        option in draft.spans and any(said in text for item in draft.items for text in _told_of(m, item))
        for draft in drafts
    )


def _told_of(m: Lexicon, item: Item) -> Sequence[str]:
    """What the menu tells of a dish, its heading included."""
    texts = (item.name, item.description, m.index.headings.get(item.id, ""))
    return [text.casefold() for text in texts]


def _is_half_of_each(m: Lexicon, place: Place, drafts: Sequence[Draft]) -> bool:
    """Whether "half" stands right before each of two options that one dish has: "half taro half coconut"."""
    first, last = place
    if first != last or not _halves_next(m, first):
        return False
    return any(
        draft.quantity == 1
        and first + 1 in draft.spans
        and sum(_halves_next(m, at - 1) for at in draft.spans) == 2  # noqa: PLR2004
        for draft in drafts
    )


def _halves_next(m: Lexicon, at: int) -> bool:
    """Whether a span is "half", and the next one an option in the same clause."""
    if not m.has(at, "half") or m.spans[at].names or at + 1 >= len(m):
        return False
    return m.is_option_somewhere(at + 1) and not m.spans[at + 1].pause
