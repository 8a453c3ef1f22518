"""What the words around a name make of it, where scripts without blanks or particles hide a name of the menu.

겨자는 따로 is the option 겨자 따로, 白切鸡饭 the rice dish that can be had with 白切鸡, and the 500 of 생맥주 500 두 잔 a size.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.compounds import as_whole_foods, without_parts_of_compounds
from server.parsing.matching.counts_of_sizes import counts_of_sizes_had
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kept_apart import kept_apart
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS, PART
from server.parsing.matching.said_behind import (
    counters_of_numbers,
    counts_of_others,
    names_within,
    refusals_first,
    refusals_of_all,
    sizes_behind,
)
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.foods import foods
from server.parsing.text.tokens import Token, is_unspaced, words

MOST_AROUND = 8
"""Spans before a word that are looked at for the dish that it belongs to, at most."""
SMALL_TALK = Word(frozenset({"filler"}))
COUNTER = Word(frozenset({"counter"}))
OF_ALLERGIES = ("allergy", "allergy_frame", "allergy_behind", "beside_allergen", "no_allergy")
"""Kinds of words that tell of what somebody may not eat: what stands beside them is never passed over."""
MOST_DISHES = 60
"""Dishes with one option that are looked at for their names, at most."""
JOINED = 0.1
"""How far a name is that is said with a particle within it, and a dish by an option and the end of its name."""


def read_around_names(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    had: Sequence[tuple[int, int]] = (),
) -> list[Span]:
    """The spans as those around each make them, in a language of such a script.

    `had` are the dishes of the cart, each with its size.
    """
    ordered = [item for item, _size in had]
    is_own = view.written.code == view.language.code
    found = as_whole_foods(spans, tokens, view.language.code) if is_own else list(spans)
    found = without_parts_of_compounds(found, tokens, index) if is_own else found
    found = refusals_of_all(counters_of_numbers(found, tokens, view), tokens, view, index)
    if view.language.head_final:
        found = _across_particles(found, tokens, view)
    if not any(span.has(*OF_ALLERGIES) for span in found):
        found = _without_groups(found, tokens, view, index, ordered)
    found = kept_apart(found, index)
    found = _by_ends_of_names(found, tokens, index)
    found = _with_other_ends(found, tokens, index)
    found = counts_of_sizes_had(found, tokens, view, index, had)
    found = counts_of_others(names_within(found, tokens, view), tokens, view, index)
    found = sizes_behind(found, index) if view.language.head_final else refusals_first(found, index)
    return _sizes_before_counts(_counted(found), view, index)


def _without_groups(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    ordered: Sequence[int],
) -> list[Span]:
    """The name of a group before what is told of it as small talk: 焼き加減 of 焼き加減だけウェルダンで.

    It is never a food, unless an option of it is told: the ご飯 of ご飯は両方大盛りで is no rice besides.
    """
    found: list[Span] = []
    at, is_told = 0, False
    while at < len(spans):
        end = _end_of_group(spans, at, tokens, index)
        is_food = end > at and _is_food(spans[at:end], tokens, view)
        if end == at or is_food:
            end = _end_of_told_group(spans, at, tokens, index, ordered)
            is_told = end > at or (is_told and not spans[at].pause)
        group = spans[at : max(end, at + 1)]
        is_small = end > at or (is_told and group[0].has("change") and not group[0].names)
        small = Span(group[0].start, group[-1].end, word=SMALL_TALK, pause=group[0].pause)
        found.append(small if is_small else spans[at])
        at += len(group)
    return found


def _is_food(spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords) -> bool:
    """Whether the words are for a food, which somebody may not eat: 牛乳 is also what a choice of milk is called."""
    return foods(view.language.code).knows("".join(word for span in spans for word in _texts(span, tokens)))


def _end_of_group(spans: Sequence[Span], at: int, tokens: Sequence[Token], index: MenuIndex) -> int:
    """The span after the name of a group that begins at a place, where something is told of it; the place itself else."""
    said: list[str] = []
    for end in range(at, min(len(spans) - 1, at + MOST_AROUND)):
        span = spans[end]
        if (span.pause and end > at) or _may_be_meant(span, index):
            return at
        said += _texts(span, tokens)
        behind = spans[end + 1]
        if tuple(said) in index.group_names and not behind.pause:
            is_told = behind.has("topic", "only") or (len(said) > 1 and behind.has("filler"))
            return end + 1 if is_told and not behind.names else at
    return at


def _end_of_told_group(
    spans: Sequence[Span], at: int, tokens: Sequence[Token], index: MenuIndex, ordered: Sequence[int]
) -> int:
    """The span after what begins the name of a group, where a dish before has an option of it that is told behind a particle."""
    behind = at + 1
    if behind >= len(spans) or spans[behind].pause or not spans[behind].has("topic", "only", "filler"):
        return at
    said = tuple(_texts(spans[at], tokens))
    if not any(name[: len(said)] == said for name in index.group_names):
        return at
    dishes = {item for span in spans[:at] for name in span.names for item in index.names[name].items}
    dishes = dishes or set(ordered)
    if not dishes or _is_choice_of(spans[at], dishes, index):
        return at
    for option in spans[behind + 1 : behind + MOST_AROUND]:
        if option.pause or option.has("and"):
            return at
        if _tells_group(option, said, dishes, index):
            return (
                at if _has_it(spans[at], option, index) else behind + (not spans[behind].has("topic", "only"))
            )
    return at


def _is_choice_of(span: Span, dishes: set[int], index: MenuIndex) -> bool:
    """Whether a span is the very name of an option or a size of one of `dishes`."""
    named = [index.names[name] for name, far in span.names.items() if far <= ALIAS]
    return any(not dishes.isdisjoint([*one.modifiers, *one.variants]) for one in named)


def _has_it(span: Span, option: Span, index: MenuIndex) -> bool:
    """Whether a span is the very name of a dish that can be had with an option or in a size: ご飯, where it comes 大盛り."""
    items = {item for name, far in span.names.items() if far <= ALIAS for item in index.names[name].items}
    return any(_fits(option, item, index) for item in items)


def _tells_group(span: Span, said: tuple[str, ...], dishes: set[int], index: MenuIndex) -> bool:
    """Whether a span names an option of one of `dishes`, in a group whose name begins so."""
    options = [index.names[name].modifiers for name, far in span.names.items() if far < PART]
    return any(
        words(group.name)[: len(said)] == said
        for having in options
        for item in dishes.intersection(having)
        for _modifier, group, _far in having[item]
    )


def _may_be_meant(span: Span, index: MenuIndex) -> bool:
    """Whether a span names something by itself: a dish, or an option if by a part of its name."""
    return bool(span.names) and (
        min(span.names.values()) < PART or any(index.names[name].modifiers for name in span.names)
    )


def _across_particles(spans: list[Span], tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """A name with a particle between its words as one span."""
    found: list[Span] = []
    for span in spans:
        if len(found) > 1 and found[-2].names and span.names and not (span.pause or found[-1].pause):
            first, particle = found[-2], found[-1]
            is_particle = particle.has("topic", "filler") and particle.end - particle.start == 1
            said = (*_texts(first, tokens), *_texts(span, tokens))
            both = [name for name in span.names if name in first.names]
            names = [name for name in both if words(name) in (said, _without_honorific(said, view))]
            if is_particle and not particle.names and names:
                found[-2:] = []
                span = Span(first.start, span.end, dict.fromkeys(names, JOINED), pause=first.pause)  # noqa: PLW2901
        found.append(span)
    return found


def _without_honorific(said: tuple[str, ...], view: MenuWords) -> tuple[str, ...]:
    """The words without a small one at their beginning: お刺身三点盛り."""
    first = view.language.trie.get(said[:1])
    return said[1:] if first is not None and "filler" in first.kinds else said


def _texts(span: Span, tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens[span.start : span.end]]


def _by_ends_of_names(spans: list[Span], tokens: Sequence[Token], index: MenuIndex) -> list[Span]:
    """A single character behind an option as the one dish that has it and whose name ends so: 白切鸡饭."""
    found = list(spans)
    for at in range(1, len(found)):
        span = found[at]
        is_single = span.end == span.start + 1 and is_unspaced(tokens[span.start].text[0]) and not span.pause
        if not is_single or span.word.kinds - {"filler"}:
            continue
        option = _option_before(found, at)
        dishes = _dishes_ending(tokens[span.start].text, option, span, index) if option else []
        if len(dishes) == 1:
            found[at] = replace(span, names={dishes[0]: JOINED}, word=NOTHING)
    return found


def _option_before(spans: Sequence[Span], at: int) -> Span | None:
    """The span before a place that has names, small words left out of account."""
    for i in range(at - 1, max(-1, at - MOST_AROUND), -1):
        if spans[i].names:
            return spans[i]
        if spans[i].pause or not spans[i].has("filler"):
            return None
    return None


def _dishes_ending(end: str, option: Span, said: Span, index: MenuIndex) -> list[str]:
    """The names of dishes that end with a character and can be had with an option, which is no dish itself."""
    named = index.names
    if any(named[name].items for name in option.names):
        return []
    nearest = min(option.names.values())
    having = {
        item
        for name, far in option.names.items()
        if far <= nearest + JOINED
        for item in named[name].modifiers
    }
    ends = [item for item in sorted(having) if index.items[item].name.casefold().endswith(end)]
    is_option = any(item in named[name].modifiers for name in said.names for item in ends)
    return [] if is_option or len(ends) != 1 else [index.items[ends[0]].name.casefold()]


def _with_other_ends(spans: list[Span], tokens: Sequence[Token], index: MenuIndex) -> list[Span]:
    """A dish whose name ends with another option of the group of the one that is said: 天ぷらうどん is 天ぷらそば with うどん."""
    found: list[Span] = []
    for span in spans:
        if span.names and not span.pause and found and min(span.names.values()) <= JOINED:
            begun = _begun(found, span, tokens, index)
            if begun is not None:
                found[len(found) - begun[0] :] = [begun[1]]
        found.append(span)
    return found


def _begun(
    before: Sequence[Span], option: Span, tokens: Sequence[Token], index: MenuIndex
) -> tuple[int, Span] | None:
    """How many spans right before an option are the beginning of such a dish's name, and the dish in their place."""
    for count in range(1, min(MOST_AROUND, len(before)) + 1):
        begin = before[-count:]
        dish = _ending_otherwise(
            "".join(text for span in begin for text in _texts(span, tokens)), option, index
        )
        if dish:
            return count, Span(begin[0].start, begin[-1].end, {dish: JOINED}, pause=begin[0].pause)
        if begin[0].pause or begin[0].has("number", "and", "also"):
            return None
    return None


def _ending_otherwise(begin: str, option: Span, index: MenuIndex) -> str:
    """The name of the one dish that begins so and ends with an option beside the one that is said; "" for none, or several."""
    nearest = min(option.names, key=lambda name: option.names[name])
    dishes: dict[int, str] = {}
    for item_id, options in list(index.names[nearest].modifiers.items())[:MOST_DISHES]:
        item = index.items[item_id]
        called = {name.casefold() for name in (item.name, *item.aliases)}
        others = {m.name for modifier, group, _far in options for m in group.modifiers if m.id != modifier.id}
        if begin not in called and any(begin + other.casefold() in called for other in others):
            dishes[item_id] = item.name.casefold()
    return next(iter(dishes.values())) if len(dishes) == 1 else ""


def _sizes_before_counts(spans: list[Span], view: MenuWords, index: MenuIndex) -> list[Span]:
    """A number that is a size of the dish before it where another one counts: 500; none where no size is called so."""
    found = list(spans)
    for at in range(1, len(found)):
        span = found[at]
        if not span.has("number") or span.pause:
            continue
        item = _dish_before(found, at, index)
        if item < 0:
            continue
        sizes = set(view.sizes_by_number(index.items[item]).get(span.word.value, ()))
        is_counted = at + 1 < len(found) and found[at + 1].has("number") and not found[at + 1].pause
        if sizes and is_counted and span.word.value > 1:
            labels = {v.label.casefold(): JOINED for v in index.items[item].variants if v.id in sizes}
            found[at] = replace(span, names=labels, word=NOTHING)
        elif span.names and not sizes and not _fits(span, item, index):
            found[at] = replace(span, names={})
    return [part for span in found for part in _parted(span)]


def _counted(spans: list[Span]) -> list[Span]:
    """The spans, measure words behind their numbers without what they are only a part of: the 碗 of 一碗汤."""
    return [
        replace(span, names={}) if at and spans[at - 1].has("number") and _only_counts(span) else span
        for at, span in enumerate(spans)
    ]


def _only_counts(span: Span) -> bool:
    return span.has("counter") and bool(span.names) and not span.pause and min(span.names.values()) >= PART


def _parted(span: Span) -> list[Span]:
    """A number of portions that is no size, as its number and its measure word."""
    if span.names or not span.has("number") or span.has("counter") or not span.counts:
        return [span]
    measure = Span(span.start + 1, span.end, word=COUNTER)
    return [replace(span, end=span.start + 1, counts=False), measure]


def _dish_before(spans: Sequence[Span], at: int, index: MenuIndex) -> int:
    """The one dish that was named last before a place; -1 where none was, or several."""
    for i in range(at - 1, max(-1, at - MOST_AROUND), -1):
        names = spans[i].names
        if names and any(index.names[name].items for name in names):
            nearest = min(names, key=lambda name: names[name])
            items = [*index.names[nearest].items]
            return items[0] if len(items) == 1 else -1
        if spans[i].pause:
            return -1
    return -1


def _fits(span: Span, item: int, index: MenuIndex) -> bool:
    """Whether a span names something that a dish can be had as or with."""
    named = (index.names[name] for name in span.names)
    return any(item in one.variants or item in one.modifiers for one in named)
