"""A choice between the number that a dish's name begins with and the rest of it: "two scrambled eggs" of *Two Eggs Any Style*."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from server.parsing.matching.index import MenuIndex
from server.parsing.matching.names import ALIAS, PART
from server.parsing.matching.spans import NOTHING, Span
from server.parsing.matching.written_names import names_written_in
from server.parsing.text.cue_phrases import Word
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, words

MOST_DISHES = 20
"""Dishes that have an option, of which the names are looked at."""
_ONE = Word(frozenset({"number"}), 1)


def name_around_choices(
    spans: Sequence[Span], tokens: Sequence[Token], index: MenuIndex, spoken: Language
) -> list[Span]:
    """The spans, a number and what stands behind a choice as one of the dish that is called by both."""
    found = list(spans)
    for at in range(1, len(found) - 1):
        number, choice, rest = found[at - 1 : at + 2]
        is_counted = number.has("number") and number.word.value > 1 and bool(choice.names)
        if is_counted and not (choice.pause or rest.pause or choice.has("number")):
            said = tuple(spoken.stem(token.text) for token in tokens[rest.start : rest.end])
            if name := _dish_called(number.word.value, choice, said, index, spoken):
                found[at - 1] = replace(number, names={}, word=_ONE)
                found[at + 1] = replace(rest, names={name: ALIAS}, word=NOTHING)
    return found


def _dish_called(value: int, choice: Span, said: tuple[str, ...], index: MenuIndex, spoken: Language) -> str:
    """The name of the only dish with a choice that is called by a number and some words; "" where there is none."""
    called = {
        item
        for item in islice(_having(choice, index), MOST_DISHES)
        if any(_is_called(name, value, said, spoken) for name in _names(index.items[item].name))
    }
    return index.items[called.pop()].name.casefold() if len(called) == 1 else ""


def _having(choice: Span, index: MenuIndex) -> Iterator[int]:
    """The dishes that can be had as a span says, but for what it calls by a part of its name."""
    for name, far in choice.names.items():
        if far < PART:
            yield from index.names[name].modifiers


def _names(written: str) -> tuple[str, ...]:
    return written, *names_written_in(written)


def _is_called(name: str, value: int, said: tuple[str, ...], spoken: Language) -> bool:
    """Whether a name is a number, in digits or as a word, and these words behind it."""
    number, *rest = words(name) or ("",)
    in_digits = number if number.isdecimal() else spoken.other_number(number)
    return in_digits == str(value) and tuple(map(spoken.stem, rest)) == said
