"""Whose something is, where nobody said which of several dishes, or how many of one: "the little one gets no peas", "for me and my wife"."""

from collections.abc import Sequence

from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.sizes_in_talk import sizes_called
from server.parsing.search.draft import Draft
from server.parsing.text.foods import foods, is_for_some
from server.parsing.text.tokens import words

_CORRECTS = ("change", "instead", "make", "correction", "no", "recount")
"""Kinds of words that say that what was told before is not wanted any more."""


def is_of_untold_person(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Of the new lines of a text: whether what a clause says of somebody came to one new line, and another one could have it as well."""
    new = [d for d in drafts if d.head is not None]
    return any(_is_about_one_of(m, at, new) for at in m.places_of("somebody"))


def is_dish_for_somebody(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether an option is a dish too, and somebody has it: "a margherita for him and pepperoni for me"."""
    said = (at for d in drafts if d.line is None for at in d.spans if d.head is None or at != d.head[1])
    return any(_is_for_somebody(m, at) for at in said)


def _is_for_somebody(m: Lexicon, at: int) -> bool:
    before = at
    while m.has(before - 1, "article", "amount", "plain") and not m.spans[before].pause:
        before -= 1
    follows = m.has(before - 1, "and") or bool(m.spans[before].pause)
    is_had = any(m.has(i, "with") for i in range(m.begin_of_clause(at), before))
    is_both = (
        follows
        and not is_had
        and m.is_option_somewhere(at)
        and bool(m.items(at))
        and m.items(at)[0][0] < PART
    )
    return is_both and m.begins_as(at + 1, "for") and m.has(at + 1, "filler", "somebody", "mine", "theirs")


def is_of_one_of_several(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether what is said of all of several is said for one person: "two burgers, no onion on mine"."""
    several = [d for d in drafts if d.quantity > 1 and d.part_of < 0]
    if not several or any(d.part_of >= 0 for d in drafts):
        return False
    return any(_tells_one_of(m, at, several) for at in m.places_of("somebody", "mine", "theirs", "filler"))


def _tells_one_of(m: Lexicon, at: int, several: Sequence[Draft]) -> bool:
    """Whether something in a clause behind a dish ends with whose it is: ", no onion on mine", ", no onion for me"."""
    is_own = m.has(at, "mine", "theirs") and m.has(at - 1, "preposition")
    told = at - 1 - is_own
    is_apart = bool(m.spans[at].pause) and not m.has(at, "somebody", "mine", "theirs")
    if not (is_own or m.begins_as(at, "for")) or is_apart or told < 0 or not m.spans[told].names:
        return False
    begin = told
    while begin > 0 and not m.spans[begin].pause:
        begin -= 1
    return any(
        told in d.spans and d.head is not None and d.head[2] < begin and any(m.fits(told, i) for i in d.ids)
        for d in several
    )


def _is_about_one_of(m: Lexicon, at: int, new: Sequence[Draft]) -> bool:
    if not (m.spans[at].pause or m.has(at - 1, "and", "but")) or m.begins_as(at, "for"):
        return False
    end = next((i for i in range(at + 1, len(m)) if m.spans[i].pause or m.has(i, "and", "but")), len(m))
    within = range(at + 1, end)
    if any(m.has(i, "number", "article", "same", "stand_in", "mine", "theirs", "that") for i in within):
        return False
    named = [i for i in within if m.spans[i].names]
    if not named or not any(m.has(i, "no", "with", "only") for i in within):
        return False
    if any(m.items(i)[:1] and m.items(i)[0][0] < PART and not m.is_option_somewhere(i) for i in named):
        return False
    took = [d for d in new if not d.spans.isdisjoint(named)]
    return len(took) == 1 and any(
        m.fits(i, item_id) for d in new if d is not took[0] for i in named for item_id in d.ids
    )


def may_be_in_size_of_person(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether it is told for whom a dish is that has a size called so, and not in which size: "pork belly for a child"."""
    if not m.says("filler", "somebody"):
        return False
    open_sizes = {
        item.id
        for draft in drafts
        if draft.line is None and not (draft.removed or draft.variant_stated)
        for item in draft.items
        if len(item.variants) > 1
    }
    talk = (m.spans[at] for at in m.places_of("filler", "somebody") if not m.spans[at].names)
    said = {token.text for span in talk for token in m.tokens[span.start : span.end]}
    return bool(open_sizes) and any(sizes_called(word, open_sizes, m.view, m.index) for word in said)


def may_be_for_children(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether children are spoken of and no dish is theirs, where the menu has one for them: "für die Kinder zwei Schnitzel"."""
    if not m.view.language.compounds or m.view.language.code != m.index.language:
        return False
    known = foods(m.index.language)
    if not any(map(is_for_some, known.things_in([token.text for token in m.tokens]))):
        return False
    new = (d.items[0].name for d in drafts if d.line is None and not d.removed and d.items)
    ordered = [known.things_in(words(name)) for name in new]
    if any(is_for_some(thing) for things in ordered for thing in things):
        return False
    of_dishes = (known.things_in(words(item.name)) for item in m.index.items.values())
    for_children = [things for things in of_dishes if any(map(is_for_some, things))]
    return any(things & theirs for things in ordered for theirs in for_children)


def changes_for_somebody(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a line of the cart lost a choice for what somebody is to have, who may have another dish: "white rice for my wife"."""
    if not m.says("somebody", "mine", "theirs") or m.says(*_CORRECTS):
        return False
    there = [d for d in drafts if d.line is not None and not d.removed and d.part_of < 0]
    return any(_loses_choice(draft) or _chooses_twice(m, draft) for draft in there)


def _loses_choice(draft: Draft) -> bool:
    """Whether a choice that was told before is gone, and another of its group is there."""
    assert draft.line is not None  # noqa: S101
    has = {c.group.id for c in draft.choices.values() if c.amount != "none"}
    lost = [c for c in draft.line.choices if c.stated and c.amount != "none"]
    return any(c.modifier.id not in draft.choices and c.group.id in has for c in lost)


def _chooses_twice(m: Lexicon, draft: Draft) -> bool:
    """Whether two choices of a group of which one can be had were named in the text."""
    named = [at for at in draft.spans if m.spans[at].names]
    found = [
        (group.id, modifier.id)
        for at in named
        for item_id in draft.ids
        for modifier, group in m.best_modifiers(at, item_id)
        if group.max_select == 1
    ]
    groups = [group for group, _modifier in set(found)]
    return len(groups) > len(set(groups))


def is_for_two(m: Lexicon, draft: Draft) -> bool:
    """Whether two persons are named behind a dish that nobody counted: "prawn cocktail for me and my wife" may be two."""
    if draft.head is None or draft.quantity_stated or draft.line is not None or draft.removed:
        return False
    first = draft.head[2] + 1
    both = (first, first + 2)
    if first + 2 >= len(m) or not m.has(first + 1, "and") or any(m.spans[at].names for at in both):
        return False
    ends = first + 3 >= len(m) or bool(m.spans[first + 3].pause)
    persons = all(m.has(at, "filler", "somebody", "mine", "theirs") for at in both)
    return ends and persons and any(m.has(at, "somebody") for at in both)
