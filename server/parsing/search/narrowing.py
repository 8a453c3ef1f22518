"""Which of several dishes is meant by what is said of it: the words by which their names differ stand in its options."""

from functools import lru_cache

from server.domain.menu import Variant
from server.parsing.matching.forms_by_meaning import forms_of, things_of
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.counted_choices import dish_of_count
from server.parsing.search.counted_pieces import dish_of_pieces
from server.parsing.search.counted_sizes import size_of_number, take_size
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.plain_drinks import plain_drink
from server.parsing.search.plain_heads import plain_dish
from server.parsing.text.foods import Things, foods
from server.parsing.text.language import language
from server.parsing.text.tokens import words

MAX_NARROWED = 8
"""Dishes that a name may stand for, at most, so that it is looked for the one that is meant."""
MAX_NAMES = 4096
"""Names of dishes whose things are remembered, at most."""


def narrow(h: Hypothesis, m: Lexicon) -> None:
    """Keep, of the dishes that a line may be, the one whose name is said to its end around options.

    "A glass of red wine" is *Vin au verre* where there is *Pichet de vin* too. "A bagel toasted with scallion cream cheese" is *Bagel with Cream Cheese*, where there is one with lox too.
    Else it is the one that is called so but for how it is cooked: "halloumi" of *Grilled halloumi* beside a wrap of it.
    """
    for i, draft in enumerate(h.drafts):
        if draft.line is None and not draft.removed and 1 < len(draft.items) <= MAX_NARROWED:
            _narrow_one(h, m, i)


def _narrow_one(h: Hypothesis, m: Lexicon, index: int) -> None:
    draft = h.drafts[index]
    meant = _meant(m, draft) if m.view.meanings is None else _meant_abroad(m, draft)
    told_by_choices = meant >= 0
    meant = meant if told_by_choices else _plainly_meant(m, draft)
    meant = meant if meant >= 0 else plain_dish(m, draft)
    if meant < 0 and m.view.meanings is None:
        meant = plain_drink(m, draft)
    if meant < 0 and (sized := _of_size_said(m, draft)):
        meant = sized[0]
        own = h.drafts.own(index)
        own.variant, own.sizes = sized[1], (sized[1],)
    if meant < 0 and (meant := dish_of_count(m, draft)) >= 0:
        h.pay("option_group_full", -h.choices.get("option_group_full", 0.0))
    if meant < 0 and (meant := dish_of_pieces(m, draft)) >= 0:
        h.drafts.own(index).quantity = 1
    if meant < 0 and (counted := size_of_number(m, draft)):
        meant = counted[0].id
        take_size(h.drafts.own(index), counted[1])
    if meant >= 0:
        own = h.drafts.own(index)
        own.be_one_of([item for item in draft.items if item.id == meant])
        if told_by_choices:
            _take_back_what_calls_it(m, own)
        h.pay("ambiguous_head", -1.0)


def _take_back_what_calls_it(m: Lexicon, draft: Draft) -> None:
    """Leave out options that a dish is called by, and that it need not have: no second pepperoni on a *Pepperoni pizza*."""
    own = m.view.item_words[draft.items[0].id]
    for key, choice in list(draft.choices.items()):
        called = set(map(m.view.language.stem, words(choice.modifier.name))) <= own
        if called and choice.amount == "regular" and not choice.group.min_select:
            del draft.choices[key]


def _meant(m: Lexicon, draft: Draft) -> int:
    """The one dish of which every word is said that not all have; -1 where none is, or several are."""
    if draft.implied or draft.head is None or not draft.choices:
        return -1
    of_words = m.view.item_words
    shared = frozenset.intersection(*[of_words[item_id] for item_id in draft.ids])
    said = frozenset().union(*[m.stems(at) for at in draft.spans])
    small = m.view.language.trie
    found = []
    for item_id in draft.ids:
        own = {word for word in of_words[item_id] - shared if small.get((word,)) is None}
        if own and own <= said:
            found.append(item_id)
    return found[0] if len(found) == 1 else -1


def _of_size_said(m: Lexicon, draft: Draft) -> tuple[int, Variant] | None:
    """The only one of several dishes that comes in more than one size, where a size is said: "regular fries"; and its size."""
    sized = [item for item in draft.items if len(item.variants) > 1]
    if draft.implied or len(sized) != 1 or len(draft.sizes) != 1:
        return None
    said = [size for at in draft.spans for size in m.variants(at, sized[0].id)]
    return (sized[0].id, said[0]) if len(said) == 1 else None


def _plainly_meant(m: Lexicon, draft: Draft) -> int:
    """The dish that is called by the one word that was said, or nearly, but for how it is cooked; -1 where none is."""
    if not m.view.plain_names or draft.implied or draft.head is None or m.length(draft.head[1]) > 1:
        return -1
    at = draft.head[1]
    said = m.view.readings.get(m.token(at))
    words = [*m.stems(at), *(form[0] for form, _, _ in (said.corrected if said else None) or ())]
    found = {m.view.plain_names.get(m.view.language.stem(word), -1) for word in words} & set(draft.ids)
    goes_on = any(not found.isdisjoint(m.all_items(i)) for i in range(at + 1, min(at + 2, len(m))))
    return min(found) if len(found) == 1 and not goes_on else -1


def _meant_abroad(m: Lexicon, draft: Draft) -> int:
    """The one dish of whose name a thing is said, not as its option, that not all have; -1 where none is, or several are."""
    if draft.implied or draft.head is None:
        return -1
    of_names = {item.id: _things_of(item.name, m.index.language) for item in draft.items}
    shared = frozenset.intersection(*of_names.values())
    said = frozenset().union(*[_things_said(m, at) for at in draft.spans if not m.spans[at].names])
    found = [item_id for item_id, things in of_names.items() if not said.isdisjoint(things - shared)]
    return found[0] if len(found) == 1 else -1


@lru_cache(maxsize=MAX_NAMES)
def _things_of(name: str, code: str) -> Things:
    return things_of(forms_of(name, language(code)))


def _things_said(m: Lexicon, at: int) -> Things:
    span = m.spans[at]
    return foods(m.view.language.code).things_in(m.texts[span.start : span.end])
