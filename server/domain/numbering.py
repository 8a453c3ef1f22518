"""Numbers with which the names of dishes begin: `23. Lemon chicken`, `14a) Duck`, `Nr. 7 Soup`, `23番 ラーメン`."""

import re
from typing import NamedTuple

_NUMBER = r"(?P<number>[0-9]{1,3}[A-Za-z]?|[A-Za-z][0-9]{1,3})"
_SIGNED = re.compile(
    r"(?:(?:nr|no|num|number|numero|número|nº|n°|№|#)[.:]?\s*|#)(?P<number>[0-9]{1,3}[A-Za-z]?)"
    r"(?![0-9A-Za-z%])[.):]?[\s\-–]+(?P<name>\S.*)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    rf"[(\[]?{_NUMBER}(?:\s?[.):\]、。]+(?=[^0-9.,])\s*|\s+[\-–]\s+|\s?(?:番|번)[.:、]?\s*)(?P<name>\S.*)"
)
_BARE = re.compile(rf"{_NUMBER}\s+(?P<name>[^\W\d_].*)")
FEWEST_BARE = 5
MOST_WITHOUT = 0.4
"""Of the dishes of a menu at most this share has no number where numbers without any mark are meant as such."""


class NumberedName(NamedTuple):
    """A dish's number and the rest of its name."""

    number: str
    name: str


def split_number(name: str) -> NumberedName | None:
    """The number with which `name` begins where a mark says that it is one; None for `7 Up`, `3 eggs`, `100 % beef`."""
    found = _SIGNED.fullmatch(name.strip()) or _MARKED.fullmatch(name.strip())
    return NumberedName(found["number"], found["name"].strip()) if found else None


def split_numbers(names: list[str]) -> list[NumberedName | None]:
    """`split_number` of each name of a menu.

    Where nearly all names begin with numbers, each another one, they need no mark: `23 Lemon chicken`.
    """
    marked = [split_number(name) for name in names]
    bare = [found or _split_bare(name) for found, name in zip(marked, names, strict=True)]
    numbers = [found.number.casefold() for found in bare if found]
    is_numbered = len(numbers) >= FEWEST_BARE and len(names) - len(numbers) <= MOST_WITHOUT * len(names)
    return bare if is_numbered and len(set(numbers)) == len(numbers) else marked


def _split_bare(name: str) -> NumberedName | None:
    found = _BARE.fullmatch(name.strip())
    return NumberedName(found["number"], found["name"]) if found else None
