"""For how many a dish is, which counts none of it: "un tagliere per due", "o arroz de marisco para dois"."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.kinds_of_names import is_dish
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word
from server.parsing.text.hints import hints_of
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, tokenise

FEWEST = 2
_WORDS = tomllib.loads(resources.files(__package__).joinpath("written_names.toml").read_text("utf-8"))[
    "persons"
]["words"]
_SERVES = re.compile(
    rf"(?<![\d.,/-])(?<!mín\. )(?<!min\. )(?<!ab )(\d{{1,2}})\s*(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)|(?:\s[x\u00d7]|(?<!\w)p/)\s?(\d{{1,2}})\b",
    re.IGNORECASE,
)
_TOLD = Word(frozenset({"filler"}))
_FOR = Word(frozenset({"for", "preposition"}))
_OF_OTHERS = Word(frozenset({"for_persons"}))
_JOINTS = ("and", "also", "but", "with", "no", "filler", "ordering")
_CHANGES = ("change", "make", "instead")


@lru_cache(maxsize=4096)
def persons_written_in(name: str) -> int:
    """For how many a dish is, by its name: 2 of "Arroz de marisco (2 pax)" and "Tagliere x 2"; 0 where it tells none."""
    found = _SERVES.search(name)
    return int(found[1] or found[2]) if found else 0


def without_persons(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> list[Span]:
    """The spans, words that tell for how many a dish is as words that order nothing.

    They tell it where the dish is for as many by its name, or where an article or a number counts it already. A dish that is
    for others by its name leaves them over.
    """
    found = list(spans)
    for first, after, many in reversed([*_told(spans, tokens, spoken)]):
        dish = _dish_beside(spans, first, after, index)
        if (
            dish < 0
            or _are_size(spans[dish], many, index, spoken)
            or _name_size(spans, first, after, dish, index)
        ):
            continue
        count, serves = _count_of(spans, dish), _persons(spans[dish], index, spoken)
        if serves or (count and dish < first and not spans[first].has("persons_all")):
            word = _TOLD if not serves or many in (serves, serves * count) else _OF_OTHERS
            found[first:after] = [replace(spans[first], end=spans[after - 1].end, names={}, word=word)]
        elif spans[first].names:
            found[first:after] = _counting(spans[first], spans[after - 1].end, many)
    return found


def _counting(told: Span, end: int, many: int) -> list[Span]:
    """The number behind "for" as one that counts, where both might be a part of another dish's name as well."""
    middle = told.start + 1
    number = Word(frozenset({"number"}), many)
    return [replace(told, end=middle, names={}, word=_FOR), Span(middle, end, word=number)]


def _told(spans: Sequence[Span], tokens: Sequence[Token], spoken: Language) -> Iterator[tuple[int, int, int]]:
    """Where spans tell of so many people (first, after, how many): "für zwei", "para dos personas", "iki kişilik"."""
    ends = {span.end: at + 1 for at, span in enumerate(spans)}
    for at, span in enumerate(spans):
        if span.has("persons_all"):
            yield at, at + 1, span.word.value
            continue
        if "for" not in hints_of(spoken.code, tokens[span.start].text):
            continue
        many = _number(tokens, span.start + 1, spoken)
        if many < FEWEST:
            continue
        end = span.start + 2
        end += end < len(tokens) and spoken.is_cue(tokens[end].text, "number_after")
        if end in ends:
            yield at, ends[end], many


def _number(tokens: Sequence[Token], at: int, spoken: Language) -> int:
    """The number that token `at` is; 0 where it is none, or stands apart."""
    if at >= len(tokens) or tokens[at].pause:
        return 0
    said = tokens[at].text
    word = spoken.trie.get((said,))
    return int(said) if said.isdecimal() else word.value if word and "number" in word.kinds else 0


def _dish_beside(spans: Sequence[Span], first: int, after: int, index: MenuIndex) -> int:
    """The dish that words from `first` to `after` tell of, right before them or right behind; -1 where none is clear."""
    at = first - 1
    while at > 0 and spans[at].names and not (is_dish(spans[at], index) or spans[at].pause):
        at -= 1
    if at >= 0 and is_dish(spans[at], index) and not spans[first].pause:
        is_last = after == len(spans) or bool(spans[after].pause) or spans[after].has(*_JOINTS)
        begin = max((i for i in range(first) if spans[i].pause), default=0)
        return at if is_last and not any(span.has(*_CHANGES) for span in spans[begin:at]) else -1
    is_behind = after < len(spans) and is_dish(spans[after], index) and not spans[after].pause
    return after if is_behind and spans[first].has("persons_all") else -1


def _are_size(dish: Span, many: int, index: MenuIndex, spoken: Language) -> bool:
    """Whether a number stands in what a size of the dish is called: *Pot for Two*."""
    named = (index.items[item] for name in dish.names for item in index.names[name].items)
    return any(many in spoken.numbers_in(size.label) for item in named for size in item.variants)


def _name_size(spans: Sequence[Span], first: int, after: int, dish: int, index: MenuIndex) -> bool:
    """Whether so many people are said as a size of the dish is called: *Per due*."""
    ids = {item for name in spans[dish].names for item in index.names[name].items}
    told = (name for span in spans[first:after] for name in span.names)
    return any(not ids.isdisjoint(index.names[name].variants) for name in told)


def _persons(span: Span, index: MenuIndex, spoken: Language) -> int:
    """For how many every dish is that a span names; 0 where none of them tells it, or not all the same."""
    named = {item for name in span.names for item in index.names[name].items}
    called = (index.items[item].name for item in named)
    serves = {persons_written_in(name) or _persons_in_words(name, spoken) for name in called}
    return serves.pop() if len(serves) == 1 else 0


def _persons_in_words(name: str, spoken: Language) -> int:
    """For how many a dish is that is called so in words: *Board for two*."""
    tokens = tokenise(name)
    led = (at for at, token in enumerate(tokens) if spoken.is_cue(token.text, "for"))
    return max((_number(tokens, at + 1, spoken) for at in led), default=0)


def _count_of(spans: Sequence[Span], dish: int) -> int:
    """How many of a dish an article or a number before it counts; 0 where none does."""
    at = dish - 1
    while at > 0 and spans[at].names and not (spans[at].has("number", "article") or spans[at + 1].pause):
        at -= 1
    counts = at >= 0 and spans[at].has("number", "article") and not spans[at + 1].pause
    return (spans[at].word.value or 1) if counts else 0
