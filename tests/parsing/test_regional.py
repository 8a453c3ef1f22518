"""The small words of regions and of hurried typing do what those of the written language do, in every language.

`regional.toml` holds what is said, by language.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from server.parsing.grammar import understand
from server.parsing.text.language import CODES
from tests.parsing.families import lines_of, wanted
from tests.parsing.kitchens import kitchen


@cache
def _said() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("regional.toml").read_text("utf-8"))


def _sentences(language: str) -> Iterator[tuple[str, list[str]]]:
    """What is said of the dishes in either order, and the lines that it comes to."""
    known = _said()[language]
    for (a, line), (b, other) in permutations(known["dishes"]):
        for option, name in known.get("options", [["", ""]]):
            for text, lines in known["said"]:
                named = [template.format(a=line, b=other, o=name) for template in lines]
                yield text.format(a=a, b=b, o=option), named


def _wrong(language: str, sentences: Sequence[tuple[str, list[str]]]) -> dict[str, object]:
    menu = kitchen(_said()[language]["menu"])
    wrong: dict[str, object] = {}
    for text, lines in sentences:
        found = understand(menu, text, language=language)
        if lines_of(found) != wanted(lines) or any(line.special_requests for line in found.lines):
            wrong[text] = found.lines
        elif not found.complete:
            wrong[text] = found.unmatched
    return wrong


@pytest.mark.parametrize("language", CODES)
def test_orders_of_a_region_are_understood(language: str) -> None:
    """What is ordered, and completely, whatever the region."""
    sentences = [*_sentences(language)]
    assert _wrong(language, sentences[: len(sentences) // 2]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", CODES)
def test_each_dish_may_stand_anywhere_in_them(language: str) -> None:
    """The same with the dishes the other way round."""
    assert _wrong(language, [*_sentences(language)]) == {}
