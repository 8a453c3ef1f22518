"""New lines that may be no dishes of their own: glasses for a bottle, what a dish is had with, one of those counted before."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.numbers import number_at
from server.parsing.result.doubtful_meals import has_part_of_no_meal
from server.parsing.search.draft import Draft
from server.parsing.text.tokens import words

_NEARLY = 0.5
"""Farther from a name than an alias in another number is, and nearer than any part of it."""
_ENDS = ("and", "please", "also", "filler", "for")


def may_be_no_dish(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a new line, or what counts one, may be said of another line."""
    if has_vessels_beside(m, drafts) or has_part_of_no_meal(m, drafts):
        return True
    return any(
        _is_had_with_other(m, draft) or _is_one_of_counted(m, draft, drafts) or _is_share_of_sibling(m, draft)
        for draft in drafts
        if not draft.removed and draft.item is not None
    )


def has_vessels_beside(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether glasses or plates are counted behind something ordered, and are no wish: "a jug of red and four glasses"."""
    wished = {word for draft in drafts for wish in draft.requests for word in words(wish)}
    vessels = m.view.language.vessels - wished
    said = [at for at, word in enumerate(m.texts) if at > 1 and word in vessels]
    if not said:
        return False
    dishes = {i for at, span in enumerate(m.spans) if m.items(at) for i in range(span.start, span.end)}
    return any(at not in dishes and _is_counted_beside(m, at) and _ends_there(m, at + 1) for at in said)


def _is_counted_beside(m: Lexicon, at: int) -> bool:
    """Whether "and" or "with" and a number stand before the word at a token, behind something of the menu."""
    named = [span for span in m.spans if span.names]
    if m.tokens[at].pause or not any(span.end <= at - 2 for span in named):
        return False
    return _is_word(m, at - 1, "number", "article") and _is_word(m, at - 2, "and", "with")


def _ends_there(m: Lexicon, at: int) -> bool:
    if at >= len(m.tokens) or m.tokens[at].pause:
        return True
    return _is_word(m, at, *_ENDS) and not _is_word(m, at, "of")


def _is_word(m: Lexicon, at: int, *kinds: str) -> bool:
    """Whether a token is by itself a cue word of one of `kinds`."""
    said = m.texts[at]
    known = m.view.language.trie.get((said,))
    if said.isdecimal():
        return "number" in kinds
    return known is not None and not known.kinds.isdisjoint(kinds)


def _is_had_with_other(m: Lexicon, draft: Draft) -> bool:
    """Whether "with" names a part of a dish's name alone, behind another dish: "margherita with tuna", of *Tuna and onion*.

    In languages that put what a dish is first, a dish right behind "au" or "al" is one that the first is made with.
    """
    if draft.line is not None or draft.head is None or draft.part_of >= 0:
        return False
    first, at, _last = draft.head
    found, led = m.items(at), first - 1
    if first < 2 or not found or m.spans[first].pause or m.spans[led].pause or m.spans[led].names:  # noqa: PLR2004
        return False
    if not m.spans[led - 1].names or _has_option_before(m, draft, at):
        return False
    if m.has(led, "with"):
        is_bare = first == at or m.has(first, "article", "that", "filler")
        return is_bare and found[0][0] >= (_NEARLY if m.view.language is m.view.written else PART)
    is_made_with = m.view.language.head_first and m.has(led, "preposition") and not m.has(led, "for")
    return is_made_with and first == at and bool(m.items(led - 1))


def _has_option_before(m: Lexicon, draft: Draft, at: int) -> bool:
    """Whether an option of the dish stands right before its name, so that it is one by itself: "with a ranch dip"."""
    before = at - 1
    is_said = before in draft.spans and bool(m.spans[before].names) and not m.spans[at].pause
    return is_said and draft.item is not None and draft.item.id in m.items_with_option(before)


def _is_one_of_counted(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether one behind a comma may be of those counted by the name that both dishes share: "three waters, one sparkling"."""
    index = next(i for i, d in enumerate(drafts) if d is draft)
    if draft.line is not None or draft.head is None or not index or m.spans[draft.head[0]].pause != ",":
        return False
    before, first = drafts[index - 1], draft.head[0]
    if before.line is not None or before.head is None or before.item is None or before.items == draft.items:
        return False
    counted, _after = number_at(m, before.head[0], len(m))
    is_one = draft.quantity == 1 < before.quantity == counted
    shared = m.view.item_words[before.item.id] | m.stems(before.head[1])
    shared &= m.view.item_words[draft.items[0].id]
    said = {stem for at in range(first, draft.head[2] + 1) for stem in m.stems(at)}
    is_general = before.implied or m.stems(before.head[1]) <= shared
    counts = is_one and is_general and m.begins_as(first, "number", "article")
    return counts and bool(shared) and said.isdisjoint(shared)


def _is_share_of_sibling(m: Lexicon, draft: Draft) -> bool:
    """Whether some of a dish are wished as another dish is called: "four beers, one of them alcohol free"."""
    if draft.part_of < 0 or draft.item is None:
        return False
    called = m.view.item_words[draft.item.id]
    return any(
        item_id != draft.item.id and bool(m.view.item_words[item_id] & called)
        for wish in draft.requests
        for item_id in m.items_with_words(wish)
    )
