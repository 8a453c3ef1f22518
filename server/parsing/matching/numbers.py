"""Numbers of several words, and numbers that are no quantity."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.spans import Span
from server.parsing.text.cue_phrases import Word

_TALK = Word(frozenset({"filler"}))
_HUNDRED = 100
_TEN = 10


def number_at(m: Lexicon, at: int, stop: int) -> tuple[int, int]:
    """The number that begins at span `at` ("twenty five", "two hundred") and the span after it.

    A number in digits is whole: what follows it counts anew ("20, twice").
    """
    if m.token(at).isdecimal():
        return m.spans[at].word.value, at + 1
    return value_at(m.spans, at, stop)


def value_at(spans: Sequence[Span], at: int, stop: int) -> tuple[int, int]:
    """The number in words that begins at span `at` (1 for an article), and the span after it."""
    value, after = spans[at].word.value or int(spans[at].has("article")), at + 1
    while (
        after < stop
        and spans[after].has("number")
        and not spans[after].has("multiple")
        and not spans[after].pause
    ):
        more = spans[after].word.value
        if more == _HUNDRED and 0 < value < _TEN:
            value *= _HUNDRED
        elif 0 < more < (_TEN if value < _HUNDRED else _HUNDRED) and value >= 2 * _TEN and value % _TEN == 0:
            value += more
        else:
            break
        after += 1
    return value, after


_BEFORE_ONE = ("correction", "just", "no", "make", "after_all", "but")


def count_articles(spans: Sequence[Span]) -> None:
    """An article that stands for its dish behind a correction is a number: "zwei Eiskaffee, nein, nur einen"."""
    for at in range(1, len(spans)):
        span, before = spans[at], spans[at - 1]
        if (
            "article" not in span.word.kinds
            or span.names
            or span.has("number")
            or not before.has(*_BEFORE_ONE)
        ):
            continue
        behind = at + 1
        while behind < len(spans) and spans[behind].has("just") and not spans[behind].names:
            behind += 1
        if behind == len(spans) or spans[behind].pause or _counts_anew(spans, at):
            span.word = replace(span.word, kinds=(span.word.kinds - {"article"}) | {"number"}, value=1)


def count_some_of_them(spans: Sequence[Span]) -> None:
    """An article that stands for one of what was ordered is a number: "enlevez-en un et …", "uno toglilo", "una la fai piccola"."""
    for at, span in enumerate(spans):
        if "article" not in span.word.kinds or span.names or span.has("number"):
            continue
        if _ends_taking(spans, at) or _leads_to_verb(spans, at):
            span.word = replace(span.word, kinds=(span.word.kinds - {"article"}) | {"number"}, value=1)


_PRONOUNS = ("it", "that", "pronoun")
_TO_SOME = ("make", "remove", "remove_after", "change")


def _ends_taking(spans: Sequence[Span], at: int) -> bool:
    """Whether a verb that takes away or makes stands before, or before a short word between, and no dish behind."""
    led = at - 1
    if (
        led > 0
        and not spans[at].pause
        and spans[led].has("into", "preposition", "of")
        and not spans[led].names
    ):
        led -= 1
    if led < 0 or spans[led].names or any(span.pause for span in spans[led + 1 : at + 1]):
        return False
    behind = spans[at + 1] if at + 1 < len(spans) else None
    if spans[led].has("make"):
        return behind is not None and behind.has("into") and not (behind.pause or behind.names)
    is_taken = spans[led].has("remove") or (spans[led].has("remove_after") and spans[led].has("it"))
    return is_taken and (
        behind is None or bool(behind.pause) or (behind.has("and", "remove_after") and not behind.names)
    )


def _leads_to_verb(spans: Sequence[Span], at: int) -> bool:
    """Whether a pronoun for what was ordered and a verb follow, written together or not: "uno toglilo", "una la fai"."""
    behind = spans[at + 1 : at + 3]
    if not behind or behind[0].names or behind[0].pause or not behind[0].has(*_PRONOUNS):
        return False
    if behind[0].has("it") and behind[0].has("remove_after", "change", "make"):
        return True
    return len(behind) > 1 and behind[1].has(*_TO_SOME) and not (behind[1].names or behind[1].pause)


_SO_MANY = Word(frozenset({"number"}))


def told_apart_from_each(spans: Sequence[Span]) -> list[Span]:
    """The spans, a word that tells how many of each as a number and "each": the Turkish "ikişer" is "two each"."""
    if not any(span.has("each") and span.word.value > 1 for span in spans):
        return list(spans)
    found: list[Span] = []
    for at, span in enumerate(spans):
        if not (span.has("each") and span.word.value > 1) or span.names:
            found.append(span)
            continue
        number = replace(span, word=replace(_SO_MANY, value=span.word.value))
        each = replace(span, word=replace(span.word, value=0))
        parts = [each, number] if _names_follow(spans, at + 1) else [number, each]
        parts[1].pause = ""
        found += parts
    return found


def _names_follow(spans: Sequence[Span], at: int) -> bool:
    """Whether what is counted stands behind, and not before: "ikişer tane hamburger"."""
    while at < len(spans) and spans[at].has("counter") and not (spans[at].names or spans[at].pause):
        at += 1
    return at < len(spans) and bool(spans[at].names) and not spans[at].pause


def count_helpings(spans: Sequence[Span]) -> list[Span]:
    """The spans, a word for one more and a number beside it as so many more: おかわり2つ, 2つおかわり."""
    found: list[Span] = []
    for span in spans:
        at = len(found) - 1
        while at > 0 and found[at].word.kinds == {"filler"} and not (found[at].names or found[at].pause):
            at -= 1
        if at < 0 or span.pause or not _are_helpings(found[at], span):
            found.append(span)
            continue
        value = span.word.value if found[at].has("same") else found[at].word.value
        kinds = found[at].word.kinds | span.word.kinds
        found[at:] = [replace(found[at], end=span.end, word=Word(kinds, value))]
    return found


def _are_helpings(first: Span, second: Span) -> bool:
    """Whether a number and a word for one more stand side by side."""
    are_numbers = all(span.has("number") and not span.names for span in (first, second))
    return are_numbers and first.has("same") != second.has("same")


def count_portions(spans: Sequence[Span]) -> None:
    """A number of portions counts a dish and names no size in pieces: the 6 of "6 portions of wings"."""
    for number, portion in pairwise(spans):
        if number.names and number.has("number") and portion.has("portion") and not portion.pause:
            number.names = {}


def tell_only_of_choices(spans: Sequence[Span], index: MenuIndex) -> None:
    """An "only" between an article and a choice behind it is small talk: "una solo cioccolato"."""
    for article, only, named in zip(spans, spans[1:], spans[2:], strict=False):
        is_counted = "article" in article.word.kinds and not article.names and not article.has("number")
        is_choice = bool(named.names) and not any(index.names[name].items for name in named.names)
        if is_counted and only.has("just") and is_choice and not (only.names or only.pause or named.pause):
            only.word = _TALK


def _counts_anew(spans: Sequence[Span], at: int) -> bool:
    """Whether two dishes are said again with other numbers: "two teas and a cake, sorry, a tea and two cakes"."""
    if not spans[at - 1].has("correction", "no") or at + 4 >= len(spans):
        return False
    first, joint, number, second = spans[at + 1 : at + 5]
    counts = joint.has("and") and number.has("number", "article") and not number.names
    return counts and all(
        any(not name.names.keys().isdisjoint(said.names) for said in spans[:at]) for name in (first, second)
    )


def counts_speaker_too(m: Lexicon, at: int) -> bool:
    """Whether a number is of those besides who speaks: "for me and my two friends" are three."""
    pairs, begin = m.view.language.pairs, m.begin_of_clause(at)
    if pairs is None or not (m.has(at - 1, "filler") and m.has(at - 2, "and")):
        return False
    said = " ".join(token.text for token in m.tokens[m.spans[begin].start : m.spans[at].end])
    return any(found.end() == len(said) for found in pairs.finditer(said))
