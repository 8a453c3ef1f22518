"""Wishes and options that may have been meant for something of the menu: such an order is not complete."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import ALIAS
from server.parsing.search.draft import Draft
from server.parsing.text.foods import LONGEST_COMPOUND, PART_OF_COMPOUND, Foods, foods, kin, kind_of
from server.parsing.text.language import language
from server.parsing.text.tokens import is_unspaced, words

MAX_WORDS = 12
"""Words of a wish or a name that are read."""
SHORTEST_END = 3
"""Letters of what a compound is, at least."""
SHORT = 2
"""Tokens of one word that may tell of what a dish is made of, at most: 튀김 is two."""


def may_be_for_something_else(m: Lexicon, drafts: Sequence[Draft]) -> bool:
    """Whether a wish may be an option of its dish or about the dish before it, or options may be a dish by themselves."""
    fresh = [d for d in drafts if not d.removed]
    return (
        any(_wishes_for_option(m, draft) for draft in fresh if draft.requests and draft.item is not None)
        or (len(fresh) > 1 and any(_is_about_dish_before(m, draft, fresh) for draft in fresh))
        or (len(fresh) > 1 and any(_refuses_of_another(m, draft, fresh) for draft in fresh if draft.requests))
        or (m.says("and") and any(_takes_what_was_counted(m, draft) for draft in fresh))
        or any(_displaces_beside(m, draft) for draft in fresh if len(draft.spans) > 1)
        or (m.says("and") and any(_wishes_for_dish(m, draft) for draft in fresh if draft.requests))
        or any(_wishes_a_dish_of_menu(m, draft) for draft in fresh if draft.requests)
        or any(_tells_of_namesake(m, draft) for draft in fresh if draft.requests)
        or (m.says("amount") and any(_wishes_an_amount(m, draft) for draft in fresh))
    )


def _wishes_for_option(m: Lexicon, draft: Draft) -> bool:
    """Whether a wish holds an option of its dish, run together with other words or as a food of its kind."""
    assert draft.item is not None  # noqa: S101
    chosen = {choice.modifier.name for choice in draft.choices.values()}
    options = [name for name in _options(draft.item) if name not in chosen]
    return any(
        any(is_unspaced(name[0]) and name in wish for name in options)
        or (m.view.language.compounds and _ends_compound(wish, options))
        or _has_kind_of(m, wish, options)
        for wish in draft.requests
    )


def _ends_compound(wish: str, options: Sequence[str]) -> bool:
    """Whether the last word of a wish is what an option is, in one word: "Eis", of *Vanilleeis*."""
    said = words(wish)[-1:]
    named = (words(name)[-1:] for name in options)
    return any(
        len(said[0]) >= SHORTEST_END and name != said and name[0].endswith(said[0])
        for name in named
        if said and name
    )


def _wishes_for_dish(m: Lexicon, draft: Draft) -> bool:
    """Whether a wish is a food with an article behind "and": "cod and chips and a black pudding" of a menu without one."""
    begun = [m.text[m.place(at)[0] :] for at in draft.spans if _is_led_by_article(m, at)]
    wishes = [wish for wish in draft.requests if any(rest.startswith(wish) for rest in begun)]
    spoken = m.view.language
    return any(
        " " in wish and spoken.vessels.isdisjoint(words(wish)) and bool(_things(wish, spoken.code))
        for wish in wishes
    )


def _wishes_a_dish_of_menu(m: Lexicon, draft: Draft) -> bool:
    """Whether a wish by itself is what a dish is called, behind a pause or "and": "two dips and wedges"."""
    return any(
        bool(m.items(at))
        and m.words(at) in draft.requests
        and (bool(m.spans[at].pause) or m.has(at - 1, "and"))
        for at in draft.spans
    )


def _tells_of_namesake(m: Lexicon, draft: Draft) -> bool:
    """Whether the end of another dish's name was wished, which begins as this one: "the water without gas"."""
    if draft.item is None or not m.view.language.head_first:
        return False
    kind, own = words(draft.item.name)[0], draft.item.id
    called = [m.view.trie.get((kind, *words(wish))) or {} for wish in draft.requests]
    near = [m.index.names[name] for names in called for name, far in names.items() if far <= ALIAS]
    return any(far <= ALIAS and item_id != own for named in near for item_id, far in named.items.items())


def _is_led_by_article(m: Lexicon, at: int) -> bool:
    """Whether "and" and an article stand before a word, or the article begins it: "and an extra portion of seaweed"."""
    if m.spans[at].names:
        return False
    has_article = m.has_within(at, "article") and not m.has(at, "article")
    return (m.has(at - 1, "article") and m.has(at - 2, "and")) or (has_article and m.has(at - 1, "and"))


def _refuses_of_another(m: Lexicon, draft: Draft, fresh: Sequence[Draft]) -> bool:
    """Whether a food is refused of one dish that another one is called by: "a garlic naan and a korma, no garlic"."""
    refused = [at for at in draft.spans if m.spans[at].names and m.has(at - 1, "no")]
    others = [d for d in fresh if d is not draft and d.line is None and d.item is not None]
    ends = tuple(m.words(at) for at in refused)
    is_wish = any(wish.endswith(ends) for wish in draft.requests) if ends else False
    return is_wish and any(m.is_word_of(at, d.item.id) for at in refused for d in others if d.item)


def _displaces_beside(m: Lexicon, draft: Draft) -> bool:
    """Whether two names side by side are of one choice and the second took the first's place: "butter and sage sauce".

    In languages that say a verb of change last it was moved before both: ロックじゃなくてソーダ割り.
    """
    if draft.item is None:
        return False
    item_id = draft.item.id
    head = draft.head[2] if draft.head is not None else -1
    pairs = [at for at in draft.spans if at - 1 in draft.spans and at - 1 > head and not m.spans[at].pause]
    pairs = [at for at in pairs if not (m.view.language.head_final and m.has(at - 2, "correction"))]
    return any(
        one.id not in draft.choices
        and other.id in draft.choices
        and own.id == group.id
        and own.max_select == 1
        for at in pairs[:MAX_WORDS]
        for one, own in m.best_modifiers(at - 1, item_id)
        for other, group in m.best_modifiers(at, item_id)
        if m.spans[at].names and m.spans[at - 1].names
    )


def _wishes_an_amount(m: Lexicon, draft: Draft) -> bool:
    """Whether a wish holds a word for how an option is had, which may be about one that was chosen: "sugar, put apart"."""
    if not draft.requests or not draft.choices:
        return False
    said = [m.words(at) for at in range(len(m)) if m.has(at, "amount")][:MAX_WORDS]
    return any(f" {amount}" in wish for amount in said for wish in draft.requests)


def _options(item: Item) -> Iterator[str]:
    """What the options of a dish and their groups are called."""
    for group in item.modifier_groups:
        yield group.name
        yield from (modifier.name for modifier in group.modifiers)


def _has_kind_of(m: Lexicon, wish: str, options: Sequence[str]) -> bool:
    """Whether a food of a wish in another language than the menu's is of a kind with an option: "extra gravy"."""
    spoken, own = m.view.language.code, m.index.language
    if spoken == own:
        return False
    wanted = _things(wish, spoken)
    near = {other for thing in wanted for other in (thing, *kin(thing), *kind_of(thing))}
    return bool(near) and any(near & _things_of_name(name, own) for name in options)


@lru_cache(maxsize=4096)
def _things_of_name(name: str, code: str) -> frozenset[str]:
    return _things(name, code)


def _things(text: str, code: str) -> frozenset[str]:
    """The things that the words of a text mean, and what its compounds end with."""
    said, known = words(text)[:MAX_WORDS], foods(code)
    found = {
        thing
        for at in range(len(said))
        for one in known.at(said, at)
        for things in one.meaning
        for thing in things
    }
    if language(code).compounds:
        found.update(filter(None, (_end_of_compound(word, known) for word in said)))
    return frozenset(found)


def _end_of_compound(word: str, known: Foods) -> str:
    """The thing that a compound ends with: "Dunkelbiersoße" is a sauce; "" for none."""
    for cut in range(PART_OF_COMPOUND, min(len(word), LONGEST_COMPOUND) - PART_OF_COMPOUND + 1):
        if thing := known.thing_at((word[cut:],), 0)[1]:
            return thing
    return ""


def _is_about_dish_before(m: Lexicon, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a dish may be a word about the one before it: ", la carne muy hecha", "dumplings in mushroom sauce"."""
    if draft.line is not None or draft.head is None or draft.quantity_stated or draft is drafts[0]:
        return False
    first, at, _last = draft.head
    while first and not m.spans[first].pause and m.has(first - 1, "article", "that"):
        first -= 1
    if draft.implied:
        names = bool(m.spans[first - 1].names) and not m.has(first - 1, "and")
        is_behind = m.has(first - 1, "preposition", "with") or names
        return first > 0 and not m.spans[first].pause and is_behind
    found = m.items(at)
    is_told = bool(draft.requests) and not (draft.choices or draft.variant_stated or m.has(first - 1, "and"))
    is_short = " " not in m.words(at) and m.length(at) <= SHORT
    return is_told and bool(m.spans[first].pause) and is_short and bool(found) and found[0][0] > ALIAS


def _takes_what_was_counted(m: Lexicon, draft: Draft) -> bool:
    """Whether counted options stand before "and" and the dish that has them: "one tuna with onion and a salad"."""
    if draft.line is not None or draft.head is None or not draft.choices:
        return False
    begin, first, _last = draft.head
    while first and m.has(first - 1, "article", "number", "that") and not m.spans[first - 1].names:
        first -= 1
    if first < 2 or not m.has(first - 1, "and") or first - 2 not in draft.spans:  # noqa: PLR2004
        return False
    return any(
        m.has(at, "number", "article") and not m.spans[at].names for at in (begin - 1, begin) if at >= 0
    )
