"""The dish that is what was said, where others have it beside something: "waffles" of *Belgian Waffle* beside *Fried Chicken & Waffle*."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART
from server.parsing.matching.written_names import without_measure
from server.parsing.search.draft import Draft
from server.parsing.text.foods import foods, is_bundle, is_origin, is_vessel, says_little
from server.parsing.text.language import Language
from server.parsing.text.tokens import words

MOST_DISHES = 8
"""Dishes that the words may be, at most, so that it is looked for the one that is meant."""
_MEALS = ("meal", "meals", "meal_behind")
_BESIDE = ("and", "with")
_WITHIN = ("of", "with", "preposition")


def plain_dish(m: Lexicon, draft: Draft) -> int:
    """The id of the one dish that a part of its name tells, where the others are meals of it or have it beside something.

    So is that of the one that has all of several words in its name. -1 where none is, or several are.
    """
    if draft.implied or draft.head is None or m.view.meanings is not None or len(draft.items) > MOST_DISHES:
        return -1
    at, spoken = draft.head[1], m.view.language
    said = frozenset(word for word in m.stems(at) if word not in spoken.structural)
    having = [item for item in draft.items if said <= m.view.item_words[item.id]]
    if spoken.script or (len(having) < len(draft.items) and len(said) == 1):
        return -1
    if (leading := _leading_dish(m, having, said, at)) >= 0:
        return leading
    single = [item for item in having if not _is_meal(m, item, said)]
    if len(single) == 1:
        return single[0].id
    is_near = any(far < PART and m.item(i) in single for far, i in m.items(at))
    left = [item for item in single if not (is_near or _has_it_beside(m, item, said))]
    return left[0].id if len(left) == 1 and _is_just_that(m, left[0], said) else -1


def _leading_dish(m: Lexicon, having: Sequence[Item], said: frozenset[str], at: int) -> int:
    """The one dish whose name begins with what was said, where it is what the others are of or with; -1 where none is.

    In languages that name what a dish is first: "unas gambas" are *Gambas al ajillo* beside *Croquetas de gambas*.
    """
    spoken = m.view.language
    if not spoken.head_first or len(said) != 1 or len(having) < 2 or m.has(at - 1, *_WITHIN):  # noqa: PLR2004
        return -1
    stems = {item.id: [spoken.stem(word) for word in words(item.name)] for item in having}
    leading = [item for item in having if stems[item.id][0] in said]
    others = (item for item in having if item not in leading)
    are_within = all(_is_within(words(item.name), stems[item.id], said, spoken) for item in others)
    return leading[0].id if len(leading) == 1 and are_within else -1


def _is_within(name: Sequence[str], stems: Sequence[str], said: frozenset[str], spoken: Language) -> bool:
    """Whether what was said stands in a name right behind a small word: *Arroz con gambas*."""
    at = next((at for at, stem in enumerate(stems) if stem in said), 0)
    return at > 1 and spoken.is_cue(name[at - 1], *_WITHIN)


def _has_it_beside(m: Lexicon, item: Item, said: frozenset[str]) -> bool:
    """Whether a dish is so many of what was said, or has it beside something: *Fried Chicken & Waffle*, not *Coffee & Walnut Cake*."""
    name = words(item.name)
    stems = [m.view.language.stem(word) for word in name]
    return _is_counted(m, name, stems, said) or _is_joined(m, name, stems, said)


def _is_just_that(m: Lexicon, item: Item, said: frozenset[str]) -> bool:
    """Whether a name ends in what was said and tells nothing else of it: *Belgian Waffle*, neither *Cheesy Chips* nor *Scotch Egg*."""
    spoken, name = m.view.language, words(without_measure(item.name))
    others = [word for word in name if spoken.stem(word) not in said and word not in spoken.structural]
    first, known = (
        next((at for at, word in enumerate(name) if spoken.stem(word) in said), 0),
        foods(spoken.code),
    )
    is_led = first > 0 and name[first - 1] not in spoken.structural
    is_another = is_led and known.thing_at(name, first - 1)[0] > first
    ends = name[0] if spoken.head_first else name[-1]
    return (
        not is_another and spoken.stem(ends) in said and all(_tells_little(word, spoken) for word in others)
    )


def _tells_little(word: str, spoken: Language) -> bool:
    """Whether a word tells nothing of what a dish is: how much, where it is from, that it is the usual one."""
    things = foods(spoken.code).things_in([word])
    is_portion = spoken.is_cue(word, "class", "serving", "portion", "plain")
    return is_portion or (
        bool(things) and all(says_little(t) or is_origin(t) or is_vessel(t) for t in things)
    )


def _is_meal(m: Lexicon, item: Item, said: frozenset[str]) -> bool:
    """Whether the name of a dish says that it is several things together, and nobody said so: a combo, a platter."""
    spoken = m.view.language
    known = foods(spoken.code)
    meal_words = {
        spoken.stem(word)
        for word in words(item.name)
        if spoken.is_cue(word, *_MEALS) or any(map(is_bundle, known.things_in([word])))
    }
    return bool(meal_words) and said.isdisjoint(meal_words)


def _is_counted(m: Lexicon, name: Sequence[str], stems: Sequence[str], said: frozenset[str]) -> bool:
    """Whether a number leads what was said: *Dozen Bagels*."""
    return m.view.language.is_cue(name[0], "number") and not said.isdisjoint(stems[1:2])


def _is_joined(m: Lexicon, name: Sequence[str], stems: Sequence[str], said: frozenset[str]) -> bool:
    """Whether what was said stands right behind "and", or somewhere behind "with"."""
    last = max((at for at, stem in enumerate(stems) if stem in said), default=0)
    first = min((at for at, stem in enumerate(stems) if stem in said), default=0)
    is_behind = first > 0 and m.view.language.is_cue(name[first - 1], "and")
    is_with = any(m.view.language.is_cue(word, "with") for word in name[:first])
    return is_with or (is_behind and last == first + len(said) - 1)
