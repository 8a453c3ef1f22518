"""What is to be without something, where the words may have been taken apart or for another line: such an order is not complete."""

from collections.abc import Sequence

from server.parsing.asides.allergens import codes_in
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.tokens import QUESTION_MARKS, words


def refuses_doubtfully(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a refusal may be about another line, was cut apart, or was asked for before the dish was ordered."""
    new = [d for d in drafts if d.line is None and not d.removed]
    return (
        any(_parts_free(m, at, new) for at in _places_of_free(m))
        or (len(new) > 1 and any(_refuses_choice_of_other(draft, new) for draft in new))
        or (len(new) > 1 and _orders_what_was_asked(m, new))
        or (m.view.language.head_first and any(_refuses_a_dish(m, draft, drafts) for draft in drafts))
        or any(_adds_what_comes_with(m, at, drafts) for at in m.places_of("correction"))
        or any(_refuses_group_of_some(m, at, new) for at in m.places_of("no"))
    )


def _refuses_group_of_some(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    """Whether a group is refused of some of those that were counted, told behind it: "two rolls, no sauce on one"."""
    named, led = at + 1, at + 2
    if not (m.has(led, "preposition") and m.has(led + 1, "number", "other")) or m.spans[led].pause:
        return False
    return any(m.is_word_of_group(named, item_id) for draft in new for item_id in draft.ids)


def _refuses_a_dish(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a line is to be without what a dish of the cart is, so that the dish may be refused: بلاش الرز, of رز بلبن."""
    if draft.line is None or draft.removed or not draft.requests:
        return False
    if not any(m.has(at, "no", "remove") and not m.has(at, "correction") for at in draft.spans):
        return False
    stem = m.view.language.stem
    said = {stem(word) for wish in draft.requests for word in words(wish)}
    there = (words(d.line.item.name)[:1] for d in drafts if d.line is not None and not d.removed)
    return any(stem(word) in said for first in there for word in first)


def _places_of_free(m: Lexicon) -> list[int]:
    """The tokens behind the first one that say that something is without an allergen: "free"."""
    free = m.view.language.free_of
    return [at for at, word in enumerate(m.texts) if at and word in free]


def _parts_free(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    """Whether "free" says that something is without an allergen, and the two or what they tell of were taken for something else.

    "Egg free mayo" is no *Egg mayo*, "dairy-free milk" no *Whole milk*.
    """
    language = m.view.language
    free, allergen = m.tokens[at], m.tokens[at - 1]
    if free.pause or _refuses(m, free.text):
        return False
    if not codes_in([language.stem(allergen.text)], language):
        return False
    span = next((i for i, s in enumerate(m.spans) if s.start <= at < s.end), -1)
    if span < 0:
        return False
    if span and m.spans[span].start == at:
        return any(span - 1 in d.spans or _is_head(d, span - 1) for d in new) and bool(
            m.spans[span - 1].names
        )
    behind = span + 1
    is_told = behind < len(m) and not m.spans[behind].pause and not m.spans[span].names
    return is_told and any(_chooses(m, d, behind) for d in new)


def _refuses(m: Lexicon, word: str) -> bool:
    """Whether a word refuses by itself: "without"."""
    return m.view.language.is_cue(word, "no", "remove")


def _is_head(draft: Draft, at: int) -> bool:
    return draft.head is not None and draft.head[0] <= at <= draft.head[2]


def _chooses(m: Lexicon, draft: Draft, at: int) -> bool:
    """Whether a line has what span `at` names."""
    if not draft.ids or at not in draft.spans:
        return False
    return any(
        modifier.id in draft.choices and draft.choices[modifier.id].amount != "none"
        for modifier, _group in m.best_modifiers(at, draft.ids[0])
    )


def _refuses_choice_of_other(draft: Draft, new: Sequence[Draft]) -> bool:
    """Whether a line is to be without what it has another one of, and what another line has: "no peas in the chicken curry"."""
    refused = [c for c in draft.choices.values() if c.amount == "none" and c.group.max_select == 1]
    had = {c.group.id for c in draft.choices.values() if c.amount != "none"}
    others = {c.modifier.id for d in new if d is not draft for c in d.choices.values() if c.amount != "none"}
    return any(c.group.id in had and c.modifier.id in others and not c.modifier.is_default for c in refused)


def _orders_what_was_asked(m: Lexicon, new: Sequence[Draft]) -> bool:
    """Whether a dish stands in a question and again behind it: "can you do the pie without peas? One pie please"."""
    for i, draft in enumerate(new):
        for other in new[i + 1 :]:
            if draft.head is None or other.head is None or draft.items != other.items:
                continue
            between = m.text[m.place(draft.head[2])[1] : m.place(other.head[0])[0]]
            if any(mark in between for mark in QUESTION_MARKS):
                return True
    return False


def _adds_what_comes_with(m: Lexicon, at: int, drafts: Sequence[Draft]) -> bool:
    """Whether "sorry, no" added what a dish comes with, and may have refused it: "no cheese, sorry no onion"."""
    named = at + 1
    if named >= len(m) or not m.ends_as(at, "no") or not m.spans[named].names:
        return False
    return any(_chooses(m, d, named) and _comes_with(m, d, named) for d in drafts if not d.removed)


def _comes_with(m: Lexicon, draft: Draft, at: int) -> bool:
    return any(modifier.is_default for modifier, _group in m.best_modifiers(at, draft.ids[0]))
