"""A diner's wish in the words of the kitchen, the diner's own beside it: "no peanut (땅콩 빼 주세요)".

Only a wish of which every word is known is told so; another one stays in the diner's words alone.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import NamedTuple

from server.parsing.model import MAX_REQUEST, Line
from server.parsing.text.cue_phrases import Word
from server.parsing.text.foods import foods
from server.parsing.text.language import Language
from server.parsing.text.tokens import words
from server.parsing.text.translation import name_in

REFUSING = frozenset({"no", "remove", "remove_after"})
SAYING_NOTHING = frozenset({"filler", "article", "that", "with", "add", "of", "preposition", "request", "make", "ordering", "and"})  # fmt: skip
LONGEST_SMALL_WORD = 8


def with_kitchen_words(lines: Iterable[Line], spoken: Language, kitchen: str) -> list[Line]:
    """The lines with each of their wishes in the language of code `kitchen`, where it is another one and known."""
    if spoken.code == kitchen:
        return list(lines)
    return [
        replace(line, special_requests=_told(line.special_requests, spoken, kitchen))
        if line.special_requests
        else line
        for line in lines
    ]


def _told(requests: str, spoken: Language, kitchen: str) -> str:
    told = "; ".join(in_kitchen_words(one, spoken, kitchen) for one in requests.split("; "))
    return told if len(told) <= MAX_REQUEST else requests


def in_kitchen_words(wish: str, spoken: Language, kitchen: str) -> str:
    """`wish` in the language of code `kitchen` with the diner's own words behind it; itself where a word is not known."""
    read = _read(words(wish), spoken) if spoken.code != kitchen else None
    if read is None or not read.things or len(read.amounts) > 1:
        return wish
    names = [name_in(kitchen, thing) for thing in read.things]
    form = _forms()[read.amounts[0]].get(kitchen, "") if read.amounts else "{thing}"
    if not form or not all(names):
        return wish
    return f"{', '.join(form.format(thing=name) for name in names)} ({wish})"


class _Wish(NamedTuple):
    things: tuple[str, ...]
    amounts: tuple[str, ...]


def _read(said: tuple[str, ...], spoken: Language) -> _Wish | None:
    """The things and amounts that a wish speaks of, each once; None where a word of it is not known."""
    things: dict[str, None] = {}
    amounts: dict[str, None] = {}
    at = 0
    while at < len(said):
        end, thing = foods(spoken.code).thing_at(said, at)
        word_end, word = _small_word(said, at, spoken)
        amount = _amount(word) if word else ""
        if thing and (end > word_end or (end == word_end and not amount)):
            things[thing] = None
            at = end
        elif word and (amount or word.kinds & SAYING_NOTHING):
            amounts |= {amount: None} if amount else {}
            at = word_end
        else:
            return None
    return _Wish(tuple(things), tuple(amounts))


def _small_word(said: tuple[str, ...], at: int, spoken: Language) -> tuple[int, Word | None]:
    """The longest small word at a place, and where it ends."""
    for end in range(min(len(said), at + LONGEST_SMALL_WORD), at, -1):
        if word := spoken.trie.get(said[at:end]):
            return end, word
    return at, None


def _amount(word: Word) -> str:
    if word.kinds & REFUSING:
        return "none"
    return word.amount if word.amount in _forms() else ""


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("server.parsing.text").joinpath("languages/kitchen_words.toml").read_text("utf-8")
    return tomllib.loads(text)
