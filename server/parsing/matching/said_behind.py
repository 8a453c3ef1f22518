"""What stands behind the name that it is about, in scripts without blanks: Chinese refusals, counts that look like a size.

香菜不要 is read as 不要香菜, and the 五本 of 串かつ五本 counts where only another dish can be had so.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import come_together
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import Token

MOST_BEHIND = 8
"""Spans of one clause that are looked at before a refusal, at most."""
JOINED = 0.1
"""How far the name of an option or size is that is said within a longer small word: 곱빼기 in 곱빼기로."""
_BETWEEN = ("filler", "and", "all")
"""Kinds of small words that may stand between several options and their refusal: 香菜和葱都不要."""


def refusals_first(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, each refusal or amount that ends a clause before the options that it is about."""
    ordered: list[Span] = []
    for at, span in enumerate(spans):
        before = len(ordered)
        is_behind = span.has("no") or span.word.amount in ("extra", "light")
        if is_behind and not (span.names or span.pause) and _ends_clause(spans, at + 1):
            before = _before_options(ordered, index)
        if before < len(ordered):
            first = ordered[before]
            span = replace(span, pause=first.pause)  # noqa: PLW2901
            ordered[before] = replace(first, pause="")
        ordered.insert(before, span)
    return ordered


def _ends_clause(spans: Sequence[Span], at: int) -> bool:
    """Whether nothing but small talk stands from a place to the end of its clause."""
    for i in range(at, min(len(spans), at + MOST_BEHIND)):
        if spans[i].pause:
            return True
        if spans[i].names or spans[i].word.kinds != {"filler"}:
            return False
    return True


def _before_options(ordered: Sequence[Span], index: MenuIndex) -> int:
    """Where the options begin that end the words so far; behind all where none do."""
    begin = end = len(ordered)
    for at in range(end - 1, max(-1, end - MOST_BEHIND), -1):
        span = ordered[at]
        if _is_option(span, index):
            begin = at
        elif span.names or not span.has(*_BETWEEN):
            break
        if span.pause and not (at and come_together(ordered[at - 1], span, index)):
            break
    if begin == end:
        return _before_unknown(ordered)
    return begin if begin == 0 or not ordered[begin - 1].has("no", "with", "add", "amount") else end


def _before_unknown(ordered: Sequence[Span]) -> int:
    """Where the clause begins that ends the words so far and of which nothing is known: 葱 of 葱不要."""
    begin = end = len(ordered)
    while begin > max(0, end - MOST_BEHIND) and not ordered[begin - 1].known:
        begin -= 1
        if begin == 0 or ordered[begin].pause:
            return begin
    return end


def _is_option(span: Span, index: MenuIndex) -> bool:
    """Whether a span names options, and no dish more nearly."""
    options = [far for name, far in span.names.items() if index.names[name].modifiers]
    dishes = [far for name, far in span.names.items() if index.names[name].items]
    return bool(options) and min(options) <= min(dishes, default=99.0)


def counts_of_others(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, what is called like the size of a dish that is not spoken of as a number and its measure word: 各一份.

    A measure word alone loses such names: the 잔 of 카푸치노 한 잔, where wine comes by the glass.
    """
    found: list[Span] = []
    spoken_of = {item for span in spans for name in span.names for item in index.names[name].items}
    for at, span in enumerate(spans):
        if span.names and span.has("counter") and _only_counts(spans, at, index):
            found.append(replace(span, names={}))
            continue
        item = _dish_before(spans, at, index) if span.names and not span.word.kinds else -1
        dishes = {item} if item >= 0 else spoken_of
        is_open = bool(span.names and dishes) and not span.word.kinds
        is_others = is_open and all(_is_size_of_others(name, dishes, index) for name in span.names)
        found += (is_others and as_count(span, tokens, view)) or [span]
    return found


def _only_counts(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    """Whether a measure word behind a number tells no size: the dish before has none of the name, or it was told already."""
    sizes = [index.names[name] for name in spans[at].names]
    if at == 0 or not spans[at - 1].has("number") or any(one.items or one.modifiers for one in sizes):
        return False
    for i in range(at - 2, max(-1, at - MOST_BEHIND), -1):
        if spans[i + 1].pause:
            return False
        named = [index.names[name] for name in spans[i].names]
        if any(one.variants and not one.items for one in named):
            return True
        if dishes := {item for one in named for item in one.items}:
            return not any(item in one.variants for one in sizes for item in dishes)
    return False


def sizes_behind(spans: Sequence[Span], index: MenuIndex) -> list[Span]:
    """The spans, an amount right behind a dish that has a size of that name as this size alone: 牛丼大盛り, 국수 곱빼기."""
    return [
        replace(span, word=NOTHING) if span.has("amount") and _is_size_behind(spans, at, index) else span
        for at, span in enumerate(spans)
    ]


def _is_size_behind(spans: Sequence[Span], at: int, index: MenuIndex) -> bool:
    item = _dish_before(spans, at, index) if spans[at].names else -1
    return item >= 0 and any(item in index.names[name].variants for name in spans[at].names)


def _is_size_of_others(name: str, dishes: set[int], index: MenuIndex) -> bool:
    named = index.names[name]
    is_size = bool(named.variants) and not (named.items or named.modifiers)
    return is_size and dishes.isdisjoint(named.variants)


def _dish_before(spans: Sequence[Span], at: int, index: MenuIndex) -> int:
    """The one dish that is named right before a place, particles left out of account; -1 where none is, or several."""
    for i in range(at - 1, max(-1, at - MOST_BEHIND), -1):
        if spans[i + 1].pause:
            return -1
        names = spans[i].names
        if names:
            items = index.names[min(names, key=lambda name: names[name])].items
            return next(iter(items)) if len(items) == 1 else -1
        if not spans[i].has("filler", "topic"):
            return -1
    return -1


def as_count(span: Span, tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """A span as a number and a measure word; empty where it is none."""
    said = [token.text for token in tokens[span.start : span.end]]
    known = view.language.trie
    for cut in range(len(said) - 1, 0, -1):
        number, counter = _number(said[:cut], view), known.get(tuple(said[cut:]))
        if number is not None and counter is not None and "counter" in counter.kinds:
            return [
                Span(span.start, span.start + cut, word=number, pause=span.pause),
                Span(span.start + cut, span.end, word=counter),
            ]
    return []


def _number(said: Sequence[str], view: MenuWords) -> Word | None:
    if len(said) == 1 and said[0].isdecimal():
        return Word(frozenset({"number"}), int(said[0][:4]))
    word = view.language.trie.get(tuple(said))
    return word if word is not None and "number" in word.kinds else None


def names_within(spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """The spans, a small word that is a name of the menu and a particle as that name too: 곱빼기로 where 곱빼기 is a size."""
    return [
        replace(span, names=dict.fromkeys(names, JOINED))
        if (names := _name_within(span, tokens, view))
        else span
        for span in spans
    ]


def _name_within(span: Span, tokens: Sequence[Token], view: MenuWords) -> list[str]:
    """The names that a wish or an amount is but for the particle at its end."""
    if span.names or not span.has("amount", "request", "size", "among") or span.end - span.start < 2:  # noqa: PLR2004
        return []
    said = tuple(token.text for token in tokens[span.start : span.end])
    end = view.language.trie.get(said[-1:])
    if end is None or "filler" not in end.kinds:
        return []
    entry = view.trie.get(said[:-1]) or {}
    return [name for name, far in entry.items() if far <= JOINED]


def counters_of_numbers(spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """The spans, a thing behind a number that is called like a measure word as that word: the 잔은 of 한 잔은 is no glass."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        is_behind = at > 0 and spans[at - 1].has("number") and not (span.pause or span.names)
        found += (is_behind and span.has("thing") and _as_counter(span, tokens, view)) or [span]
    return found


def _as_counter(span: Span, tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """A span as a measure word and a particle; empty where it is none."""
    said = tuple(token.text for token in tokens[span.start : span.end])
    counter, particle = (view.language.trie.get(part) for part in (said[:1], said[1:]))
    if counter is None or particle is None or "counter" not in counter.kinds:
        return []
    cut = span.start + 1
    return [Span(span.start, cut, word=counter), Span(cut, span.end, word=particle)]


def refusals_of_all(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> list[Span]:
    """The spans, words that take back the order as "all" and a refusal, where an option stands beside them: 孜然全部不要."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        beside = [other for other in (*spans[at - 1 : at], *spans[at + 1 : at + 2]) if other.names]
        is_told = span.has("reset") and not span.names and any(_is_option(other, index) for other in beside)
        found += (is_told and _as_refusal_of_all(span, tokens, view)) or [span]
    return found


def _as_refusal_of_all(span: Span, tokens: Sequence[Token], view: MenuWords) -> list[Span]:
    """A span as a word for all and a refusal; empty where it is none."""
    said = tuple(token.text for token in tokens[span.start : span.end])
    for cut in range(1, len(said)):
        every, refusal = (view.language.trie.get(part) for part in (said[:cut], said[cut:]))
        if every is None or refusal is None or "all" not in every.kinds or "no" not in refusal.kinds:
            continue
        middle = span.start + cut
        every = replace(every, kinds=frozenset({"all"}))
        return [
            Span(span.start, middle, word=every, pause=span.pause),
            Span(middle, span.end, word=refusal),
        ]
    return []
