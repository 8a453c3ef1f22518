"""Which dishes of a menu are drinks, by the headings that they stand under, and what is had in drinks."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib import resources

from server.domain.menu import Item
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.lexicon import Lexicon
from server.parsing.text import foods as things_of_food
from server.parsing.text.language import language
from server.parsing.text.tokens import is_unspaced, words

MAX_HEADINGS = 4096
"""Headings of which is remembered what stands under them, at most."""


def is_drink(index: MenuIndex, item: Item) -> bool:
    """Whether a dish stands under a heading of drinks; under one of other things too, whether its name says that it is one."""
    found = _is_of_drinks(index.headings.get(item.id, ""), index.language)
    if found != _AND_OTHERS:
        return found == _DRINKS
    named = things_of_food.foods(index.language).things_in(words(item.name))
    return any(map(things_of_food.is_drink, named))


def is_or_seems_drink(index: MenuIndex, item: Item) -> bool:
    """Whether a dish is a drink; under a heading of drinks and other things so is a name that says no food: *Sprite*."""
    if is_drink(index, item):
        return True
    stands_beside = _is_of_drinks(index.headings.get(item.id, ""), index.language) == _AND_OTHERS
    return stands_beside and not things_of_food.foods(index.language).things_in(words(item.name))


def is_had_in_drinks(things: Collection[str]) -> bool:
    """Whether one of these things may be in a drink: ice, lemon."""
    return not _tables()["had_in_drinks"].isdisjoint(things)


def is_counted_in_dishes(m: Lexicon, at: int) -> bool:
    """Whether a word means what is counted within a dish: sugar."""
    said = [token.text for token in m.tokens[m.spans[at].start : m.spans[at].end]]
    meant = things_of_food.foods(m.view.language.code).things_in(said)
    return not _tables()["counted"].isdisjoint(meant)


def tells_kind_of_drink(word: str) -> bool:
    """Whether a word of a drink's name tells it from the plain one: "light", "0.0"."""
    return word in _tables()["kinds"]


_NONE, _AND_OTHERS, _DRINKS = range(3)
_JOINING = ("と", "와", "과", "和")
_SMALL = ("and", "or", "of", "article", "that", "preposition", "with")


@lru_cache(maxsize=MAX_HEADINGS)
def _is_of_drinks(heading: str, code: str) -> int:
    """Whether drinks stand under a heading: none, beside other things, or nothing else."""
    said, drinks = words(heading), _tables()["drinks"]
    folded = "".join(said)
    if any(is_unspaced(name[0]) and name in folded for name in drinks):
        return _AND_OTHERS if any(mark in folded for mark in _JOINING) else _DRINKS
    if drinks.isdisjoint(said):
        return _NONE
    known = drinks | _tables()["beside"]
    others = (word for word in said if word not in known and not _is_small(word, code))
    return _AND_OTHERS if any(others) else _DRINKS


def _is_small(word: str, code: str) -> bool:
    """Whether a word joins others, or is a number."""
    return word.isdecimal() or language(code).is_cue(word, *_SMALL)


@cache
def _tables() -> Mapping[str, frozenset[str]]:
    text = resources.files("server.parsing.text").joinpath("languages/drink_headings.toml").read_text("utf-8")
    data = tomllib.loads(text)
    folded = {key: frozenset("".join(words(name)) for name in data[key]) for key in ("drinks", "beside")}
    return {**folded, **{key: frozenset(data[key]) for key in ("had_in_drinks", "counted", "kinds")}}
