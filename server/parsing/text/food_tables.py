"""Words for food, allergens and diets as they are compared: without their endings."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from server.domain.allergens import allergens, family_of, misleading_names
from server.parsing.text.cue_phrases import tokenised
from server.parsing.text.trie import Trie


def synonyms(code: str, stem: Callable[[str], str]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """For the words of each food, without their endings, the other words for it; a word of one set knows no other's."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for one_thing in _food().get(code, ()):
        phrases = [*tokenised(one_thing)]
        for phrase in phrases:
            others = {other: None for other in phrases if other != phrase}
            found.setdefault(tuple(map(stem, phrase)), {}).update(others)
    return {phrase: tuple(others) for phrase, others in found.items()}


@cache
def _food() -> Mapping[str, Sequence[Sequence[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("languages/food.toml").read_text("utf-8"))


def allergen_codes(code: str, stem: Callable[[str], str], *, ordinary: bool) -> Trie[frozenset[str]]:
    """The codes that each word for an allergen may mean, the widest: "shellfish" is crustaceans and molluscs.

    `ordinary`: those too that are ordered as food, such as beef, and what names say that mislead: "oat milk".
    """
    codes: dict[tuple[str, ...], set[str]] = {}
    for allergen in allergens().values():
        if allergen.ordinary and not ordinary:
            continue
        for phrase in tokenised(allergen.words[code]):
            codes.setdefault(tuple(map(stem, phrase)), set()).add(family_of(allergen.code))
    found: Trie[frozenset[str]] = Trie()
    for name, means in misleading_names().get(code, {}).items() if ordinary else ():
        for phrase in tokenised([name]):
            found.add(tuple(map(stem, phrase)), frozenset(map(family_of, means)))
    for phrase, its in codes.items():
        found.add(phrase, frozenset(its))
    return found


def allergen_phrases(code: str) -> Iterator[tuple[str, ...]]:
    """The names of all allergens in a language."""
    return (phrase for allergen in allergens().values() for phrase in tokenised(allergen.words[code]))


def by_phrase(table: Mapping[str, Sequence[str]], stem: Callable[[str], str]) -> Trie[str]:
    """A table of phrases by value, turned around: the value of each phrase."""
    found: Trie[str] = Trie()
    for value, phrases in table.items():
        for phrase in tokenised(phrases):
            found.add(tuple(map(stem, phrase)), value)
    return found
