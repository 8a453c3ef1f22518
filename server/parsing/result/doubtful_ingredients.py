"""Dishes that nobody named for sure: an ingredient was said by itself, or one word that several dishes share."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, RARE
from server.parsing.search.draft import Draft
from server.parsing.text.foods import foods
from server.parsing.text.tokens import words


def is_ingredient_alone(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a new line is known by an ingredient alone: "a side of bacon", of a *Bacon Bap*, "whipped cream", of a cocoa."""
    fresh = [d for d in drafts if d.line is None and d.item is not None and not d.removed]
    return any(_is_option_alone(m, draft) or _is_part_of_name(m, draft) for draft in fresh)


def _is_option_alone(m: Lexicon, draft: Draft) -> bool:
    """Whether a dish was inferred from what may be had on it, or from a portion of that: "a bowl of chilli"."""
    if not draft.implied or draft.variant_stated or draft.item is None or _is_spoken_of(m, draft.item):
        return False
    said = [c for c in draft.choices.values() if c.stated and c.amount != "none"]
    is_choice = any(c.group.min_select or c.group.max_select == 1 for c in said)
    is_food = foods(m.index.language).things_in([word for c in said for word in words(c.modifier.name)])
    return bool(is_food) and (not is_choice or _is_portion_of_other(m, draft, draft.item))


def _is_spoken_of(m: Lexicon, item: Item) -> bool:
    """Whether a word stands for the dish beside the option, "the oat one", or names may be read around: トーストにあんこ."""
    stands = m.says("stand_in", "thing") or bool(m.view.language.script)
    return stands or any(item.id in m.all_items(at) for at in range(len(m)))


def _is_portion_of_other(m: Lexicon, draft: Draft, item: Item) -> bool:
    """Whether a portion is wanted of which the dish's name has no word: the "side of" of a *Side of rice*."""
    said = [at for at in draft.spans if m.has(at, "portion", "aside")]
    return any(m.stems(at).isdisjoint(m.view.item_words[item.id]) for at in said)


def _is_part_of_name(m: Lexicon, draft: Draft) -> bool:
    """Whether some of an option that other dishes have is wanted, and it stands in the dish's name without what that is."""
    if draft.head is None:
        return False
    _first, at, _last = draft.head
    found = m.items(at)
    if not found or found[0][0] < RARE or m.spans[at].pause:
        return False
    is_some = m.has(at - 1, "portion", "aside", "unit", "some", "add") and not draft.variant_stated
    if draft.item is not None and not m.stems(at - 1).isdisjoint(m.view.item_words[draft.item.id]):
        return False
    return is_some and any(m.modifier_distance(at, item_id) < PART for item_id in m.items_with_option(at))


def names_kind_alone(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether nothing is said but one word of a dish's name that others have in theirs, or an option: "a burger"."""
    there = [d for d in drafts if not d.removed]
    if len(there) != 1 or there[0].head is None or there[0].line is not None or there[0].item is None:
        return False
    (draft,) = there
    assert draft.head is not None  # noqa: S101
    at, found = draft.head[1], m.items(draft.head[1])
    is_told = any(m.spans[i].names for i in draft.spans if i != at)
    is_bare = not (is_told or draft.choices or draft.variant_stated or draft.requests) and m.length(at) == 1
    return is_bare and bool(found) and found[0][0] >= PART and (len(found) > 1 or m.is_option_somewhere(at))
